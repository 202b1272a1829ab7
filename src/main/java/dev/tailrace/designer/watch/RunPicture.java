package dev.tailrace.designer.watch;

import dev.tailrace.designer.watch.LivePicture.LiveNode;
import dev.tailrace.designer.watch.LivePicture.LiveWire;
import dev.tailrace.designer.watch.LivePicture.WireState;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Port;
import dev.tailrace.runtime.Telemetry;
import dev.tailrace.runtime.Telemetry.NodeReading;
import dev.tailrace.runtime.Telemetry.WireReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a run looks at the last of some readings, as a function of these readings alone: the same for the present and for
 * any moment before it. No toolkit.
 *
 * <p>When a wire is backpressured: a wire with a ring says itself how full it is. A wire that is a direct call has no
 * ring; there the writer waits exactly while its reader works, so it is held up by the reader once that is as busy as a
 * bottleneck. Wires further up only pass the pressure on and are left alone, so that the cause stands out.
 */
final class RunPicture {
    private static final long SECOND = LiveRun.SECOND;
    private static final long BOTTLENECK_NANOS = 3 * SECOND;
    private static final long CPU_NANOS = 5 * SECOND;
    private static final long STALLED_NANOS = 10 * SECOND;
    private static final double BOTTLENECK_BUSY = 0.9;
    private static final double BACKPRESSURED_SHARE = 0.1;

    /** A ring this full has no room for another batch. */
    private static final double FULL = 0.99;

    private static final NodeReading NO_READING = new NodeReading(0, 0, 0, 0, 0, 0, -1);

    private final RunFlow flow;
    private final ReadingHistory history;
    private final WireLabels labels;
    private final Moment now;
    private final Telemetry latest;
    private final Telemetry secondAgo;
    private final boolean ended;

    private RunPicture(RunFlow flow, ReadingHistory history, Moment now, WireLabels labels) {
        this.flow = flow;
        this.history = history;
        this.labels = labels;
        this.now = now;
        latest = now.telemetry();
        Moment before = history.before(SECOND);
        secondAgo = before == null ? latest : before.telemetry();
        ended = now.state().isFinal();
    }

    /**
     * @param history up to the moment that is looked at, which is its last
     * @param labels that the words come from; they may keep those of the picture before for a while
     */
    static LivePicture of(RunFlow flow, ReadingHistory history, Moment now, WireLabels labels) {
        return new RunPicture(flow, history, now, labels).picture();
    }

    private LivePicture picture() {
        labels.begin(latest.nanoTime(), ended);
        Map<Wire, LiveWire> wires = new LinkedHashMap<>();
        List<Wire> all = flow.pipeline().wires();
        for (int i = 0; i < all.size(); i++) {
            WireReading reading = latest.wires().get(all.get(i));
            if (reading != null) {
                wires.put(all.get(i), picture(all.get(i), reading, latest.nanoTime() - now.quietSinceNanos()[i]));
            }
        }
        Map<String, LiveNode> nodes = new LinkedHashMap<>();
        flow.pipeline().nodes().forEach(node -> nodes.put(node.id(), picture(node.id())));
        String bottleneck = ended ? null : bottleneck(wires);
        double sourceRate = flow.sources().stream()
                .map(nodes::get)
                .mapToDouble(node -> node == null ? 0 : node.rowsOutPerSecond())
                .sum();
        return new LivePicture(
                wires,
                nodes,
                bottleneck,
                bottleneck == null ? 0 : flow.upstream(bottleneck).size(),
                sourceRate,
                now.sourceRows(),
                cpuShares());
    }

    /** Of the time that all nodes together have worked over the last seconds; empty if none has. */
    private Map<String, Double> cpuShares() {
        Moment before = history.before(CPU_NANOS);
        if (before == null) {
            return Map.of();
        }
        Map<String, Long> worked = new LinkedHashMap<>();
        long all = 0;
        for (String node : latest.nodes().keySet()) {
            long nanos = Math.max(
                    0,
                    reading(latest, node).busyNanos()
                            - reading(before.telemetry(), node).busyNanos());
            worked.put(node, nanos);
            all += nanos;
        }
        if (all == 0) {
            return Map.of();
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        for (Map.Entry<String, Long> one : worked.entrySet()) {
            shares.put(one.getKey(), one.getValue() / (double) all);
        }
        return shares;
    }

    private LiveWire picture(Wire wire, WireReading reading, long quietNanos) {
        WireReading then = secondAgo.wires().getOrDefault(wire, reading);
        double seconds = (latest.nanoTime() - secondAgo.nanoTime()) / (double) SECOND;
        double rate = seconds <= 0 ? 0 : (reading.rows() - then.rows()) / seconds;
        double watermarkMillisPerSecond =
                seconds <= 0 || !isTime(reading.watermarkMillis()) || !isTime(then.watermarkMillis())
                        ? 0
                        : (reading.watermarkMillis() - then.watermarkMillis()) / seconds;
        boolean over = ended || reading.ended();
        WireState state;
        if (flow.carries(wire) == Port.Carries.ERRORS && reading.rows() > 0) {
            state = WireState.ERROR;
        } else if (over) {
            state = WireState.IDLE;
        } else if (isBackpressured(wire, reading)) {
            state = WireState.BACKPRESSURED;
        } else if (quietNanos >= STALLED_NANOS && flow.carries(wire) != Port.Carries.ERRORS) {
            state = WireState.STALLED;
        } else {
            state = rate > 0 ? WireState.FLOWING : WireState.IDLE;
        }
        return labels.label(wire, state, over ? 0 : rate, reading, watermarkMillisPerSecond, quietNanos, over);
    }

    private static boolean isTime(long watermarkMillis) {
        return watermarkMillis != Telemetry.NO_WATERMARK && watermarkMillis != Long.MAX_VALUE;
    }

    private boolean isBackpressured(Wire wire, WireReading reading) {
        if (reading.queueFill() < 0) {
            return isSaturated(wire.to().node());
        }
        List<Moment> lastSecond = history.since(SECOND);
        if (lastSecond.isEmpty()) {
            return false;
        }
        long full = lastSecond.stream()
                .map(moment -> moment.telemetry().wires().get(wire))
                .filter(then -> then != null && then.queueFill() >= FULL)
                .count();
        return full >= BACKPRESSURED_SHARE * lastSecond.size();
    }

    /** Whether the node has worked nearly all of the last three seconds. */
    private boolean isSaturated(String node) {
        return history.covers(BOTTLENECK_NANOS) && busy(node, BOTTLENECK_NANOS) >= BOTTLENECK_BUSY;
    }

    private double busy(String node, long nanos) {
        Moment before = history.before(nanos);
        if (before == null || before == now) {
            return 0;
        }
        return share(
                reading(latest, node).busyNanos()
                        - reading(before.telemetry(), node).busyNanos(),
                latest.nanoTime() - before.nanoTime());
    }

    private @Nullable String bottleneck(Map<Wire, LiveWire> wires) {
        String worst = null;
        double worstBusy = 0;
        for (Map.Entry<Wire, LiveWire> entry : wires.entrySet()) {
            String reader = entry.getKey().to().node();
            if (entry.getValue().state() == WireState.BACKPRESSURED && isSaturated(reader)) {
                double busy = busy(reader, BOTTLENECK_NANOS);
                if (busy > worstBusy) {
                    worst = reader;
                    worstBusy = busy;
                }
            }
        }
        return worst;
    }

    private LiveNode picture(String node) {
        long nanos = latest.nanoTime() - secondAgo.nanoTime();
        NodeReading reading = reading(latest, node);
        NodeReading then = reading(secondAgo, node);
        long in = flow.rowsIn(node, latest);
        long out = flow.rowsOut(node, latest);
        return new LiveNode(
                share(reading.busyNanos() - then.busyNanos(), nanos),
                share(reading.blockedNanos() - then.blockedNanos(), nanos),
                RunFlow.rate(in - flow.rowsIn(node, secondAgo), nanos),
                RunFlow.rate(out - flow.rowsOut(node, secondAgo), nanos),
                in,
                out,
                reading.errors(),
                reading.late(),
                reading.progress(),
                reading.stateRows());
    }

    private static NodeReading reading(Telemetry telemetry, String node) {
        return telemetry.nodes().getOrDefault(node, NO_READING);
    }

    private static double share(long part, long whole) {
        return whole <= 0 ? 0 : Math.max(0, Math.min(1, part / (double) whole));
    }
}

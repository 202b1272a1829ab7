package dev.tailrace.designer.watch;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.watch.LivePicture.LiveNode;
import dev.tailrace.designer.watch.LivePicture.LiveWire;
import dev.tailrace.designer.watch.LivePicture.WireState;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Telemetry;
import dev.tailrace.runtime.Telemetry.NodeReading;
import dev.tailrace.runtime.Telemetry.WireReading;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes pictures of a run from its counters: rates over the last second, the state of each wire, the bottleneck. Keeps
 * the readings of the last five minutes. The clock is that of the readings. Single-threaded; knows no toolkit.
 *
 * <p>When a wire is backpressured: a wire with a ring says itself how full it is. A wire that is a direct call has no
 * ring; there the writer waits exactly while its reader works, so it is held up by the reader once that is as busy as a
 * bottleneck. Wires further up only pass the pressure on and are left alone, so that the cause stands out.
 */
public final class LiveRun {
    /** How long readings are kept. */
    public static final Duration HISTORY = Duration.ofMinutes(5);

    static final long SECOND = 1_000_000_000L;
    private static final long BOTTLENECK_NANOS = 3 * SECOND;
    private static final long STALLED_NANOS = 10 * SECOND;
    private static final double BOTTLENECK_BUSY = 0.9;
    private static final double BACKPRESSURED_SHARE = 0.1;

    /** A ring this full has no room for another batch. */
    private static final double FULL = 0.99;

    private static final NodeReading NO_READING = new NodeReading(0, 0, 0, 0, 0, 0, -1);

    private final CheckedPipeline checked;
    private final ReadingHistory history = new ReadingHistory(HISTORY);
    private final WireLabels labels;
    private final Map<Wire, Progress> progress = new HashMap<>();
    private long began;
    private boolean atRest;

    /** When something last moved on a wire. */
    private record Progress(long rows, long watermarkMillis, long sinceNanos) {}

    public LiveRun(CheckedPipeline checked, Texts texts) {
        this.checked = checked;
        this.labels = new WireLabels(texts, checked.environment().zone());
    }

    /**
     * Takes a reading.
     *
     * @param telemetry not older than the one before
     * @param ended whether the run has ended, so that nothing stalls any more
     */
    public LivePicture sample(Telemetry telemetry, boolean ended) {
        return sample(telemetry, ended, false);
    }

    /** @param paused whether the run is paused or held, so that nothing stalls meanwhile */
    public LivePicture sample(Telemetry telemetry, boolean ended, boolean paused) {
        atRest = paused;
        if (history.latest() == null) {
            began = telemetry.nanoTime();
        }
        history.add(telemetry);
        Telemetry secondAgo = history.before(SECOND);
        Telemetry before = secondAgo == null ? telemetry : secondAgo;
        labels.begin(telemetry.nanoTime(), ended);
        Map<Wire, LiveWire> wires = new LinkedHashMap<>();
        for (Wire wire : checked.pipeline().wires()) {
            WireReading now = telemetry.wires().get(wire);
            if (now != null) {
                wires.put(wire, picture(wire, now, telemetry, before, ended));
            }
        }
        Map<String, LiveNode> nodes = new LinkedHashMap<>();
        checked.pipeline().nodes().forEach(node -> nodes.put(node.id(), picture(node.id(), telemetry, before)));
        String bottleneck = ended ? null : bottleneck(wires);
        double sourceRate = 0;
        long sourceRows = 0;
        for (String source : sources()) {
            LiveNode node = nodes.get(source);
            if (node != null) {
                sourceRate += node.rowsOutPerSecond();
                sourceRows += node.rowsOut();
            }
        }
        return new LivePicture(
                wires,
                nodes,
                bottleneck,
                bottleneck == null ? 0 : upstream(bottleneck).size(),
                sourceRate,
                sourceRows);
    }

    /** The readings kept, oldest first; a copy. */
    public List<Telemetry> history() {
        return history.all();
    }

    /** How long the run has been looked at; that of its last reading once it has ended. */
    public Duration age() {
        Telemetry latest = history.latest();
        return latest == null ? Duration.ZERO : Duration.ofNanos(latest.nanoTime() - began);
    }

    /**
     * How many rows a second left the node (or entered it, if it is a sink) over the last while, oldest first.
     *
     * @param points of equal length; those before the start of the run are 0
     */
    public double[] rates(String node, Duration last, int points) {
        double[] rates = new double[points];
        boolean sink = pipeline().wiresFrom(node).isEmpty();
        for (int i = 0; i < points; i++) {
            Telemetry to = history.before(last.toNanos() * (points - 1 - i) / points);
            Telemetry from = history.before(last.toNanos() * (points - i) / points);
            if (to != null && from != null) {
                long rows = sink ? rowsIn(node, to) - rowsIn(node, from) : rowsOut(node, to) - rowsOut(node, from);
                rates[i] = rate(rows, to.nanoTime() - from.nanoTime());
            }
        }
        return rates;
    }

    private LiveWire picture(Wire wire, WireReading now, Telemetry telemetry, Telemetry before, boolean ended) {
        WireReading then = before.wires().getOrDefault(wire, now);
        double seconds = (telemetry.nanoTime() - before.nanoTime()) / (double) SECOND;
        double rate = seconds <= 0 ? 0 : (now.rows() - then.rows()) / seconds;
        double watermarkMillisPerSecond =
                seconds <= 0 || !isTime(now.watermarkMillis()) || !isTime(then.watermarkMillis())
                        ? 0
                        : (now.watermarkMillis() - then.watermarkMillis()) / seconds;
        long quietNanos = quietNanos(wire, now, telemetry.nanoTime());
        boolean over = ended || now.ended();
        WireState state;
        if (carries(wire) == Port.Carries.ERRORS && now.rows() > 0) {
            state = WireState.ERROR;
        } else if (over) {
            state = WireState.IDLE;
        } else if (isBackpressured(wire, now)) {
            state = WireState.BACKPRESSURED;
        } else if (quietNanos >= STALLED_NANOS && carries(wire) != Port.Carries.ERRORS) {
            state = WireState.STALLED;
        } else {
            state = rate > 0 ? WireState.FLOWING : WireState.IDLE;
        }
        return labels.label(wire, state, over ? 0 : rate, now, watermarkMillisPerSecond, quietNanos, over);
    }

    private static boolean isTime(long watermarkMillis) {
        return watermarkMillis != Telemetry.NO_WATERMARK && watermarkMillis != Long.MAX_VALUE;
    }

    private long quietNanos(Wire wire, WireReading now, long nanoTime) {
        Progress last = progress.get(wire);
        if (last == null || atRest || last.rows != now.rows() || last.watermarkMillis != now.watermarkMillis()) {
            progress.put(wire, new Progress(now.rows(), now.watermarkMillis(), nanoTime));
            return 0;
        }
        return nanoTime - last.sinceNanos;
    }

    private boolean isBackpressured(Wire wire, WireReading now) {
        if (now.queueFill() < 0) {
            return isSaturated(wire.to().node());
        }
        List<Telemetry> lastSecond = history.since(SECOND);
        if (lastSecond.isEmpty()) {
            return false;
        }
        long full = lastSecond.stream()
                .map(reading -> reading.wires().get(wire))
                .filter(reading -> reading != null && reading.queueFill() >= FULL)
                .count();
        return full >= BACKPRESSURED_SHARE * lastSecond.size();
    }

    /** Whether the node has worked nearly all of the last three seconds. */
    private boolean isSaturated(String node) {
        return history.covers(BOTTLENECK_NANOS) && busy(node, BOTTLENECK_NANOS) >= BOTTLENECK_BUSY;
    }

    private double busy(String node, long nanos) {
        Telemetry latest = history.latest();
        Telemetry before = history.before(nanos);
        if (latest == null || before == null || latest == before) {
            return 0;
        }
        return share(
                reading(latest, node).busyNanos() - reading(before, node).busyNanos(),
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

    private LiveNode picture(String node, Telemetry now, Telemetry before) {
        long nanos = now.nanoTime() - before.nanoTime();
        NodeReading reading = reading(now, node);
        NodeReading then = reading(before, node);
        long in = rowsIn(node, now);
        long out = rowsOut(node, now);
        return new LiveNode(
                share(reading.busyNanos() - then.busyNanos(), nanos),
                share(reading.blockedNanos() - then.blockedNanos(), nanos),
                rate(in - rowsIn(node, before), nanos),
                rate(out - rowsOut(node, before), nanos),
                in,
                out,
                reading.errors(),
                reading.late(),
                reading.progress());
    }

    private static NodeReading reading(Telemetry telemetry, String node) {
        return telemetry.nodes().getOrDefault(node, NO_READING);
    }

    private static double share(long part, long whole) {
        return whole <= 0 ? 0 : Math.max(0, Math.min(1, part / (double) whole));
    }

    private static double rate(long rows, long nanos) {
        return nanos <= 0 ? 0 : rows * (double) SECOND / nanos;
    }

    private long rowsIn(String node, Telemetry telemetry) {
        long sum = 0;
        for (Wire wire : pipeline().wiresTo(node)) {
            WireReading reading = telemetry.wires().get(wire);
            sum += reading == null ? 0 : reading.rows();
        }
        return sum;
    }

    /** Rows that left, counted once where a port has several wires. */
    private long rowsOut(String node, Telemetry telemetry) {
        Map<String, Long> byPort = new HashMap<>();
        for (Wire wire : pipeline().wiresFrom(node)) {
            WireReading reading = telemetry.wires().get(wire);
            if (reading != null && carries(wire) != Port.Carries.ERRORS) {
                byPort.merge(wire.from().port(), reading.rows(), Math::max);
            }
        }
        return byPort.values().stream().mapToLong(Long::longValue).sum();
    }

    private List<String> sources() {
        return pipeline().nodes().stream()
                .map(node -> node.id())
                .filter(id -> pipeline().wiresTo(id).isEmpty()
                        && !pipeline().wiresFrom(id).isEmpty())
                .toList();
    }

    private Set<String> upstream(String node) {
        Set<String> found = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(node));
        while (!open.isEmpty()) {
            for (Wire wire : pipeline().wiresTo(open.removeFirst())) {
                String writer = wire.from().node();
                if (!writer.equals(node) && found.add(writer)) {
                    open.addLast(writer);
                }
            }
        }
        return found;
    }

    private Port.@Nullable Carries carries(Wire wire) {
        CheckedNode writer = checked.nodes().get(wire.from().node());
        Port port = writer == null ? null : writer.port(wire.from().port());
        return port == null ? null : port.carries();
    }

    private Pipeline pipeline() {
        return checked.pipeline();
    }
}

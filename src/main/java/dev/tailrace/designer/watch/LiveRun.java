package dev.tailrace.designer.watch;

import dev.tailrace.data.Texts;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Telemetry;
import dev.tailrace.runtime.Telemetry.NodeReading;
import dev.tailrace.runtime.Telemetry.WireReading;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes pictures of a run from its counters: rates over the last second, the state of each wire, the bottleneck. Keeps
 * the readings of the last five minutes, and so can tell how the run looked at any moment of them. The clock is that of
 * the readings. Single-threaded; knows no toolkit.
 */
public final class LiveRun {
    /** How long readings are kept. */
    public static final Duration HISTORY = Duration.ofMinutes(5);

    static final long SECOND = 1_000_000_000L;

    private final RunFlow flow;
    private final Texts texts;
    private final ZoneId zone;
    private final ReadingHistory history = new ReadingHistory(HISTORY);
    private final WireLabels labels;
    private long began;

    public LiveRun(CheckedPipeline checked, Texts texts) {
        this.flow = new RunFlow(checked);
        this.texts = texts;
        this.zone = checked.environment().zone();
        this.labels = new WireLabels(texts, zone);
    }

    /**
     * Takes a reading.
     *
     * @param telemetry not older than the one before
     * @param ended whether the run has ended, so that nothing stalls any more
     */
    public LivePicture sample(Telemetry telemetry, boolean ended) {
        return sample(telemetry, ended ? Run.State.DONE : Run.State.RUNNING);
    }

    /** @param state in which the run was just before its counters were read; nothing stalls while it is at rest */
    public LivePicture sample(Telemetry telemetry, Run.State state) {
        Moment before = history.latest();
        if (before != null && before.state().isFinal()) {
            // Nothing changes any more, and whoever looks later must still see the last minutes of the run.
            return RunPicture.of(flow, history, before, labels);
        }
        if (before == null) {
            began = telemetry.nanoTime();
        }
        Moment now = moment(telemetry, state, before);
        history.add(now);
        return RunPicture.of(flow, history, now, labels);
    }

    /**
     * How the run looked at a moment.
     *
     * @param nanoTime of the clock of the readings; the oldest that is kept stands for what was before it
     * @return null before the first reading
     */
    public @Nullable LivePicture at(long nanoTime) {
        ReadingHistory then = history.upTo(nanoTime);
        Moment last = then.latest();
        return last == null ? null : RunPicture.of(flow, then, last, new WireLabels(texts, zone));
    }

    /** The readings kept, oldest first; a copy. */
    public List<Telemetry> history() {
        return history.all().stream().map(Moment::telemetry).toList();
    }

    /** What can be looked back at, with what has happened meanwhile; null before the first reading. */
    public @Nullable Timeline timeline(int points) {
        return Timeline.of(history.all(), points);
    }

    /** How long the run has been looked at; that of its last reading once it has ended. */
    public Duration age() {
        Moment latest = history.latest();
        return latest == null ? Duration.ZERO : Duration.ofNanos(latest.nanoTime() - began);
    }

    /**
     * How many rows a second left the node (or entered it, if it is a sink) over the last while, oldest first.
     *
     * @param points of equal length; those before the start of the run are 0
     */
    public double[] rates(String node, Duration last, int points) {
        double[] rates = new double[points];
        boolean sink = flow.pipeline().wiresFrom(node).isEmpty();
        for (int i = 0; i < points; i++) {
            Moment to = history.before(last.toNanos() * (points - 1 - i) / points);
            Moment from = history.before(last.toNanos() * (points - i) / points);
            if (to != null && from != null) {
                long rows = sink
                        ? flow.rowsIn(node, to.telemetry()) - flow.rowsIn(node, from.telemetry())
                        : flow.rowsOut(node, to.telemetry()) - flow.rowsOut(node, from.telemetry());
                rates[i] = RunFlow.rate(rows, to.nanoTime() - from.nanoTime());
            }
        }
        return rates;
    }

    private Moment moment(Telemetry telemetry, Run.State state, @Nullable Moment before) {
        List<Wire> wires = flow.pipeline().wires();
        long[] quietSince = new long[wires.size()];
        boolean atRest = state == Run.State.PAUSED || state == Run.State.HELD;
        for (int i = 0; i < quietSince.length; i++) {
            quietSince[i] = before != null && !atRest && isQuiet(wires.get(i), before.telemetry(), telemetry)
                    ? before.quietSinceNanos()[i]
                    : telemetry.nanoTime();
        }
        long sourceRows = flow.sources().stream()
                .mapToLong(source -> flow.rowsOut(source, telemetry))
                .sum();
        long errors = telemetry.nodes().values().stream()
                .mapToLong(NodeReading::errors)
                .sum();
        return new Moment(telemetry, state, quietSince, sourceRows, errors);
    }

    private static boolean isQuiet(Wire wire, Telemetry before, Telemetry now) {
        WireReading last = before.wires().get(wire);
        WireReading reading = now.wires().get(wire);
        return last != null
                && reading != null
                && last.rows() == reading.rows()
                && last.watermarkMillis() == reading.watermarkMillis();
    }
}

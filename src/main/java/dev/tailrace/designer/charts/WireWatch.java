package dev.tailrace.designer.charts;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Tap;
import dev.tailrace.runtime.Telemetry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows one wire of the run that is shown for a chart, while somebody looks. Not safe for use by several threads. */
final class WireWatch {
    /** Why there is nothing to draw, or that there is. */
    enum State {
        NOT_RUN,
        /** The run does not know the wire, which has been drawn since. */
        NEW_WIRE,
        PROBLEMS,
        WATCHING
    }

    private final WireChart chart;
    private final Catalogue catalogue;
    private State state = State.NOT_RUN;
    private List<Problem> problems = List.of();
    private @Nullable Run run;
    private @Nullable Wire wire;
    private @Nullable WireFeed feed;
    private @Nullable Tap tap;
    private long seen;

    WireWatch(WireChart chart, Catalogue catalogue) {
        this.chart = chart;
        this.catalogue = catalogue;
    }

    WireChart chart() {
        return chart;
    }

    State state() {
        return state;
    }

    List<Problem> problems() {
        return problems;
    }

    /** What has been drawn so far, or null. */
    @Nullable
    ChartView view() {
        return feed == null ? null : feed.view();
    }

    /** Rows that were drawn. */
    long drawn() {
        return feed == null ? 0 : feed.rows();
    }

    /** Rows that have passed the wire. */
    long passed() {
        Telemetry.WireReading reading =
                run == null || wire == null ? null : run.telemetry().wires().get(wire);
        return reading == null ? 0 : reading.rows();
    }

    /** Takes what has come since the last look; begins anew with a new run. */
    void refresh(@Nullable Run shown) {
        if (shown != run) {
            begin(shown);
        }
        if (state == State.WATCHING && run != null && wire != null && feed != null) {
            if (tap == null) {
                tap = run.tap(wire);
            }
            take(tap, feed);
        }
    }

    private void take(Tap from, WireFeed to) {
        long version = from.version();
        if (version > seen) {
            List<Row> latest = from.latest();
            int fresh = (int) Math.min(version - seen, latest.size());
            seen = version;
            to.take(latest.subList(latest.size() - fresh, latest.size()));
        }
    }

    private void begin(@Nullable Run shown) {
        leave();
        run = shown;
        feed = null;
        seen = 0;
        problems = List.of();
        state = State.NOT_RUN;
        if (shown == null) {
            return;
        }
        wire = shown.pipeline().pipeline().wires().stream()
                .filter(one -> one.id().equals(chart.wire().id()))
                .findFirst()
                .orElse(null);
        StreamType stream = wire == null ? null : shown.pipeline().stream(wire);
        if (stream == null) {
            state = State.NEW_WIRE;
            return;
        }
        WireFeed.Made made =
                WireFeed.of(chart, stream, catalogue, shown.pipeline().environment());
        feed = made.feed();
        problems = made.problems();
        state = feed == null ? State.PROBLEMS : State.WATCHING;
    }

    /** Ends the look; what has been drawn stays. */
    void leave() {
        if (tap != null) {
            tap.close();
            tap = null;
        }
    }
}

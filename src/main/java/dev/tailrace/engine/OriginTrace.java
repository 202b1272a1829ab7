package dev.tailrace.engine;

import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.engine.NodeScript.Kind;
import dev.tailrace.engine.OriginRecording.Spot;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Origin.Certainty;
import dev.tailrace.runtime.Origin.Step;
import dev.tailrace.runtime.OriginWanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds where rows come from, one node at a time, for every operator in the same way and without the operator's help.
 *
 * <p>The pipeline above the row has run once more from its start and everything was recorded ({@link OriginRecording}),
 * each row entering its node alone. Of a row that left a node it is therefore known at which <em>event</em> it left: while
 * a row was taken, at a watermark, at the end of a wire. From there, back through the node:
 *
 * <ol>
 *   <li>A node without state tables (what a processor keeps must be in its snapshot) cannot remember a row: what left
 *       while it took a row came of that row. Filter, derive, route, unnest, union are settled here, exactly, and nothing
 *       runs again.
 *   <li>Any other node runs again by itself ({@link RecordedNode#replay}) on some of the rows that had entered it, with
 *       all watermarks as they were, and the question is whether the row leaves again <em>at the same event</em>. A
 *       smallest set of rows for which it does is its origin ({@link Narrowing}). For a window these are the rows that
 *       its results were computed of (of a maximum the row that has it, of a count all), for a join one of each side,
 *       for a changelog's row the net contributors at that moment, for a match the rows of the match.
 * </ol>
 *
 * <p>Then each row of the set is looked at in the same way at the node that it left, until a source is reached. "Smallest"
 * is a witness: rows that together suffice and of which none can be missed, not all rows that had any influence. A row
 * that is there because others are <em>not</em> (an outer join without partner) has no such others in its origin. A zero
 * in a sum can be missed, so it is left out; of equal maxima one stands.
 *
 * <p>What makes it approximate is said with each step: time ran out while narrowing (the rows suffice, some may not be
 * needed); the node did not give the row again, because it goes by the clock or by a server's answers (the row it was
 * taking is told, others may have counted); too many rows to follow them all. A table that an operator loads by itself,
 * as a lookup does, has no wire and is no part of it.
 */
final class OriginTrace {
    /** Of one row, so many rows that made it are followed; the rest is counted. */
    private static final int MAX_ROWS_OF_STEP = 500;

    private final CheckedPipeline pipeline;
    private final OriginRecording recording;
    private final OriginWanted.Progress progress;
    private final int maxFollowed;
    private final long deadlineNanos;
    private final Map<Spot, Step> known = new HashMap<>();
    private long replays;

    OriginTrace(
            CheckedPipeline pipeline,
            OriginRecording recording,
            OriginWanted.Limits limits,
            OriginWanted.Progress progress) {
        this.pipeline = pipeline;
        this.recording = recording;
        this.progress = progress;
        this.maxFollowed = limits.followed();
        this.deadlineNanos = System.nanoTime() + limits.narrowing().toNanos();
    }

    /** How often nodes ran again. */
    long replays() {
        return replays;
    }

    Step follow(Spot spot) throws InterruptedException {
        Step before = known.get(spot);
        if (before != null) {
            return before;
        }
        RecordedNode node = recording.node(spot.from().node());
        if (node == null) {
            return keep(spot, step(spot, Certainty.SOURCE, 0, List.of(), 0));
        }
        if (known.size() >= maxFollowed) {
            return step(spot, Certainty.NOT_FOLLOWED, 0, List.of(), 0);
        }
        progress.at(recording.rowsRead(), known.size());
        Made made = made(node, spot);
        List<Step> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(made.events().length, MAX_ROWS_OF_STEP); i++) {
            int event = made.events()[i];
            int wire = node.script().wire(event);
            rows.add(follow(new Spot(
                    pipeline.pipeline().wiresTo(spot.from().node()).get(wire).from(),
                    node.script().number(event))));
        }
        long more = made.events().length - rows.size();
        return keep(spot, step(spot, made.certainty(), made.candidates(), rows, more));
    }

    private Step keep(Spot spot, Step step) {
        known.put(spot, step);
        return step;
    }

    private Step step(Spot spot, Certainty certainty, long candidates, List<Step> rows, long more) {
        RecordedRows kept = recording.rows(spot.from());
        return new Step(
                spot.from(),
                spot.row() + 1L,
                kept.schema(),
                kept.row(spot.row()),
                recording.place(spot),
                certainty,
                candidates,
                rows,
                more);
    }

    /** The events at which the rows entered that made a row. */
    private record Made(int[] events, Certainty certainty, long candidates) {}

    private Made made(RecordedNode node, Spot spot) throws InterruptedException {
        int output = output(spot);
        int at = node.eventOf(output, spot.row());
        NodeScript script = node.script();
        if (at < 0) {
            return new Made(new int[0], Certainty.EXACT, 0);
        }
        boolean taking = script.kind(at) == Kind.ROW;
        if (taking && !node.keepsState()) {
            return new Made(new int[] {at}, Certainty.EXACT, 1);
        }
        Row row = recording.rows(spot.from()).row(spot.row());
        int[] candidates = script.rowsUpTo(at);
        Narrowing narrowing = new Narrowing(
                some -> {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    replays++;
                    return node.replay(some, at, output).stream().anyMatch(again -> SameRow.are(row, again));
                },
                deadlineNanos);
        Narrowing.Found found = narrowing.narrow(candidates, taking ? at : -1, guesses(script, spot, row));
        return switch (found.end()) {
            case SMALLEST -> new Made(found.rows(), Certainty.SMALLEST, candidates.length);
            case OUT_OF_TIME -> new Made(found.rows(), Certainty.ENOUGH, candidates.length);
            case NEVER_ENOUGH -> new Made(taking ? new int[] {at} : new int[0], Certainty.AT_LEAST, candidates.length);
        };
    }

    private int output(Spot spot) {
        List<String> ports = pipeline.node(spot.from().node()).outputs().stream()
                .map(port -> port.name())
                .toList();
        return ports.indexOf(spot.from().port());
    }

    /** Rows with the same values in all columns that the result has too, then in each of these columns. */
    private List<Narrowing.Guess> guesses(NodeScript script, Spot spot, Row row) {
        Schema schema = recording.rows(spot.from()).schema();
        List<Narrowing.Guess> each = new ArrayList<>();
        for (int column = 0; column < schema.size(); column++) {
            Narrowing.Guess guess = guess(script, schema.field(column), row.get(column));
            if (guess != null) {
                each.add(guess);
            }
        }
        List<Narrowing.Guess> guesses = new ArrayList<>();
        if (each.size() > 1) {
            guesses.add(candidate -> each.stream().allMatch(guess -> guess.keeps(candidate)));
        }
        guesses.addAll(each);
        return guesses;
    }

    /** Null if no wire has the column. Rows of a wire without it are kept. */
    private static Narrowing.@Nullable Guess guess(NodeScript script, Field field, @Nullable Object value) {
        int[] columns = new int[script.wires()];
        boolean any = false;
        for (int wire = 0; wire < columns.length; wire++) {
            Schema of = script.rows(wire).schema();
            int column = of.indexOf(field.name());
            boolean same = column >= 0 && of.field(column).type().equals(field.type());
            columns[wire] = same ? column : -1;
            any |= same;
        }
        if (!any) {
            return null;
        }
        return candidate -> {
            int wire = script.wire(candidate);
            return columns[wire] < 0
                    || SameRow.isValue(value, script.rows(wire).value(script.number(candidate), columns[wire]));
        };
    }
}

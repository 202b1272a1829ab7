package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.state.KeyCodec;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * What a batch changes in the results of groups: those before it are written down, those after it compared with them, and
 * the differences emitted. Column by column, since there are many groups in a batch and many aggregates of a group.
 * Single-threaded.
 *
 * <p>Results are the same when their values have the same bytes, as in a key: NaN is NaN, and 0.0 is not -0.0.
 */
final class ResultChanges {
    private static final int NONE = -1;
    /** Changes between two looks at how large the batch has become. */
    private static final int AT_ONCE = 64;

    private final Groups groups;
    private final Aggregation aggregation;
    private final int[] groupsAhead;
    private final int[] resultColumns;
    private final BatchBuilder before;
    private final BatchBuilder after;
    private final KeyCodec[] beforeCodecs;
    private final KeyCodec[] afterCodecs;
    private final BatchBuilder changes;

    /** The groups that had results, then those that have some. */
    private int[] some = new int[0];

    /** By the number of a group in the batch: rows of {@link #before} and {@link #after}, and whether they differ. */
    private int[] beforeRows = new int[0];

    private int[] afterRows = new int[0];
    private boolean[] differs = new boolean[0];

    // By the place among the changes: the group, the kind, and a row of the results after, or the complement of one
    // before.
    private int[] noted = new int[0];
    private RowKind[] kinds = new RowKind[0];
    private int[] sources = new int[0];
    private int written;

    /** The groups of the changes that are appended together. */
    private final int[] together = new int[AT_ONCE];

    ResultChanges(GroupAggregator.Plan plan, Groups groups, Aggregation aggregation) {
        Schema results = plan.results();
        this.groups = groups;
        this.aggregation = aggregation;
        this.groupsAhead = IntStream.range(0, plan.groups().size()).toArray();
        this.resultColumns = plan.resultColumns();
        BitSet all = new BitSet();
        all.set(0, results.size());
        this.before = BatchBuilder.recycling(results, all);
        this.after = BatchBuilder.recycling(results, all);
        this.beforeCodecs = codecs(results);
        this.afterCodecs = codecs(results);
        this.changes = BatchBuilder.recycling(plan.output(), plan.demanded());
    }

    private static KeyCodec[] codecs(Schema results) {
        return results.fields().stream()
                .map(field -> new KeyCodec(Schema.of(field)))
                .toArray(KeyCodec[]::new);
    }

    /**
     * Writes down the results before the rows of a batch are counted.
     *
     * @param slots of the groups that the batch touches, {@code [0, count)}
     * @param hadRows which of them, by their number, had rows and so a result
     */
    void begin(int[] slots, boolean[] hadRows, int count) {
        if (count > beforeRows.length) {
            int length = Math.max(count, Batch.MAX_ROWS);
            some = new int[length];
            beforeRows = new int[length];
            afterRows = new int[length];
            differs = new boolean[length];
        }
        int rows = 0;
        for (int i = 0; i < count; i++) {
            beforeRows[i] = NONE;
            if (hadRows[i]) {
                some[rows] = slots[i];
                beforeRows[i] = rows++;
            }
        }
        aggregation.results(some, rows, before);
    }

    /** Emits what has changed since {@link #begin}, of the same groups; those without rows have no result any more. */
    void emit(int[] slots, int count, Outlet out) {
        int rows = 0;
        for (int i = 0; i < count; i++) {
            afterRows[i] = NONE;
            if (groups.hasRows(slots[i])) {
                some[rows] = slots[i];
                afterRows[i] = rows++;
            }
        }
        aggregation.results(some, rows, after);
        Batch old = before.build();
        Batch updated = after.build();
        compare(old, updated, count);
        written = 0;
        reserve(2 * count);
        for (int i = 0; i < count; i++) {
            if (beforeRows[i] == NONE) {
                if (afterRows[i] != NONE) {
                    note(slots[i], afterRows[i], RowKind.INSERT);
                }
            } else if (afterRows[i] == NONE) {
                note(slots[i], ~beforeRows[i], RowKind.DELETE);
            } else if (differs[i]) {
                note(slots[i], ~beforeRows[i], RowKind.UPDATE_BEFORE);
                note(slots[i], afterRows[i], RowKind.UPDATE_AFTER);
            }
        }
        for (int from = 0; from < written; ) {
            int to = Math.min(written, from + AT_ONCE - changes.rows() % AT_ONCE);
            write(from, to, old, updated);
            if (changes.isFull()) {
                out.emit(0, changes.build());
            }
            from = to;
        }
        if (!changes.isEmpty()) {
            out.emit(0, changes.build());
        }
    }

    private void reserve(int most) {
        if (most > sources.length) {
            noted = new int[most];
            kinds = new RowKind[most];
            sources = new int[most];
        }
    }

    private void note(int slot, int source, RowKind kind) {
        noted[written] = slot;
        kinds[written] = kind;
        sources[written++] = source;
    }

    private void compare(Batch old, Batch updated, int count) {
        Arrays.fill(differs, 0, count, false);
        // As a rule the first count has changed everywhere.
        int differing = 0;
        for (int column = 0; column < resultColumns.length && differing < count; column++) {
            Column was = old.column(column);
            Column is = updated.column(column);
            if (was instanceof Column.Longs longsBefore
                    && is instanceof Column.Longs longsAfter
                    && was.nulls == null
                    && is.nulls == null) {
                differing = compare(longsBefore.values, longsAfter.values, count);
            } else {
                beforeCodecs[column].begin(was);
                afterCodecs[column].begin(is);
                differing = compare(beforeCodecs[column], afterCodecs[column], count);
            }
        }
    }

    /** How many are known to differ, those among them that were not there before or are not there any more. */
    private int compare(long[] was, long[] is, int count) {
        int differing = 0;
        for (int i = 0; i < count; i++) {
            if (beforeRows[i] == NONE || afterRows[i] == NONE || was[beforeRows[i]] != is[afterRows[i]]) {
                differs[i] = true;
            }
            differing += differs[i] ? 1 : 0;
        }
        return differing;
    }

    private int compare(KeyCodec was, KeyCodec is, int count) {
        int differing = 0;
        for (int i = 0; i < count; i++) {
            if (beforeRows[i] == NONE || afterRows[i] == NONE) {
                differs[i] = true;
            } else if (!differs[i]) {
                was.encode(beforeRows[i]);
                is.encode(afterRows[i]);
                differs[i] = !Arrays.equals(was.bytes(), 0, was.length(), is.bytes(), 0, is.length());
            }
            differing += differs[i] ? 1 : 0;
        }
        return differing;
    }

    /** Appends changes {@code [from, to)}. */
    private void write(int from, int to, Batch old, Batch updated) {
        System.arraycopy(noted, from, together, 0, to - from);
        groups.appendKeys(together, to - from, changes, groupsAhead);
        for (int column = 0; column < resultColumns.length; column++) {
            Column was = old.column(column);
            Column is = updated.column(column);
            ColumnBuilder target = changes.column(resultColumns[column]);
            if (target instanceof LongsBuilder longs && was.nulls == null && is.nulls == null) {
                copy(((Column.Longs) was).values, ((Column.Longs) is).values, from, to, longs);
            } else {
                for (int i = from; i < to; i++) {
                    int source = sources[i];
                    target.appendFrom(source < 0 ? was : is, source < 0 ? ~source : source);
                }
            }
        }
        for (int i = from; i < to; i++) {
            changes.endRow(kinds[i]);
        }
    }

    private void copy(long[] was, long[] is, int from, int to, LongsBuilder target) {
        long[] room = target.reserve(to - from);
        int at = target.size() - from;
        for (int i = from; i < to; i++) {
            int source = sources[i];
            room[at + i] = source < 0 ? was[~source] : is[source];
        }
        target.appendReserved(to - from);
    }
}

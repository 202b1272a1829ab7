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
 * <p>Results are the same when their values have the same bytes, as in a key, so that 0.0 is not -0.0; but NaN is never
 * NaN, as on Flink, where each row of such a group makes a change.
 */
final class ResultChanges {
    private static final int NONE = -1;
    /** Changes between two looks at how large the batch has become. */
    private static final int AT_ONCE = 64;

    private final Groups groups;
    private final Aggregation aggregation;
    private final int[] groupsAhead;
    private final int[] resultColumns;
    /** Those before, then those after. */
    private final BatchBuilder results;

    private final KeyCodec[] beforeCodecs;
    private final KeyCodec[] afterCodecs;
    private final BatchBuilder changes;

    /** The groups that had results, then those that have some. */
    private int[] some = new int[0];

    /** By the number of a group in the batch: its rows of {@link #results}, and whether they differ. */
    private int[] beforeRows = new int[0];

    private int[] afterRows = new int[0];
    private boolean[] differs = new boolean[0];

    // By the place among the changes: the group, the kind, and the row of the results.
    private int[] noted = new int[0];
    private byte[] kinds = new byte[0];
    private int[] sources = new int[0];
    private int written;

    /** The groups of the changes that are appended together, and their rows of the results. */
    private final int[] together = new int[AT_ONCE];

    private final int[] rowsTogether = new int[AT_ONCE];

    ResultChanges(GroupAggregator.Plan plan, Groups groups, Aggregation aggregation) {
        Schema schema = plan.results();
        this.groups = groups;
        this.aggregation = aggregation;
        this.groupsAhead = IntStream.range(0, plan.groups().size()).toArray();
        this.resultColumns = plan.resultColumns();
        BitSet all = new BitSet();
        all.set(0, schema.size());
        this.results = BatchBuilder.recycling(schema, all);
        this.beforeCodecs = codecs(schema);
        this.afterCodecs = codecs(schema);
        this.changes = BatchBuilder.recycling(plan.output(), plan.demanded());
    }

    private static KeyCodec[] codecs(Schema schema) {
        return schema.fields().stream()
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
        aggregation.results(some, rows, results);
    }

    /** Emits what has changed since {@link #begin}, of the same groups; those without rows have no result any more. */
    void emit(int[] slots, int count, Outlet out) {
        int first = results.rows();
        int rows = 0;
        for (int i = 0; i < count; i++) {
            afterRows[i] = NONE;
            if (groups.hasRows(slots[i])) {
                some[rows] = slots[i];
                afterRows[i] = first + rows++;
            }
        }
        aggregation.results(some, rows, results);
        Batch all = results.build();
        compare(all, count);
        written = 0;
        reserve(2 * count);
        for (int i = 0; i < count; i++) {
            if (beforeRows[i] == NONE) {
                if (afterRows[i] != NONE) {
                    note(slots[i], afterRows[i], RowKind.INSERT);
                }
            } else if (afterRows[i] == NONE) {
                note(slots[i], beforeRows[i], RowKind.DELETE);
            } else if (differs[i]) {
                note(slots[i], beforeRows[i], RowKind.UPDATE_BEFORE);
                note(slots[i], afterRows[i], RowKind.UPDATE_AFTER);
            }
        }
        for (int from = 0; from < written; ) {
            int to = Math.min(written, from + AT_ONCE - changes.rows() % AT_ONCE);
            write(from, to, all);
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
            kinds = new byte[most];
            sources = new int[most];
        }
    }

    private void note(int slot, int source, RowKind kind) {
        noted[written] = slot;
        kinds[written] = kind.code();
        sources[written++] = source;
    }

    private void compare(Batch all, int count) {
        Arrays.fill(differs, 0, count, false);
        // As a rule the first count has changed everywhere.
        int differing = 0;
        for (int i = 0; i < resultColumns.length && differing < count; i++) {
            Column column = all.column(i);
            if (column instanceof Column.Longs longs && column.nulls == null) {
                differing = compare(longs.values, count);
            } else {
                beforeCodecs[i].begin(column);
                afterCodecs[i].begin(column);
                differing = compare(beforeCodecs[i], afterCodecs[i], column, count);
            }
        }
    }

    /** How many are known to differ, those among them that were not there before or are not there any more. */
    private int compare(long[] values, int count) {
        int differing = 0;
        for (int i = 0; i < count; i++) {
            if (beforeRows[i] == NONE || afterRows[i] == NONE || values[beforeRows[i]] != values[afterRows[i]]) {
                differs[i] = true;
            }
            differing += differs[i] ? 1 : 0;
        }
        return differing;
    }

    private int compare(KeyCodec was, KeyCodec is, Column column, int count) {
        int differing = 0;
        for (int i = 0; i < count; i++) {
            if (beforeRows[i] == NONE || afterRows[i] == NONE) {
                differs[i] = true;
            } else if (!differs[i]) {
                was.encode(beforeRows[i]);
                is.encode(afterRows[i]);
                differs[i] = !Arrays.equals(was.bytes(), 0, was.length(), is.bytes(), 0, is.length())
                        || isNaN(column, afterRows[i]);
            }
            differing += differs[i] ? 1 : 0;
        }
        return differing;
    }

    private static boolean isNaN(Column column, int row) {
        return !column.isNull(row)
                && (column instanceof Column.Doubles doubles && Double.isNaN(doubles.values[row])
                        || column instanceof Column.Floats floats && Float.isNaN(floats.values[row]));
    }

    /** Appends changes {@code [from, to)}. */
    private void write(int from, int to, Batch all) {
        int count = to - from;
        System.arraycopy(noted, from, together, 0, count);
        System.arraycopy(sources, from, rowsTogether, 0, count);
        groups.appendKeys(together, count, changes, groupsAhead);
        for (int i = 0; i < resultColumns.length; i++) {
            Column column = all.column(i);
            ColumnBuilder target = changes.column(resultColumns[i]);
            if (target instanceof LongsBuilder longs && column.nulls == null) {
                longs.append(((Column.Longs) column).values, rowsTogether, count);
            } else {
                for (int k = 0; k < count; k++) {
                    target.appendFrom(column, rowsTogether[k]);
                }
            }
        }
        changes.endRows(kinds, from, to);
    }
}

package dev.tailrace.designer.state;

import dev.tailrace.data.Row;
import dev.tailrace.designer.rows.RowGrid.Change;
import dev.tailrace.runtime.StateLook.Seen;
import dev.tailrace.runtime.StateLook.Table;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a table of state since an earlier look. Rows are the same if they have the same key, and the same
 * window where they have one; of several rows of one key those that are equal are left out first, and the others are
 * paired in their order.
 *
 * <p>Of a table that was not seen whole nobody knows whether a row that is not there has come or gone: there, only changed
 * rows are told.
 *
 * @param rows those that have changed or come, then those that are gone, then the others
 * @param changes by identity of the row
 * @param cells that have changed, by identity of the row
 */
record StateDifference(List<Row> rows, Map<Row, Change> changes, Map<Row, BitSet> cells) {
    /** Columns that tell rows of a key apart, as operators call them. */
    private static final Set<String> WINDOWS = Set.of("window_start", "window_end", "slice_start");

    StateDifference {
        rows = List.copyOf(rows);
    }

    /** Since the same table was seen in an earlier look; empty where it was not, or where rows were looked for. */
    static Optional<StateDifference> since(@Nullable Seen before, Table now) {
        if (before == null || now.searched() >= 0) {
            return Optional.empty();
        }
        return before.tables().stream()
                .filter(other -> other.table().equals(now.table()) && other.searched() < 0)
                .findFirst()
                .map(other -> of(other, now));
    }

    static StateDifference of(Table before, Table now) {
        int[] key = key(now);
        boolean whole = before.whole() && now.whole();
        Map<List<@Nullable Object>, Deque<Row>> old = by(null, before.rows());
        List<Row> others = now.rows().stream()
                .filter(row ->
                        old.getOrDefault(values(row, null), new ArrayDeque<>()).poll() == null)
                .toList();
        Map<List<@Nullable Object>, Deque<Row>> left =
                by(key, old.values().stream().flatMap(Collection::stream).toList());
        Map<Row, Change> changes = new IdentityHashMap<>();
        Map<Row, BitSet> cells = new IdentityHashMap<>();
        for (Row row : others) {
            Row earlier =
                    left.getOrDefault(values(row, key), new ArrayDeque<>()).poll();
            if (earlier != null) {
                changes.put(row, Change.CHANGED);
                cells.put(row, differing(earlier, row));
            } else if (whole) {
                changes.put(row, Change.COME);
                cells.put(row, all(row));
            }
        }
        List<Row> rows = new ArrayList<>();
        now.rows().stream().filter(changes::containsKey).forEach(rows::add);
        if (whole) {
            left.values().stream().flatMap(Collection::stream).forEach(gone -> {
                // The same row may stand among those of now, and marks are by identity.
                Row marked = new Row(gone.kind(), gone.values());
                rows.add(marked);
                changes.put(marked, Change.GONE);
            });
        }
        now.rows().stream().filter(row -> !changes.containsKey(row)).forEach(rows::add);
        return new StateDifference(rows, changes, cells);
    }

    /** How many rows have come to this. */
    long count(Change change) {
        return changes.values().stream().filter(change::equals).count();
    }

    private static int[] key(Table table) {
        List<String> names = table.table().schema().names();
        int keys = table.table().keys().size();
        return IntStream.range(0, names.size())
                .filter(i -> i < keys || WINDOWS.contains(names.get(i).replaceFirst("^_+", "")))
                .toArray();
    }

    /** @param columns by which, null for all */
    private static Map<List<@Nullable Object>, Deque<Row>> by(int @Nullable [] columns, List<Row> rows) {
        Map<List<@Nullable Object>, Deque<Row>> by = new LinkedHashMap<>();
        for (Row row : rows) {
            by.computeIfAbsent(values(row, columns), first -> new ArrayDeque<>())
                    .add(row);
        }
        return by;
    }

    private static BitSet differing(Row before, Row now) {
        BitSet cells = new BitSet();
        for (int i = 0; i < now.values().size(); i++) {
            cells.set(i, !Objects.deepEquals(before.get(i), now.get(i)));
        }
        return cells;
    }

    private static BitSet all(Row row) {
        BitSet cells = new BitSet();
        cells.set(0, row.values().size());
        return cells;
    }

    /** @param columns null for all */
    private static List<@Nullable Object> values(Row row, int @Nullable [] columns) {
        int count = columns == null ? row.values().size() : columns.length;
        List<@Nullable Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Object value = row.get(columns == null ? i : columns[i]);
            values.add(value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value);
        }
        return values;
    }
}

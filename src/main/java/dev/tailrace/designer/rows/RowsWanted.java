package dev.tailrace.designer.rows;

import dev.tailrace.data.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the person wants to see of some rows; makes of them what the table shows. Immutable but for the filter's scratch
 * memory: one computation at a time, on any thread.
 *
 * @param filter or null for all rows
 * @param search plain text, empty for none
 * @param order empty for the order of arrival
 * @param newestFirst where there is no other order
 * @param folded whether changes are shown as the table that they make
 * @param key by which they fold, see {@link FoldedChanges}
 * @param columns that are shown, in their order: those are searched
 * @param text how a value is shown
 */
record RowsWanted(
        @Nullable ConditionFilter filter,
        String search,
        List<RowOrder.By> order,
        boolean newestFirst,
        boolean folded,
        int[] key,
        int[] columns,
        Function<@Nullable Object, String> text) {

    /**
     * What the table shows.
     *
     * @param total rows before the filter
     * @param failed rows for which the filter could not be computed
     * @param changed cells that differ from what was shown before; by identity of the row
     */
    record ShownRows(List<Row> rows, int total, int failed, List<TextSearch.Hit> hits, Map<Row, BitSet> changed) {
        static final ShownRows NONE = new ShownRows(List.of(), 0, 0, List.of(), Map.of());
    }

    /** @param raw oldest first */
    ShownRows of(List<Row> raw, ShownRows before) {
        List<Row> all = folded ? FoldedChanges.fold(raw, key) : raw;
        ConditionFilter.Kept kept = filter == null ? new ConditionFilter.Kept(all, 0) : filter.keep(all);
        List<Row> rows = new ArrayList<>(kept.rows());
        if (!order.isEmpty()) {
            rows.sort(RowOrder.of(order));
        } else if (newestFirst && !folded) {
            Collections.reverse(rows);
        }
        boolean flashes = folded && key.length > 0 && !before.rows().isEmpty();
        return new ShownRows(
                rows,
                all.size(),
                kept.failed(),
                TextSearch.find(rows, columns, search, text),
                flashes ? FoldedChanges.changedCells(before.rows(), rows, key) : Map.of());
    }

    /** Whether the same is wanted. */
    boolean isSame(@Nullable RowsWanted other) {
        return other != null
                && filter == other.filter
                && search.equals(other.search)
                && order.equals(other.order)
                && newestFirst == other.newestFirst
                && folded == other.folded
                && Arrays.equals(key, other.key)
                && Arrays.equals(columns, other.columns);
    }
}

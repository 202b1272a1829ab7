package dev.tailrace.proof;

import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table that a changelog adds up to. */
public final class Folding {
    private Folding() {}

    /**
     * The rows that are left when each row counts by its weight, in the order in which they first came; what was taken back
     * more often than it was added stays as deletes.
     */
    public static List<Row> of(List<Row> changes) {
        Map<List<@Nullable Object>, Integer> weights = new LinkedHashMap<>();
        for (Row row : changes) {
            // What has come to nothing and comes again is put at the end, as in a table.
            if (weights.merge(row.values(), row.kind().weight(), Integer::sum) == 0) {
                weights.remove(row.values());
            }
        }
        List<Row> rows = new ArrayList<>();
        weights.forEach((values, weight) -> {
            RowKind kind = weight > 0 ? RowKind.INSERT : RowKind.DELETE;
            for (int i = 0; i < Math.abs(weight); i++) {
                rows.add(new Row(kind, values));
            }
        });
        return rows;
    }
}

package dev.tailrace.operator.join;

import dev.tailrace.data.Schema;

/**
 * The column that views of versions have in Flink SQL besides those of the rows: TRUE where something holds from the row's
 * event time on, FALSE where nothing does. The name is a convention between who writes such a view and who reads it.
 */
public final class HoldsColumn {
    private static final String NAME = "holds";

    private HoldsColumn() {}

    /** @param rows without it */
    public static String of(Schema rows) {
        return rows.freeName(NAME);
    }
}

package dev.tailrace.operator.state;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Schema;

/** The watermark that an operator has seen, in a snapshot. */
public final class WatermarkTable {
    private static final StateTable TABLE = new StateTable(
            "watermark",
            StateTable.Distribution.UNION,
            Schema.EMPTY,
            Schema.of(Field.required("millis", DataType.BIGINT)));

    private WatermarkTable() {}

    /** Writes milliseconds of the epoch. */
    public static void snapshot(long millis, StateWriter writer) {
        BatchBuilder batch = new BatchBuilder(TABLE.schema());
        ((LongsBuilder) batch.column(0)).append(millis);
        batch.endRow();
        writer.table(TABLE).accept(batch.build());
    }

    /** What was written, of several instances by the one that was furthest behind; {@link Long#MIN_VALUE} if by none. */
    public static long restore(StateReader reader) {
        boolean found = false;
        long least = Long.MAX_VALUE;
        for (Batch batch : reader.table(TABLE)) {
            long[] stored = ((Column.Longs) batch.column(0)).values;
            for (int i = 0; i < batch.rows(); i++) {
                least = Math.min(least, stored[batch.index(i)]);
                found = true;
            }
        }
        return found ? least : Long.MIN_VALUE;
    }
}

package dev.tailrace.operator.state;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;

/** The watermark as a part of the state, so that after a restore what was late is late. */
public final class SavedWatermark {
    private static final StateTable TABLE = new StateTable(
            "watermark",
            StateTable.Distribution.UNION,
            Schema.EMPTY,
            Schema.of(Field.required("millis", DataType.BIGINT)));

    private SavedWatermark() {}

    public static void save(long watermark, StateWriter writer) {
        BatchBuilder row = new BatchBuilder(TABLE.schema());
        ((ColumnBuilder.Longs) row.column(0)).append(watermark);
        row.endRow();
        writer.table(TABLE).accept(row.build());
    }

    /** The watermark stored, {@link Long#MIN_VALUE} if none is; of several, the one that was furthest behind. */
    public static long load(StateReader reader) {
        long watermark = Long.MAX_VALUE;
        boolean isStored = false;
        for (Batch batch : reader.table(TABLE)) {
            long[] stored = ((Column.Longs) batch.column(0)).values;
            for (int i = 0; i < batch.rows(); i++) {
                watermark = Math.min(watermark, stored[batch.index(i)]);
                isStored = true;
            }
        }
        return isStored ? watermark : Long.MIN_VALUE;
    }
}

package dev.tailrace.operator.state;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import java.util.function.Consumer;

/** The watermark as state, as Flink's windows keep it: after a restore, what was late is late. */
public final class WatermarkState {
    private static final StateTable TABLE = new StateTable(
            "watermark",
            StateTable.Distribution.UNION,
            Schema.EMPTY,
            Schema.of(Field.required("millis", DataType.BIGINT)));

    private WatermarkState() {}

    public static void save(long watermark, StateWriter writer) {
        BatchBuilder row = new BatchBuilder(TABLE.schema());
        ((ColumnBuilder.Longs) row.column(0)).append(watermark);
        row.endRow();
        Consumer<Batch> target = writer.table(TABLE);
        target.accept(row.build());
    }

    /** The watermark stored, the least one if nothing is. */
    public static long load(StateReader reader) {
        long watermark = Long.MIN_VALUE;
        boolean first = true;
        for (Batch batch : reader.table(TABLE)) {
            long[] stored = ((Column.Longs) batch.column(0)).values;
            for (int i = 0; i < batch.rows(); i++) {
                // Of several instances the one that was furthest behind decides.
                long millis = stored[batch.index(i)];
                watermark = first ? millis : Math.min(watermark, millis);
                first = false;
            }
        }
        return watermark;
    }
}

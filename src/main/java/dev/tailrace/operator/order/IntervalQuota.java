package dev.tailrace.operator.order;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;

/**
 * So many rows in each interval of the clock. An interval begins with the first row after the last one has ended.
 * Single-threaded.
 */
public final class IntervalQuota {
    private static final StateTable TABLE = new StateTable(
            "interval",
            StateTable.Distribution.SPLIT,
            Schema.EMPTY,
            Schema.of(
                    Field.required("interval_start", DataType.TIMESTAMP_LTZ),
                    Field.required("rows_taken", DataType.BIGINT)));

    private final long rows;
    private final long intervalMillis;
    /** Long ago before the first row. */
    private long startMillis = Long.MIN_VALUE;

    private long taken;

    public IntervalQuota(long rows, long intervalMillis) {
        this.rows = rows;
        this.intervalMillis = intervalMillis;
    }

    /** Takes as many rows as there is room for, at most so many. */
    public int take(int wanted, long nowMillis) {
        if (startMillis == Long.MIN_VALUE || nowMillis - startMillis >= intervalMillis) {
            startMillis = nowMillis;
            taken = 0;
        }
        int count = (int) Math.min(wanted, rows - taken);
        taken += count;
        return count;
    }

    /** When there is room again, once there is none. */
    public long endMillis() {
        return startMillis + intervalMillis;
    }

    public void snapshot(StateWriter writer) {
        BatchBuilder row = new BatchBuilder(TABLE.schema());
        ((LongsBuilder) row.column(0)).append(startMillis);
        ((LongsBuilder) row.column(1)).append(taken);
        row.endRow();
        writer.table(TABLE).accept(row.build());
    }

    public void restore(StateReader reader) {
        for (Batch batch : reader.table(TABLE)) {
            for (int i = 0; i < batch.rows(); i++) {
                startMillis = Math.max(startMillis, ((Column.Longs) batch.column(0)).values[batch.index(i)]);
                taken += ((Column.Longs) batch.column(1)).values[batch.index(i)];
            }
        }
    }
}

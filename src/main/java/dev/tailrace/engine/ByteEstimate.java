package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;

/** Estimates the bytes of the batches of one stream without a loop over the strings of each. Single-threaded. */
final class ByteEstimate {
    /** Every how many batches the mean row is measured anew. */
    private static final int MEASURED_BATCHES = 32;

    /** About how many strings of a column are measured then, spread over the batch. */
    private static final int MEASURED_ROWS = 32;

    private int batches;
    private long bytesPer256Rows;

    long of(Batch batch) {
        if ((batches++ & (MEASURED_BATCHES - 1)) == 0) {
            bytesPer256Rows = Math.round(256 * perRow(batch));
        }
        return batch.rows() * bytesPer256Rows >> 8;
    }

    /** The bytes of the mean row of a batch of at least one row, about. */
    static double perRow(Batch batch) {
        double sum = 0;
        for (int i = 0; i < batch.schema().size(); i++) {
            if (batch.hasColumn(i)) {
                Column column = batch.column(i);
                sum += column.hasFixedWidth() ? column.byteSize(batch.index(0)) : measure(batch, column);
            }
        }
        return sum;
    }

    private static double measure(Batch batch, Column column) {
        int step = Math.max(1, batch.rows() / MEASURED_ROWS);
        long sum = 0;
        int measured = 0;
        for (int i = 0; i < batch.rows(); i += step) {
            int index = batch.index(i);
            sum += column.isNull(index) ? 0 : column.byteSize(index);
            measured++;
        }
        return (double) sum / measured;
    }
}

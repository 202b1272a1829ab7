package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import org.jspecify.annotations.Nullable;

/** Estimates the bytes of the batches of one stream without a loop over the strings of each. Single-threaded. */
final class ByteEstimate {
    /** Every how many batches the mean row is measured anew. */
    private static final int MEASURED_BATCHES = 16;

    /** About how many rows are measured then, spread over the batch. */
    private static final int MEASURED_ROWS = 64;

    private int batches;
    private double bytesPerRow;

    long of(Batch batch) {
        if ((batches++ & (MEASURED_BATCHES - 1)) == 0) {
            bytesPerRow = measure(batch);
        }
        return (long) (batch.rows() * bytesPerRow);
    }

    private static double measure(Batch batch) {
        int step = Math.max(1, batch.rows() / MEASURED_ROWS);
        long sum = 0;
        int measured = 0;
        @Nullable Column[] columns = batch.columns();
        for (int i = 0; i < batch.rows(); i += step) {
            int index = batch.index(i);
            for (Column column : columns) {
                sum += column == null || column.isNull(index) ? 0 : column.byteSize(index);
            }
            measured++;
        }
        return measured == 0 ? 0 : (double) sum / measured;
    }
}

package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Row;
import java.util.List;

/** The end of a wire that writes rows down. */
record RowTaker(List<Row> taken) implements Receiver {
    @Override
    public void rows(Batch batch) {
        taken.addAll(batch.toRows());
    }

    @Override
    public void watermark(long millis) {}

    @Override
    public void idle() {}

    @Override
    public void end() {}
}

package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;

/**
 * A processor that is handed one row at a time. An operator may leave out what a batch brings and takes back again; where
 * somebody reads every change, there is to be nothing to leave out, whatever the batches are.
 */
final class RowByRow implements Processor {
    private final Processor processor;

    RowByRow(Processor processor) {
        this.processor = processor;
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        for (int i = 0; i < batch.rows(); i++) {
            processor.process(port, batch.slice(i, i + 1), out);
        }
    }

    @Override
    public void open(ProcessorContext context) {
        processor.open(context);
    }

    @Override
    public void watermark(long millis, Outlet out) {
        processor.watermark(millis, out);
    }

    @Override
    public void eventTimer(long millis, Outlet out) {
        processor.eventTimer(millis, out);
    }

    @Override
    public void processingTimer(long millis, Outlet out) {
        processor.processingTimer(millis, out);
    }

    @Override
    public void endOfInput(int port, Outlet out) {
        processor.endOfInput(port, out);
    }

    @Override
    public boolean isWaiting() {
        return processor.isWaiting();
    }

    @Override
    public boolean isFull() {
        return processor.isFull();
    }

    @Override
    public void snapshot(StateWriter writer) {
        processor.snapshot(writer);
    }

    @Override
    public void restore(StateReader reader) {
        processor.restore(reader);
    }

    @Override
    public long stateRows() {
        return processor.stateRows();
    }

    @Override
    public void close() {
        processor.close();
    }
}

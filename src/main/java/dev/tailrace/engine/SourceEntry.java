package dev.tailrace.engine;

import dev.tailrace.data.Batch;

/** Where the partitions of a source come together in a task, with their watermarks combined. */
final class SourceEntry {
    private final Outputs outputs;
    private final InputWatermarks watermarks;
    private int openPartitions;

    SourceEntry(Outputs outputs, int partitions) {
        this.outputs = outputs;
        this.watermarks = new InputWatermarks(partitions);
        this.openPartitions = partitions;
    }

    void rows(int partition, int port, Batch batch) {
        watermarks.awake(partition);
        outputs.emit(port, batch);
    }

    void watermark(int partition, long millis) {
        if (watermarks.advance(partition, millis)) {
            outputs.watermark(watermarks.combined());
        }
    }

    void idle(int partition) {
        if (watermarks.idle(partition)) {
            outputs.watermark(watermarks.combined());
        }
        if (watermarks.allIdle()) {
            outputs.idle();
        }
    }

    void end(int partition) {
        openPartitions--;
        if (watermarks.end(partition)) {
            outputs.watermark(watermarks.combined());
        }
        if (openPartitions == 0) {
            outputs.end();
        }
    }
}

package dev.tailrace.connectors.files;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Sink;
import dev.tailrace.operator.SinkContext;
import dev.tailrace.operator.SourceException;
import dev.tailrace.operator.state.FoldedRows;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes the table that a changelog makes: at each checkpoint and at the end a whole file, which takes the place of the
 * one before. The rows are held in memory, and are part of the snapshot, since the file alone does not tell them apart.
 */
final class FoldingWriter implements Sink {
    private final Path baseDirectory;
    private final FileSink.Settings settings;
    private final Schema schema;
    private final FoldedRows rows;
    private @Nullable SinkContext context;
    private FileWriter writer;
    private boolean prepared;

    FoldingWriter(Path baseDirectory, FileSink.Settings settings, Schema schema) {
        this.baseDirectory = baseDirectory;
        this.settings = settings;
        this.schema = schema;
        this.rows = new FoldedRows(schema);
        this.writer = new FileWriter(baseDirectory, settings, schema);
    }

    @Override
    public void open(SinkContext newContext) throws IOException {
        context = newContext;
        writer.open(newContext);
    }

    @Override
    public void write(Batch batch) {
        rows.add(batch);
    }

    @Override
    public @Nullable String prepare(long checkpoint) throws IOException {
        if (rows.missing() != null) {
            throw new SourceException(Problem.error("connectors.file-sink.unknown-retraction", settings.path()));
        }
        if (prepared && context != null) {
            // The file that is there now is our own.
            writer = new FileWriter(baseDirectory, settings.overwriting(), schema);
            writer.open(context);
        }
        prepared = true;
        rows.forEach(writer::write);
        return writer.prepare(checkpoint);
    }

    @Override
    public void commit(String committable) throws IOException {
        writer.commit(committable);
    }

    @Override
    public void snapshot(StateWriter target) {
        rows.snapshot(target);
    }

    @Override
    public void restore(StateReader reader) {
        rows.restore(reader);
    }

    @Override
    public void close() throws IOException {
        try {
            if (!prepared) {
                // As without folding: what there was stays readable in the part.
                rows.forEach(writer::write);
            }
        } finally {
            writer.close();
        }
    }
}

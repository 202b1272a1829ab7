package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that have left an output, copied, by number from 0. Written first, sealed, then read. Single-threaded. */
final class RecordedRows {
    private final Schema schema;
    private final Tally tally;
    private final List<Batch> chunks = new ArrayList<>();
    private @Nullable BatchBuilder filling;
    private int rows;

    /** What all recordings of a search take together. */
    static final class Tally {
        private long rows;
        private long bytes;

        long rows() {
            return rows;
        }

        long bytes() {
            return bytes;
        }
    }

    RecordedRows(Schema schema, Tally tally) {
        this.schema = schema;
        this.tally = tally;
    }

    Schema schema() {
        return schema;
    }

    int size() {
        return rows;
    }

    void add(Batch batch, int i) {
        BatchBuilder builder = filling;
        if (builder == null) {
            builder = new BatchBuilder(schema, columns(batch));
            filling = builder;
        }
        builder.appendFrom(batch, batch.index(i));
        rows++;
        tally.rows++;
        if (builder.rows() == Batch.MAX_ROWS) {
            seal();
        }
    }

    /** Ends what is being filled. */
    void seal() {
        if (filling != null) {
            tally.bytes += filling.bytes();
            chunks.add(filling.build());
            filling = null;
        }
    }

    /** The row as a batch of its own. */
    Batch batch(int row) {
        int at = row % Batch.MAX_ROWS;
        return chunks.get(row / Batch.MAX_ROWS).slice(at, at + 1);
    }

    Row row(int row) {
        return chunks.get(row / Batch.MAX_ROWS).row(row % Batch.MAX_ROWS);
    }

    /** One value of a row; null also where nobody reads the column. */
    @Nullable
    Object value(int row, int column) {
        Batch chunk = chunks.get(row / Batch.MAX_ROWS);
        return chunk.hasColumn(column) ? chunk.column(column).value(row % Batch.MAX_ROWS) : null;
    }

    private static BitSet columns(Batch batch) {
        BitSet columns = new BitSet();
        for (int i = 0; i < batch.schema().size(); i++) {
            columns.set(i, batch.hasColumn(i) && !(batch.column(i) instanceof Column.Shown));
        }
        return columns;
    }
}

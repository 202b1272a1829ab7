package dev.tailrace.operator.view;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.FoldedRows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest rows of a sink, or the latest of the table that its changes make, newest last. Written by one thread, read
 * by any.
 *
 * <p>Well filled batches are kept as they are and become rows only when somebody looks; of a sparse one, whose columns
 * would hold far more memory than its rows, the rows are copied.
 */
public final class TableView implements View {
    /** A batch with fewer rows is copied. */
    private static final int WELL_FILLED = Batch.MAX_ROWS / 4;

    /** Rows that came together: of a batch that is retained, or copied. */
    private sealed interface Piece {
        int rows();

        /** Newest first, at most so many. */
        void addLatest(int most, List<Row> target);

        void drop();
    }

    private record Kept(Batch batch) implements Piece {
        @Override
        public int rows() {
            return batch.rows();
        }

        @Override
        public void addLatest(int most, List<Row> target) {
            for (int i = batch.rows() - 1; i >= Math.max(0, batch.rows() - most); i--) {
                target.add(batch.row(i));
            }
        }

        @Override
        public void drop() {
            batch.release();
        }
    }

    private record Copied(Row row) implements Piece {
        @Override
        public int rows() {
            return 1;
        }

        @Override
        public void addLatest(int most, List<Row> target) {
            target.add(row);
        }

        @Override
        public void drop() {}
    }

    private final Schema schema;
    private final int keep;
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private final @Nullable FoldedRows table;
    private int held;
    private long total;

    /** @param keep how many of the latest rows */
    public TableView(Schema schema, int keep) {
        this(schema, keep, null);
    }

    private TableView(Schema schema, int keep, @Nullable FoldedRows table) {
        this.schema = schema;
        this.keep = keep;
        this.table = table;
    }

    /**
     * A view of the table that changes make, all of which is kept.
     *
     * @param keep how many of its latest rows are shown
     */
    public static TableView ofTable(Schema schema, int keep) {
        return new TableView(schema, keep, new FoldedRows(schema));
    }

    public Schema schema() {
        return schema;
    }

    public synchronized void add(Row row) {
        take(new Copied(row));
    }

    /** Adds all rows of a batch, which is retained if need be. */
    public synchronized void add(Batch batch) {
        if (table != null) {
            table.add(batch);
            total += batch.rows();
            return;
        }
        if (batch.rows() >= WELL_FILLED) {
            batch.retain();
            take(new Kept(batch));
        } else {
            for (int i = 0; i < batch.rows(); i++) {
                take(new Copied(batch.row(i)));
            }
        }
    }

    private void take(Piece piece) {
        pieces.addLast(piece);
        held += piece.rows();
        total += piece.rows();
        while (held - pieces.getFirst().rows() >= keep) {
            Piece oldest = pieces.removeFirst();
            held -= oldest.rows();
            oldest.drop();
        }
    }

    /** A copy of the rows kept. */
    public synchronized List<Row> rows() {
        if (table != null) {
            return table.latest(keep);
        }
        List<Row> latest = new ArrayList<>(Math.min(held, keep));
        for (var newest = pieces.descendingIterator(); newest.hasNext() && latest.size() < keep; ) {
            newest.next().addLatest(keep - latest.size(), latest);
        }
        Collections.reverse(latest);
        return latest;
    }

    /** Rows that have come, also those no longer kept; of a table the rows that are there. */
    public synchronized long total() {
        return table != null ? table.size() : total;
    }

    @Override
    public synchronized long version() {
        return total;
    }
}

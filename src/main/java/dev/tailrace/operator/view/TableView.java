package dev.tailrace.operator.view;

import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The latest rows of a sink, newest last. Written by one thread, read by any. */
public final class TableView implements View {
    private final Schema schema;
    private final int keep;
    private final Deque<Row> rows = new ArrayDeque<>();
    private long total;

    /** @param keep how many of the latest rows */
    public TableView(Schema schema, int keep) {
        this.schema = schema;
        this.keep = keep;
    }

    public Schema schema() {
        return schema;
    }

    public synchronized void add(Row row) {
        total++;
        rows.addLast(row);
        if (rows.size() > keep) {
            rows.removeFirst();
        }
    }

    /** A copy of the rows kept. */
    public synchronized List<Row> rows() {
        return new ArrayList<>(rows);
    }

    /** Rows that have come, also those no longer kept. */
    public synchronized long total() {
        return total;
    }

    @Override
    public synchronized long version() {
        return total;
    }
}

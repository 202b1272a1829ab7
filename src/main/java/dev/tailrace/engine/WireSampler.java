package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies some rows of a wire for people who look at it.
 *
 * <p>The writer of the wire has an allowance of rows; while it lasts, rows are copied as they pass, so a slow wire is
 * seen whole. The run's control thread renews it every 100 ms as long as somebody looks. Without an allowance a batch
 * costs one look at a flag. The first rows of a run are always copied, so that somebody who looks after a short run has
 * ended sees something.
 *
 * <p>While somebody looks, the first rows of each batch of a source come with the columns that nothing uses, see {@link
 * Column.Shown}; those are preferred, for half-read rows tell less.
 */
final class WireSampler {
    /** Rows copied between two renewals. */
    static final int ALLOWANCE = 50;

    /** How many of them may be rows of which only a part was read, while others come with all of it. */
    static final int PARTLY_ALLOWANCE = 5;

    /** Rows kept. */
    static final int KEPT = 1000;

    private final Deque<Row> rows = new ArrayDeque<>();
    private long total;
    private int watchers;
    private volatile boolean wanting = true;
    private volatile boolean renewed;
    private int allowance = ALLOWANCE;
    private int partlyAllowance = PARTLY_ALLOWANCE;

    /** Whether the next batch is to be offered. */
    boolean isWanting() {
        return wanting;
    }

    /** Only on the wire's thread. */
    void offer(Batch batch) {
        // In the opposite order of renewing, so that a renewal meanwhile is seen here or at the next batch.
        wanting = false;
        if (renewed) {
            renewed = false;
            allowance = ALLOWANCE;
            partlyAllowance = PARTLY_ALLOWANCE;
        }
        if (allowance > 0) {
            copy(batch);
            if (allowance > 0) {
                wanting = true;
            }
        }
    }

    private void copy(Batch batch) {
        Column.Shown shownColumn = shownColumn(batch);
        List<Row> copies = new ArrayList<>();
        for (int i = 0; i < batch.rows() && allowance > 0; i++) {
            if (shownColumn != null && !shownColumn.holds(batch.index(i))) {
                if (partlyAllowance == 0) {
                    continue;
                }
                partlyAllowance--;
            }
            allowance--;
            copies.add(shown(batch, i));
        }
        synchronized (this) {
            for (Row row : copies) {
                if (rows.size() == KEPT) {
                    rows.removeFirst();
                }
                rows.addLast(row);
            }
            total += copies.size();
        }
    }

    /** A column that is only shown, as the batch has it; null if there is none. */
    private static Column.@Nullable Shown shownColumn(Batch batch) {
        for (int c = 0; c < batch.schema().size(); c++) {
            if (batch.hasColumn(c) && batch.column(c) instanceof Column.Shown shown) {
                return shown;
            }
        }
        return null;
    }

    /** The row, with a mark where its batch does not have the column. */
    static Row shown(Batch batch, int i) {
        Row row = batch.row(i);
        List<@Nullable Object> values = null;
        for (int c = 0; c < batch.schema().size(); c++) {
            if (!batch.hasColumn(c)) {
                values = values == null ? new ArrayList<>(row.values()) : values;
                values.set(c, NoValue.Unread.UNREAD);
            }
        }
        return values == null ? row : new Row(row.kind(), values);
    }

    /** Renews the allowance if somebody looks; from any thread. */
    synchronized void renew() {
        if (watchers > 0) {
            askForRows();
        }
    }

    synchronized void watch() {
        watchers++;
        askForRows();
    }

    private void askForRows() {
        renewed = true;
        wanting = true;
    }

    synchronized void unwatch() {
        watchers--;
    }

    synchronized boolean isWatched() {
        return watchers > 0;
    }

    synchronized List<Row> latest() {
        return List.copyOf(rows);
    }

    synchronized long version() {
        return total;
    }
}

package dev.tailrace.operator.join;

import dev.tailrace.operator.state.RowHeap;

/** Rows in the order in which they were last touched, chained by notes of theirs. Single-threaded. */
final class TouchOrder {
    /** What it notes of a row: the time, the row touched next and the one touched before. */
    static final int BYTES = 16;

    private final RowHeap rows;
    private final int touchedAt;
    private final int nextAt;
    private final int previousAt;
    private int first = RowHeap.NONE;
    private int last = RowHeap.NONE;

    /** @param at where its notes begin */
    TouchOrder(RowHeap rows, int at) {
        this.rows = rows;
        touchedAt = at;
        nextAt = at + 8;
        previousAt = at + 12;
    }

    /** Adds a row behind all others, with a time not before theirs. */
    void add(int row, long millis) {
        rows.setLongNote(row, touchedAt, millis);
        rows.setNote(row, nextAt, RowHeap.NONE);
        rows.setNote(row, previousAt, last);
        if (last == RowHeap.NONE) {
            first = row;
        } else {
            rows.setNote(last, nextAt, row);
        }
        last = row;
    }

    void remove(int row) {
        int next = rows.note(row, nextAt);
        int previous = rows.note(row, previousAt);
        if (previous == RowHeap.NONE) {
            first = next;
        } else {
            rows.setNote(previous, nextAt, next);
        }
        if (next == RowHeap.NONE) {
            last = previous;
        } else {
            rows.setNote(next, previousAt, previous);
        }
    }

    /** The row that was not touched for the longest time, or {@link RowHeap#NONE}. */
    int first() {
        return first;
    }

    long touchedMillis(int row) {
        return rows.longNote(row, touchedAt);
    }
}

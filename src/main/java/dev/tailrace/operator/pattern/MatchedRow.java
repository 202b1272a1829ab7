package dev.tailrace.operator.pattern;

import org.jspecify.annotations.Nullable;

/**
 * A row as the last one of a partial match; the rows before it may be those of others too. It stays as long as somebody
 * holds it: partial matches that end with it, and rows that come behind it.
 */
final class MatchedRow {
    /** Slot of the row. */
    final int row;

    /** The variable that has taken it. */
    final int variable;

    final @Nullable MatchedRow before;
    private int holders = 1;

    /** Takes a hold of the row and of the rows before it; the caller has one of this. */
    MatchedRow(int row, int variable, @Nullable MatchedRow before, StoredRows rows) {
        this.row = row;
        this.variable = variable;
        this.before = before;
        rows.retain(row);
        if (before != null) {
            before.retain();
        }
    }

    void retain() {
        holders++;
    }

    static void release(@Nullable MatchedRow last, StoredRows rows) {
        for (MatchedRow row = last; row != null && --row.holders == 0; row = row.before) {
            rows.release(row.row);
        }
    }
}

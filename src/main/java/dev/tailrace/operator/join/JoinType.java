package dev.tailrace.operator.join;

import java.util.Locale;

/** Which rows of two inputs a join gives. */
public enum JoinType {
    /** Pairs. */
    INNER,
    /** Pairs, and each left row without a partner, with NULL on the right. */
    LEFT,
    /** Pairs, and each right row without a partner, with NULL on the left. */
    RIGHT,
    /** Pairs, and each row of either side without a partner. */
    FULL,
    /** Each left row that has a partner, once, without it. */
    SEMI,
    /** Each left row that has no partner. */
    ANTI;

    /** Whether left rows without a partner leave with NULL on the right. */
    public boolean padsLeft() {
        return this == LEFT || this == FULL;
    }

    /** Whether right rows without a partner leave with NULL on the left. */
    public boolean padsRight() {
        return this == RIGHT || this == FULL;
    }

    /** Whether the columns of the right side are left away. */
    public boolean givesLeftOnly() {
        return this == SEMI || this == ANTI;
    }

    /** Whether what has left may have to be taken back even if rows only come in. */
    public boolean takesBack() {
        return padsLeft() || padsRight() || this == ANTI;
    }

    /** As SQL writes a join that gives pairs, such as {@code LEFT JOIN}. */
    public String sql() {
        if (givesLeftOnly()) {
            throw new IllegalStateException(this + " has no such form");
        }
        return this == INNER ? "JOIN" : name() + " JOIN";
    }

    /** As files spell it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

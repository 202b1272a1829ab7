package dev.tailrace.data;

/** What stands in a row that people look at where there is no value; no operator ever sees one. */
public sealed interface NoValue {
    /** Nothing in the graph uses the column, and it was not read for whoever looks either. */
    enum Unread implements NoValue {
        UNREAD
    }

    /**
     * What is no value of the column's type, in a column that nothing in the graph uses: so nothing fails of it.
     *
     * @param raw as it was found, at least its beginning
     * @param problem why it could not be read
     */
    record Unreadable(String raw, Problem problem) implements NoValue {
        @Override
        public String toString() {
            return raw;
        }
    }
}

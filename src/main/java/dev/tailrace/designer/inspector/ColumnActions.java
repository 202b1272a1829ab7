package dev.tailrace.designer.inspector;

import dev.tailrace.designer.finding.Column;

/** What can be done with a column where columns are listed. */
public interface ColumnActions {
    /** Shows where the column flows and who reads it. */
    void showCourse(Column column);

    /** Asks for another name of the column. */
    void rename(Column column);
}

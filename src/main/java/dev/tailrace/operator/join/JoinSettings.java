package dev.tailrace.operator.join;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings that all joins of two inputs have. */
public interface JoinSettings {
    JoinType joinType();

    /** Columns that are equal in rows that belong together. */
    List<ColumnPair> on();

    /** What must hold besides, over the columns of both sides under their names in the output; null or blank for nothing. */
    @Nullable
    String condition();

    /** Before the names of the left side's columns; null for nothing. */
    @Nullable
    String leftPrefix();

    /** Before the names of the right side's columns; null for nothing. */
    @Nullable
    String rightPrefix();
}

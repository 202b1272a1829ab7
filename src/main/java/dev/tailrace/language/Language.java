package dev.tailrace.language;

import dev.tailrace.data.Schema;
import java.util.List;

/**
 * The expression language: Flink SQL's scalar expressions, restricted to what both runtimes compute alike. Safe on any
 * thread. The first use loads the parser, some hundred milliseconds; {@link #warmUp()} does that in the background.
 */
public final class Language {
    private Language() {}

    /**
     * Parses and types an expression over the columns of a row.
     *
     * @param text may use {@code :name} for parameters
     */
    public static Checked check(String text, Schema input, Environment environment) {
        throw new UnsupportedOperationException(text);
    }

    /** @param condition of type BOOLEAN */
    public static RowFilter compileFilter(Expression condition) {
        throw new UnsupportedOperationException(condition.text());
    }

    /** @param expressions over the same input */
    public static Projection compileProjection(List<Expression> expressions, Schema input) {
        throw new UnsupportedOperationException(input.toString());
    }

    /** Loads and exercises the parser, the validator and the compiler. */
    public static void warmUp() {}
}

package dev.tailrace.language.functions;

import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.TypeParser;
import org.jspecify.annotations.Nullable;

/**
 * Room for one value that an expression makes, at position 0 of {@link #column}: what is begun for the next row
 * overwrites it. Single-threaded.
 */
public final class NestedValue {
    public @Nullable Column column;

    private final ColumnBuilder builder;

    public NestedValue(DataType type) {
        builder = ColumnBuilder.of(type);
    }

    /** The type that a text names, for constants of generated code. */
    public static DataType type(String text) {
        return TypeParser.parse(text).orElseThrow(() -> new IllegalArgumentException(text));
    }

    /** Takes the value; {@link #end} when it is there. */
    public ColumnBuilder begin() {
        Column before = column;
        if (before != null) {
            builder.takeBack(before);
            column = null;
        } else {
            // What a row that failed halfway has left.
            builder.truncate(0);
        }
        return builder;
    }

    public void end() {
        column = builder.build();
    }

    /** A copy of a value elsewhere. */
    public void of(Column values, int at) {
        begin().appendFrom(values, at);
        end();
    }
}

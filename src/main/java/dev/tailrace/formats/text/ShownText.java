package dev.tailrace.formats.text;

import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.Field;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Problem;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads single values for people who look at columns that nothing uses; a cold path. */
public final class ShownText {
    private static final int MAX_SHOWN_BYTES = 1000;

    private ShownText() {}

    /**
     * @param append appends what stands at {@code [from, to)}, or gives the problem
     * @return the value as an object, {@link NoValue.Unreadable}, or null
     */
    public static @Nullable Object read(
            Field field, byte[] bytes, int from, int to, Function<TextColumn, @Nullable Problem> append) {
        return readInto(field, bytes, from, to, builder -> append.apply(new TextColumn(field, builder)));
    }

    /** As {@link #read}, for a type of which a {@link TextColumn} is none. */
    public static @Nullable Object readInto(
            Field field, byte[] bytes, int from, int to, Function<ColumnBuilder, @Nullable Problem> append) {
        ColumnBuilder builder = ColumnBuilder.of(field.type());
        Problem problem = append.apply(builder);
        return problem == null
                ? builder.build().value(0)
                : new NoValue.Unreadable(Utf8.shown(bytes, from, to, MAX_SHOWN_BYTES), problem);
    }
}

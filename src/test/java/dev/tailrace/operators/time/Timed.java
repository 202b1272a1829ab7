package dev.tailrace.operators.time;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a time, a key and a number, and what windows make of them. */
final class Timed {
    static final Schema SCHEMA = Schema.of(
            Field.of("t", DataType.TIMESTAMP), Field.of("k", DataType.STRING), Field.of("n", DataType.INT));

    private Timed() {}

    static <S extends Record> OperatorHarness<S> harness(TransformOperator<S> operator, S settings) {
        return OperatorHarness.of(operator, settings)
                .input("in", StreamType.rows(SCHEMA).withEventTime("t"))
                .inOrder();
    }

    static LocalDateTime at(long millis) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(millis, 1000L), (int) Math.floorMod(millis, 1000L) * 1_000_000, ZoneOffset.UTC);
    }

    static Row row(long millis, @Nullable String key, @Nullable Integer number) {
        return Row.of(at(millis), key, number);
    }

    /** A window's start and end, then group and aggregates, then its last millisecond. */
    static Row result(long start, long end, @Nullable Object... values) {
        List<@Nullable Object> all = new ArrayList<>(List.of(at(start), at(end)));
        all.addAll(Arrays.asList(values));
        all.add(at(end - 1));
        return Row.of(all.toArray());
    }
}

package dev.tailrace.operators.sources;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operators.sources.Generator.ColumnKind;
import dev.tailrace.operators.sources.Generator.GeneratedColumn;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a generator, written straight into columns.
 *
 * <p>A random value is a hash of seed, column and row number (SplitMix64's finalizer over a Weyl sequence), so that
 * any row can be made up without those before it. Single-threaded.
 */
final class GeneratedValues {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1p-53;
    /** Beyond this a double does not hold every whole number. */
    private static final double GREATEST_WHOLE = 0x1p53;

    private final List<GeneratedColumn> columns;
    private final List<Words> words = new ArrayList<>();
    private final long[] starts;
    private final long seed;
    private final Schema schema;
    private final BitSet demanded;

    GeneratedValues(List<GeneratedColumn> columns, long seed, Schema schema, BitSet demanded) {
        this.columns = columns;
        this.seed = seed;
        this.schema = schema;
        this.demanded = demanded;
        this.starts = new long[columns.size()];
        for (int i = 0; i < starts.length; i++) {
            String list = columns.get(i).words();
            words.add(Words.parse(list == null ? "" : list));
            String start = columns.get(i).start();
            starts[i] = start == null || start.isBlank()
                    ? 0
                    : Instant.parse(start.strip()).toEpochMilli();
        }
    }

    static DataType type(ColumnKind kind) {
        return switch (kind) {
            case SEQUENCE, UNIFORM_INT -> DataType.BIGINT;
            case UNIFORM_DOUBLE, NORMAL -> DataType.DOUBLE;
            case CHOICE -> DataType.STRING;
            case TIMESTAMP -> DataType.TIMESTAMP_LTZ;
            case BOOLEAN -> DataType.BOOLEAN;
        };
    }

    /** What is wrong with the settings of a column, or null. */
    static @Nullable Problem check(GeneratedColumn column, String place) {
        return switch (column.kind()) {
            case SEQUENCE -> isWhole(column.min()) ? null : notWhole(column.min(), place + "min");
            case UNIFORM_INT -> {
                if (!isWhole(column.min())) {
                    yield notWhole(column.min(), place + "min");
                }
                yield isWhole(column.max()) ? bounds(column, place) : notWhole(column.max(), place + "max");
            }
            case UNIFORM_DOUBLE -> bounds(column, place);
            case CHOICE -> words(column, place);
            case TIMESTAMP -> start(column, place);
            case NORMAL, BOOLEAN -> null;
        };
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) <= GREATEST_WHOLE;
    }

    private static Problem notWhole(double value, String place) {
        return Problem.error("operators.generator.not-whole", Double.toString(value))
                .in(place);
    }

    private static @Nullable Problem bounds(GeneratedColumn column, String place) {
        return column.min() <= column.max()
                ? null
                : Problem.error("operators.generator.bounds").in(place + "max");
    }

    private static @Nullable Problem words(GeneratedColumn column, String place) {
        String text = column.words();
        return text == null || Words.parse(text).isEmpty()
                ? Problem.error("operators.generator.words").in(place + "words")
                : null;
    }

    private static @Nullable Problem start(GeneratedColumn column, String place) {
        String start = column.start();
        if (start == null || start.isBlank()) {
            return null;
        }
        try {
            Instant.parse(start.strip());
            return null;
        } catch (DateTimeParseException wrong) {
            return Problem.error("operators.generator.start", start).in(place + "start");
        }
    }

    /** Rows {@code [row, row + count)}; columns that nobody reads are absent. */
    Batch batch(long row, int count, long nowMillis) {
        @Nullable Column[] filled = new Column[columns.size()];
        for (int i = demanded.nextSetBit(0); i >= 0; i = demanded.nextSetBit(i + 1)) {
            filled[i] = column(i, row, count, nowMillis);
        }
        return Batch.of(schema, count, filled, null);
    }

    private Column column(int place, long row, int count, long nowMillis) {
        GeneratedColumn column = columns.get(place);
        return switch (column.kind()) {
            case SEQUENCE -> sequence((long) column.min() + row, 1, count, DataType.BIGINT);
            case TIMESTAMP -> {
                String start = column.start();
                yield start == null || start.isBlank()
                        ? sequence(nowMillis, 0, count, DataType.TIMESTAMP_LTZ)
                        : sequence(
                                starts[place] + row * column.step().toMillis(),
                                column.step().toMillis(),
                                count,
                                DataType.TIMESTAMP_LTZ);
            }
            case UNIFORM_INT -> whole(column, place, row, count);
            case UNIFORM_DOUBLE -> uniform(column, place, row, count);
            case NORMAL -> normal(column, place, row, count);
            case CHOICE -> words.get(place).column(unit -> hash(place, row + unit), count);
            case BOOLEAN -> flags(column, place, row, count);
        };
    }

    private static Column sequence(long first, long step, int count, DataType type) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = first + i * step;
        }
        return new Column.Longs(type, count, values, null);
    }

    private Column whole(GeneratedColumn column, int place, long row, int count) {
        long min = (long) column.min();
        long size = (long) column.max() - min + 1;
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = min + Math.floorMod(hash(place, row + i), size);
        }
        return new Column.Longs(DataType.BIGINT, count, values, null);
    }

    private Column uniform(GeneratedColumn column, int place, long row, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = column.min() + unit(hash(place, row + i)) * (column.max() - column.min());
        }
        return new Column.Doubles(count, values, null);
    }

    /** Box and Muller's transform of two hashes; StrictMath gives the same digits on every machine. */
    private Column normal(GeneratedColumn column, int place, long row, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            long hash = hash(place, row + i);
            double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit(hash)));
            double angle = 2 * Math.PI * unit(mix(hash + GOLDEN));
            values[i] = column.mean() + column.deviation() * radius * StrictMath.cos(angle);
        }
        return new Column.Doubles(count, values, null);
    }

    private Column flags(GeneratedColumn column, int place, long row, int count) {
        boolean[] values = new boolean[count];
        for (int i = 0; i < count; i++) {
            values[i] = unit(hash(place, row + i)) < column.probability();
        }
        return new Column.Booleans(count, values, null);
    }

    private long hash(int place, long row) {
        return mix(mix(seed + place * GOLDEN) + row * GOLDEN);
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    /** A number in [0, 1) of the upper 53 bits. */
    static double unit(long hash) {
        return (hash >>> 11) * UNIT;
    }
}

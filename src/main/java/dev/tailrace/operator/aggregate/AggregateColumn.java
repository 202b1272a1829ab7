package dev.tailrace.operator.aggregate;

import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate as settings give it.
 *
 * @param name of the column that it becomes
 * @param argument what is aggregated; COUNT without one counts rows
 * @param distinct whether equal values count once
 * @param separator between the texts of a LISTAGG
 * @param filter rows for which it is not TRUE are left out, or null
 * @param fraction of the values that lie below a percentile, 0 to 1
 * @param top how many of the most frequent texts are given
 * @param key of a JSON object's entry
 * @param onNull what becomes of NULL in JSON
 * @param frequency how often a percentile counts the row's value, or null for once
 * @param offset how many rows before the value of a LAG stands
 * @param otherwise what a LAG gives where there are not so many rows, or null for NULL
 */
public record AggregateColumn(
        @Setting(kind = Kind.TEXT, texts = "aggregate") String name,
        @Setting(kind = Kind.CHOICE, defaultJson = "\"count\"", texts = "aggregate") AggregateFunction function,
        @Setting(kind = Kind.EXPRESSION, texts = "aggregate") @Nullable String argument,
        @Setting(kind = Kind.SWITCH, defaultJson = "false", texts = "aggregate") boolean distinct,
        @Setting(
                        kind = Kind.TEXT,
                        defaultJson = "\",\"",
                        advanced = true,
                        texts = "aggregate",
                        shownWhen = "function: listagg")
                String separator,
        @Setting(kind = Kind.EXPRESSION, advanced = true, texts = "aggregate") @Nullable String filter,
        @Setting(
                        kind = Kind.NUMBER,
                        defaultJson = "0.5",
                        min = 0,
                        max = 1,
                        advanced = true,
                        texts = "aggregate",
                        shownWhen = "function: percentile, approx-percentile, percentile-tdigest, percentile-kll")
                double fraction,
        @Setting(
                        kind = Kind.NUMBER,
                        defaultJson = "10",
                        min = 1,
                        max = 1000,
                        advanced = true,
                        texts = "aggregate",
                        shownWhen = "function: approx-top-k")
                int top,
        @Setting(kind = Kind.EXPRESSION, texts = "aggregate", shownWhen = "function: json-objectagg") @Nullable
                String key,
        @Setting(
                        kind = Kind.CHOICE,
                        defaultJson = "\"absent\"",
                        advanced = true,
                        texts = "aggregate",
                        shownWhen = "function: json-arrayagg, json-objectagg")
                JsonNulls onNull,
        @Setting(kind = Kind.EXPRESSION, advanced = true, texts = "aggregate", shownWhen = "function: percentile")
                @Nullable
                String frequency,
        @Setting(
                        kind = Kind.NUMBER,
                        defaultJson = "1",
                        min = 0,
                        max = 100_000,
                        texts = "aggregate",
                        shownWhen = "function: lag")
                int offset,
        @Setting(kind = Kind.EXPRESSION, advanced = true, texts = "aggregate", shownWhen = "function: lag") @Nullable
                String otherwise) {
    /** What becomes of NULL in JSON. */
    public enum JsonNulls {
        /** It is left out, with its key. */
        ABSENT,
        /** It is written as null. */
        NULL
    }

    private static final String COMMA = ",";
    private static final double MEDIAN = 0.5;
    private static final int TEN = 10;

    /** With the median where a percentile is wanted, ten texts where the most frequent are, and the row before. */
    public AggregateColumn(
            String name,
            AggregateFunction function,
            @Nullable String argument,
            boolean distinct,
            String separator,
            @Nullable String filter) {
        this(name, function, argument, distinct, separator, filter, MEDIAN, TEN, null, JsonNulls.ABSENT, null, 1, null);
    }

    /** {@code name} counting rows. */
    public static AggregateColumn countOf(String name) {
        return new AggregateColumn(name, AggregateFunction.COUNT, null, false, COMMA, null);
    }

    public static AggregateColumn of(String name, AggregateFunction function, String argument) {
        return new AggregateColumn(name, function, argument, false, COMMA, null);
    }

    public AggregateColumn distinctly() {
        return with(true, separator, filter, fraction, top);
    }

    public AggregateColumn where(String condition) {
        return with(distinct, separator, condition, fraction, top);
    }

    public AggregateColumn separatedBy(String newSeparator) {
        return with(distinct, newSeparator, filter, fraction, top);
    }

    /** So many of the most frequent texts. */
    public AggregateColumn top(int newTop) {
        return with(distinct, separator, filter, fraction, newTop);
    }

    /** The percentile with this share of the values below. */
    public AggregateColumn at(double newFraction) {
        return with(distinct, separator, filter, newFraction, top);
    }

    private AggregateColumn with(
            boolean newDistinct, String newSeparator, @Nullable String newFilter, double newFraction, int newTop) {
        return new AggregateColumn(
                name,
                function,
                argument,
                newDistinct,
                newSeparator,
                newFilter,
                newFraction,
                newTop,
                key,
                onNull,
                frequency,
                offset,
                otherwise);
    }

    /** A JSON object's values under these keys. */
    public AggregateColumn under(String newKey) {
        return with(newKey, onNull, frequency, offset, otherwise);
    }

    public AggregateColumn onNull(JsonNulls nulls) {
        return with(key, nulls, frequency, offset, otherwise);
    }

    /** Each value counted so often. */
    public AggregateColumn times(String newFrequency) {
        return with(key, onNull, newFrequency, offset, otherwise);
    }

    /**
     * The value so many rows before.
     *
     * @param instead where there are not so many rows, or null for NULL
     */
    public AggregateColumn back(int rows, @Nullable String instead) {
        return with(key, onNull, frequency, rows, instead);
    }

    private AggregateColumn with(
            @Nullable String newKey,
            JsonNulls newNulls,
            @Nullable String newFrequency,
            int newOffset,
            @Nullable String newOtherwise) {
        return new AggregateColumn(
                name,
                function,
                argument,
                distinct,
                separator,
                filter,
                fraction,
                top,
                newKey,
                newNulls,
                newFrequency,
                newOffset,
                newOtherwise);
    }

    boolean countsRows() {
        return isBlank(argument);
    }

    boolean isFiltered() {
        return !isBlank(filter);
    }

    /** What the function takes besides its argument, as settings give it, or null if it takes or has nothing. */
    @Nullable
    String second() {
        String text =
                switch (function) {
                    case JSON_OBJECTAGG -> key;
                    case PERCENTILE -> frequency;
                    case LAG -> otherwise;
                    default -> null;
                };
        return isBlank(text) ? null : text;
    }

    /** The setting of {@link #second}. */
    String secondSetting() {
        return switch (function) {
            case JSON_OBJECTAGG -> "key";
            case PERCENTILE -> "frequency";
            default -> "otherwise";
        };
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}

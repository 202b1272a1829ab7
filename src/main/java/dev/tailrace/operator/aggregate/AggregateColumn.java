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
                        shownWhen = "function: percentile, approx-percentile")
                double fraction,
        @Setting(
                        kind = Kind.NUMBER,
                        defaultJson = "10",
                        min = 1,
                        max = 1000,
                        advanced = true,
                        texts = "aggregate",
                        shownWhen = "function: approx-top-k")
                int top) {

    private static final String COMMA = ",";
    private static final double MEDIAN = 0.5;
    private static final int TEN = 10;

    /** With the median where a percentile is wanted, and ten texts where the most frequent are. */
    public AggregateColumn(
            String name,
            AggregateFunction function,
            @Nullable String argument,
            boolean distinct,
            String separator,
            @Nullable String filter) {
        this(name, function, argument, distinct, separator, filter, MEDIAN, TEN);
    }

    /** {@code name} counting rows. */
    public static AggregateColumn countOf(String name) {
        return new AggregateColumn(name, AggregateFunction.COUNT, null, false, COMMA, null);
    }

    public static AggregateColumn of(String name, AggregateFunction function, String argument) {
        return new AggregateColumn(name, function, argument, false, COMMA, null);
    }

    public AggregateColumn distinctly() {
        return new AggregateColumn(name, function, argument, true, separator, filter, fraction, top);
    }

    public AggregateColumn where(String condition) {
        return new AggregateColumn(name, function, argument, distinct, separator, condition, fraction, top);
    }

    public AggregateColumn separatedBy(String newSeparator) {
        return new AggregateColumn(name, function, argument, distinct, newSeparator, filter, fraction, top);
    }

    /** So many of the most frequent texts. */
    public AggregateColumn top(int newTop) {
        return new AggregateColumn(name, function, argument, distinct, separator, filter, fraction, newTop);
    }

    /** The percentile with this share of the values below. */
    public AggregateColumn at(double newFraction) {
        return new AggregateColumn(name, function, argument, distinct, separator, filter, newFraction, top);
    }

    boolean countsRows() {
        return argument == null || argument.isBlank();
    }

    boolean isFiltered() {
        return filter != null && !filter.isBlank();
    }
}

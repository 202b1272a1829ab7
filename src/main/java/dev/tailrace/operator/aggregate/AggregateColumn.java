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
 */
public record AggregateColumn(
        @Setting(kind = Kind.TEXT, texts = "operators.aggregate.name") String name,
        @Setting(kind = Kind.CHOICE, defaultJson = "\"count\"", texts = "operators.aggregate.function") AggregateFunction function,
        @Setting(kind = Kind.EXPRESSION, texts = "operators.aggregate.argument") @Nullable String argument,
        @Setting(kind = Kind.SWITCH, defaultJson = "false", texts = "operators.aggregate.distinct") boolean distinct,
        @Setting(kind = Kind.TEXT, defaultJson = "\",\"", advanced = true, texts = "operators.aggregate.separator")
                String separator,
        @Setting(kind = Kind.EXPRESSION, advanced = true, texts = "operators.aggregate.filter") @Nullable String filter) {

    private static final String COMMA = ",";

    /** {@code name} counting rows. */
    public static AggregateColumn countOf(String name) {
        return new AggregateColumn(name, AggregateFunction.COUNT, null, false, COMMA, null);
    }

    public static AggregateColumn of(String name, AggregateFunction function, String argument) {
        return new AggregateColumn(name, function, argument, false, COMMA, null);
    }

    public AggregateColumn distinctly() {
        return new AggregateColumn(name, function, argument, true, separator, filter);
    }

    public AggregateColumn where(String condition) {
        return new AggregateColumn(name, function, argument, distinct, separator, condition);
    }

    public AggregateColumn separatedBy(String newSeparator) {
        return new AggregateColumn(name, function, argument, distinct, newSeparator, filter);
    }

    boolean countsRows() {
        return argument == null || argument.isBlank();
    }

    boolean isFiltered() {
        return filter != null && !filter.isBlank();
    }
}

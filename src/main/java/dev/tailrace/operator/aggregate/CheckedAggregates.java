package dev.tailrace.operator.aggregate;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Problem.Fix;
import dev.tailrace.data.TypeKind;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Expression;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.flink.FlinkScript;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates of a node, checked over its input.
 *
 * @param calls those without errors, in the order of the settings
 * @param problems at places such as {@code aggregates[1].argument}
 */
public record CheckedAggregates(List<Call> calls, List<Problem> problems) {
    /**
     * One aggregate whose expressions are typed.
     *
     * @param separator of a LISTAGG
     * @param deviation how it is computed if that is in DOUBLE, otherwise null
     * @param fraction of a percentile
     * @param top how many of the most frequent texts are given
     */
    public record Call(
            Field field,
            AggregateFunction function,
            @Nullable Expression argument,
            boolean distinct,
            String separator,
            @Nullable Expression filter,
            @Nullable Deviation deviation,
            double fraction,
            int top) {

        /** An aggregate of all values, or of all rows, of a function that needs no more than them. */
        public static Call of(Field field, AggregateFunction function, @Nullable Expression argument) {
            return new Call(field, function, argument, false, "", null, null, Double.NaN, 0);
        }

        /** The input columns that it reads. */
        public BitSet columns() {
            BitSet columns = argument == null ? new BitSet() : argument.columns();
            if (filter != null) {
                columns.or(filter.columns());
            }
            return columns;
        }

        /** What is computed of a row. */
        public Stream<Expression> expressions() {
            return Stream.of(Optional.ofNullable(argument), Optional.ofNullable(filter))
                    .flatMap(Optional::stream);
        }

        /** As Flink SQL says it, such as {@code COUNT(DISTINCT `user`) FILTER (WHERE `price` > 10) AS `buyers`}. */
        public String sql() {
            return sql(argument == null ? "" : closed(argument.sql()), filter == null ? "" : closed(filter.sql()));
        }

        /**
         * As {@link #sql()}, with other SQL for the argument and the filter.
         *
         * @param argumentSql not used where there is no argument
         * @param filterSql not used where there is no filter
         */
        public String sql(String argumentSql, String filterSql) {
            String of = argument == null ? "*" : (distinct ? "DISTINCT " : "") + argumentSql + furtherArguments();
            String where = filter == null ? "" : " FILTER (WHERE " + filterSql + ")";
            return function + "(" + of + ")" + where + " AS " + FlinkScript.quote(field.name());
        }

        /**
         * As Flink SQL says it over a frame. There it takes no filter; all functions leave NULL out, and COUNT counts what
         * is not.
         */
        public String overSql(String frame) {
            String of = argument == null ? "*" : closed(argument.sql());
            if (filter != null) {
                of = "CASE WHEN " + closed(filter.sql()) + " THEN " + (argument == null ? "1" : of) + " END";
            }
            return function + "(" + (distinct ? "DISTINCT " : "") + of + furtherArguments() + ") OVER " + frame + " AS "
                    + FlinkScript.quote(field.name());
        }

        private String furtherArguments() {
            return switch (function) {
                case LISTAGG -> ", '" + separator.replace("'", "''") + "'";
                case PERCENTILE -> ", " + BigDecimal.valueOf(fraction).toPlainString();
                default -> "";
            };
        }

        /** Why Flink cannot compute it, or null. */
        public @Nullable Problem flinkRefusal() {
            return switch (function) {
                case APPROX_PERCENTILE -> Problem.error("operators.flink-approx-percentile");
                case APPROX_COUNT_DISTINCT -> Problem.error("operators.flink-approx-count-distinct");
                case APPROX_TOP_K -> Problem.error("operators.flink-approx-top-k");
                default -> null;
            };
        }
    }

    /** Ends the line after what may be a comment, so that it does not swallow the bracket. */
    static String closed(String sql) {
        return sql.contains("--") ? sql + "\n" : sql;
    }

    public CheckedAggregates {
        calls = List.copyOf(calls);
        problems = List.copyOf(problems);
    }

    /**
     * @param setting name of the list in the settings
     * @param taken names of the columns before, to which those of the aggregates are added
     */
    public static CheckedAggregates of(
            List<AggregateColumn> columns, String setting, Placement<?> placement, Set<String> taken) {
        List<Call> calls = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String place = setting + "[" + i + "].";
            int before = problems.size();
            Problem name = ColumnNames.take(columns.get(i).name(), taken, place + "name");
            if (name != null) {
                problems.add(name);
            }
            Call call = call(columns.get(i), place, placement, problems);
            if (call != null && problems.size() == before) {
                calls.add(call);
            }
        }
        return new CheckedAggregates(calls, problems);
    }

    private static @Nullable Call call(
            AggregateColumn column, String place, Placement<?> placement, List<Problem> problems) {
        Expression filter = null;
        if (column.filter() != null && column.isFiltered()) {
            filter = checked(placement.check(column.filter()), place + "filter", problems);
            if (filter != null && !filter.type().is(TypeKind.BOOLEAN)) {
                problems.add(Problem.error("operators.not-a-condition", filter.type())
                        .in(place + "filter"));
            }
        }
        AggregateFunction function = column.function();
        if (column.argument() == null || column.countsRows()) {
            if (function != AggregateFunction.COUNT) {
                problems.add(Problem.error("operators.aggregate-argument-missing", function.name())
                        .in(place + "argument"));
                return null;
            }
            if (column.distinct()) {
                problems.add(Problem.error("operators.aggregate-distinct-rows").in(place + "distinct"));
                return null;
            }
            Field rows = Field.required(column.name(), DataType.BIGINT);
            return new Call(rows, function, null, false, "", filter, null, column.fraction(), column.top());
        }
        Expression argument = checked(placement.check(column.argument()), place + "argument", problems);
        if (argument == null) {
            return null;
        }
        DataType type = function.resultType(argument.type());
        boolean isArray = function == AggregateFunction.ARRAY_AGG;
        if (type == null || argument.type().isNested() && !isArray) {
            problems.add(Problem.error("operators.aggregate-argument-type", function.name(), argument.type())
                    .in(place + "argument")
                    .fixedBy(casts(column.argument(), function, placement)));
            return null;
        }
        if (column.distinct() && !function.takesDistinct()) {
            problems.add(Problem.error("operators.aggregate-distinct", function.name())
                    .in(place + "distinct"));
            return null;
        }
        DataType known = isArray ? DataType.array(argument.as("element")) : type;
        Field field = new Field(column.name(), known, function.nullable());
        boolean distinct = column.distinct() && !function.ignoresDuplicates();
        Deviation deviation = function.takesDoubles() ? Deviation.of(argument, type, placement) : null;
        return new Call(
                field,
                function,
                argument,
                distinct,
                column.separator(),
                filter,
                deviation,
                column.fraction(),
                column.top());
    }

    /** The argument as a text or a number, if the function takes that. */
    private static Fix[] casts(String argument, AggregateFunction function, Placement<?> placement) {
        return Stream.of(DataType.STRING, DataType.DOUBLE)
                .filter(type -> function.resultType(type) != null)
                .map(type -> "CAST(" + argument + " AS " + type + ")")
                .filter(cast -> placement.check(cast).problems().isEmpty())
                .limit(1)
                .map(cast -> new Fix.ReplaceText("operators.fix.write", List.of(cast), cast))
                .toArray(Fix[]::new);
    }

    private static @Nullable Expression checked(Checked checked, String place, List<Problem> problems) {
        checked.problems().forEach(problem -> problems.add(problem.in(place)));
        return checked.expression();
    }
}

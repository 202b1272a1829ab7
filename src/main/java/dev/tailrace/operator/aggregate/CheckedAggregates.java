package dev.tailrace.operator.aggregate;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Problem.Fix;
import dev.tailrace.data.TypeKind;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Expression;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.ConditionCheck;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.flink.FlinkScript;
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
     * @param settings its function, and what is no expression of it
     * @param second what the function takes besides the argument: a key, a frequency, what is given instead
     * @param distinct whether equal values count once, where that makes a difference
     * @param computation how it is computed if not from the argument alone
     */
    public record Call(
            Field field,
            AggregateColumn settings,
            @Nullable Expression argument,
            @Nullable Expression second,
            boolean distinct,
            @Nullable Expression filter,
            @Nullable Computation computation) {

        /** An aggregate of all values, or of all rows, of a function that needs no more than them. */
        public static Call of(Field field, AggregateFunction function, @Nullable Expression argument) {
            AggregateColumn settings = new AggregateColumn(
                    field.name(), function, argument == null ? null : argument.text(), false, "", null);
            return new Call(field, settings, argument, null, false, null, null);
        }

        public AggregateFunction function() {
            return settings.function();
        }

        /** What its accumulator takes; null for rows. */
        @Nullable
        Expression evaluated() {
            return computation == null ? argument : computation.value();
        }

        /** The input columns that it reads. */
        public BitSet columns() {
            BitSet columns = new BitSet();
            expressions().forEach(expression -> columns.or(expression.columns()));
            return columns;
        }

        /** What is computed of a row. */
        public Stream<Expression> expressions() {
            return Stream.of(Optional.ofNullable(argument), Optional.ofNullable(second), Optional.ofNullable(filter))
                    .flatMap(Optional::stream);
        }

        /** As Flink SQL says it, such as {@code COUNT(DISTINCT `user`) FILTER (WHERE `price` > 10) AS `buyers`}. */
        public String sql() {
            return sql(sqlOf(argument), sqlOf(second), sqlOf(filter));
        }

        /**
         * As {@link #sql()}, with other SQL for the expressions; what stands for one that is not there is not used.
         */
        public String sql(String argumentSql, String secondSql, String filterSql) {
            return new AggregateSql(this, argumentSql, secondSql, filterSql).grouped() + " AS "
                    + FlinkScript.quote(field.name());
        }

        /**
         * As Flink SQL says it over a frame. There it takes no filter; all functions leave NULL out, and COUNT counts what
         * is not.
         *
         * @param order the window without its frame, for functions that have none
         */
        public String overSql(String frame, String order) {
            return new AggregateSql(this, sqlOf(argument), sqlOf(second), sqlOf(filter)).over(frame, order) + " AS "
                    + FlinkScript.quote(field.name());
        }

        private static String sqlOf(@Nullable Expression expression) {
            return expression == null ? "" : closed(expression.sql());
        }

        /** Why Flink cannot compute it, or null. */
        public @Nullable Problem flinkRefusal() {
            return AggregateSql.refusal(this);
        }

        /** Why Flink cannot compute it over the rows before a row, or null. */
        public @Nullable Problem flinkOverRefusal() {
            return AggregateSql.overRefusal(this);
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
     * Aggregates of rows that belong together.
     *
     * @param setting name of the list in the settings
     * @param taken names of the columns before, to which those of the aggregates are added
     */
    public static CheckedAggregates of(
            List<AggregateColumn> columns, String setting, Placement<?> placement, Set<String> taken) {
        CheckedAggregates checked = ofRows(columns, setting, placement, taken);
        List<Problem> problems = new ArrayList<>(checked.problems);
        for (int i = 0; i < columns.size(); i++) {
            AggregateFunction function = columns.get(i).function();
            if (function.isOfRows()) {
                problems.add(Problem.error("operators.aggregate-of-rows", function.name())
                        .in(setting + "[" + i + "].function"));
            }
        }
        return new CheckedAggregates(checked.calls, problems);
    }

    /** As {@link #of}, of the rows before each row: also those that look at one of them. */
    public static CheckedAggregates ofRows(
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
            Problem none = filter == null ? null : ConditionCheck.problem(filter, place + "filter");
            if (none != null) {
                problems.add(none);
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
            return new Call(rows, column, null, null, false, filter, null);
        }
        Expression argument = checked(placement.check(column.argument()), place + "argument", problems);
        if (argument == null) {
            return null;
        }
        DataType type = function.resultType(argument.type());
        if (type == null || argument.type().isNested() && !function.takesNested()) {
            problems.add(
                    untaken(column.argument(), argument, function, placement).in(place + "argument"));
            return null;
        }
        if (column.distinct() && !function.takesDistinct()) {
            problems.add(Problem.error("operators.aggregate-distinct", function.name())
                    .in(place + "distinct"));
            return null;
        }
        if (function.isOfRows() && filter != null) {
            problems.add(
                    Problem.error("operators.aggregate-filter", function.name()).in(place + "filter"));
            return null;
        }
        int before = problems.size();
        Expression second = second(column, argument, place, placement, problems);
        if (problems.size() > before) {
            return null;
        }
        DataType known = function == AggregateFunction.ARRAY_AGG ? DataType.array(argument.as("element")) : type;
        boolean nullable = function.nullable()
                && !(function.isOfRows() && !argument.nullable() && second != null && !second.nullable());
        Field field = new Field(column.name(), known, nullable);
        boolean distinct = column.distinct() && !function.ignoresDuplicates();
        Computation computation = Computation.of(column, argument, second, known, placement);
        if (computation == null && Computation.isNeeded(function, second)) {
            problems.add(
                    untaken(column.argument(), argument, function, placement).in(place + "argument"));
            return null;
        }
        return new Call(field, column, argument, second, distinct, filter, computation);
    }

    /** What the function takes besides its argument; null if that is nothing, or with a problem if it is wrong. */
    private static @Nullable Expression second(
            AggregateColumn column, Expression argument, String place, Placement<?> placement, List<Problem> problems) {
        AggregateFunction function = column.function();
        String setting = place + column.secondSetting();
        String text = column.second();
        if (text == null) {
            if (function == AggregateFunction.JSON_OBJECTAGG) {
                problems.add(Problem.error("operators.aggregate-key-missing").in(setting));
            }
            return null;
        }
        Expression second = checked(placement.check(text), setting, problems);
        if (second == null) {
            return null;
        }
        boolean fits =
                switch (function) {
                    case JSON_OBJECTAGG -> second.type().is(TypeKind.STRING);
                    case PERCENTILE -> second.type().kind().isInteger();
                    default ->
                        second.type().equals(argument.type())
                                || placement
                                        .check("CAST((" + closed(text) + ") AS " + argument.type() + ")")
                                        .problems()
                                        .isEmpty();
                };
        if (!fits) {
            problems.add(Problem.error("operators.aggregate-" + column.secondSetting() + "-type", second.type())
                    .in(setting));
        }
        return second;
    }

    private static Problem untaken(
            String text, Expression argument, AggregateFunction function, Placement<?> placement) {
        return Problem.error("operators.aggregate-argument-type", function.name(), argument.type())
                .fixedBy(casts(text, function, placement));
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

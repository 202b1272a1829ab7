package dev.tailrace.operator.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Environment;
import dev.tailrace.language.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.table.functions.BuiltInFunctionDefinition;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.functions.FunctionKind;
import org.junit.jupiter.api.Test;

/** Flink's own list of aggregate functions against ours. */
class FlinkAggregatesTest {
    private static final Schema SCHEMA = Schema.of(Field.of("x", DataType.INT));

    /** What Flink uses itself, and DISTINCT, which is a word of SQL. */
    private static final Set<String> NO_FUNCTIONS = Set.of("SUM0", "$SUM0$1", "$WELFORD_M2$1", "DISTINCT");

    /** The same under another name, or an operator of its own. */
    private static final Set<String> OTHERWISE = Set.of("STDDEV", "VARIANCE", "ROW_NUMBER");

    /** Functions of the planner, which are not in the list that can be asked for. */
    private static final List<String> OF_PLANNER = List.of(
            "STDDEV",
            "VARIANCE",
            "RANK",
            "DENSE_RANK",
            "ROW_NUMBER",
            "NTILE",
            "PERCENT_RANK",
            "CUME_DIST",
            "LEAD",
            "LAG",
            "GROUPING",
            "GROUPING_ID",
            "GROUP_ID",
            "SINGLE_VALUE",
            "APPROX_COUNT_DISTINCT");

    @Test
    void everyAggregateOfFlinkIsAnsweredOrRefusedForAReason() {
        Set<String> answered = Arrays.stream(AggregateFunction.values())
                .map(AggregateFunction::name)
                .collect(Collectors.toSet());
        answered.addAll(OTHERWISE);
        Set<String> unheard = new TreeSet<>();
        for (String name : names()) {
            String code = refusal(name);
            boolean isReason = code.equals("language.aggregate")
                    ? answered.contains(name)
                    : List.of(
                                    "language.later-rows",
                                    "language.ranks",
                                    "language.grouping",
                                    "language.one-value",
                                    "language.bitmap-aggregate")
                            .contains(code);
            if (!isReason) {
                unheard.add(name + ": " + code);
            }
        }
        assertEquals(Set.of(), unheard);
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>(OF_PLANNER);
        for (BuiltInFunctionDefinition definition : BuiltInFunctionDefinitions.getDefinitions()) {
            if (definition.getKind() == FunctionKind.AGGREGATE) {
                String name =
                        definition.getSqlName().toUpperCase(Locale.ROOT).replaceAll("_(NULL|ABSENT)_ON_NULL$", "");
                if (!NO_FUNCTIONS.contains(name)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** Why an expression does not take it. */
    private static String refusal(String name) {
        String call =
                switch (name) {
                    case "JSON_OBJECTAGG" -> name + "(KEY 'a' VALUE x)";
                    case "RANK", "DENSE_RANK", "ROW_NUMBER", "PERCENT_RANK", "CUME_DIST", "GROUP_ID" -> name + "()";
                    default -> name + "(x)";
                };
        List<Problem> problems = Language.check(call, SCHEMA, Environment.UTC).problems();
        return problems.isEmpty() ? "taken" : problems.get(0).code();
    }
}

package dev.tailrace.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operators that learn from rows, and sketches: Flink SQL cannot say them, and the refusal says why. */
class AnalyticsRefusalTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("k", DataType.STRING), Field.of("v", DataType.DOUBLE), Field.required("t", DataType.TIMESTAMP));

    private static Drawing drawing(String operator, String settings) {
        return Drawing.named("p")
                .rows("s", SCHEMA, List.of())
                .then("e", "event-time", "{\"column\": \"t\"}")
                .then("n", operator, settings)
                .collect("out");
    }

    private static List<String> refusals(String operator, String settings) {
        return FlinkTranslation.of(drawing(operator, settings).check()).refusals().stream()
                .map(problem -> problem.code())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "z-score | {'value': 'v'}",
                "ewma | {'value': 'v'}",
                "seasonal-anomaly | {'value': 'v'}",
                "forecast | {'value': 'v'}",
                "random-cut-forest | {'values': ['v']}",
                "funnel | {'keys': ['k'], 'steps': [{'name': 'a', 'condition': 'v = 1'}, {'name': 'b', 'condition': 'v = 2'}]}",
                "correlate | {'first': 'v', 'second': 'v'}",
                "h3-cell | {'longitude': 'v', 'latitude': 'v'}",
                "geo-fence | {'longitude': 'v', 'latitude': 'v', 'fences': 'a: POLYGON ((0 0, 1 0, 1 1, 0 0))'}"
            },
            quoteCharacter = '"')
    void operatorsThatLearnFromRowsAreRefused(String operator, String settings) {
        assertEquals(List.of("operators." + operator + ".flink"), refusals(operator, settings.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource({"approx-percentile, v", "approx-count-distinct, v", "approx-top-k, k"})
    void sketchesAreRefusedWhereverTheyAre(String function, String argument) {
        String aggregates = "\"aggregates\": [{\"name\": \"a\", \"function\": \"" + function + "\", \"argument\": \""
                + argument + "\"}]";
        List<String> expected = List.of("operators.flink-" + function);
        assertEquals(expected, refusals("group-aggregate", "{" + aggregates + "}"));
        assertEquals(expected, refusals("tumbling-window", "{\"size\": \"1 min\", " + aggregates + "}"));
        assertEquals(expected, refusals("over-aggregate", "{" + aggregates + "}"));
    }

    @Test
    void anExactPercentileHasItsFractionAsALiteral() {
        String aggregates =
                "{\"aggregates\": [{\"name\": \"p\", \"function\": \"percentile\", \"argument\": \"v\", \"fraction\": 1e-4}]}";
        FlinkSql sql =
                FlinkTranslation.of(drawing("group-aggregate", aggregates).check());
        assertEquals(List.of(), sql.refusals());
        assertEquals(
                """
                CREATE TEMPORARY VIEW `n` AS
                SELECT PERCENTILE(v, 0.00010) AS `p`
                FROM `e`""",
                sql.definitions().get(2).sql());
    }
}

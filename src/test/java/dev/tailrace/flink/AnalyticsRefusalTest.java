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
    @CsvSource({
        "approx-percentile, v, approx-percentile",
        "percentile-tdigest, v, approx-percentile",
        "percentile-kll, v, approx-percentile",
        "approx-count-distinct, v, approx-count-distinct",
        "approx-top-k, k, approx-top-k"
    })
    void sketchesAreRefusedWhereverTheyAre(String function, String argument, String code) {
        String aggregates = "\"aggregates\": [{\"name\": \"a\", \"function\": \"" + function + "\", \"argument\": \""
                + argument + "\"}]";
        List<String> expected = List.of("operators.flink-" + code);
        assertEquals(expected, refusals("group-aggregate", "{" + aggregates + "}"));
        assertEquals(expected, refusals("tumbling-window", "{\"size\": \"1 min\", " + aggregates + "}"));
        assertEquals(expected, refusals("over-aggregate", "{" + aggregates + "}"));
    }

    private static String aggregates(String aggregate) {
        return "{\"aggregates\": [" + aggregate.replace("{", "{'name': 'a', ").replace('\'', '"') + "]}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    group-aggregate | {'function': 'json-objectagg', 'argument': 'v', 'key': 'k', 'filter': 'v > 1'}         | flink-json-filter
                    group-aggregate | {'function': 'json-arrayagg', 'argument': 'v', 'onNull': 'null', 'filter': 'v > 1'}   | flink-json-filter
                    over-aggregate  | {'function': 'json-arrayagg', 'argument': 'v'}                                        | flink-over-json
                    over-aggregate  | {'function': 'array-agg', 'argument': 'v', 'filter': 'v > 1'}                         | flink-over-array-filter
                    over-aggregate  | {'function': 'lag', 'argument': 'v'}                                                  | over-aggregate.flink-rows
                    over-aggregate  | {'function': 'lag', 'argument': 'v', 'otherwise': '0'}                                | flink-lag-null
                    over-aggregate  | {'function': 'var-samp', 'argument': 'CAST(v AS INT)'}                                | flink-over-deviation
                    """)
    void whatFlinkCannotSayIsRefused(String operator, String aggregate, String code) {
        assertEquals(List.of("operators." + code), refusals(operator, aggregates(aggregate)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    {'function': 'collect', 'argument': 'v', 'filter': 'v > 1'}                            | JSON_STRING(COLLECT(CAST(v AS STRING)) FILTER (WHERE v > 1))
                    {'function': 'json-arrayagg', 'argument': 'v'}                                         | CAST(JSON_ARRAYAGG(v ABSENT ON NULL) AS STRING)
                    {'function': 'json-objectagg', 'argument': 'v', 'key': 'k', 'onNull': 'null'}          | CAST(JSON_OBJECTAGG(KEY k VALUE v NULL ON NULL) AS STRING)
                    {'function': 'percentile', 'argument': 'v', 'fraction': 0.25, 'frequency': 'CAST(v AS INT)'} | PERCENTILE(v, 0.25, CAST(v AS INT))
                    """)
    void collectedValuesAreSaidAsFlinkSaysThem(String aggregate, String expected) {
        FlinkSql sql = FlinkTranslation.of(
                drawing("group-aggregate", aggregates(aggregate)).check());
        assertEquals(List.of(), sql.refusals());
        assertEquals(
                "CREATE TEMPORARY VIEW `n` AS\nSELECT " + expected + " AS `a`\nFROM `e`",
                sql.definitions().get(2).sql());
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

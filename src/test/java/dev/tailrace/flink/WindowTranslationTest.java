package dev.tailrace.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Problem;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The SQL of windows, and what Flink's windows do not give; that the SQL has the right meaning is for {@link FlinkAgreementTest}. */
class WindowTranslationTest {
    private static final String COUNT = "{\"name\": \"n\", \"function\": \"count\"}";

    private static FlinkSql window(String operator, String lengths, String groupBy, String aggregates) {
        return FlinkTranslation.of(Drawing.named("p")
                .rows("s", TimedRows.SCHEMA, TimedRows.of(3, Instant.EPOCH, 1000))
                .then("e", "event-time", "{\"column\": \"t\"}")
                .then(
                        "w",
                        operator,
                        "{" + lengths + ", \"groupBy\": [" + groupBy + "], \"aggregates\": [" + aggregates + "]}")
                .collect("out")
                .check());
    }

    private static String view(String operator, String lengths, String groupBy) {
        FlinkSql sql = window(operator, lengths, groupBy, COUNT);
        assertTrue(sql.isComplete(), sql.refusals()::toString);
        return sql.definitions().get(2).sql();
    }

    private static String refusal(String operator, String lengths, String aggregate) {
        Problem refusal = window(operator, lengths, "\"k\"", aggregate).refusals().get(0);
        return refusal.code() + " at " + refusal.place();
    }

    @Test
    void hoppingWindowsHaveTheirSlideBeforeTheirSize() {
        assertEquals(
                """
                CREATE TEMPORARY VIEW `w` AS
                SELECT window_start, window_end, `k`, COUNT(*) AS `n`, window_time
                FROM TABLE(HOP(TABLE `e`, DESCRIPTOR(`t`), INTERVAL '1' MINUTE, INTERVAL '1' HOUR, INTERVAL '5' SECOND))
                GROUP BY window_start, window_end, `k`, window_time""",
                view("hopping-window", "\"size\": \"1 h\", \"slide\": \"1 min\", \"offset\": \"5 s\"", "\"k\""));
    }

    @Test
    void cumulatingWindowsHaveTheirStepBeforeTheirSize() {
        assertEquals(
                """
                CREATE TEMPORARY VIEW `w` AS
                SELECT window_start, window_end, COUNT(*) AS `n`, window_time
                FROM TABLE(CUMULATE(TABLE `e`, DESCRIPTOR(`t`), INTERVAL '1' HOUR, INTERVAL '1' DAY))
                GROUP BY window_start, window_end, window_time""",
                view("cumulate-window", "\"size\": \"1 d\", \"step\": \"1 h\"", ""));
    }

    @Test
    void sessionsArePartitionedByTheGroup() {
        assertEquals(
                """
                CREATE TEMPORARY VIEW `w` AS
                SELECT window_start, window_end, `k`, COUNT(*) AS `n`, window_time
                FROM TABLE(SESSION(TABLE `e` PARTITION BY `k`, DESCRIPTOR(`t`), INTERVAL '30' SECOND))
                GROUP BY window_start, window_end, `k`, window_time""",
                view("session-window", "\"gap\": \"30 s\"", "\"k\""));
    }

    @Test
    void aGroupOfSeveralColumnsIsOneColumnToFlinksSessions() {
        assertEquals(
                """
                CREATE TEMPORARY VIEW `w` AS
                SELECT window_start, window_end, `groups`.`window_key`.`EXPR$0` AS `k`, `groups`.`window_key`.`EXPR$1` AS `k2`, `n`, window_time
                FROM (SELECT window_start, window_end, `window_key`, COUNT(*) AS `n`, window_time
                FROM TABLE(SESSION((SELECT *, ROW(`k`, `k2`) AS `window_key` FROM `e`) PARTITION BY `window_key`, DESCRIPTOR(`t`), INTERVAL '30' SECOND))
                GROUP BY window_start, window_end, `window_key`, window_time) AS `groups`""",
                view("session-window", "\"gap\": \"30 s\"", "\"k\", \"k2\""));
    }

    @Test
    void whatFlinksWindowsDoNotGiveIsRefusedWithTheReason() {
        String hopping = "\"size\": \"10 s\", \"slide\": \"2 s\"";
        assertEquals(
                "operators.hopping-window.flink-multiple at slide",
                refusal("hopping-window", "\"size\": \"5 s\", \"slide\": \"2 s\"", COUNT));
        assertEquals(
                "operators.flink-window-order at aggregates",
                refusal("hopping-window", hopping, "{\"name\": \"l\", \"function\": \"last-value\", \"argument\": \"i\"}"));
        assertEquals(
                "operators.flink-window-order at aggregates",
                refusal("session-window", "\"gap\": \"1 s\"", "{\"name\": \"l\", \"function\": \"listagg\", \"argument\": \"s\"}"));
        assertEquals(
                "operators.flink-window-deviation at aggregates",
                refusal("tumbling-window", "\"size\": \"5 s\"", "{\"name\": \"v\", \"function\": \"var-pop\", \"argument\": \"i\"}"));
        assertEquals(
                "operators.flink-hop-distinct at aggregates",
                refusal("hopping-window", hopping, "{\"name\": \"s\", \"function\": \"sum\", \"argument\": \"i\", \"distinct\": true}"));
    }
}

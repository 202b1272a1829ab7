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
        Problem refusal =
                window(operator, lengths, "\"k\"", aggregate).refusals().get(0);
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
                refusal(
                        "hopping-window",
                        hopping,
                        "{\"name\": \"l\", \"function\": \"last-value\", \"argument\": \"i\"}"));
        assertEquals(
                "operators.flink-window-order at aggregates",
                refusal(
                        "session-window",
                        "\"gap\": \"1 s\"",
                        "{\"name\": \"l\", \"function\": \"listagg\", \"argument\": \"s\"}"));
        assertEquals(
                "operators.flink-window-deviation at aggregates",
                refusal(
                        "tumbling-window",
                        "\"size\": \"5 s\"",
                        "{\"name\": \"v\", \"function\": \"var-pop\", \"argument\": \"i\"}"));
        assertEquals(
                "operators.flink-hop-distinct at aggregates",
                refusal(
                        "hopping-window",
                        hopping,
                        "{\"name\": \"s\", \"function\": \"sum\", \"argument\": \"i\", \"distinct\": true}"));
    }

    @Test
    void aWindowOverWindowsReadsThemUnderOtherNames() {
        FlinkSql sql = FlinkTranslation.of(Drawing.named("p")
                .rows("s", TimedRows.SCHEMA, TimedRows.of(3, Instant.EPOCH, 1000))
                .then("e", "event-time", "{\"column\": \"t\"}")
                .then(
                        "w",
                        "tumbling-window",
                        "{\"size\": \"1 min\", \"groupBy\": [\"k\"], \"aggregates\": [" + COUNT + "]}")
                .then(
                        "v",
                        "tumbling-window",
                        "{\"size\": \"1 h\", \"groupBy\": [\"k\"], \"aggregates\":"
                                + " [{\"name\": \"most\", \"function\": \"max\", \"argument\": \"n\"}]}")
                .collect("out")
                .check());
        assertTrue(sql.isComplete(), sql.refusals()::toString);
        assertEquals(
                """
                CREATE TEMPORARY VIEW `v` AS
                SELECT window_start, window_end, `k`, MAX(`window:argument 0`) AS `most`, window_time
                FROM TABLE(TUMBLE((SELECT `k`, n AS `window:argument 0`, `window_time` AS `window:time` FROM `w`), DESCRIPTOR(`window:time`), INTERVAL '1' HOUR))
                GROUP BY window_start, window_end, `k`, window_time""",
                sql.definitions().get(3).sql());
    }

    @Test
    void rowsInWindowsAreGroupedByThem() {
        assertEquals(
                """
                CREATE TEMPORARY VIEW `v` AS
                SELECT `window_start`, `window_end`, `k`, COUNT(*) AS `n`, `window_time`
                FROM `w`
                GROUP BY `window_start`, `window_end`, `k`, `window_time`""",
                afterAssigning("window-aggregate", "\"groupBy\": [\"k\"], \"aggregates\": [" + COUNT + "]")
                        .definitions()
                        .get(3)
                        .sql());
    }

    @Test
    void rowsInWindowsAreRankedByThem() {
        assertEquals(
                """
                SELECT *, ROW_NUMBER() OVER (PARTITION BY `window_start`, `window_end`, `k` ORDER BY `i` DESC NULLS LAST) AS `row_number`""",
                afterAssigning("window-top-n", "\"n\": 3, \"keys\": [\"k\"], \"orderBy\": [{\"column\": \"i\"}]")
                        .definitions()
                        .get(3)
                        .sql()
                        .lines()
                        .filter(line -> line.contains("ROW_NUMBER"))
                        .map(String::strip)
                        .findFirst()
                        .orElseThrow());
    }

    private static FlinkSql afterAssigning(String operator, String settings) {
        FlinkSql sql = FlinkTranslation.of(Drawing.named("p")
                .rows("s", TimedRows.SCHEMA, TimedRows.of(3, Instant.EPOCH, 1000))
                .then("e", "event-time", "{\"column\": \"t\"}")
                .then("w", "assign-window", "{\"size\": \"1 min\"}")
                .then("v", operator, "{" + settings + "}")
                .collect("out")
                .check());
        assertTrue(sql.isComplete(), sql.refusals()::toString);
        return sql;
    }

    @Test
    void lateRowsAreLeftOutBeforeABoundedFrame() {
        FlinkSql sql = FlinkTranslation.of(Drawing.named("p")
                .rows("s", TimedRows.SCHEMA, TimedRows.of(3, Instant.EPOCH, 1000))
                .then("e", "event-time", "{\"column\": \"t\"}")
                .then(
                        "o",
                        "over-aggregate",
                        "{\"keys\": [\"k\"], \"frame\": \"time\", \"time\": \"1 min\", \"aggregates\":"
                                + " [{\"name\": \"few\", \"function\": \"sum\", \"argument\": \"i\", \"filter\": \"b\"}]}")
                .collect("out")
                .check());
        assertTrue(sql.isComplete(), sql.refusals()::toString);
        String view = sql.definitions().get(2).sql();
        assertTrue(view.contains("SUM(CASE WHEN b THEN i END) OVER `frame` AS `few`"), view);
        assertTrue(
                view.endsWith(
                        """
                        WHERE CURRENT_WATERMARK(`t`) IS NULL OR `t` > CURRENT_WATERMARK(`t`)
                        WINDOW `frame` AS (PARTITION BY `k` ORDER BY `t` RANGE BETWEEN INTERVAL '1' MINUTE PRECEDING AND CURRENT ROW)"""),
                view);
    }

    @Test
    void whatHangsOnTheClockIsRefusedWithTheReason() {
        assertEquals(
                "operators.flink-window-early at earlyResults",
                refusal("tumbling-window", "\"size\": \"5 s\", \"earlyResults\": \"1 s\"", COUNT));
        assertEquals(
                "operators.flink-state-ttl at stateTtl",
                refused("deduplicate", "{\"keys\": [\"k\"], \"stateTtl\": \"1 d\"}"));
        assertEquals(
                "operators.flink-state-ttl at stateTtl",
                refused("top-n", "{\"n\": 1, \"orderBy\": [{\"column\": \"i\"}], \"stateTtl\": \"1 d\"}"));
    }

    private static String refused(String operator, String settings) {
        Problem refusal = FlinkTranslation.of(Drawing.named("p")
                        .rows("s", TimedRows.SCHEMA, TimedRows.of(3, Instant.EPOCH, 1000))
                        .then("e", "event-time", "{\"column\": \"t\"}")
                        .then("o", operator, settings)
                        .collect("out")
                        .check())
                .refusals()
                .get(0);
        return refusal.code() + " at " + refusal.place();
    }
}

package dev.tailrace.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.flink.FlinkNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The text of scripts; that Flink gives it the right meaning is for {@link FlinkAgreementTest}. */
class FlinkTranslationTest {
    private static final Schema SENSORS =
            Schema.of(Field.of("id", DataType.INT), Field.of("ms", DataType.BIGINT), Field.of("t", DataType.TIMESTAMP));
    private static final FlinkNode.EventTime ON_T = new FlinkNode.EventTime("t", 5_000);

    @Test
    void aPipelineIsAScriptOfSettingsTablesViewsAndOneStatementSet() {
        FlinkSql sql = FlinkTranslation.of(Drawing.named("Hot\nsensors")
                .with(Said.of("keep", FlinkNode.RowByRow.where("id > 0")))
                .rows("s", SENSORS, List.of())
                .then("hot", "keep", "{}")
                .collect("out")
                .check());
        assertTrue(sql.isComplete());
        assertEquals(
                """
                -- Hot sensors

                SET 'pipeline.name' = 'Hot
                sensors';
                SET 'execution.runtime-mode' = 'streaming';
                SET 'parallelism.default' = '1';
                SET 'table.local-time-zone' = 'UTC';
                SET 'pipeline.auto-watermark-interval' = '0 ms';

                -- Node s
                CREATE TEMPORARY TABLE `s` (
                  `id` INT,
                  `ms` BIGINT,
                  `t` TIMESTAMP(3)
                ) WITH (
                  'connector' = 'tailrace-rows',
                  'rows' = 'ROWS'
                );

                -- Node hot
                CREATE TEMPORARY VIEW `hot` AS
                SELECT *
                FROM `s`
                WHERE id > 0;

                -- Node out
                CREATE TEMPORARY TABLE `out` (
                  `id` INT,
                  `ms` BIGINT,
                  `t` TIMESTAMP(3)
                ) WITH (
                  'connector' = 'tailrace-rows'
                );

                EXECUTE STATEMENT SET BEGIN
                INSERT INTO `out`
                SELECT *
                FROM `hot`;
                END;
                """,
                withoutRows(sql.script()));
        assertEquals(9, sql.statements().size());
    }

    @Test
    void eventTimeOnAColumnOfTheSourceIsDeclaredByItsTable() {
        FlinkSql sql = FlinkTranslation.of(Drawing.named("p")
                .with(Said.of("time", ON_T))
                .rows("s", SENSORS, List.of())
                .then("e", "time", "{}")
                .collect("out")
                .check());
        assertEquals(
                """
                CREATE TEMPORARY TABLE `s` (
                  `id` INT,
                  `ms` BIGINT,
                  `t` TIMESTAMP(3),
                  WATERMARK FOR `t` AS `t` - INTERVAL '5.001' SECOND
                ) WITH (
                  'connector' = 'tailrace-rows',
                  'rows' = 'ROWS'
                )""",
                withoutRows(sql.definitions().get(0).sql()));
        assertEquals(
                "CREATE TEMPORARY VIEW `e` AS\nSELECT *\nFROM `s`",
                sql.definitions().get(1).sql());
    }

    @Test
    void eventTimeBelowAFilterAndAComputedColumnIsFoldedIntoTheTable() {
        FlinkSql sql = FlinkTranslation.of(Drawing.named("p")
                .with(Said.of("time", ON_T))
                .with(Said.of("keep", FlinkNode.RowByRow.where("id > 0 -- ms\nAND 'ms' <> ''")))
                .with(derivingTime())
                .rows("s", Schema.of(Field.of("id", DataType.INT), Field.of("ms", DataType.BIGINT)), List.of())
                .then("d", "derive-time", "{}")
                .then("k", "keep", "{}")
                .then("e", "time", "{}")
                .collect("out")
                .check());
        assertEquals(
                """
                CREATE TEMPORARY TABLE `s` (
                  `id` INT,
                  `ms` BIGINT,
                  `t@e` AS CASE WHEN `id` > 0 -- ms
                AND 'ms' <> '' THEN (CAST(TO_TIMESTAMP_LTZ(`ms`, 3) AS TIMESTAMP(3))) ELSE TIMESTAMP '1970-01-01 00:00:00.000' END,
                  WATERMARK FOR `t@e` AS CASE WHEN `id` > 0 -- ms
                AND 'ms' <> '' THEN `t@e` - INTERVAL '5.001' SECOND END
                ) WITH (
                  'connector' = 'tailrace-rows',
                  'rows' = 'ROWS'
                )""",
                withoutRows(sql.definitions().get(0).sql()));
        assertEquals(
                "CREATE TEMPORARY VIEW `d` AS\n"
                        + "SELECT *, CAST(TO_TIMESTAMP_LTZ(ms, 3) AS TIMESTAMP(3)) AS `t`\nFROM `s`",
                sql.definitions().get(1).sql());
        assertEquals(
                "CREATE TEMPORARY VIEW `e` AS\nSELECT `id`, `ms`, `t@e` AS `t`\nFROM `k`",
                sql.definitions().get(3).sql());
    }

    @Test
    void rowsThatTheSourceDropsAreDroppedByItsView() {
        List<FlinkSql.Statement> definitions = new ArrayList<>();
        FlinkNode.SourceTable table = new FlinkNode.SourceTable(
                List.of(new FlinkNode.ColumnText("x", "STRING")),
                List.of(new FlinkNode.Computed(Field.of("x", DataType.STRING), "`x`")),
                Map.of("connector", "filesystem"),
                "`x` <> 'x'");
        SqlText.source("s", "", table, null, definitions);
        assertEquals(
                "CREATE TEMPORARY VIEW `s` AS\nSELECT `x`\nFROM `s:table`\nWHERE `x` <> 'x'",
                definitions.get(1).sql());
    }

    @Test
    void aSourceReadWithAndWithoutEventTimeIsTwoTables() {
        FlinkSql sql = FlinkTranslation.of(Drawing.named("p")
                .with(Said.of("time", ON_T))
                .rows("s", SENSORS, List.of())
                .then("e", "time", "{}")
                .collect("out")
                .at("s.out")
                .collect("all")
                .check());
        assertEquals(
                List.of("TABLE `s`", "TABLE `s@e`", "VIEW `e`", "TABLE `all`", "TABLE `out`"),
                sql.definitions().stream()
                        .map(statement -> statement.sql().replaceAll("(?s)CREATE TEMPORARY (\\w+ `[^`]+`).*", "$1"))
                        .toList());
    }

    @Test
    void eventTimeBelowWhatIsNotRowByRowIsRefused() {
        FlinkSql sql = FlinkTranslation.of(Drawing.named("p")
                .with(Said.of("time", ON_T))
                .with(Said.of("other", FlinkNode.Views.of("out", "SELECT DISTINCT * FROM `s`")))
                .rows("s", SENSORS, List.of())
                .then("o", "other", "{}")
                .then("e", "time", "{}")
                .collect("out")
                .check());
        assertFalse(sql.isComplete());
        Problem refusal = sql.refusals().get(0);
        assertEquals("flink.event-time-below", refusal.code());
        assertEquals(List.of("Node o"), refusal.arguments());
        assertEquals("e", refusal.node());
        assertTrue(sql.inserts().isEmpty());
    }

    @Test
    void nodesBelowARefusedOneAreLeftOutAndTheOthersSaid() {
        FlinkSql sql = FlinkTranslation.of(Drawing.named("p")
                .with(Said.refused("no"))
                .rows("s", SENSORS, List.of())
                .then("n", "no", "{}")
                .collect("out")
                .at("s.out")
                .collect("all")
                .check());
        assertEquals(1, sql.refusals().size());
        assertEquals("late", sql.refusals().get(0).place());
        assertEquals(1, sql.inserts().size());
    }

    @Test
    void longBoundsAreWrittenAsDaysAndATimeOfDay() {
        assertEquals("INTERVAL '0.001' SECOND", SqlText.interval(1));
        assertEquals("INTERVAL '0 00:10:00.001' DAY TO SECOND", SqlText.interval(600_001));
        assertEquals("INTERVAL '400 00:00:00.001' DAY(3) TO SECOND", SqlText.interval(400 * 86_400_000L + 1));
    }

    static Said derivingTime() {
        return new Said(
                "derive-time",
                List.of("out"),
                input -> input.plus(Field.of("t", DataType.TIMESTAMP)),
                script -> FlinkNode.RowByRow.select(List.of(
                        new FlinkNode.Computed(Field.of("id", DataType.INT), "id"),
                        new FlinkNode.Computed(Field.of("ms", DataType.BIGINT), "`ms`"),
                        new FlinkNode.Computed(
                                Field.of("t", DataType.TIMESTAMP), "CAST(TO_TIMESTAMP_LTZ(ms, 3) AS TIMESTAMP(3))"))));
    }

    private static String withoutRows(String sql) {
        return sql.replaceAll("'rows' = '[^']*'", "'rows' = 'ROWS'");
    }
}

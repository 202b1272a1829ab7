package dev.tailrace.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How operators that give changelogs are said in SQL. */
class ChangelogSqlTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("k", DataType.STRING),
            Field.of("row_number", DataType.INT),
            Field.required("t", DataType.TIMESTAMP));

    private static FlinkSql sql(String operator, String settings) {
        return FlinkTranslation.of(Drawing.named("p")
                .rows("s", SCHEMA, List.of())
                .then("e", "event-time", "{\"column\": \"t\"}")
                .then("n", operator, settings)
                .collect("out")
                .check());
    }

    private static void assertSaid(String expected, String operator, String settings) {
        FlinkSql sql = sql(operator, settings);
        assertEquals(List.of(), sql.refusals());
        assertEquals(expected, sql.definitions().get(2).sql());
    }

    @Test
    void aDeduplicationIsTheFirstRowByEventTime() {
        assertSaid(
                """
                CREATE TEMPORARY VIEW `n` AS
                SELECT `k`, `row_number`, `t`
                FROM (
                  SELECT *, ROW_NUMBER() OVER (PARTITION BY `k` ORDER BY `t` DESC) AS `row_number_2`
                  FROM `e`
                )
                WHERE `row_number_2` = 1""",
                "deduplicate",
                "{\"keys\": [\"k\"], \"keep\": \"last\"}");
    }

    @Test
    void aTopNIsARowNumber() {
        assertSaid(
                """
                CREATE TEMPORARY VIEW `n` AS
                SELECT `k`, `row_number`, `t`, `rank`
                FROM (
                  SELECT *, ROW_NUMBER() OVER (PARTITION BY `k` ORDER BY `row_number` DESC NULLS LAST) AS `rank`
                  FROM `e`
                )
                WHERE `rank` <= 3""",
                "top-n",
                "{\"n\": 3, \"keys\": [\"k\"], \"orderBy\": [{\"column\": \"row_number\"}], \"rankColumn\": \"rank\"}");
    }

    @Test
    void theTtlOfAGroupIsAHint() {
        assertSaid(
                """
                CREATE TEMPORARY VIEW `n` AS
                SELECT /*+ STATE_TTL('rows' = '60000ms') */ `k`, COUNT(*) AS `c`
                FROM `e` AS `rows`
                GROUP BY `k`""",
                "group-aggregate",
                "{\"groupBy\": [\"k\"], \"stateTtl\": \"1 min\", \"aggregates\": [{\"name\": \"c\"}]}");
    }

    @Test
    void aTableOfChangesIsTheLastRowOfEachKeyThatIsThere() {
        assertSaid(
                """
                CREATE TEMPORARY VIEW `n` AS
                SELECT `row_number`, `t`
                FROM (
                  SELECT *, ROW_NUMBER() OVER (PARTITION BY `row_number` ORDER BY `arrival` DESC) AS `row_number_2`
                  FROM (
                    SELECT `row_number`, CAST(`t` AS TIMESTAMP(3)) AS `t`, CASE WHEN `k` IN ('c') THEN TRUE \
                WHEN `k` IN ('d', 'D') THEN FALSE ELSE CAST('no kind of change: ' || COALESCE(`k`, 'NULL') AS INT) = 0 END \
                AS `holds`, PROCTIME() AS `arrival`
                    FROM `e`
                  )
                )
                WHERE `row_number_2` = 1 AND `holds`""",
                "rows-to-changes",
                "{\"column\": \"k\", \"keys\": [\"row_number\"], \"insert\": \"c\", \"updateBefore\": \"\","
                        + " \"updateAfter\": \"\", \"delete\": \"d, D\"}");
    }

    @Test
    void whoReadsEachChangeOfATableByKeyIsToldThatFlinkSaysThemOtherwise() {
        FlinkSql sql = FlinkTranslation.of(Drawing.named("p")
                .rows("s", SCHEMA, List.of())
                .then("n", "rows-to-changes", "{\"column\": \"k\", \"keys\": [\"row_number\"]}")
                .then("f", "filter", "{\"condition\": \"`row_number` > 1\"}")
                .then("r", "changes-to-rows", "{}")
                .collect("out")
                .check());
        assertEquals(
                List.of("operators.rows-to-changes.flink-kinds"),
                sql.refusals().stream().map(Problem::code).toList());
    }

    @Test
    void theTopOneByEventTimeIsRefused() {
        String byTime = "{\"n\": %d, \"keys\": [\"k\"], \"orderBy\": [{\"column\": \"t\"}]}";
        assertEquals(
                List.of("operators.top-n.flink-deduplicate"),
                sql("top-n", byTime.formatted(1)).refusals().stream()
                        .map(Problem::code)
                        .toList());
        assertEquals(List.of(), sql("top-n", byTime.formatted(2)).refusals());
    }

    @Test
    void whoReadsEachChangeOfATopOneThatFlinkLosesIsToldSo() {
        String top = "{\"n\": 1, \"keys\": [\"k\"], \"orderBy\": [{\"column\": \"row_number\"%s}]}";
        assertEquals(List.of("operators.top-n.flink-first-changes"), refusalsOfEachChange(top, "ascending"));
        assertEquals(List.of(), refusalsOfEachChange(top, "descending"));
    }

    private static List<String> refusalsOfEachChange(String top, String direction) {
        return FlinkTranslation.of(Drawing.named("p")
                        .rows("s", SCHEMA, List.of())
                        .then("n", "top-n", top.formatted(", \"direction\": \"" + direction + "\""))
                        .then("r", "changes-to-rows", "{}")
                        .collect("out")
                        .check())
                .refusals()
                .stream()
                .map(Problem::code)
                .toList();
    }

    @Test
    void aChangelogIsNotWrittenToFiles() {
        FlinkSql sql = FlinkTranslation.of(Drawing.named("p")
                .rows("s", SCHEMA, List.of())
                .then("n", "group-aggregate", "{\"groupBy\": [\"k\"], \"aggregates\": []}")
                .then(
                        "f",
                        "file-sink",
                        "{\"path\": \"f.jsonl\", \"changes\": \"table\", \"format\": {\"type\": \"json\", \"columns\": []}}")
                .check());
        assertEquals(
                List.of("connectors.file-sink.flink-changes"),
                sql.refusals().stream().map(Problem::code).toList());
    }

    @Test
    void rowsThatAreOnlyAddedAreWrittenWithTheirKind() {
        FlinkSql sql = FlinkTranslation.of(Drawing.named("p")
                .rows("s", SCHEMA, List.of())
                .then(
                        "f",
                        "file-sink",
                        "{\"path\": \"f.jsonl\", \"changes\": \"changelog\", \"format\": {\"type\": \"json\", \"columns\": []}}")
                .check());
        assertEquals(List.of(), sql.refusals());
        assertEquals(
                "INSERT INTO `f`\nSELECT '+I' AS `op`, * FROM `s`",
                sql.inserts().get(0).sql());
    }
}

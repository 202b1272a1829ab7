package dev.tailrace.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tailrace.Shared;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Patterns in a pipeline over real data, against golden answers. */
class PatternDataTest {
    /**
     * The longest runs of heart rates above 110. That a run is as long as can be is known by the reading behind it; after
     * the last one of each patient, a window over all time adds a row that ends any run.
     */
    @Test
    void runsOfFastHeartbeatsOfEachPatient() throws IOException, InterruptedException {
        Path folder = Shared.path("data/icu_vitals");
        Drawing drawing = Drawing.named("Fast heartbeats")
                .in(folder.toAbsolutePath())
                .node(
                        "file",
                        "file-source",
                        """
                        {"path": "icu_vitals.csv", "format": {"type": "csv", "columns": [
                            {"name": "RecordID", "type": "INT"}, {"name": "Time", "type": "STRING"},
                            {"name": "Parameter", "type": "STRING"}, {"name": "Value", "type": "DOUBLE"}]}}""")
                .then("readings", "filter", "{\"condition\": \"`Parameter` = 'HR' AND `Value` > 0\"}")
                .then(
                        "columns",
                        "project",
                        """
                        {"columns": [{"expression": "RecordID"}, {"name": "t", "expression": "CAST(TIMESTAMPADD(MINUTE, \
                        CAST(SUBSTRING(`Time`, 1, 2) AS INT) * 60 + CAST(SUBSTRING(`Time`, 4, 2) AS INT), \
                        TIMESTAMP '1970-01-01 00:00:00') AS TIMESTAMP(3))"}, {"name": "hr", "expression": "`Value`"}]}""")
                .then("time", "event-time", "{\"column\": \"t\", \"disorder\": \"0 s\"}")
                .then("patients", "tumbling-window", "{\"size\": \"30000 d\", \"groupBy\": [\"RecordID\"], \"aggregates\": []}")
                .then(
                        "ends",
                        "project",
                        """
                        {"columns": [{"expression": "RecordID"}, {"name": "t", "expression": "window_time"},
                            {"name": "hr", "expression": "CAST(0 AS DOUBLE)"}]}""")
                .then("all", "union", "{}")
                .wire("time.out", "all.in")
                .then(
                        "runs",
                        "match-pattern",
                        """
                        {"keys": ["RecordID"], "pattern": "FAST{3,} BACK",
                         "define": [{"variable": "FAST", "condition": "FAST.hr > 110"}],
                         "measures": [{"name": "run_start", "expression": "FIRST(FAST.t)"},
                             {"name": "run_end", "expression": "LAST(FAST.t)"},
                             {"name": "readings", "expression": "COUNT(FAST.hr)"},
                             {"name": "max_hr", "expression": "MAX(FAST.hr)"}]}""")
                .collect("out");
        assertEquals(
                List.of(),
                drawing.check().problems().stream().filter(Problem::isError).toList());
        EmbeddedOutcome outcome = EmbeddedOutcome.of(drawing, 1024);
        assertNull(outcome.failure());
        List<String> lines = new ArrayList<>(List.of("record_id,run_start,run_end,readings,max_hr"));
        outcome.rows().getOrDefault("out", List.of()).stream()
                .sorted(Comparator.comparing((Row row) -> (Integer) row.get(0))
                        .thenComparing(row -> (LocalDateTime) row.get(1)))
                .forEach(row -> lines.add(
                        row.get(0) + "," + utc(row.get(1)) + "," + utc(row.get(2)) + "," + row.get(3) + ","
                                + row.get(4)));
        assertEquals(Files.readAllLines(folder.resolve("expected_tachycardia_runs.csv")), lines);
    }

    private static String utc(Object time) {
        return ((LocalDateTime) Objects.requireNonNull(time))
                .toInstant(ZoneOffset.UTC)
                .toString();
    }
}

package dev.tailrace.operators.time;

import static dev.tailrace.operator.aggregate.AggregateFunction.AVG;
import static dev.tailrace.operator.aggregate.AggregateFunction.MAX;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tailrace.Shared;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.aggregate.AggregateColumn;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Real data with answers that were worked out elsewhere. */
final class TumblingWindowDataTest {
    private static final DateTimeFormatter DEPARTURE = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm");

    private static Path data(String folder) {
        return Shared.path("data").resolve(folder);
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            nodes.add(json.readTree(line));
        }
        return nodes;
    }

    private static String utc(Object start) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").format((LocalDateTime) start);
    }

    @Test
    void flightsPerDay() throws IOException {
        Path folder = data("flights");
        Schema schema = Schema.of(Field.of("t", DataType.TIMESTAMP), Field.of("delay", DataType.INT));
        var settings = new TumblingWindow.Settings(
                Duration.ofDays(1),
                List.of(),
                List.of(
                        AggregateColumn.countOf("flights"),
                        AggregateColumn.of("avg_delay", AVG, "CAST(delay AS DECIMAL(10, 0))"),
                        AggregateColumn.countOf("delayed").where("delay > 15"),
                        AggregateColumn.of("max_delay", MAX, "delay")),
                Duration.ZERO,
                ErrorPolicy.STOP);
        List<Row> rows = new ArrayList<>();
        for (JsonNode flight : lines(folder.resolve("flights.jsonl"))) {
            rows.add(Row.of(
                    LocalDateTime.parse(flight.get("date").textValue(), DEPARTURE),
                    flight.get("delay").intValue()));
        }
        var result = OperatorHarness.of(new TumblingWindow(), settings)
                .input("in", StreamType.rows(schema).withEventTime("t"))
                .inOrder()
                .rows(rows)
                .run();
        List<String> actual = new ArrayList<>(List.of("window_start,flights,avg_delay,delayed,max_delay"));
        for (Row row : result.rows()) {
            BigDecimal average = (BigDecimal) row.get(3);
            actual.add(utc(row.get(0)) + "," + row.get(2) + "," + average.setScale(2, RoundingMode.HALF_UP) + ","
                    + row.get(4) + "," + row.get(5));
        }
        assertEquals(Files.readAllLines(folder.resolve("expected_daily.csv")), actual);
    }

    @Test
    void earthquakesOnTimeAndLatePerHour() throws IOException {
        Path folder = data("earthquakes");
        Schema schema = Schema.of(Field.of("t", DataType.TIMESTAMP_LTZ));
        var settings = new TumblingWindow.Settings(
                Duration.ofHours(1),
                List.of(),
                List.of(AggregateColumn.countOf("on_time")),
                Duration.ZERO,
                ErrorPolicy.STOP);
        var harness = OperatorHarness.of(new TumblingWindow(), settings)
                .input("in", StreamType.rows(schema).withEventTime("t"));
        long greatest = Long.MIN_VALUE;
        for (JsonNode quake : lines(folder.resolve("earthquakes.jsonl"))) {
            long millis = quake.at("/properties/time").longValue();
            harness.rows(Row.of(Instant.ofEpochMilli(millis)));
            if (millis > greatest) {
                greatest = millis;
                harness.watermark(greatest - Duration.ofHours(1).toMillis() - 1);
            }
        }
        var result = harness.run();
        Map<String, long[]> counts = new TreeMap<>();
        result.rows()
                .forEach(row -> counts.computeIfAbsent(utc(row.get(0)), hour -> new long[2])[0] = (long) row.get(2));
        result.rows("late").forEach(row -> {
            long hour = Math.floorDiv(((Instant) row.get(0)).toEpochMilli(), 3_600_000L) * 3600;
            counts.computeIfAbsent(utc(LocalDateTime.ofEpochSecond(hour, 0, ZoneOffset.UTC)), start -> new long[2])[
                    1]++;
        });
        List<String> actual = new ArrayList<>(List.of("window_start,on_time,late"));
        counts.forEach((hour, both) -> actual.add(hour + "," + both[0] + "," + both[1]));
        assertEquals(Files.readAllLines(folder.resolve("expected_late.csv")), actual);
    }
}

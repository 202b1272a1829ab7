package dev.tailrace.operators.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Source.Reader;
import dev.tailrace.operator.Source.Reader.Poll;
import dev.tailrace.operator.SourceContext;
import dev.tailrace.operators.sources.Generator.ColumnKind;
import dev.tailrace.operators.sources.Generator.GeneratedColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class GeneratorTest {
    private static final GeneratedColumn[] ALL = {
        GeneratedColumn.of("seq", ColumnKind.SEQUENCE).between(5, 5),
        GeneratedColumn.of("int", ColumnKind.UNIFORM_INT).between(-3, 3),
        GeneratedColumn.of("num", ColumnKind.UNIFORM_DOUBLE).between(1, 2),
        GeneratedColumn.of("bell", ColumnKind.NORMAL),
        GeneratedColumn.of("word", ColumnKind.CHOICE).of("often=9, seldom"),
        GeneratedColumn.of("at", ColumnKind.TIMESTAMP).from("2024-01-01T00:00:00Z", Duration.ofMillis(250)),
        GeneratedColumn.of("flag", ColumnKind.BOOLEAN)
    };

    private static Placement<Generator.Settings> placement(
            double rate, long rows, long seed, GeneratedColumn... columns) {
        return new Placement<>(
                "generator",
                new Generator.Settings(rate, rows, List.of(columns), seed),
                Map.of(),
                Set.of("out"),
                Environment.UTC,
                Path.of(""));
    }

    private static Reader open(Placement<Generator.Settings> placement, SourceContext context) throws IOException {
        Output output = new Generator().output(placement);
        assertEquals(List.of(), output.problems());
        BitSet all = new BitSet();
        all.set(0, placement.settings().columns().size());
        return new Generator()
                .source(new Setup<>(placement, output.ports(), Map.of("out", all)))
                .open("rows", context);
    }

    private static List<Row> rows(long rows, long seed, long from) throws IOException, InterruptedException {
        Collected collected = new Collected();
        try (Reader reader = open(placement(0, rows, seed, ALL), collected)) {
            reader.seek(Long.toString(from));
            while (reader.poll(collected) != Poll.END) {
                assertTrue(collected.rows.size() < rows);
            }
        }
        assertEquals(Long.MIN_VALUE, collected.watermark, "a source without event time");
        return collected.rows;
    }

    @Test
    void theSameSeedGivesTheSameRowsAndAnotherOneOthers() throws Exception {
        assertEquals(rows(3000, 1, 0), rows(3000, 1, 0));
        assertTrue(!rows(50, 1, 0).equals(rows(50, 2, 0)));
    }

    @Test
    void readingGoesOnExactlyWhereASeekSays() throws Exception {
        List<Row> all = rows(3000, 7, 0);
        for (int from : new int[] {0, 1, 1023, 1024, 2999}) {
            assertEquals(all.subList(from, 3000), rows(3000, 7, from));
        }
    }

    @Test
    void valuesKeepToTheirBoundsAndShares() throws Exception {
        List<Row> rows = rows(20_000, 3, 0);
        assertEquals(5L, rows.get(0).get(0));
        assertEquals(20_004L, rows.get(19_999).get(0));
        assertEquals(
                Set.of(-3L, -2L, -1L, 0L, 1L, 2L, 3L),
                rows.stream().map(row -> row.get(1)).collect(Collectors.toSet()));
        assertTrue(rows.stream().mapToDouble(row -> (double) row.get(2)).allMatch(value -> value >= 1 && value < 2));
        double mean =
                rows.stream().mapToDouble(row -> (double) row.get(3)).average().orElseThrow();
        double square = rows.stream()
                .mapToDouble(row -> Math.pow((double) row.get(3), 2))
                .average()
                .orElseThrow();
        // Five standard errors of 20,000 values.
        assertEquals(0, mean, 0.036);
        assertEquals(1, square, 0.05);
        assertEquals(0.9, share(rows, 4, "often"), 0.011);
        assertEquals(0.5, share(rows, 6, true), 0.018);
        assertEquals(Instant.parse("2024-01-01T00:00:02.500Z"), rows.get(10).get(5));
    }

    private static double share(List<Row> rows, int column, Object value) {
        return rows.stream().filter(row -> value.equals(row.get(column))).count() / (double) rows.size();
    }

    @Test
    void rowsComeAtTheirRateFromTheFirstPoll() throws Exception {
        Collected collected = new Collected();
        try (Reader reader = open(placement(10, 0, 1, GeneratedColumn.of("n", ColumnKind.SEQUENCE)), collected)) {
            long before = System.nanoTime();
            assertEquals(Poll.NOTHING_YET, reader.poll(collected));
            long after = System.nanoTime();
            assertEquals(1, collected.rows.size());
            assertTrue(collected.pollAt >= before + 100_000_000L && collected.pollAt <= after + 100_000_000L);
        }
    }

    @Test
    void theClockIsTheTimeOfAColumnWithoutAStart() throws Exception {
        Collected collected = new Collected();
        try (Reader reader = open(placement(0, 1, 1, GeneratedColumn.of("at", ColumnKind.TIMESTAMP)), collected)) {
            assertEquals(Poll.END, reader.poll(collected));
        }
        assertEquals(List.of(Row.of(Instant.ofEpochMilli(77))), collected.rows);
    }

    @Test
    void wrongColumnsAreRefusedAtTheirPlaces() {
        Output output = new Generator()
                .output(placement(
                        0,
                        0,
                        1,
                        GeneratedColumn.of("a", ColumnKind.UNIFORM_INT).between(0.5, 3),
                        GeneratedColumn.of("b", ColumnKind.UNIFORM_DOUBLE).between(2, 1),
                        GeneratedColumn.of("c", ColumnKind.CHOICE),
                        GeneratedColumn.of("d", ColumnKind.TIMESTAMP).from("yesterday", Duration.ZERO),
                        GeneratedColumn.of("a", ColumnKind.BOOLEAN)));
        assertEquals(
                List.of("columns[0].min", "columns[1].max", "columns[2].words", "columns[3].start", "columns[4].name"),
                output.problems().stream().map(Problem::place).toList());
    }
}

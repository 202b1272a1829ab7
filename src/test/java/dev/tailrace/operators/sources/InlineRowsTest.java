package dev.tailrace.operators.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Source.Reader;
import dev.tailrace.operator.Source.Reader.Poll;
import dev.tailrace.operator.SourceException;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operators.sources.InlineRows.Column;
import dev.tailrace.operators.sources.InlineRows.Settings;
import dev.tailrace.operators.sources.InlineRows.Values;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class InlineRowsTest {
    private static final List<Column> SOME = List.of(
            new Column("n", DataType.BIGINT),
            new Column("word", DataType.STRING),
            new Column("price", DataType.decimal(10, 2)),
            new Column("day", DataType.DATE),
            new Column("at", DataType.TIMESTAMP));

    private static final String ALL = "1 + 1, 'it''s, so', 2.5, DATE '2024-02-29', TIMESTAMP '2024-03-01 10:00:00.5'";

    @Test
    void rowsAreWhatTheirExpressionsGiveAsTheColumnsTypes() throws Exception {
        assertEquals(
                List.of(
                        Row.of(
                                2L,
                                "it's, so",
                                new BigDecimal("2.50"),
                                LocalDate.of(2024, 2, 29),
                                LocalDateTime.parse("2024-03-01T10:00:00.5")),
                        Row.of(7L, null, null, null, null)),
                read(placement(SOME, ALL, "7, NULL, null, NULL, NULL"), 0));
    }

    @Test
    void aColumnMayBeNullIfItIsInOneOfTheRows() {
        assertEquals(
                List.of(
                        "n BIGINT NOT NULL",
                        "word STRING NOT NULL",
                        "price DECIMAL(10, 2)",
                        "day DATE NOT NULL",
                        "at TIMESTAMP(3) NOT NULL"),
                output(placement(SOME, ALL, ALL.replace("2.5", "NULL"))).ports().get("out").schema().fields().stream()
                        .map(Object::toString)
                        .toList());
    }

    @Test
    void readingGoesOnWhereASeekSays() throws Exception {
        String[] rows = IntStream.range(0, 250).mapToObj(Integer::toString).toArray(String[]::new);
        Placement<Settings> numbers = placement(List.of(new Column("n", DataType.INT)), rows);

        assertEquals(IntStream.range(0, 250).mapToObj(Row::of).toList(), read(numbers, 0), "all");
        assertEquals(IntStream.range(120, 250).mapToObj(Row::of).toList(), read(numbers, 120), "the rest");
    }

    @Test
    void mistakesAreToldAtTheirRows() {
        assertEquals(List.of("operators.inline-rows.count at rows[1].values"), problems("1, 'a'", "2"));
        assertEquals(List.of("operators.inline-rows.type at rows[0].values"), problems("'1', 'a'"));
        assertEquals(List.of("language.random at rows[0].values"), problems("1, UUID()"));
        Problem unknown = output(two("1, lower(name)")).problems().get(0);
        assertEquals("rows[0].values", unknown.place());
        assertEquals(new Problem.Span(1, 10, 1, 14), unknown.span());
    }

    @Test
    void aValueThatCannotBeComputedStopsTheRunAtItsRow() {
        SourceException failure = assertThrows(SourceException.class, () -> read(two("1, 'a'", "1 / 0, 'b'"), 0));

        assertEquals("rows[1].values", failure.problem().place());
    }

    @Test
    void flinkGetsTheSameRows() {
        FlinkNode flink = new InlineRows().flink(two("1, 'a'", "2, NULL"), port -> List.of());

        String query = ((FlinkNode.Views) flink).queries().get("out");
        assertTrue(query.contains("VALUES"), query);
        assertTrue(query.endsWith("AS `rows` (`n`, `word`)"), query);
    }

    private static List<String> problems(String... rows) {
        return output(two(rows)).problems().stream()
                .map(problem -> problem.code() + " at " + problem.place())
                .toList();
    }

    private static Placement<Settings> two(String... rows) {
        return placement(List.of(new Column("n", DataType.INT), new Column("word", DataType.STRING)), rows);
    }

    private static Placement<Settings> placement(List<Column> columns, String... rows) {
        return new Placement<>(
                "rows",
                new Settings(columns, Stream.of(rows).map(Values::new).collect(Collectors.toList())),
                Map.of(),
                Set.of("out"),
                Environment.UTC,
                Path.of(""));
    }

    private static Output output(Placement<Settings> placement) {
        return new InlineRows().output(placement);
    }

    private static List<Row> read(Placement<Settings> placement, int from) throws IOException, InterruptedException {
        Collected collected = new Collected();
        BitSet all = new BitSet();
        all.set(0, placement.settings().columns().size());
        Setup<Settings> setup = new Setup<>(placement, output(placement).ports(), Map.of("out", all));
        try (Reader reader = new InlineRows().source(setup).open("rows", collected)) {
            reader.seek(Integer.toString(from));
            while (reader.poll(collected) != Poll.END) {
                assertTrue(collected.rows.size() < placement.settings().rows().size());
            }
        }
        return collected.rows;
    }
}

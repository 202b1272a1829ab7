package dev.tailrace.designer.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.files.Folders;
import dev.tailrace.designer.files.SampleRows;
import dev.tailrace.designer.preview.SampleChoices.OfNode;
import dev.tailrace.designer.preview.SampleChoices.Origin;
import dev.tailrace.runtime.Sample;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that somebody types, what is remembered of them, and which one expressions are computed for. */
class TypedRowsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Schema SCHEMA = Schema.of(
            Field.required("id", DataType.BIGINT),
            Field.of("price", DataType.decimal(6, 2)),
            Field.of("day", DataType.DATE),
            Field.of("at", DataType.TIMESTAMP),
            Field.of("seen", DataType.TIMESTAMP_LTZ),
            Field.of("tags", DataType.map(DataType.STRING, DataType.INT)),
            Field.of("list", DataType.array(DataType.DOUBLE)));
    private static final Row FULL = Row.of(
            7L,
            new BigDecimal("12.50"),
            LocalDate.of(2026, 1, 31),
            LocalDateTime.of(2026, 1, 31, 12, 0, 1),
            // 13:00 in Berlin in winter.
            Instant.parse("2026-01-31T12:00:00Z"),
            Map.of("a", 1),
            List.of(1.5, 2.0));

    private final TypedRows rows = new TypedRows(SCHEMA, BERLIN);

    private String wrong(String text) {
        Problem problem = Objects.requireNonNull(rows.read(text).problem());
        return new Texts(Locale.ENGLISH).of(problem);
    }

    @Test
    void everyTypeIsReadAsTablesShowIt() {
        TypedRows.Read read = rows.read(
                """

                {"id": 7, "price": 12.5, "day": "2026-01-31", "at": "2026-01-31 12:00:01", "seen": "2026-01-31 13:00:00", "tags": {"a": 1}, "list": [1.5, 2]}
                {"id": 8}
                """);

        assertNull(read.problem());
        assertEquals(List.of(FULL, Row.of(8L, null, null, null, null, null, null)), read.rows());
    }

    @Test
    void whatIsWrittenIsReadBack() {
        TypedRows.Read read = rows.read(rows.write(List.of(FULL)));

        assertNull(read.problem());
        assertEquals(List.of(FULL), read.rows());
    }

    @Test
    void whatIsWrongIsToldWithItsLine() {
        assertEquals("Line 2: Not a JSON object.", wrong("{\"id\": 1}\n{\"id\""));
        assertEquals("Line 1: There is no column name.", wrong("{\"id\": 1, \"name\": 2}"));
        assertEquals("Line 1: id must have a value.", wrong("{}"));
        assertEquals("Line 1: id is 1.5, not BIGINT.", wrong("{\"id\": 1.5}"));
        assertEquals("Line 1: price is 12345.6, not DECIMAL(6, 2).", wrong("{\"id\": 1, \"price\": 12345.6}"));
        assertEquals("Line 1: day is \"today\", not DATE.", wrong("{\"id\": 1, \"day\": \"today\"}"));
    }

    @Test
    void rowsBeforeAWrongLineAreKept() {
        assertEquals(1, rows.read("{\"id\": 1}\n{").rows().size());
    }

    @Test
    void choicesAreRememberedByFile(@TempDir Path machine) throws IOException {
        SampleRows kept = new SampleRows(new Folders(machine.resolve("config"), machine.resolve("state")));
        Map<String, OfNode> choices = Map.of("filter", new OfNode(Origin.TYPED, Map.of("in", "{\"id\": 1}\n")));
        kept.write(Path.of("a.tailrace.json"), choices);
        kept.write(Path.of("b.tailrace.json"), Map.of());

        assertEquals(choices, kept.read(Path.of("a.tailrace.json")));
        assertEquals(Map.of(), kept.read(Path.of("b.tailrace.json")));
        assertEquals(Map.of(), kept.read(Path.of("c.tailrace.json")));
    }

    @Test
    void eachChoiceIsKeptAndEarlierOnesComeBack() {
        SampleChoices choices = new SampleChoices();
        List<Map<String, OfNode>> kept = new ArrayList<>();
        OfNode earlier = new OfNode(Origin.LAST_RUN, Map.of());
        choices.restore(Map.of("a", earlier), kept::add);
        choices.put("b", choices.of("b").from(Origin.TYPED).typed("in", "{}"));
        choices.put("a", OfNode.UNCHOSEN);

        assertEquals(
                List.of(
                        Map.of("a", earlier, "b", new OfNode(Origin.TYPED, Map.of("in", "{}"))),
                        Map.of("b", new OfNode(Origin.TYPED, Map.of("in", "{}")))),
                kept);
    }

    @Test
    void theChosenRowHasTheColumnsThatAreAskedFor() {
        Schema left = Schema.of(Field.of("id", DataType.INT), Field.of("name", DataType.STRING));
        Schema right = Schema.of(Field.of("id", DataType.INT));
        PreviewedRow row = new PreviewedRow();
        row.show(Map.of(
                "left", new Sample(left, List.of(Row.of(1, "a"), Row.of(2, "b"))),
                "right", new Sample(right, List.of(Row.of(9)))));
        row.choose("left", 1);

        assertEquals(Row.of(2, "b"), row.row("left", left));
        assertNull(row.row("left", SCHEMA));
        assertNull(row.row("nowhere", left));
        Schema both = Schema.of(
                Field.of("id", DataType.INT), Field.of("name", DataType.STRING), Field.of("r_id", DataType.INT));
        assertEquals(Row.of(2, "b", 9), row.rowOfSides("", "r_", both));
    }

    @Test
    void keysOfMapsAreThoseThatRowsHave() {
        PreviewedRow row = new PreviewedRow();
        row.show(Map.of("in", new Sample(SCHEMA, List.of(FULL))));

        assertEquals(Map.of("tags", List.of("a")), row.mapKeys());
    }
}

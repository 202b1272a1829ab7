package dev.tailrace.operators.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeParser;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operators.shape.Unnest.Empty;
import dev.tailrace.operators.shape.Unnest.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnnestTest {
    private static Schema schema(String type) {
        return Schema.of(
                Field.required("id", DataType.INT),
                Field.of("v", TypeParser.parse(type).orElseThrow()),
                Field.of("unread", DataType.STRING));
    }

    private static Settings of(Empty empty, String ordinality) {
        return new Settings("v", "", "", ordinality, empty, false);
    }

    private static OperatorHarness<Settings> unnest(String type, Settings settings) {
        return OperatorHarness.of(new Unnest(), settings).input(schema(type)).inOrder();
    }

    @Test
    void eachElementBecomesARowInItsPlace() {
        var result = unnest("ARRAY<STRING>", of(Empty.DROP, ""))
                .rows(
                        Row.of(1, Arrays.asList("a", null, "b"), "x"),
                        Row.of(2, List.of(), "y"),
                        Row.of(3, null, "z"),
                        Row.of(4, List.of("c"), null))
                .run();
        assertEquals(
                List.of(Row.of(1, "a", "x"), Row.of(1, null, "x"), Row.of(1, "b", "x"), Row.of(4, "c", null)),
                result.rows());
    }

    @Test
    void rowsWithoutElementsMayBeKeptAndElementsNumbered() {
        var result = unnest("ARRAY<INT>", of(Empty.KEEP, "n"))
                .rows(Row.of(1, List.of(7, 8), "x"), Row.of(2, List.of(), "y"), Row.of(3, null, "z"))
                .run();
        assertEquals(
                List.of(
                        Row.of(1, 7, 1, "x"),
                        Row.of(1, 8, 2, "x"),
                        Row.of(2, null, null, "y"),
                        Row.of(3, null, null, "z")),
                result.rows());
    }

    @Test
    void theFieldsOfRowsBecomeColumns() {
        var result = unnest(
                        "ARRAY<ROW<x INT NOT NULL, y ARRAY<INT>>>", new Settings("v", "", "e_", "", Empty.DROP, true))
                .rows(Row.of(1, Arrays.asList(Row.of(5, List.of(1)), null, Row.of(6, null)), "x"))
                .run();
        List<@Nullable Row> array = Arrays.asList(Row.of(5, List.of(1)), null, Row.of(6, null));
        assertEquals(List.of(Row.of(1, array, 5, List.of(1), "x"), Row.of(1, array, 6, null, "x")), result.rows());
    }

    @Test
    void aRowWithoutElementsIsAlsoOneWhoseElementsAreAllNullRows() {
        var result = unnest("ARRAY<ROW<x INT>>", of(Empty.KEEP, ""))
                .rows(Row.of(1, Arrays.asList(null, null), "a"), Row.of(2, Arrays.asList(null, Row.of(7)), "b"))
                .run();
        assertEquals(List.of(Row.of(1, null, "a"), Row.of(2, 7, "b")), result.rows());
    }

    @Test
    void entriesOfMapsBecomeKeysAndValues() {
        Map<String, @Nullable Integer> map = new LinkedHashMap<>();
        map.put("a", 1);
        map.put("b", null);
        var result = unnest("MAP<STRING, INT>", of(Empty.DROP, ""))
                .rows(Row.of(1, map, "x"), Row.of(2, Map.of(), "y"))
                .run();
        assertEquals(List.of(Row.of(1, "a", 1, "x"), Row.of(1, "b", null, "x")), result.rows());
    }

    @Test
    void aChangeMakesTheSameChangeOfEachElement() {
        var result = OperatorHarness.of(new Unnest(), of(Empty.DROP, ""))
                .input("in", new StreamType(schema("ARRAY<INT>"), true, null))
                .rows(
                        Row.of(1, List.of(1, 2), "x"),
                        new Row(RowKind.UPDATE_BEFORE, Arrays.asList(1, List.of(1, 2), "x")),
                        new Row(RowKind.UPDATE_AFTER, Arrays.asList(1, List.of(2, 3), "x")))
                .run();
        assertEquals(
                List.of(
                        Row.of(1, 1, "x"),
                        Row.of(1, 2, "x"),
                        new Row(RowKind.UPDATE_BEFORE, Arrays.asList(1, 1, "x")),
                        new Row(RowKind.UPDATE_BEFORE, Arrays.asList(1, 2, "x")),
                        new Row(RowKind.UPDATE_AFTER, Arrays.asList(1, 2, "x")),
                        new Row(RowKind.UPDATE_AFTER, Arrays.asList(1, 3, "x"))),
                result.rows());
    }

    @Test
    void manyRandomArraysComeOutAsLoopsWouldHaveThem() {
        Random random = new Random(7);
        List<Row> rows = new ArrayList<>();
        List<Row> expected = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (int k = random.nextInt(30); k > 0; k--) {
                elements.add(random.nextInt(4) == 0 ? null : "e" + random.nextInt(100));
            }
            rows.add(Row.of(i, elements, "u" + i));
            for (Object element : elements) {
                expected.add(Row.of(i, element, "u" + i));
            }
        }
        assertEquals(
                expected,
                unnest("ARRAY<STRING>", of(Empty.DROP, "")).rows(rows).run().rows());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            INT                 | v       | ''     | ''  | operators.unnest.type     | column
            ROW<x INT>          | v       | ''     | ''  | operators.unnest.type     | column
            ARRAY<INT>          | nowhere | ''     | ''  | operators.unknown-column  | column
            ARRAY<INT>          | v       | id     | ''  | operators.duplicate-name  | name
            ARRAY<ROW<id INT>>  | v       | ''     | ''  | operators.duplicate-name  | prefix
            MAP<INT, INT>       | v       | ''     | n   | operators.unnest.map-order | ordinality
            ARRAY<INT>          | v       | ''     | id  | operators.duplicate-name  | ordinality
            """)
    void whatCannotBeUnnestedIsRefused(
            String type, String column, String name, String ordinality, String code, String place) {
        var problems = unnest(type, new Settings(column, name, "", ordinality, Empty.DROP, false))
                .problems();
        assertEquals(place, problems.get(0).place());
        assertEquals(code, problems.get(0).code());
    }

    @Test
    void theArrayIsReadEvenIfNobodyWantsItsElements() {
        var placement = new Placement<>(
                "unnest",
                of(Empty.DROP, ""),
                Map.of("in", List.of(StreamType.rows(schema("ARRAY<INT>")))),
                Set.of("out"),
                Environment.UTC,
                Path.of(""));
        BitSet first = new BitSet();
        first.set(0);
        BitSet expected = new BitSet();
        expected.set(0, 2);
        assertEquals(Map.of("in", expected), new Unnest().demand(placement, Map.of("out", first)));
    }
}

package dev.tailrace.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.operator.state.FoldedRows;
import dev.tailrace.operator.state.MemorySnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NestedColumnsTest {
    private static final Field X = Field.of("x", DataType.INT);
    private static final DataType PAIR = DataType.row(List.of(X, Field.of("y", DataType.STRING)));
    private static final DataType DEEP =
            DataType.map(DataType.STRING, DataType.array(DataType.row(List.of(X, Field.of("m", DataType.map(
                    DataType.INT, DataType.decimal(20, 2)))))));
    private static final Schema SCHEMA = Schema.of(
            Field.of("a", DataType.array(DataType.INT)),
            Field.of("m", DataType.map(DataType.STRING, DataType.INT)),
            Field.of("r", PAIR),
            Field.of("ar", DataType.array(PAIR)),
            Field.of("deep", DEEP));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ARRAY<INT>",
                "ARRAY<INT NOT NULL>",
                "MAP<STRING, ARRAY<DECIMAL(10, 2)>>",
                "ROW<`x` INT, `a b` ROW<`z` TIMESTAMP(3) NOT NULL>>",
                "ARRAY<ROW<`it``s` MAP<INT NOT NULL, BYTES> NOT NULL>>"
            })
    void aTypeIsReadAsItIsWritten(String text) {
        assertEquals(text, TypeParser.parse(text).orElseThrow().toString());
    }

    @Test
    void typesAreReadInAnyCaseAndWithRoundBrackets() {
        assertEquals(
                "ROW<`x` INT, `y` ARRAY<DECIMAL(10, 0)> NOT NULL>",
                TypeParser.parse(" row ( x integer , y array < decimal > not null ) ")
                        .orElseThrow()
                        .toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ARRAY",
                "ARRAY<>",
                "ARRAY<INT",
                "ARRAY<INT>>",
                "MAP<INT>",
                "MAP<INT, INT, INT>",
                "ROW<INT>",
                "ROW<x INT, x INT>",
                "ROW<>",
                "ARRAY<WHAT>",
                "INT NOT NULL",
                "ARRAY(3)",
                "ROW<x INT)"
            })
    void whatIsNoTypeIsNotRead(String text) {
        assertTrue(TypeParser.parse(text).isEmpty());
    }

    @Test
    void whatGoesInComesOut() {
        List<Row> rows = randomRows(new Random(1), 300);
        assertEquals(rows, BatchBuilder.batchOf(SCHEMA, rows).toRows());
    }

    @Test
    void rowsAreCopiedFromBatchesWithSelections() {
        List<Row> rows = randomRows(new Random(2), 200);
        Batch batch = BatchBuilder.batchOf(SCHEMA, rows);
        int[] positions = new int[100];
        Arrays.setAll(positions, i -> 2 * i + 1);
        Batch selected = batch.select(positions, 100).slice(10, 90);
        BatchBuilder copy = new BatchBuilder(SCHEMA);
        for (int i = 0; i < selected.rows(); i++) {
            copy.appendFrom(selected, selected.index(i));
        }
        List<Row> expected = new ArrayList<>();
        for (int i = 10; i < 90; i++) {
            expected.add(rows.get(2 * i + 1));
        }
        assertEquals(expected, copy.build().toRows());
    }

    @Test
    void aRowGivenUpHalfwayLeavesNothing() {
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        List<Row> rows = randomRows(new Random(3), 40);
        for (Row row : rows) {
            ArrayColumn.Builder array = (ArrayColumn.Builder) builder.column(0);
            array.elements().append(7);
            ((MapColumn.Builder) builder.column(1)).keys().append("half");
            ((RowColumn.Builder) builder.column(2)).field(0).append(1);
            builder.column(4).append(Map.of("k", List.of()));
            builder.abandonRow();
            builder.append(row);
        }
        assertEquals(rows, builder.build().toRows());
    }

    @Test
    void arraysOfBatchesThatNobodyHoldsAreFilledAgain() {
        BatchBuilder builder = BatchBuilder.recycling(SCHEMA, null);
        Random random = new Random(4);
        List<Row> heldRows = List.of();
        Batch held = null;
        for (int i = 0; i < 20; i++) {
            List<Row> rows = randomRows(random, 1 + random.nextInt(50));
            rows.forEach(builder::append);
            Batch batch = builder.build();
            assertEquals(rows, batch.toRows());
            if (i == 5) {
                batch.retain();
                held = batch;
                heldRows = rows;
            }
        }
        assertEquals(heldRows, held == null ? null : held.toRows());
    }

    @Test
    void rowsAreFoldedByTheirNestedValues() {
        List<Row> rows = randomRows(new Random(5), 150);
        FoldedRows folded = new FoldedRows(SCHEMA);
        folded.add(BatchBuilder.batchOf(SCHEMA, rows));
        List<Row> taken = new ArrayList<>(rows.subList(0, 149));
        taken.replaceAll(row -> new Row(RowKind.DELETE, row.values()));
        folded.add(BatchBuilder.batchOf(SCHEMA, taken));
        MemorySnapshot snapshot = new MemorySnapshot();
        folded.snapshot(snapshot.writer());
        FoldedRows restored = new FoldedRows(SCHEMA);
        restored.restore(snapshot.reader());
        assertEquals(List.of(rows.get(149)), folded.latest(10));
        assertEquals(List.of(rows.get(149)), restored.latest(10));
    }

    @Test
    void mapsAreTheSameInWhateverOrderTheirEntriesCame() {
        Schema maps = Schema.of(Field.of("m", DataType.map(DataType.STRING, DataType.INT)));
        FoldedRows folded = new FoldedRows(maps);
        Map<Object, Object> one = new LinkedHashMap<>();
        one.put("a", 1);
        one.put("b", null);
        Map<Object, Object> other = new LinkedHashMap<>();
        other.put("b", null);
        other.put("a", 1);
        folded.add(BatchBuilder.batchOf(
                maps, List.of(Row.of(one), new Row(RowKind.DELETE, Collections.singletonList(other)))));
        assertEquals(0, folded.size());
    }

    @Test
    void bytesAreThoseOfAllElements() {
        Schema schema = Schema.of(
                Field.of("a", DataType.array(DataType.INT)), Field.of("m", DataType.map(DataType.STRING, DataType.INT)));
        Batch batch = BatchBuilder.batchOf(
                schema, List.of(Row.of(List.of(1, 2, 3), Map.of("abc", 1)), Row.of(null, Map.of()), Row.of(null, null)));
        assertEquals(4 + 12 + 4 + 3 + 4 + 4, batch.bytes());
    }

    private static List<Row> randomRows(Random random, int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<@Nullable Object> values = new ArrayList<>();
            SCHEMA.fields().forEach(field -> values.add(randomValue(random, field.type())));
            rows.add(new Row(RowKind.INSERT, values));
        }
        return rows;
    }

    private static @Nullable Object randomValue(Random random, DataType type) {
        if (random.nextInt(5) == 0) {
            return null;
        }
        return switch (type.kind()) {
            case INT -> random.nextInt(100);
            case STRING -> "ä".repeat(random.nextInt(3)) + random.nextInt(10);
            case DECIMAL -> java.math.BigDecimal.valueOf(random.nextInt(10_000), 2);
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(randomValue(random, type.element().type()));
                }
                yield list;
            }
            case MAP -> {
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(
                            randomValue(random, type.key().type()),
                            randomValue(random, type.value().type()));
                }
                yield map;
            }
            case ROW -> {
                List<@Nullable Object> values = new ArrayList<>();
                type.children().forEach(field -> values.add(randomValue(random, field.type())));
                yield new Row(RowKind.INSERT, values);
            }
            default -> throw new IllegalArgumentException(type.toString());
        };
    }
}

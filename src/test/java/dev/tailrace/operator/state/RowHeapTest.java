package dev.tailrace.operator.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowHeapTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("b", DataType.BOOLEAN),
            Field.of("i", DataType.INT),
            Field.of("l", DataType.BIGINT),
            Field.of("f", DataType.FLOAT),
            Field.of("d", DataType.DOUBLE),
            Field.of("p", DataType.decimal(10, 2)),
            Field.of("q", DataType.decimal(30, 2)),
            Field.of("s", DataType.STRING),
            Field.of("t", DataType.STRING));
    private static final int[] ALL = IntStream.range(0, SCHEMA.size()).toArray();

    private static Row random(Random random, int longest) {
        Object[] values = {
            random.nextBoolean(),
            random.nextInt(),
            random.nextLong(),
            random.nextFloat(),
            random.nextDouble(),
            BigDecimal.valueOf(random.nextInt(), 2),
            BigDecimal.valueOf(random.nextLong(), 2).multiply(BigDecimal.valueOf(1_000_000)),
            "s".repeat(random.nextInt(longest)),
            "ü".repeat(random.nextInt(4))
        };
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(5) == 0 ? null : values[i];
        }
        return Row.of(values);
    }

    private static Row read(RowHeap heap, int row) {
        BatchBuilder batch = new BatchBuilder(SCHEMA);
        heap.append(row, batch, ALL);
        batch.endRow();
        return batch.build().row(0);
    }

    private static int add(RowHeap heap, Row row) {
        Batch batch = BatchBuilder.batchOf(SCHEMA, List.of(row));
        heap.begin(batch, ALL);
        heap.encode(0);
        return heap.add();
    }

    @Test
    void rowsThatComeAndGoKeepTheirValuesAndNotes() {
        Random random = new Random(1);
        RowHeap heap = new RowHeap(SCHEMA, 12);
        Map<Integer, Row> rows = new LinkedHashMap<>();
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (!numbers.isEmpty() && random.nextInt(5) < 2) {
                int gone = numbers.remove(random.nextInt(numbers.size()));
                heap.remove(gone);
                rows.remove(gone);
            } else {
                Row row = random(random, random.nextInt(50) == 0 ? 3000 : 40);
                int number = add(heap, row);
                heap.setNote(number, 0, number + 1);
                heap.setLongNote(number, 4, -number);
                numbers.add(number);
                assertEquals(null, rows.put(number, row), "a number is given twice");
            }
        }
        assertEquals(rows.size(), heap.size());
        rows.forEach((number, row) -> {
            assertEquals(row, read(heap, number));
            assertEquals(number + 1, heap.note(number, 0));
            assertEquals(-number, heap.longNote(number, 4));
        });
    }

    @Test
    void rowsLargerThanAPageStandBesideSmallOnes() {
        RowHeap heap = new RowHeap(SCHEMA, 4);
        Map<Integer, Row> rows = new LinkedHashMap<>();
        for (int length : new int[] {10, 3_000_000, 20, 1_048_000, 5_000_000, 30}) {
            Row row = Row.of(true, 1, 2L, null, null, null, null, "x".repeat(length), "end");
            rows.put(add(heap, row), row);
        }
        assertEquals(6, rows.size());
        rows.forEach((number, row) -> assertEquals(row, read(heap, number)));
    }

    @Test
    void theRoomOfARowIsUsedAgain() {
        RowHeap heap = new RowHeap(SCHEMA, 4);
        Row row = random(new Random(2), 40);
        int number = add(heap, row);
        heap.remove(number);
        assertEquals(number, add(heap, row));
    }

    @Test
    void aRowEqualsTheOneEncodedLastIfAllItsColumnsDo() {
        RowHeap heap = new RowHeap(SCHEMA, 4);
        Row row = Row.of(true, 1, 2L, 3f, 4.0, null, null, "a", "bc");
        int number = add(heap, row);
        assertTrue(heap.equalsEncoded(number));
        add(heap, Row.of(true, 1, 2L, 3f, 4.0, null, null, "ab", "c"));
        assertFalse(heap.equalsEncoded(number));
        add(heap, Row.of(true, 1, 2L, 3f, 4.0, null, null, null, "abc"));
        assertFalse(heap.equalsEncoded(number));
    }
}

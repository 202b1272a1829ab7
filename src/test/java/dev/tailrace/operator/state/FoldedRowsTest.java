package dev.tailrace.operator.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FoldedRowsTest {
    private static final Schema SCHEMA = Schema.of(Field.of("n", DataType.INT), Field.of("s", DataType.STRING));

    @Test
    void rowsThatComeAndGoLeaveTheOthers() {
        Random random = new Random(7);
        FoldedRows folded = new FoldedRows(SCHEMA);
        List<Row> table = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            Row change;
            if (table.size() > 300 || (!table.isEmpty() && random.nextInt(3) == 0)) {
                change = new Row(
                        RowKind.DELETE,
                        table.remove(random.nextInt(table.size())).values());
            } else {
                change = Row.of(random.nextInt(8) == 0 ? null : random.nextInt(5000), "s" + random.nextInt(3));
                table.add(change);
            }
            folded.add(BatchBuilder.batchOf(SCHEMA, List.of(change)));
        }
        assertEquals(sorted(table), sorted(rows(folded)));
        assertEquals(table.size(), folded.size());
        assertEquals(rows(folded).subList(table.size() - 5, table.size()), folded.latest(5));
        assertNull(folded.missing());
        MemorySnapshot snapshot = new MemorySnapshot();
        folded.snapshot(snapshot.writer());
        FoldedRows restored = new FoldedRows(SCHEMA);
        restored.restore(snapshot.reader());
        assertEquals(rows(folded), rows(restored));
    }

    @Test
    void aRowThatIsTakenBackTooOftenIsMissing() {
        FoldedRows folded = new FoldedRows(SCHEMA);
        folded.add(BatchBuilder.batchOf(
                SCHEMA, List.of(new Row(RowKind.DELETE, Row.of(1, "a").values()))));
        assertNotNull(folded.missing());
        folded.add(BatchBuilder.batchOf(SCHEMA, List.of(Row.of(1, "a"))));
        assertNull(folded.missing());
        assertEquals(List.of(), rows(folded));
    }

    private static List<Row> rows(FoldedRows folded) {
        List<Row> rows = new ArrayList<>();
        folded.forEach(batch -> rows.addAll(batch.toRows()));
        return rows;
    }

    private static List<Row> sorted(List<Row> rows) {
        return rows.stream().sorted(Comparator.comparing(Row::toString)).toList();
    }
}

package dev.tailrace.operator.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TableRowsTest {
    private static final Schema KEYS = Schema.of(Field.required("key", DataType.BIGINT));
    private static final StateTable TABLE = new StateTable(
            "squares", StateTable.Distribution.KEYED, KEYS, Schema.of(Field.required("square", DataType.BIGINT)));

    private final List<Integer> sizes = new ArrayList<>();
    private final List<Row> written = new ArrayList<>();
    private boolean isCut;

    /** @param most as many rows are enough */
    private StateWriter upTo(int most) {
        return table -> new StateWriter.Rows() {
            @Override
            public void accept(Batch batch) {
                sizes.add(batch.rows());
                written.addAll(batch.toRows());
            }

            @Override
            public boolean isEnough() {
                return written.size() >= most;
            }

            @Override
            public void cut() {
                isCut = true;
            }
        };
    }

    private static KeyedSlots keys(long count) {
        KeyedSlots keys = new KeyedSlots(KEYS);
        Batch batch = BatchBuilder.batchOf(
                KEYS, LongStream.range(0, count).mapToObj(Row::of).toList());
        keys.begin(batch, new int[] {0});
        for (int i = 0; i < count; i++) {
            keys.slot(i);
        }
        return keys;
    }

    private static void writeSquares(TableRows rows, KeyedSlots keys) {
        rows.forEachKey(keys, slot -> {
            keys.appendKey(slot, rows.builder(), new int[] {0});
            ((LongsBuilder) rows.builder().column(1)).append((long) slot * slot);
            rows.endRow();
        });
    }

    @Test
    void rowsComeInWholeBatchesAndTheRestAtTheEnd() {
        TableRows rows = new TableRows(TABLE, upTo(Integer.MAX_VALUE));
        writeSquares(rows, keys(2_500));
        assertEquals(List.of(1024, 1024), sizes);
        rows.end();
        assertEquals(List.of(1024, 1024, 452), sizes);
        assertEquals(Row.of(2_499L, 6_245_001L), written.get(2_499));
        assertFalse(isCut);
    }

    @Test
    void keysThatAreGoneArePassedOver() {
        KeyedSlots keys = keys(4);
        keys.remove(2);
        TableRows rows = new TableRows(TABLE, upTo(Integer.MAX_VALUE));
        writeSquares(rows, keys);
        rows.end();
        assertEquals(List.of(Row.of(0L, 0L), Row.of(1L, 1L), Row.of(3L, 9L)), written);
    }

    @Test
    void noFurtherKeyIsAskedForOnceRowsAreEnough() {
        TableRows rows = new TableRows(TABLE, upTo(1_000));
        writeSquares(rows, keys(100_000));
        rows.endCut();
        assertEquals(List.of(1024), sizes);
        assertTrue(rows.isEnough());
        assertTrue(isCut);
    }

    @Test
    void aTableWithoutRowsIsBegunAllTheSame() {
        MemorySnapshot snapshot = new MemorySnapshot();
        new TableRows(TABLE, snapshot.writer()).end();
        assertEquals(List.of(TABLE), List.copyOf(snapshot.tables()));
        assertEquals(0, snapshot.rows());
    }

    @Test
    void rowsOfObjectsComeInWholeBatchesToo() {
        TableRows rows = new TableRows(TABLE, upTo(Integer.MAX_VALUE));
        for (long i = 0; i < 1_025; i++) {
            rows.append(Row.of(i, -i));
        }
        rows.end();
        assertEquals(List.of(1024, 1), sizes);
        assertEquals(Row.of(1_024L, -1_024L), written.get(1_024));
    }
}

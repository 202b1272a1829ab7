package dev.tailrace.operators.combine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Lease;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptRowsTest {
    private static final Schema SCHEMA =
            Schema.of(Field.required("a", DataType.BIGINT), Field.required("b", DataType.BIGINT));
    private static final KeptSide SIDE = new KeptSide("rows", SCHEMA, columns(1), new int[] {1});

    private static BitSet columns(int... columns) {
        BitSet set = new BitSet();
        IntStream.of(columns).forEach(set::set);
        return set;
    }

    private static Batch batch(int rows, int first, Lease lease) {
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        for (int i = 0; i < rows; i++) {
            ((LongsBuilder) builder.column(0)).append(-i);
            ((LongsBuilder) builder.column(1)).append(first + i);
            builder.endRow();
        }
        return builder.build().under(lease);
    }

    @Test
    void manyRowsAreKeptAsTheyAreUntilTheyAreReleased() {
        KeptRows kept = SIDE.rows();
        Lease lease = new Lease(null);
        SIDE.keep(batch(600, 0, lease), kept);
        assertFalse(lease.isSole(), "held");
        List<Batch> taken = kept.take();
        assertEquals(0, kept.rows());
        assertFalse(taken.get(0).hasColumn(0), "what is not kept is let go");
        taken.forEach(Batch::release);
        assertTrue(lease.isSole(), "let go");
    }

    @Test
    void fewRowsAreCopiedAndSoAreSomeOfManyOthers() {
        KeptRows kept = SIDE.rows();
        Lease lease = new Lease(null);
        SIDE.keep(batch(100, 0, lease), kept);
        int[] everyThird = IntStream.range(0, 300).map(i -> 3 * i).toArray();
        SIDE.keep(batch(900, 0, lease).select(everyThird, 300), kept);
        assertTrue(lease.isSole());
        assertEquals(400, kept.rows());
    }

    @Test
    void rowsStayInTheirOrder() {
        KeptRows kept = SIDE.rows();
        Lease lease = new Lease(null);
        int next = 0;
        for (int rows : new int[] {3, 700, 5, 6, 800, 900, 1}) {
            SIDE.keep(batch(rows, next, lease), kept);
            next += rows;
        }
        assertEquals(next, kept.rows());
        kept.putBack(kept.take());
        assertEquals(next, kept.rows());
        List<Object> values = new ArrayList<>();
        for (Batch batch : kept.take()) {
            for (Row row : batch.toRows()) {
                values.add(row.get(1));
            }
            batch.release();
        }
        assertEquals(IntStream.range(0, next).mapToObj(i -> (Object) (long) i).toList(), values);
        assertTrue(lease.isSole());
    }
}

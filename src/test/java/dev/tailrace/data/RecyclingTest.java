package dev.tailrace.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A recycling builder fills arrays again that nobody holds, and no others. */
class RecyclingTest {
    private static final Schema SCHEMA = Schema.of(Field.of("n", DataType.BIGINT), Field.of("s", DataType.STRING));

    private final BatchBuilder builder = BatchBuilder.recycling(SCHEMA, null);

    private Batch batch(long n, String s) {
        builder.append(Row.of(n, s));
        builder.append(Row.of(null, null));
        return builder.build();
    }

    private static long[] array(Batch batch) {
        return ((Column.Longs) batch.column(0)).values;
    }

    @Test
    void arraysThatNobodyHoldsAreFilledAgain() {
        long[] first = array(batch(1, "one"));
        batch(2, "two");
        Batch third = batch(3, "three");
        assertSame(first, array(third));
        assertEquals(List.of(Row.of(3L, "three"), Row.of(null, null)), third.toRows());
    }

    @Test
    void whatSomebodyHoldsStaysAsItIs() {
        Batch held = batch(1, "one");
        held.retain();
        for (int i = 0; i < 200; i++) {
            Batch other = batch(100 + i, "another " + i);
            assertNotSame(array(held), array(other));
            assertEquals(Row.of(100L + i, "another " + i), other.row(0));
        }
        assertEquals(List.of(Row.of(1L, "one"), Row.of(null, null)), held.toRows());
        held.release();
    }

    @Test
    void aPartOfABatchHoldsAllOfIt() {
        Batch part = batch(1, "one").slice(0, 1);
        part.retain();
        for (int i = 0; i < 3; i++) {
            batch(2, "two");
        }
        assertEquals(List.of(Row.of(1L, "one")), part.toRows());
        part.release();
        batch(3, "three");
        assertSame(array(part), array(batch(4, "four")));
    }
}

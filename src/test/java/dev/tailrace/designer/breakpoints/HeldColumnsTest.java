package dev.tailrace.designer.breakpoints;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class HeldColumnsTest {
    private static final Schema PAYMENTS = Schema.of(
            Field.of("paid_at", DataType.timestamp(3)),
            Field.of("account", DataType.BIGINT),
            Field.of("amount", DataType.DOUBLE),
            Field.of("amount due", DataType.DOUBLE));

    @Test
    void columnsAreNamedByWholeWordsOutsideOfTexts() {
        assertEquals(positions(2), HeldColumns.named(PAYMENTS, "amount > 5000"));
        assertEquals(positions(3), HeldColumns.named(PAYMENTS, "`amount due` > 5"));
        assertEquals(positions(1), HeldColumns.named(PAYMENTS, "account = 3 OR 'paid_at' = 'amount'"));
        assertEquals(positions(), HeldColumns.named(PAYMENTS, "accounts > 1"));
    }

    @Test
    void rowsAreToldApartByTheFirstColumnThatIsNeitherATimeNorInTheCondition() {
        assertEquals(1, HeldColumns.first(PAYMENTS, positions(2)));
        assertEquals(2, HeldColumns.first(PAYMENTS, positions(1)));
    }

    private static BitSet positions(int... set) {
        BitSet positions = new BitSet();
        for (int position : set) {
            positions.set(position);
        }
        return positions;
    }
}

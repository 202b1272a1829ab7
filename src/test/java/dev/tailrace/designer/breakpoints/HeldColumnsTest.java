package dev.tailrace.designer.breakpoints;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
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

    @Test
    void aRowIsReadAsJson() {
        Schema schema = Schema.of(
                Field.of("amount", DataType.decimal(10, 2)),
                Field.of("day", DataType.DATE),
                Field.of("name", DataType.STRING),
                Field.of("tags", DataType.STRING));
        Row row = new Row(
                Row.of().kind(),
                Arrays.asList(new BigDecimal("7250.00"), LocalDate.of(2026, 3, 1), null, List.of("a", 1L, true)));

        assertEquals(
                "{\"amount\":7250.00,\"day\":\"2026-03-01\",\"name\":null,\"tags\":[\"a\",1,true]}",
                RowJson.of(schema, row).replaceAll("\\s", ""));
    }

    private static BitSet positions(int... set) {
        BitSet positions = new BitSet();
        for (int position : set) {
            positions.set(position);
        }
        return positions;
    }
}

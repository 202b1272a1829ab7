package dev.tailrace.designer.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.SettingsForm;
import dev.tailrace.operators.time.EventTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnOrderTest {
    private static final Schema ORDERS = Schema.of(
            Field.of("region", DataType.STRING), Field.of("price", DataType.DOUBLE), Field.of("id", DataType.BIGINT));
    private static final Schema PAYMENTS = Schema.of(
            Field.of("order_id", DataType.BIGINT), Field.of("id", DataType.BIGINT), Field.of("region", DataType.INT));

    @Test
    void beforeTheOtherSideIsChosenSharedColumnsComeFirst() {
        assertEquals(List.of("id", "region", "price"), ColumnOrder.keys(ORDERS, PAYMENTS, null));
    }

    @Test
    void columnsOfTheTypeOfTheOtherSideComeFirstAndOfThemTheOneOfItsName() {
        Field id = ORDERS.field("id");
        assertEquals(List.of("id", "order_id", "region"), ColumnOrder.keys(PAYMENTS, ORDERS, id));
    }

    @Test
    void whereATimeIsAskedForTimesComeFirst() {
        Schema quakes = Schema.of(
                Field.of("id", DataType.BIGINT),
                Field.of("day", DataType.DATE),
                Field.of("time", DataType.TIMESTAMP_LTZ),
                Field.of("updated", DataType.TIMESTAMP));
        assertEquals(List.of("time", "updated", "day", "id"), ColumnOrder.times(quakes));
        assertTrue(SettingsForm.fields(new EventTime(), Catalogue.load()).get(0).time(), "event time asks for one");
    }
}

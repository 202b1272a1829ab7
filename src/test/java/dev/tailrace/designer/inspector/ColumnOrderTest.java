package dev.tailrace.designer.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.language.TypeGroup;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.SettingsForm;
import dev.tailrace.operators.sinks.ChartSink;
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
        assertEquals(List.of("id", "region", "price"), names(ColumnOrder.keys(ORDERS, PAYMENTS, null)));
    }

    @Test
    void columnsOfTheTypeOfTheOtherSideComeFirstAndOfThemTheOneOfItsName() {
        Field id = ORDERS.field("id");
        assertEquals(List.of("id", "order_id", "region"), names(ColumnOrder.keys(PAYMENTS, ORDERS, id)));
    }

    @Test
    void whereATimeIsAskedForTimesComeFirst() {
        Schema quakes = Schema.of(
                Field.of("id", DataType.BIGINT),
                Field.of("day", DataType.DATE),
                Field.of("time", DataType.TIMESTAMP_LTZ),
                Field.of("updated", DataType.TIMESTAMP));
        assertEquals(
                List.of("time", "updated", "day", "id"),
                names(ColumnOrder.fitting(quakes, wanted(new EventTime(), "column"))));
    }

    @Test
    void whereANumberIsAskedForNumbersComeFirst() {
        assertEquals(
                List.of("price", "id", "region"), names(ColumnOrder.fitting(ORDERS, wanted(new ChartSink(), "y"))));
    }

    @Test
    void whereAnyTypeWillDoTheOrderIsThatOfTheColumns() {
        assertEquals(ORDERS.names(), names(ColumnOrder.fitting(ORDERS, wanted(new ChartSink(), "series"))));
    }

    private static List<TypeGroup> wanted(Operator<?> operator, String setting) {
        return SettingsForm.fields(operator, Catalogue.load()).stream()
                .filter(field -> field.name().equals(setting))
                .findFirst()
                .orElseThrow()
                .types();
    }

    private static List<String> names(List<Field> columns) {
        return columns.stream().map(Field::name).toList();
    }
}

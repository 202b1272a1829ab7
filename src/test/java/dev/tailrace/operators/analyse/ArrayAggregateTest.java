package dev.tailrace.operators.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeParser;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.aggregate.AggregateColumn;
import dev.tailrace.operator.aggregate.AggregateFunction;
import dev.tailrace.operators.analyse.GroupAggregate.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Arrays as results, and nested values as arguments and keys, of group aggregates. */
class ArrayAggregateTest {
    private static final Schema SCHEMA = Schema.of(Field.of("k", DataType.STRING), Field.of("v", DataType.INT));

    private static OperatorHarness<Settings> grouping(String key, AggregateColumn... aggregates) {
        return OperatorHarness.of(
                new GroupAggregate(), new Settings(List.of(key), List.of(aggregates), null, ErrorPolicy.STOP));
    }

    @Test
    void valuesAreCollectedInTheOrderOfArrivalWithNulls() {
        assertEquals(
                List.of(
                        Row.of("a", List.of(1)),
                        Row.of("b", Arrays.asList((Object) null)),
                        new Row(RowKind.UPDATE_BEFORE, List.of("a", List.of(1))),
                        new Row(RowKind.UPDATE_AFTER, List.of("a", Arrays.asList(1, null, 1)))),
                grouping("k", AggregateColumn.of("all", AggregateFunction.ARRAY_AGG, "v"))
                        .input(SCHEMA)
                        .rows(Row.of("a", 1), Row.of("b", null))
                        .watermark(1)
                        .rows(Row.of("a", null), Row.of("a", 1))
                        .run()
                        .rows());
    }

    @Test
    void valuesThatAreTakenBackAreRefusedForTheirOrderCounts() {
        var problems = grouping("k", AggregateColumn.of("all", AggregateFunction.ARRAY_AGG, "v"))
                .input("in", new StreamType(SCHEMA, true, null))
                .problems();
        assertEquals(1, problems.size());
    }

    @Test
    void groupsMayHaveNestedKeysAndValues() {
        Schema schema = Schema.of(
                Field.of("k", TypeParser.parse("ROW<x INT, t ARRAY<STRING>>").orElseThrow()),
                Field.of("v", TypeParser.parse("MAP<STRING, INT>").orElseThrow()));
        Row key = Row.of(1, List.of("a"));
        var result = grouping(
                        "k", AggregateColumn.of("all", AggregateFunction.ARRAY_AGG, "v"), AggregateColumn.countOf("n"))
                .input(schema)
                .rows(Row.of(key, Map.of("q", 1)), Row.of(null, null), Row.of(Row.of(1, List.of("a")), null))
                .watermark(1)
                .run();
        assertEquals(
                List.of(
                        Row.of(key, Arrays.asList(Map.of("q", 1), null), 2L),
                        Row.of(null, Arrays.asList((Object) null), 1L)),
                result.rows());
    }
}

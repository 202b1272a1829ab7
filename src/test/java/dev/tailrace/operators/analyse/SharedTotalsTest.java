package dev.tailrace.operators.analyse;

import static dev.tailrace.operator.aggregate.AggregateFunction.AVG;
import static dev.tailrace.operator.aggregate.AggregateFunction.SUM;
import static dev.tailrace.operators.analyse.Changelog.folded;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.RowComparison;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.aggregate.AggregateColumn;
import dev.tailrace.operators.analyse.GroupAggregate.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A SUM and an AVG of the same values add them up once, in whatever order they stand, beside those that do not. */
class SharedTotalsTest {
    private static final Schema SCHEMA =
            Schema.of(Field.of("k", DataType.INT), Field.of("v", DataType.BIGINT), Field.of("d", DataType.DOUBLE));

    private static final List<AggregateColumn> AGGREGATES = List.of(
            AggregateColumn.of("sum_v", SUM, "v"),
            AggregateColumn.of("avg_v", AVG, "v"),
            AggregateColumn.of("sum_v_again", SUM, "v"),
            AggregateColumn.of("avg_d", AVG, "d"),
            AggregateColumn.of("sum_d", SUM, "d"),
            AggregateColumn.of("sum_v_few", SUM, "v").where("d > 0"),
            AggregateColumn.of("avg_v_few", AVG, "v").where("d > 0"),
            AggregateColumn.of("sum_v_once", SUM, "v").distinctly());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void sumsAndAveragesAreThoseOfTheirValues(long seed) {
        Random random = new Random(seed);
        boolean changes = seed % 2 == 0;
        List<AggregateColumn> aggregates = new ArrayList<>(AGGREGATES);
        Collections.shuffle(aggregates, random);
        var harness = OperatorHarness.of(
                        new GroupAggregate(), new Settings(List.of("k"), aggregates, null, ErrorPolicy.STOP))
                .input("in", new StreamType(SCHEMA, changes, null))
                .seed(seed);
        List<Row> table = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            if (changes && !table.isEmpty() && random.nextInt(5) < (i % 100 < 50 ? 1 : 4)) {
                harness.rows(new Row(
                        RowKind.DELETE,
                        table.remove(random.nextInt(table.size())).values()));
            } else {
                Row row = Row.of(
                        random.nextInt(4),
                        random.nextInt(4) == 0 ? null : (Object) (random.nextLong() >> random.nextInt(64)),
                        random.nextInt(4) == 0 ? null : (Object) (random.nextInt(9) / 4.0 - 1));
                table.add(row);
                harness.rows(row);
            }
        }
        new RowComparison(false, false)
                .assertSame(expected(table, aggregates), folded(harness.run().rows()), "seed " + seed);
    }

    private static List<Row> expected(List<Row> table, List<AggregateColumn> aggregates) {
        Map<Integer, List<Row>> groups = new TreeMap<>();
        table.forEach(row -> groups.computeIfAbsent((Integer) row.get(0), key -> new ArrayList<>())
                .add(row));
        List<Row> expected = new ArrayList<>();
        groups.forEach((key, rows) -> {
            List<Object> values = new ArrayList<>();
            values.add(key);
            aggregates.forEach(aggregate -> values.add(expected(rows, aggregate)));
            expected.add(Row.of(values.toArray()));
        });
        return expected;
    }

    private static Object expected(List<Row> rows, AggregateColumn aggregate) {
        Stream<Row> taken = rows.stream()
                .filter(row -> aggregate.filter() == null || (row.get(2) != null && (Double) row.get(2) > 0));
        Stream<Object> all = taken.map(row -> row.get("v".equals(aggregate.argument()) ? 1 : 2))
                .filter(Objects::nonNull);
        List<Object> values = (aggregate.distinct() ? all.distinct() : all).toList();
        if (values.isEmpty()) {
            return null;
        }
        if (values.get(0) instanceof Long) {
            long sum = values.stream().mapToLong(value -> (Long) value).sum();
            return aggregate.function() == SUM ? sum : sum / values.size();
        }
        double sum = values.stream().mapToDouble(value -> (Double) value).sum();
        return aggregate.function() == SUM ? sum : sum / values.size();
    }
}

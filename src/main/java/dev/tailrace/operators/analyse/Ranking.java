package dev.tailrace.operators.analyse;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.state.SortKeyCodec;
import dev.tailrace.operators.analyse.TopN.Direction;
import dev.tailrace.operators.analyse.TopN.Nulls;
import dev.tailrace.operators.analyse.TopN.OrderColumn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The first n rows of each key in an order.
 *
 * @param rankColumn name of a column for the rank, from 1 on; null or blank for none
 */
record Ranking(int n, List<String> keys, List<OrderColumn> orderBy, @Nullable String rankColumn) {
    /** The name of the column for the rank, or null if there is none. */
    @Nullable
    String rank() {
        return rankColumn == null || rankColumn.isBlank() ? null : rankColumn;
    }

    /** What is wrong with order and rank; keys are not looked at. */
    List<Problem> problems(Schema schema) {
        List<Problem> problems = new ArrayList<>();
        if (orderBy.isEmpty()) {
            problems.add(Problem.error("operators.top-n.no-order").in("orderBy"));
        }
        for (int i = 0; i < orderBy.size(); i++) {
            String place = "orderBy[" + i + "].column";
            String column = orderBy.get(i).column();
            Problem unknown = ColumnNames.check(column, schema, place);
            Field field = schema.field(column);
            if (unknown != null) {
                problems.add(unknown);
            } else if (field != null && !SortKeyCodec.orders(field.type().kind())) {
                problems.add(Problem.error("operators.top-n.order-type", column, field.type())
                        .in(place));
            }
        }
        String rank = rank();
        if (rank != null && schema.contains(rank)) {
            problems.add(Problem.error("operators.duplicate-name", rank).in("rankColumn"));
        }
        return problems;
    }

    /** The columns that leave. */
    Schema schema(Schema input) {
        String rank = rank();
        return rank == null ? input : input.plus(Field.required(rank, DataType.BIGINT));
    }

    /** The input columns that are read for the demanded output columns. */
    BitSet needed(Schema input, BitSet demanded) {
        BitSet columns = demanded.get(0, input.size());
        keys.forEach(name -> columns.set(input.indexOf(name)));
        orderBy.forEach(order -> columns.set(input.indexOf(order.column())));
        return columns;
    }

    /** The order over columns of a schema. */
    List<SortKeyCodec.Order> orders(Schema schema) {
        return orderBy.stream()
                .map(order -> new SortKeyCodec.Order(
                        schema.indexOf(order.column()),
                        order.direction() == Direction.DESCENDING,
                        order.nulls() == Nulls.FIRST))
                .toList();
    }

    /** Whether Flink's planner makes a deduplication of it, which decides otherwise between equal times. */
    boolean isFlinkDeduplication(@Nullable String eventTime) {
        return n == 1
                && rank() == null
                && orderBy.size() == 1
                && orderBy.get(0).column().equals(eventTime);
    }

    /**
     * Whether Flink's planner takes the first row of each key for the first that came, which nothing replaces: since 2.1
     * it does so of every order but one that falls by a single column, and then loses what is taken back.
     */
    boolean isTakenForFirstRow() {
        return n == 1 && (orderBy.size() > 1 || orderBy.get(0).direction() == Direction.ASCENDING);
    }

    /** Of rows at any time. The first of the first two where Flink would lose what the first alone takes back. */
    String sql(StreamType input, String view) {
        Schema schema = input.schema();
        List<String> orders = orderBy.stream()
                .map(order -> sql(order, isThought(order, input)))
                .toList();
        String from = isTakenForFirstRow()
                ? "(\n" + new Ranking(2, keys, orderBy, null).sql(List.of(), orders, schema, view) + "\n)"
                : view;
        return sql(List.of(), orders, schema, from);
    }

    /**
     * Whether Flink may think that a row only ever comes closer to the front, since what it is ordered by is an extreme or
     * a count, and forgets those that it has passed; NULL, which stands in front, becomes a value further behind.
     */
    private static boolean isThought(OrderColumn order, StreamType input) {
        Field field = input.schema().field(order.column());
        return input.changes() && order.nulls() == Nulls.FIRST && field != null && field.nullable();
    }

    /** @param before columns by which rows are told apart besides the keys */
    String sql(List<String> before, Schema schema, String view) {
        return sql(before, orderBy.stream().map(order -> sql(order, false)).toList(), schema, view);
    }

    private String sql(List<String> before, List<String> orders, Schema schema, String view) {
        String rank = rank();
        String number = FlinkScript.quote(rank == null ? schema.freeName("row_number") : rank);
        List<String> columns =
                new ArrayList<>(schema.names().stream().map(FlinkScript::quote).toList());
        if (rank != null) {
            columns.add(number);
        }
        String partition = Stream.concat(before.stream(), keys.stream())
                .map(FlinkScript::quote)
                .collect(Collectors.joining(", "));
        return "SELECT " + String.join(", ", columns) + "\nFROM (\n  SELECT *, ROW_NUMBER() OVER ("
                + (partition.isEmpty() ? "" : "PARTITION BY " + partition + " ")
                + "ORDER BY " + String.join(", ", orders) + ") AS " + number + "\n  FROM " + view + "\n)\nWHERE "
                + number + " <= " + n;
    }

    /** @param nullsApart whether NULL is said to be in front by a condition of its own, of which nothing is thought */
    private static String sql(OrderColumn order, boolean nullsApart) {
        String column = FlinkScript.quote(order.column());
        return (nullsApart ? column + " IS NULL DESC, " : "")
                + column
                + (order.direction() == Direction.DESCENDING ? " DESC" : " ASC")
                + (order.nulls() == Nulls.FIRST ? " NULLS FIRST" : " NULLS LAST");
    }

    /** Such as {@code 10 · price}. */
    String summary() {
        return n + " · " + orderBy.stream().map(OrderColumn::column).collect(Collectors.joining(", "));
    }
}

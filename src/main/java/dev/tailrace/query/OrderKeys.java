package dev.tailrace.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * What ORDER BY goes by. A number is the place of a column of the result, a name is one of these columns before it is
 * one of FROM; what the result does not have the query gives besides, behind its own columns.
 */
final class OrderKeys {
    /** No order. */
    static final OrderKeys NONE = new OrderKeys(List.of());

    /** An expression and its direction, with Flink's default: NULL is the least value. */
    record Direction(SqlNode node, boolean descending, boolean nullsFirst) {
        static Direction of(SqlNode order) {
            if (order.getKind() == SqlKind.NULLS_FIRST || order.getKind() == SqlKind.NULLS_LAST) {
                Direction inner = of(((SqlCall) order).operand(0));
                return new Direction(inner.node, inner.descending, order.getKind() == SqlKind.NULLS_FIRST);
            }
            return order.getKind() == SqlKind.DESCENDING
                    ? new Direction(((SqlCall) order).operand(0), true, false)
                    : new Direction(order, false, true);
        }
    }

    private static final int COMPUTED = -1;

    private final List<Direction> directions;
    private final List<Integer> places = new ArrayList<>();
    private int visible = -1;

    private OrderKeys(List<Direction> directions) {
        this.directions = directions;
    }

    static OrderKeys of(Iterable<SqlNode> order) {
        List<Direction> directions = new ArrayList<>();
        order.forEach(node -> directions.add(Direction.of(node)));
        return new OrderKeys(directions);
    }

    List<Direction> directions() {
        return directions;
    }

    /** The columns of a SELECT with those behind them that only the order needs. */
    List<Item> besides(List<Item> items) {
        if (directions.isEmpty()) {
            return items;
        }
        visible = items.size();
        List<Item> all = new ArrayList<>(items);
        for (Direction direction : directions) {
            int place = place(direction.node, items);
            if (place == COMPUTED && !isOfResult(direction.node, items)) {
                place = all.size();
                all.add(new Item("order_key", direction.node, null));
            }
            places.add(place);
        }
        return all;
    }

    /** Whether the query gives columns for the order alone. */
    boolean addsColumns() {
        return places.stream().anyMatch(place -> place >= visible);
    }

    /** The columns that the query itself asks for. */
    List<Column> visible(Relation relation) {
        return visible < 0 ? relation.columns() : relation.columns().subList(0, visible);
    }

    /** The column that a key is, or null if it is computed of the result. */
    @Nullable
    Column column(int key, Relation relation) {
        if (visible < 0) {
            List<Item> items = relation.columns().stream()
                    .map(column -> new Item(column.name(), directions.get(key).node, column))
                    .toList();
            int place = named(directions.get(key).node, items);
            return place == COMPUTED ? null : relation.columns().get(place);
        }
        int place = places.get(key);
        return place == COMPUTED ? null : relation.columns().get(place);
    }

    private static int place(SqlNode key, List<Item> items) {
        int named = named(key, items);
        if (named != COMPUTED) {
            return named;
        }
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).column() == null && Expressions.same(items.get(i).node(), key)) {
                return i;
            }
        }
        return COMPUTED;
    }

    private static int named(SqlNode key, List<Item> items) {
        Long number = Expressions.number(key);
        if (number != null) {
            return number >= 1 && number <= items.size() ? number.intValue() - 1 : COMPUTED;
        }
        for (int i = 0; i < items.size(); i++) {
            if (key instanceof SqlIdentifier name
                    && name.isSimple()
                    && name.getSimple().equals(items.get(i).name())) {
                return i;
            }
        }
        return COMPUTED;
    }

    /** Whether all names of an expression are columns of the result. */
    private static boolean isOfResult(SqlNode key, List<Item> items) {
        boolean isOther = Expressions.contains(
                key,
                node -> Aggregates.isAggregate(node)
                        || node.getKind() == SqlKind.OVER
                        || node instanceof SqlIdentifier name
                                && !Expressions.isParameter(name)
                                && items.stream()
                                        .noneMatch(item -> name.isSimple()
                                                && name.getSimple().equals(item.name())));
        return !isOther;
    }
}

package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.operator.WindowColumns;
import dev.tailrace.query.Column.Promise;
import dev.tailrace.query.Expressions.Resolver;
import dev.tailrace.query.OrderKeys.Direction;
import dev.tailrace.query.Pending.Order;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWindow;
import org.jspecify.annotations.Nullable;

/**
 * ROW_NUMBER() and its bound: the first rows of each key in an order, or one row of each key by event time, which is a
 * deduplication in Flink.
 */
final class Ranking {
    private final Drawing drawing;
    private final Shaping shaping;

    Ranking(Drawing drawing) {
        this.drawing = drawing;
        this.shaping = new Shaping(drawing);
    }

    /** Whether a node is {@code ROW_NUMBER() OVER (...)}. */
    static boolean isRowNumber(SqlNode node) {
        return node.getKind() == SqlKind.OVER && Expressions.isCall(((SqlCall) node).operand(0), "ROW_NUMBER");
    }

    /** Keys and order of a ROW_NUMBER() over the rows of a scope; what is computed for them is drawn. */
    Scope number(Scope scope, SqlCall over, SqlWindow window, Resolver resolver) {
        List<SqlNode> nodes = new ArrayList<>(window.getPartitionList().getList());
        int keys = nodes.size();
        List<Direction> directions = OrderKeys.of(window.getOrderList()).directions();
        directions.forEach(direction -> nodes.add(direction.node()));
        if (directions.isEmpty()) {
            throw drawing.refuse(over, "query.row-number-order");
        }
        List<String> wishes = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            wishes.add(i < keys ? "rank_key" : "rank_order");
        }
        Shaping.Computed computed = shaping.compute(scope, nodes, wishes, resolver);
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < directions.size(); i++) {
            Direction direction = directions.get(i);
            orders.add(new Order(computed.columns().get(keys + i), direction.descending(), direction.nullsFirst()));
        }
        Scope numbered = computed.scope();
        return numbered.with(
                numbered.stream(),
                new Pending.Ranking(computed.columns().subList(0, keys), orders, drawing.range(over)));
    }

    /**
     * Bounds a pending ROW_NUMBER() by what WHERE says of it.
     *
     * @param conditions of WHERE; the bound is taken out
     * @param isRead whether something else names the rank
     */
    Scope bounded(Scope scope, List<SqlNode> conditions, boolean isRead) {
        if (!(scope.pending() instanceof Pending.Ranking ranking)) {
            return scope;
        }
        Long bound = null;
        for (SqlNode condition : List.copyOf(conditions)) {
            Bound found = bound(condition, scope);
            if (found != null && (bound == null || found.most < bound)) {
                bound = found.most;
            }
            if (found != null && found.isAll) {
                conditions.remove(condition);
            }
        }
        if (bound == null) {
            throw drawing.refuse(ranking.place(), "query.row-number-unbounded");
        }
        boolean restReads =
                conditions.stream().anyMatch(condition -> Expressions.contains(condition, node -> isRank(node, scope)));
        return draw(scope, ranking, bound, isRead || restReads);
    }

    /**
     * @param most the greatest rank that passes
     * @param isAll whether the condition says nothing more
     */
    private record Bound(long most, boolean isAll) {}

    private @Nullable Bound bound(SqlNode condition, Scope scope) {
        if (condition instanceof SqlCall between
                && condition.getKind() == SqlKind.BETWEEN
                && isRank(between.operand(0), scope)) {
            Long least = Expressions.number(between.operand(1));
            Long most = Expressions.number(between.operand(2));
            return least == null || most == null ? null : new Bound(most, least <= 1);
        }
        if (!(condition instanceof SqlCall call) || call.operandCount() != 2) {
            return null;
        }
        boolean rankFirst = isRank(call.operand(0), scope);
        if (!rankFirst && !isRank(call.operand(1), scope)) {
            return null;
        }
        Long number = Expressions.number(call.operand(rankFirst ? 1 : 0));
        if (number == null) {
            return null;
        }
        SqlKind kind = rankFirst ? condition.getKind() : condition.getKind().reverse();
        return switch (kind) {
            case LESS_THAN_OR_EQUAL -> new Bound(number, true);
            case LESS_THAN -> new Bound(number - 1, true);
            case EQUALS -> new Bound(number, number == 1);
            default -> null;
        };
    }

    private boolean isRank(SqlNode node, Scope scope) {
        if (!(node instanceof SqlIdentifier name) || Expressions.isParameter(name)) {
            return false;
        }
        Column column = scope.find(name, drawing);
        return column != null && column.promise() == Promise.ROW_NUMBER;
    }

    private Scope draw(Scope scope, Pending.Ranking ranking, long bound, boolean isRead) {
        if (bound < 1) {
            throw drawing.refuse(ranking.place(), "query.row-number-bound", bound);
        }
        String rank =
                isRead ? Drawing.free(rankName(scope), scope.stream().type().schema()) : null;
        if (isDeduplication(scope.stream(), ranking, bound)) {
            return deduplicated(scope, ranking, rank);
        }
        WindowColumns windows = scope.stream().type().windows();
        return windows != null && ranking.keys().containsAll(List.of(windows.start(), windows.end()))
                ? topOfWindow(scope, ranking, windows, bound, rank)
                : top(scope, ranking, bound, rank);
    }

    private static String rankName(Scope scope) {
        return scope.columns().stream()
                .filter(column -> column.promise() == Promise.ROW_NUMBER)
                .map(Column::name)
                .findFirst()
                .orElse("row_number");
    }

    /** As Flink's planner decides it: one row by event time, of rows that are only added. */
    private static boolean isDeduplication(Stream stream, Pending.Ranking ranking, long bound) {
        return bound == 1
                && !ranking.keys().isEmpty()
                && ranking.orders().size() == 1
                && ranking.orders().get(0).column().equals(stream.type().eventTime())
                && !stream.type().changes();
    }

    private Scope deduplicated(Scope scope, Pending.Ranking ranking, @Nullable String rank) {
        boolean isLast = ranking.orders().get(0).descending();
        ObjectNode settings = Drawing.settings();
        ranking.keys().forEach(settings.putArray("keys")::add);
        settings.put("keep", isLast ? "last" : "first");
        Stream stream = drawing.add(new Part(
                        "deduplicate",
                        (isLast ? "last by " : "first by ") + String.join(", ", ranking.keys()),
                        settings,
                        ranking.place())
                .reading("in", scope.stream()));
        if (rank != null) {
            ObjectNode one = Drawing.settings();
            one.putArray("columns").addObject().put("name", rank).put("expression", "CAST(1 AS BIGINT)");
            stream = drawing.add(new Part("derive", rank, one, ranking.place()).reading("in", stream));
        }
        return ranked(scope, stream, rank);
    }

    private Scope top(Scope scope, Pending.Ranking ranking, long bound, @Nullable String rank) {
        Stream stream = drawing.add(new Part(
                        "top-n",
                        "top " + bound + (ranking.keys().isEmpty() ? "" : " of " + String.join(", ", ranking.keys())),
                        settings(bound, ranking.keys(), ranking.orders(), rank),
                        ranking.place())
                .reading("in", scope.stream()));
        return ranked(scope, stream, rank);
    }

    private Scope topOfWindow(
            Scope scope, Pending.Ranking ranking, WindowColumns windows, long bound, @Nullable String rank) {
        List<String> keys = new ArrayList<>(ranking.keys());
        keys.removeAll(List.of(windows.start(), windows.end()));
        Stream stream = drawing.add(new Part(
                        "window-top-n",
                        "top " + bound + " of each window",
                        settings(bound, keys, ranking.orders(), rank),
                        ranking.place())
                .reading("in", scope.stream()));
        return ranked(scope, stream, rank);
    }

    /** Those of an operator that keeps the first rows. */
    static ObjectNode settings(long bound, List<String> keys, List<Order> orders, @Nullable String rank) {
        ObjectNode settings = Drawing.settings().put("n", bound);
        keys.forEach(settings.putArray("keys")::add);
        ArrayNode orderBy = settings.putArray("orderBy");
        orders.forEach(order -> write(order, orderBy));
        if (rank != null) {
            settings.put("rankColumn", rank);
        }
        return settings;
    }

    static void write(Order order, ArrayNode into) {
        into.addObject()
                .put("column", order.column())
                .put("direction", order.descending() ? "descending" : "ascending")
                .put("nulls", order.nullsFirst() ? "first" : "last");
    }

    private static Scope ranked(Scope scope, Stream stream, @Nullable String rank) {
        List<Scope.Entry> entries = new ArrayList<>();
        for (Scope.Entry entry : scope.entries()) {
            List<Column> columns = new ArrayList<>();
            for (Column column : entry.columns()) {
                if (column.promise() != Promise.ROW_NUMBER) {
                    columns.add(column);
                } else if (rank != null) {
                    columns.add(Column.of(column.name(), rank));
                }
            }
            entries.add(new Scope.Entry(entry.alias(), columns));
        }
        return new Scope(stream, entries, null);
    }
}

package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Language;
import dev.tailrace.language.ParsedSql.Range;
import dev.tailrace.query.OrderKeys.Direction;
import dev.tailrace.query.Pending.Order;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.jspecify.annotations.Nullable;

/**
 * ORDER BY, LIMIT and OFFSET: the first rows of all in an order, the first that come, or, without a limit, rows by their
 * event time, which is the only order that a whole stream can have.
 */
final class OrderBy {
    /** The column that numbers rows where some are passed over; no word of SQL. */
    private static final String PLACE = "place";

    private final Drawing drawing;
    private final Queries queries;
    private final Shaping shaping;
    private final Pendings pendings;

    OrderBy(Drawing drawing, Queries queries) {
        this.drawing = drawing;
        this.queries = queries;
        this.shaping = new Shaping(drawing);
        this.pendings = new Pendings(drawing);
    }

    /**
     * LIMIT and OFFSET as numbers.
     *
     * @param most null for all
     */
    private record Bounds(@Nullable Long most, long skipped) {}

    private Bounds bounds(SqlOrderBy order) {
        SqlNode limit = order.fetch;
        SqlNode offset = order.offset;
        if (limit == null && offset != null) {
            throw drawing.refuse(offset, "query.offset");
        }
        Long most = limit == null ? null : Expressions.number(limit);
        if (limit != null && (most == null || most < 1)) {
            throw drawing.refuse(limit, "query.limit");
        }
        Long skipped = offset == null ? Long.valueOf(0) : Expressions.number(offset);
        if (skipped == null || skipped < 0) {
            throw drawing.refuse(order, "query.offset-number");
        }
        return new Bounds(most, skipped);
    }

    Relation draw(SqlOrderBy order, Tables tables, String label) {
        OrderKeys keys = OrderKeys.of(order.orderList);
        Relation relation = pendings.settle(queries.draw(order.query, keys, tables, label));
        Bounds bounds = bounds(order);
        if (bounds.most == null) {
            return sorted(relation, keys, drawing.range(order.orderList));
        }
        Relation first = keys.directions().isEmpty()
                ? arrived(relation, bounds.most, bounds.skipped, drawing.range(order))
                : first(relation, keys, List.of(), bounds.most, bounds.skipped, drawing.range(order.orderList));
        return new Relation(first.stream(), keys.visible(relation), null);
    }

    /**
     * The first rows of each key.
     *
     * @param query in the place of the one that is ordered
     * @param partition how many of its last columns are the key
     */
    Relation each(SqlOrderBy order, SqlSelect query, int partition, Tables tables, String label) {
        OrderKeys keys = OrderKeys.of(order.orderList);
        Relation relation = pendings.settle(queries.draw(query, keys, tables, label));
        Bounds bounds = bounds(order);
        if (bounds.most == null || keys.directions().isEmpty()) {
            throw drawing.refuse(order, "query.lateral");
        }
        List<Column> visible = keys.visible(relation);
        List<String> of = visible.subList(visible.size() - partition, visible.size()).stream()
                .map(column -> new Expressions(drawing).drawn(column, order))
                .toList();
        Range place = drawing.range(order.orderList);
        Relation first = first(relation, keys, of, bounds.most, bounds.skipped, place);
        return new Relation(first.stream(), visible, null);
    }

    /** The rows with what the order goes by. */
    private record Ordered(Stream stream, List<Order> orders) {}

    private Ordered ordered(Relation relation, OrderKeys keys) {
        Scope scope = Scope.of(null, new Relation(relation.stream(), keys.visible(relation), null));
        List<SqlNode> computed = new ArrayList<>();
        for (int i = 0; i < keys.directions().size(); i++) {
            if (keys.column(i, relation) == null) {
                SqlNode node = keys.directions().get(i).node();
                if (Expressions.number(node) != null) {
                    throw drawing.refuse(
                            node, "query.order-place", keys.visible(relation).size());
                }
                computed.add(node);
            }
        }
        Shaping.Computed values = shaping.compute(
                scope, computed, computed.stream().map(node -> "order_key").toList());
        List<Order> orders = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < keys.directions().size(); i++) {
            Direction direction = keys.directions().get(i);
            Column column = keys.column(i, relation);
            String drawn = column == null
                    ? values.columns().get(next++)
                    : new Expressions(drawing).drawn(column, direction.node());
            orders.add(new Order(drawn, direction.descending(), direction.nullsFirst()));
        }
        return new Ordered(values.scope().stream(), orders);
    }

    private Relation sorted(Relation relation, OrderKeys keys, Range place) {
        Ordered ordered = ordered(relation, keys);
        ObjectNode settings = Drawing.settings();
        ArrayNode thenBy = settings.putArray("thenBy");
        for (int i = 0; i < ordered.orders.size(); i++) {
            Order order = ordered.orders.get(i);
            if (i > 0) {
                Ranking.write(order, thenBy);
            } else if (!order.column().equals(ordered.stream.type().eventTime()) || order.descending()) {
                throw drawing.refuse(keys.directions().get(i).node(), "query.order-by");
            }
        }
        Stream stream = drawing.add(new Part("sort", "sorted", settings, place).reading("in", ordered.stream));
        return new Relation(stream, keys.visible(relation), null);
    }

    private Relation first(
            Relation relation, OrderKeys keys, List<String> partition, long most, long skipped, Range place) {
        Ordered ordered = ordered(relation, keys);
        Schema schema = ordered.stream.type().schema();
        @Nullable String rank = skipped == 0 ? null : Drawing.free(PLACE, schema);
        Stream stream = drawing.add(new Part(
                        "top-n",
                        "first " + (most + skipped) + (partition.isEmpty() ? "" : " of each"),
                        Ranking.settings(most + skipped, partition, ordered.orders, rank),
                        place)
                .reading("in", ordered.stream));
        return new Relation(rank == null ? stream : behind(stream, rank, skipped, place), relation.columns(), null);
    }

    /** Of rows in no order, those that come first. */
    private Relation arrived(Relation relation, long most, long skipped, Range place) {
        String number = Drawing.free(PLACE, relation.stream().type().schema());
        ObjectNode settings = Drawing.settings().put("name", number);
        Stream stream =
                drawing.add(new Part("sequence", "row numbers", settings, place).reading("in", relation.stream()));
        stream = filtered(stream, Language.quote(number) + " <= " + (most + skipped), place);
        return new Relation(skipped == 0 ? stream : behind(stream, number, skipped, place), relation.columns(), null);
    }

    private Stream behind(Stream stream, String number, long skipped, Range place) {
        return filtered(stream, Language.quote(number) + " > " + skipped, place);
    }

    private Stream filtered(Stream stream, String condition, Range place) {
        ObjectNode settings = Drawing.settings().put("condition", condition);
        return drawing.add(new Part("filter", condition, settings, place).reading("in", stream));
    }
}

package dev.tailrace.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.operator.aggregate.AggregateFunction;
import dev.tailrace.query.Expressions.Resolver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWindow;
import org.jspecify.annotations.Nullable;

/** Aggregates with OVER: of each row and those before it, over one window or several. */
final class OverWindows {
    /** They look at rows that come later, or at how many there will be. */
    private static final Set<String> LATER = Set.of("LEAD", "NTILE", "PERCENT_RANK", "CUME_DIST", "NTH_VALUE");

    private final Drawing drawing;
    private final Shaping shaping;
    private final Expressions expressions;

    OverWindows(Drawing drawing) {
        this.drawing = drawing;
        this.shaping = new Shaping(drawing);
        this.expressions = new Expressions(drawing);
    }

    /** Finds the window of an OVER, which may be declared in a WINDOW clause. */
    interface Windows {
        SqlWindow of(SqlCall over);
    }

    /** The rows with their aggregates, and how expressions name these. */
    record Drawn(Scope scope, Resolver resolver) {}

    /** All calls with OVER but ROW_NUMBER(), in their order. */
    static List<SqlCall> calls(List<Item> items) {
        List<SqlCall> calls = new ArrayList<>();
        items.stream().filter(item -> item.column() == null).forEach(item -> collect(item.node(), calls));
        return calls;
    }

    private static void collect(@Nullable SqlNode node, List<SqlCall> calls) {
        if (node == null || node.isA(SqlKind.QUERY)) {
            return;
        }
        if (node.getKind() == SqlKind.OVER) {
            if (!Ranking.isRowNumber(node)) {
                calls.add((SqlCall) node);
            }
        } else if (node instanceof SqlCall call) {
            call.getOperandList().forEach(operand -> collect(operand, calls));
        } else if (node instanceof SqlNodeList list) {
            list.forEach(member -> collect(member, calls));
        }
    }

    /** The calls over one window, and their columns once they are drawn. */
    private static final class OfWindow {
        private final SqlWindow window;
        private final List<SqlCall> calls = new ArrayList<>();
        private @Nullable Aggregates aggregates;

        OfWindow(SqlWindow window) {
            this.window = window;
        }
    }

    /** Each window is a node, one behind the other; every row keeps what it has. */
    Drawn draw(Scope scope, List<Item> items, List<SqlCall> calls, Windows windows) {
        List<OfWindow> drawn = new ArrayList<>();
        for (SqlCall call : calls) {
            if (call.operand(0) instanceof SqlCall function && LATER.contains(name(function))) {
                throw drawing.refuse(call, "query.over-later", name(function));
            }
            if (!Aggregates.isAggregate(call.operand(0))) {
                throw drawing.refuse(call, "query.over-function", drawing.text(call.operand(0)));
            }
            SqlWindow window = windows.of(call);
            OfWindow same = find(drawn, window);
            if (same == null) {
                same = new OfWindow(window);
                drawn.add(same);
            }
            same.calls.add(call);
        }
        Scope rows = scope;
        for (OfWindow each : drawn) {
            rows = draw(rows, items, each);
        }
        Resolver plain = expressions.over(rows);
        return new Drawn(rows, node -> {
            OfWindow of = node.getKind() == SqlKind.OVER && !Ranking.isRowNumber(node)
                    ? find(drawn, windows.of((SqlCall) node))
                    : null;
            return of == null || of.aggregates == null
                    ? plain.column(node)
                    : of.aggregates.column(((SqlCall) node).operand(0));
        });
    }

    private static @Nullable OfWindow find(List<OfWindow> drawn, SqlWindow window) {
        return drawn.stream()
                .filter(each -> isSame(each.window, window))
                .findFirst()
                .orElse(null);
    }

    private Scope draw(Scope scope, List<Item> items, OfWindow of) {
        SqlCall first = of.calls.get(0);
        checkOrder(of.window, scope, first);
        List<SqlNode> keys = of.window.getPartitionList().getList().stream()
                .map(SqlNode.class::cast)
                .toList();
        Shaping.Computed computed = shaping.compute(
                scope, keys, keys.stream().map(key -> "over_key").toList());
        Stream input = computed.scope().stream();
        ObjectNode settings = Drawing.settings();
        computed.columns().forEach(settings.putArray("keys")::add);
        frame(of.window, settings, first);
        Aggregates aggregates =
                new Aggregates(drawing, new HashSet<>(input.type().schema().names()));
        for (SqlCall call : of.calls) {
            aggregates.collect(call.operand(0), alias(call, items));
        }
        Aggregates.Written written = aggregates.write(settings, expressions.over(computed.scope()));
        of.aggregates = aggregates;
        Stream stream = drawing.add(new Part("over-aggregate", "over", settings, drawing.range(first))
                .reading("in", input)
                .with(written.origins()));
        checkDeviations(settings, stream.type().schema(), first);
        return computed.scope().with(stream);
    }

    /** Over a frame Flink computes them in the type of the argument, of integers in integers. */
    private void checkDeviations(ObjectNode settings, Schema schema, SqlCall over) {
        for (JsonNode aggregate : settings.withArray("aggregates")) {
            String function =
                    aggregate.get("function").asText().toUpperCase(Locale.ROOT).replace('-', '_');
            Field field = schema.field(aggregate.get("name").asText());
            if (AggregateFunction.valueOf(function).isDeviation()
                    && field != null
                    && !field.type().is(TypeKind.DOUBLE)) {
                throw drawing.refuse(over, "query.over-deviation", function, field.type());
            }
        }
    }

    private static String name(SqlCall function) {
        return function.getOperator().getName().toUpperCase(Locale.ROOT);
    }

    private static @Nullable String alias(SqlCall call, List<Item> items) {
        return items.stream()
                .filter(item -> item.node() == call && !item.name().startsWith("EXPR$"))
                .map(Item::name)
                .findFirst()
                .orElse(null);
    }

    private static boolean isSame(SqlWindow a, SqlWindow b) {
        return a == b
                || Expressions.same(a.getPartitionList(), b.getPartitionList())
                        && Expressions.same(a.getOrderList(), b.getOrderList())
                        && a.isRows() == b.isRows()
                        && (isUnbounded(a.getLowerBound()) && isUnbounded(b.getLowerBound())
                                || isSameBound(a.getLowerBound(), b.getLowerBound()))
                        && (isHere(a.getUpperBound()) && isHere(b.getUpperBound())
                                || isSameBound(a.getUpperBound(), b.getUpperBound()));
    }

    private static boolean isSameBound(@Nullable SqlNode a, @Nullable SqlNode b) {
        return a == null || b == null ? a == b : Expressions.same(a, b);
    }

    /** As is a frame that is not written. */
    private static boolean isUnbounded(@Nullable SqlNode lower) {
        return lower == null || SqlWindow.isUnboundedPreceding(lower);
    }

    private static boolean isHere(@Nullable SqlNode upper) {
        return upper == null || SqlWindow.isCurrentRow(upper);
    }

    private void checkOrder(SqlWindow window, Scope scope, SqlCall over) {
        SqlNodeList order = window.getOrderList();
        String time = scope.stream().type().eventTime();
        boolean byTime = time != null
                && order.size() == 1
                && order.get(0) instanceof SqlIdentifier name
                && time.equals(scope.column(name, drawing).drawn());
        if (!byTime) {
            throw drawing.refuse(over, "query.over-order");
        }
    }

    private void frame(SqlWindow window, ObjectNode settings, SqlCall over) {
        if (!isHere(window.getUpperBound())) {
            throw drawing.refuse(over, "query.over-upper");
        }
        settings.put("frame", window.isRows() ? "rows" : "time");
        SqlNode lower = window.getLowerBound();
        if (lower == null || isUnbounded(lower)) {
            return;
        }
        if (SqlWindow.isCurrentRow(lower)) {
            if (window.isRows()) {
                settings.put("rows", 0);
            } else {
                settings.put("time", "0 s");
            }
            return;
        }
        SqlNode length = lower.getKind() == SqlKind.PRECEDING ? ((SqlCall) lower).operand(0) : lower;
        if (window.isRows()) {
            Long rows = Expressions.number(length);
            if (rows == null || lower.getKind() != SqlKind.PRECEDING) {
                throw drawing.refuse(lower, "query.over-lower");
            }
            settings.put("rows", rows);
        } else {
            String time = Intervals.text(length);
            if (time == null || lower.getKind() != SqlKind.PRECEDING) {
                throw drawing.refuse(lower, "query.over-lower");
            }
            settings.put("time", time);
        }
    }
}

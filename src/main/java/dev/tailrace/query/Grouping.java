package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.language.ParsedSql.Range;
import dev.tailrace.operator.WindowColumns;
import dev.tailrace.query.Column.Promise;
import dev.tailrace.query.Expressions.Resolver;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.jspecify.annotations.Nullable;

/** GROUP BY: in windows where the groups are those of a windowing table function, of all rows otherwise. */
final class Grouping {
    private final Drawing drawing;
    private final Expressions expressions;
    private final Shaping shaping;
    private final Pendings pendings;

    Grouping(Drawing drawing) {
        this.drawing = drawing;
        this.expressions = new Expressions(drawing);
        this.shaping = new Shaping(drawing);
        this.pendings = new Pendings(drawing);
    }

    /** The groups' results, and how expressions of the query name them. */
    record Grouped(Scope scope, Resolver resolver) {}

    /** What a group is: an expression of GROUP BY and the column it is drawn as. */
    private record Group(SqlNode node, String column) {}

    static boolean isGrouped(SqlSelect select) {
        return select.getGroup() != null || Aggregates.areIn(select.getSelectList()) || select.getHaving() != null;
    }

    Grouped draw(SqlSelect select, List<Item> items, Scope input, String name) {
        List<SqlNode> nodes = groups(select.getGroup());
        List<Group> groups = new ArrayList<>();
        List<SqlNode> keys = new ArrayList<>();
        Set<Promise> bounds = EnumSet.noneOf(Promise.class);
        for (SqlNode node : nodes) {
            Promise promise = promise(node, input);
            if (promise != null && promise.isOfWindow()) {
                bounds.add(promise);
                groups.add(new Group(node, promise.windowColumn()));
            } else {
                keys.add(node);
            }
        }
        boolean isWindowed = input.pending() instanceof Pending.Windows;
        boolean inWindows = isWindowed && bounds.contains(Promise.WINDOW_START) && bounds.contains(Promise.WINDOW_END);
        if (isWindowed && !inWindows && !bounds.isEmpty()) {
            throw drawing.refuse(nodes.get(0), "query.window-bounds");
        }
        Scope settled = inWindows ? input : pendings.settle(input);
        Shaping.Computed computed = shaping.compute(
                settled, keys, keys.stream().map(key -> wish(key, items)).toList());
        for (int i = 0; i < keys.size(); i++) {
            groups.add(new Group(keys.get(i), computed.columns().get(i)));
        }
        Scope scope = computed.scope();
        if (inWindows && scope.pending() instanceof Pending.Windows windows) {
            return windowed(select, items, scope, windows, computed.columns(), groups, name);
        }
        WindowColumns attached = scope.stream().type().windows();
        return attached != null && computed.columns().containsAll(List.of(attached.start(), attached.end()))
                ? attached(select, items, scope, attached, groups, name)
                : plain(select, items, scope, computed.columns(), groups, name);
    }

    /** Groups of rows that say which window they are in. */
    private Grouped attached(
            SqlSelect select, List<Item> items, Scope scope, WindowColumns windows, List<Group> groups, String name) {
        List<Group> drawn = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (Group group : groups) {
            boolean isStart = group.column.equals(windows.start());
            boolean isBound = isStart || group.column.equals(windows.end());
            boolean isTime = group.column.equals(scope.stream().type().eventTime());
            if (isBound) {
                drawn.add(new Group(group.node, isStart ? WindowColumns.START : WindowColumns.END));
            } else if (isTime) {
                drawn.add(new Group(group.node, WindowColumns.TIME));
            } else {
                drawn.add(group);
                keys.add(group.column);
            }
        }
        Set<String> taken = new HashSet<>(keys);
        taken.addAll(WindowColumns.ALL);
        ObjectNode settings = Drawing.settings();
        keys.forEach(settings.putArray("groupBy")::add);
        return aggregated(
                select,
                items,
                scope,
                "window-aggregate",
                settings,
                drawn,
                new Aggregates(drawing, taken),
                place(select),
                name);
    }

    private Range place(SqlSelect select) {
        SqlNodeList group = select.getGroup();
        return drawing.range(group == null || group.isEmpty() ? select.getSelectList() : group);
    }

    private List<SqlNode> groups(@Nullable SqlNodeList group) {
        List<SqlNode> nodes = new ArrayList<>();
        for (SqlNode node : group == null ? SqlNodeList.EMPTY : group) {
            switch (node.getKind()) {
                case GROUPING_SETS, CUBE, ROLLUP ->
                    throw drawing.refuse(node, "query.grouping-sets", node.getKind().sql);
                case LITERAL -> throw drawing.refuse(node, "query.group-number");
                case TUMBLE, HOP, SESSION ->
                    throw drawing.refuse(
                            node, "query.group-window", node.getKind().name());
                default -> {}
            }
            if (Aggregates.areIn(node)) {
                throw drawing.refuse(node, "query.aggregate-in-group");
            }
            if (node.getKind() == SqlKind.ROW) {
                nodes.addAll(((SqlCall) node).getOperandList());
            } else {
                nodes.add(node);
            }
        }
        return nodes;
    }

    private @Nullable Promise promise(SqlNode node, Scope scope) {
        if (node instanceof SqlIdentifier name && !Expressions.isParameter(name)) {
            return scope.column(name, drawing).promise();
        }
        return null;
    }

    /** The name that the SELECT gives to the same expression, or its own, or one for any. */
    private static String wish(SqlNode key, List<Item> items) {
        for (Item item : items) {
            if (item.column() == null
                    && Expressions.same(item.node(), key)
                    && !item.name().startsWith("EXPR$")) {
                return item.name();
            }
        }
        return "group_key";
    }

    private Grouped windowed(
            SqlSelect select,
            List<Item> items,
            Scope scope,
            Pending.Windows windows,
            List<String> keys,
            List<Group> groups,
            String name) {
        if (windows.keys() != null && !new HashSet<>(windows.keys()).equals(new HashSet<>(keys))) {
            throw drawing.refuse(
                    windows.place(), "query.session-keys", String.join(", ", windows.keys()), String.join(", ", keys));
        }
        Set<String> taken = new HashSet<>(keys);
        for (Promise promise : Promise.values()) {
            if (promise.isOfWindow()) {
                taken.add(promise.windowColumn());
            }
        }
        ObjectNode settings = Drawing.settings();
        settings.setAll(windows.settings());
        keys.forEach(settings.putArray("groupBy")::add);
        return aggregated(
                select,
                items,
                scope,
                windows.operator(),
                settings,
                groups,
                new Aggregates(drawing, taken),
                windows.place(),
                name);
    }

    private Grouped plain(
            SqlSelect select, List<Item> items, Scope scope, List<String> keys, List<Group> groups, String name) {
        Aggregates aggregates = new Aggregates(drawing, new HashSet<>(keys));
        ObjectNode settings = Drawing.settings();
        keys.forEach(settings.putArray("groupBy")::add);
        return aggregated(select, items, scope, "group-aggregate", settings, groups, aggregates, place(select), name);
    }

    private Grouped aggregated(
            SqlSelect select,
            List<Item> items,
            Scope scope,
            String operator,
            ObjectNode settings,
            List<Group> groups,
            Aggregates aggregates,
            Range place,
            String name) {
        for (Item item : items) {
            if (item.column() != null
                    && groups.stream()
                            .noneMatch(
                                    group -> group.column.equals(item.column().drawn()))) {
                throw drawing.refuse(item.node(), "query.not-grouped", item.name());
            }
            aggregates.collect(item.node(), item.name().startsWith("EXPR$") ? null : item.name());
        }
        if (select.getHaving() != null) {
            aggregates.collect(select.getHaving(), null);
        }
        Aggregates.Written written = aggregates.write(settings, expressions.over(scope));
        Stream stream = drawing.add(new Part(operator, name + " groups", settings, place)
                .reading("in", scope.stream())
                .with(written.origins()));
        List<Column> columns = Relation.of(stream).columns();
        Scope result = new Scope(stream, List.of(new Scope.Entry(null, columns)), null);
        return new Grouped(result, resolver(scope, groups, aggregates));
    }

    private Resolver resolver(Scope input, List<Group> groups, Aggregates aggregates) {
        return node -> {
            for (Group group : groups) {
                if (isSame(group.node, node, input)) {
                    return group.column;
                }
            }
            String aggregate = aggregates.column(node);
            if (aggregate != null) {
                return aggregate;
            }
            if (node instanceof SqlIdentifier name && !Expressions.isParameter(name)) {
                input.column(name, drawing);
                throw drawing.refuse(name, "query.not-grouped", String.join(".", name.names));
            }
            if (node.isA(SqlKind.QUERY)) {
                throw drawing.refuse(node, "query.scalar-subquery");
            }
            return null;
        };
    }

    /** Names are the same if they mean the same column. */
    private boolean isSame(SqlNode group, SqlNode node, Scope input) {
        if (group instanceof SqlIdentifier a && node instanceof SqlIdentifier b && !Expressions.isParameter(b)) {
            Column known = input.find(b, drawing);
            return known != null && known.equals(input.find(a, drawing));
        }
        return Expressions.same(group, node);
    }

    /** SELECT DISTINCT: a group for each combination of the columns. */
    Relation distinct(Relation relation, Range place, String name) {
        ObjectNode settings = Drawing.settings();
        relation.columns().forEach(column -> {
            if (column.drawn() == null) {
                throw drawing.refuse(place, "query.window-column", column.name());
            }
        });
        relation.columns().stream()
                .map(column -> String.valueOf(column.drawn()))
                .distinct()
                .forEach(settings.withArray("/groupBy")::add);
        settings.putArray("aggregates");
        Stream stream = drawing.add(
                new Part("group-aggregate", name + " distinct", settings, place).reading("in", relation.stream()));
        return new Relation(stream, relation.columns(), null);
    }
}

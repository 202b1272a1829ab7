package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Field;
import dev.tailrace.language.Language;
import dev.tailrace.language.ParsedSql.Range;
import dev.tailrace.operator.WindowColumns;
import dev.tailrace.query.Column.Promise;
import dev.tailrace.query.Expressions.Resolver;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

    /** Which operator aggregates, and what it calls the groups. */
    private record Shape(
            String operator,
            ObjectNode settings,
            List<Group> groups,
            List<String> keys,
            Set<String> taken,
            Range place) {}

    Grouped draw(SqlSelect select, List<Item> items, Scope rows, String name) {
        GroupingSets sets = GroupingSets.of(select.getGroup(), drawing);
        sets.all().forEach(this::check);
        GroupWindow window = GroupWindow.among(sets.all(), drawing);
        Scope input = window == null ? rows : window.over(rows, sets, drawing);
        List<Group> groups = new ArrayList<>();
        List<SqlNode> keys = new ArrayList<>();
        Set<Promise> bounds = EnumSet.noneOf(Promise.class);
        for (SqlNode node : sets.all()) {
            Promise promise = promise(node, input);
            if (window != null && window.is(node)) {
                bounds.addAll(List.of(Promise.WINDOW_START, Promise.WINDOW_END));
            } else if (promise != null && promise.isOfWindow()) {
                bounds.add(promise);
                groups.add(new Group(node, promise.windowColumn()));
            } else {
                keys.add(node);
            }
        }
        boolean isWindowed = input.pending() instanceof Pending.Windows;
        boolean inWindows = isWindowed && bounds.contains(Promise.WINDOW_START) && bounds.contains(Promise.WINDOW_END);
        if (isWindowed && !inWindows && !bounds.isEmpty()) {
            throw drawing.refuse(sets.all().get(0), "query.window-bounds");
        }
        Scope settled = inWindows ? input : pendings.settle(input);
        Shaping.Computed computed = shaping.compute(
                settled, keys, keys.stream().map(key -> wish(key, items)).toList());
        for (int i = 0; i < keys.size(); i++) {
            groups.add(new Group(keys.get(i), computed.columns().get(i)));
        }
        Scope scope = computed.scope();
        Shape shape = shape(select, scope, inWindows ? input.pending() : null, computed.columns(), groups);
        Aggregates aggregates = new Aggregates(drawing, shape.taken);
        GroupingCalls calls = new GroupingCalls(drawing);
        calls.collect(select.getSelectList(), aggregates);
        calls.collect(select.getHaving(), aggregates);
        collect(select, items, shape, aggregates);
        Stream stream = sets.isOne() && calls.areNone()
                ? aggregated(scope, shape, shape.keys, aggregates, name + " groups")
                : united(scope, shape, sets, aggregates, calls, name);
        List<Column> columns = Relation.of(stream).columns();
        Scope result = new Scope(stream, List.of(new Scope.Entry(null, columns)), null);
        return new Grouped(result, resolver(scope, shape.groups, aggregates, window));
    }

    private void check(SqlNode node) {
        if (node.getKind() == SqlKind.LITERAL) {
            throw drawing.refuse(node, "query.group-number");
        }
        if (Aggregates.areIn(node)) {
            throw drawing.refuse(node, "query.aggregate-in-group");
        }
    }

    private Shape shape(
            SqlSelect select, Scope scope, @Nullable Pending pending, List<String> keys, List<Group> groups) {
        if (pending instanceof Pending.Windows windows) {
            return ofWindows(windows, keys, groups);
        }
        WindowColumns attached = scope.stream().type().windows();
        return attached != null && keys.containsAll(List.of(attached.start(), attached.end()))
                ? attached(scope, attached, groups, place(select))
                : new Shape("group-aggregate", Drawing.settings(), groups, keys, new HashSet<>(keys), place(select));
    }

    /** Groups of rows that say which window they are in. */
    private static Shape attached(Scope scope, WindowColumns windows, List<Group> groups, Range place) {
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
        return new Shape("window-aggregate", Drawing.settings(), drawn, keys, taken, place);
    }

    private Shape ofWindows(Pending.Windows windows, List<String> keys, List<Group> groups) {
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
        return new Shape(windows.operator(), windows.settings(), groups, keys, taken, windows.place());
    }

    private Range place(SqlSelect select) {
        SqlNodeList group = select.getGroup();
        return drawing.range(group == null || group.isEmpty() ? select.getSelectList() : group);
    }

    private @Nullable Promise promise(SqlNode node, Scope scope) {
        if (node instanceof SqlIdentifier name && !Expressions.isParameter(name)) {
            boolean isField = scope.find(name, drawing) == null && scope.isField(name, drawing);
            return isField ? null : scope.column(name, drawing).promise();
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

    private void collect(SqlSelect select, List<Item> items, Shape shape, Aggregates aggregates) {
        for (Item item : items) {
            if (item.column() != null
                    && shape.groups.stream()
                            .noneMatch(
                                    group -> group.column.equals(item.column().drawn()))) {
                throw drawing.refuse(item.node(), "query.not-grouped", item.name());
            }
            aggregates.collect(item.node(), item.name().startsWith("EXPR$") ? null : item.name());
        }
        if (select.getHaving() != null) {
            aggregates.collect(select.getHaving(), null);
        }
    }

    private Stream aggregated(Scope scope, Shape shape, List<String> keys, Aggregates aggregates, String name) {
        ObjectNode settings = shape.settings.deepCopy();
        keys.forEach(settings.putArray("groupBy")::add);
        Aggregates.Written written = aggregates.write(settings, expressions.over(scope));
        return drawing.add(new Part(shape.operator, name, settings, shape.place)
                .reading("in", scope.stream())
                .with(written.origins()));
    }

    /** The results of all sets, one behind the other; what a set does not group by is NULL in its results. */
    private Stream united(
            Scope scope, Shape shape, GroupingSets sets, Aggregates aggregates, GroupingCalls calls, String name) {
        List<Stream> streams = new ArrayList<>();
        for (List<Integer> set : sets.sets()) {
            checkBounds(set, shape, sets);
            List<String> keys = shape.groups.stream()
                    .filter(group -> set.stream().anyMatch(place -> sets.all().get(place) == group.node))
                    .map(Group::column)
                    .filter(shape.keys::contains)
                    .distinct()
                    .toList();
            String label = keys.isEmpty() ? name + " in all" : name + " by " + String.join(", ", keys);
            Stream results = aggregated(scope, shape, keys, aggregates, label);
            ObjectNode settings = padding(results, scope, shape, keys);
            calls.write(sets, set, settings.withArray("/columns"));
            streams.add(
                    drawing.add(new Part("project", label + " columns", settings, shape.place).reading("in", results)));
        }
        if (streams.size() == 1) {
            return streams.get(0);
        }
        return drawing.add(new Part("union", name, Drawing.settings(), shape.place).reading("in", streams));
    }

    /** Results of windows belong to windows in every set. */
    private void checkBounds(List<Integer> set, Shape shape, GroupingSets sets) {
        for (Group group : shape.groups) {
            if (!shape.keys.contains(group.column) && !set.contains(sets.place(group.node))) {
                throw drawing.refuse(shape.place, "query.window-bounds");
            }
        }
    }

    private static ObjectNode padding(Stream results, Scope scope, Shape shape, List<String> keys) {
        ObjectNode settings = Drawing.settings();
        ArrayNode columns = settings.putArray("columns");
        for (String key : shape.keys) {
            Field field = Objects.requireNonNull(scope.stream().type().schema().field(key));
            columns.addObject()
                    .put("name", key)
                    .put("expression", keys.contains(key) ? Language.quote(key) : "CAST(NULL AS " + field.type() + ")");
        }
        for (String column : results.type().schema().names()) {
            if (!shape.keys.contains(column)) {
                columns.addObject().put("name", column).put("expression", Language.quote(column));
            }
        }
        return settings;
    }

    private Resolver resolver(Scope input, List<Group> groups, Aggregates aggregates, @Nullable GroupWindow window) {
        return node -> {
            for (Group group : groups) {
                if (isSame(group.node, node, input)) {
                    return group.column;
                }
            }
            String bound = window == null ? null : window.column(node);
            String aggregate = bound == null ? aggregates.column(node) : bound;
            if (aggregate != null) {
                return aggregate;
            }
            if (node instanceof SqlIdentifier name && !Expressions.isParameter(name)) {
                if (!input.isField(name, drawing)) {
                    input.column(name, drawing);
                }
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
            return known == null ? Expressions.same(a, b) : known.equals(input.find(a, drawing));
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

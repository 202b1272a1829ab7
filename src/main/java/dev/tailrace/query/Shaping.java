package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Language;
import dev.tailrace.language.ParsedSql.Range;
import dev.tailrace.query.Expressions.Resolver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Rows dropped, columns chosen, renamed and computed: filter, project and derive. */
final class Shaping {
    private static final int MAX_CONDITION_LENGTH = 40;

    private final Drawing drawing;
    private final Expressions expressions;

    Shaping(Drawing drawing) {
        this.drawing = drawing;
        this.expressions = new Expressions(drawing);
    }

    /** The rows for which all conditions hold. */
    Stream filter(Stream stream, List<SqlNode> conditions, Resolver resolver, String name) {
        if (conditions.isEmpty()) {
            return stream;
        }
        Fragment condition = expressions.all(conditions, resolver);
        boolean isShort = condition.text().length() <= MAX_CONDITION_LENGTH
                && condition.text().indexOf('\n') < 0;
        ObjectNode settings = Drawing.settings().put("condition", condition.text());
        return drawing.add(new Part("filter", isShort ? condition.text() : name + " rows", settings, condition.range())
                .reading("in", stream)
                .with("condition", condition));
    }

    /** A scope with further columns. */
    record Computed(Scope scope, List<String> columns) {}

    /**
     * The drawn columns that have the values of expressions; those that are not there are computed.
     *
     * @param wishes for their names
     */
    Computed compute(Scope scope, List<SqlNode> nodes, List<String> wishes) {
        return compute(scope, nodes, wishes, expressions.over(scope));
    }

    /** @param resolver of the names in the expressions */
    Computed compute(Scope scope, List<SqlNode> nodes, List<String> wishes, Resolver resolver) {
        List<String> columns = new ArrayList<>();
        ObjectNode settings = Drawing.settings();
        ArrayNode derived = settings.putArray("columns");
        Map<String, Fragment> origins = new LinkedHashMap<>();
        Range place = null;
        Schema schema = scope.stream().type().schema();
        for (int i = 0; i < nodes.size(); i++) {
            String plain = Expressions.plain(nodes.get(i), resolver);
            if (plain != null) {
                columns.add(plain);
                continue;
            }
            Fragment fragment = expressions.fragment(nodes.get(i), resolver);
            String name = Drawing.free(wishes.get(i), schema);
            while (columns.contains(name)) {
                name = name + "_1";
            }
            origins.put("columns[" + derived.size() + "].expression", fragment);
            derived.addObject().put("name", name).put("expression", fragment.text());
            columns.add(name);
            place = place == null ? fragment.range() : place;
        }
        if (place == null) {
            return new Computed(scope, columns);
        }
        String name = String.join(
                ", ",
                columns.stream().filter(column -> !schema.contains(column)).toList());
        Stream stream = drawing.add(new Part("derive", name, settings, place)
                .reading("in", scope.stream())
                .with(origins));
        return new Computed(scope.with(stream), columns);
    }

    /**
     * What a SELECT gives: renamed columns are only known under other names; where something is computed, all columns
     * are drawn.
     */
    Relation select(Scope scope, List<Item> items, Resolver resolver, Range place, String name) {
        List<Column> columns = new ArrayList<>();
        boolean computes = false;
        for (Item item : items) {
            Column column = column(item, scope, resolver);
            computes |= column == null;
            columns.add(column == null ? Column.of(item.name(), item.name()) : column.renamed(item.name()));
        }
        if (!computes) {
            return new Relation(scope.stream(), columns, scope.pending());
        }
        if (scope.pending() != null) {
            return beside(scope, items, columns, resolver);
        }
        List<Item> drawn = new ArrayList<>();
        List<Column> result = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            boolean isPromise = columns.get(i).promise() != null;
            if (!isPromise) {
                drawn.add(items.get(i));
            }
            result.add(
                    isPromise
                            ? columns.get(i)
                            : Column.of(items.get(i).name(), items.get(i).name()));
        }
        Stream stream = project(scope, drawn, resolver, place, name);
        return new Relation(stream, result, null);
    }

    /** What is pending needs the columns that it names: what is computed stands beside them. */
    private Relation beside(Scope scope, List<Item> items, List<Column> columns, Resolver resolver) {
        List<SqlNode> nodes = new ArrayList<>();
        List<String> wishes = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            boolean isComputed = items.get(i).column() == null
                    && columns.get(i).promise() == null
                    && Expressions.plain(items.get(i).node(), resolver) == null;
            if (isComputed) {
                nodes.add(items.get(i).node());
                wishes.add(items.get(i).name());
                places.add(i);
            }
        }
        Computed computed = compute(scope, nodes, wishes, resolver);
        List<Column> result = new ArrayList<>(columns);
        for (int i = 0; i < places.size(); i++) {
            int place = places.get(i);
            result.set(
                    place,
                    Column.of(columns.get(place).name(), computed.columns().get(i)));
        }
        return new Relation(computed.scope().stream(), result, scope.pending());
    }

    private @Nullable Column column(Item item, Scope scope, Resolver resolver) {
        if (item.column() != null) {
            return item.column();
        }
        if (Ranking.isRowNumber(item.node())) {
            return Column.promised(item.name(), Column.Promise.ROW_NUMBER);
        }
        if (Expressions.isCall(item.node(), "PROCTIME")) {
            return Column.promised(item.name(), Column.Promise.PROCESSING_TIME);
        }
        if (item.node() instanceof SqlIdentifier id && !Expressions.isParameter(id)) {
            Column known = scope.find(id, drawing);
            if (known != null && known.promise() != null) {
                return known;
            }
        }
        String plain = Expressions.plain(item.node(), resolver);
        return plain == null ? null : Column.of(item.name(), plain);
    }

    private Stream project(Scope scope, List<Item> items, Resolver resolver, Range place, String name) {
        List<String> names = items.stream().map(Item::name).toList();
        List<String> all = scope.stream().type().schema().names();
        int passed = 0;
        while (passed < all.size() && passed < items.size() && isPassed(items.get(passed), all.get(passed), resolver)) {
            passed++;
        }
        boolean adds = passed == all.size()
                && names.subList(passed, names.size()).stream().noneMatch(all::contains);
        List<Item> written = adds ? items.subList(passed, items.size()) : items;
        ObjectNode settings = Drawing.settings();
        ArrayNode columns = settings.putArray("columns");
        Map<String, Fragment> origins = new LinkedHashMap<>();
        for (Item item : written) {
            Column column = item.column();
            String expression;
            if (column == null) {
                Fragment fragment = expressions.fragment(item.node(), resolver);
                origins.put("columns[" + columns.size() + "].expression", fragment);
                expression = fragment.text();
            } else {
                expression = Language.quote(expressions.drawn(column, item.node()));
            }
            columns.addObject().put("name", item.name()).put("expression", expression);
        }
        return drawing.add(new Part(adds ? "derive" : "project", name + " columns", settings, place)
                .reading("in", scope.stream())
                .with(origins));
    }

    private static boolean isPassed(Item item, String column, Resolver resolver) {
        Column known = item.column();
        String plain = known == null ? Expressions.plain(item.node(), resolver) : known.drawn();
        return item.name().equals(column) && column.equals(plain);
    }

    /**
     * The same rows by a node that has just the relation's columns.
     *
     * @param names of the columns, or none for those that they have
     */
    Relation named(Relation relation, List<String> names, Range place, String name) {
        ObjectNode settings = Drawing.settings();
        ArrayNode columns = settings.putArray("columns");
        List<Column> drawn = new ArrayList<>();
        for (Column column : relation.columns()) {
            if (column.promise() != null && column.promise() != Column.Promise.PROCESSING_TIME) {
                throw drawing.refuse(place, "query.window-column", column.name());
            }
            if (column.drawn() != null) {
                drawn.add(column);
            }
        }
        for (int i = 0; i < drawn.size(); i++) {
            String wanted = names.isEmpty() ? drawn.get(i).name() : names.get(i);
            columns.addObject()
                    .put("name", wanted)
                    .put(
                            "expression",
                            Language.quote(String.valueOf(drawn.get(i).drawn())));
        }
        Stream stream =
                drawing.add(new Part("project", name + " columns", settings, place).reading("in", relation.stream()));
        List<Column> all = new ArrayList<>(Relation.of(stream).columns());
        relation.columns().stream().filter(column -> column.promise() != null).forEach(all::add);
        return new Relation(stream, all, null);
    }
}

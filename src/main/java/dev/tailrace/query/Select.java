package dev.tailrace.query;

import dev.tailrace.language.ParsedSql.Range;
import dev.tailrace.query.Expressions.Resolver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;

/** One SELECT: its clauses in the order in which SQL computes them, each drawn by the class that knows it. */
final class Select {
    private final Drawing drawing;
    private final From from;
    private final SemiJoins semiJoins;
    private final Ranking ranking;
    private final Shaping shaping;
    private final Expressions expressions;
    private final Grouping grouping;
    private final Pendings pendings;
    private final OverWindows overWindows;
    private final ScalarQueries scalars;
    private final Qualifying qualifying;

    Select(Drawing drawing, Queries queries) {
        this.drawing = drawing;
        this.from = new From(drawing, queries);
        NestedQueries nested = NestedQueries.of(drawing, queries, from);
        this.semiJoins = new SemiJoins(nested);
        this.ranking = new Ranking(drawing);
        this.shaping = new Shaping(drawing);
        this.expressions = new Expressions(drawing);
        this.grouping = new Grouping(drawing);
        this.pendings = new Pendings(drawing);
        this.overWindows = new OverWindows(drawing);
        this.scalars = new ScalarQueries(nested);
        this.qualifying = new Qualifying(drawing);
    }

    /** @param keys by which the rows are going to be ordered */
    Relation draw(SqlSelect select, OrderKeys keys, Tables tables, String label) {
        if (select.getFrom() == null) {
            return withoutTable(select);
        }
        if (select.getHints() != null && !select.getHints().isEmpty()) {
            throw drawing.refuse(select.getHints(), "query.hint");
        }
        List<SqlNode> conditions = Expressions.conjuncts(select.getWhere());
        Scope rows = from.draw(select.getFrom(), tables, conditions);
        Scope scope = where(select, keys, rows, conditions, tables, label);
        boolean numbers = select.getQualify() != null
                || Expressions.contains(select.getSelectList(), node -> node.getKind() == SqlKind.OVER);
        if (numbers && !Grouping.isGrouped(select)) {
            scope = pendings.settle(scope);
        }
        List<Item> items = distinct(keys.besides(items(select.getSelectList(), scope)));
        if (select.isDistinct() && keys.addsColumns()) {
            throw drawing.refuse(select.getSelectList(), "query.order-column");
        }
        Range place = drawing.range(select.getSelectList());
        Drawn drawn = Grouping.isGrouped(select)
                ? grouped(select, items, scope, tables, label)
                : plain(select, items, scope, label);
        List<SqlNode> asked = drawn.items.stream()
                .filter(item -> item.column() == null)
                .map(Item::node)
                .toList();
        ScalarQueries.Values values = scalars.draw(drawn.scope, asked, tables);
        Relation relation = shaping.select(values.scope(), drawn.items, values.over(drawn.resolver), place, label);
        return select.isDistinct() ? grouping.distinct(pendings.settle(relation), place, label) : relation;
    }

    /** A row of what the columns are. */
    private Relation withoutTable(SqlSelect select) {
        boolean isRow = select.getWhere() == null
                && !Grouping.isGrouped(select)
                && select.getQualify() == null
                && select.getSelectList().stream()
                        .noneMatch(node -> node instanceof SqlIdentifier name && name.isStar());
        if (!isRow) {
            throw drawing.refuse(select, "query.no-from");
        }
        return new ValuesDrawing(drawing).row(select, items(select.getSelectList(), Scope.NOTHING));
    }

    /** The rows as the SELECT's columns find them. */
    private record Drawn(Scope scope, List<Item> items, Resolver resolver) {}

    private Drawn grouped(SqlSelect select, List<Item> items, Scope scope, Tables tables, String label) {
        Grouping.Grouped grouped = grouping.draw(select, items, scope, label);
        Scope groups = grouped.scope();
        if (select.getHaving() != null) {
            List<SqlNode> having = Expressions.conjuncts(select.getHaving());
            ScalarQueries.Values values = scalars.drawConditions(groups, having, tables);
            groups = values.scope();
            groups = groups.with(shaping.filter(groups.stream(), having, values.over(grouped.resolver()), label));
        }
        List<SqlNode> qualify = Expressions.conjuncts(select.getQualify());
        refuseOver(items);
        return ranked(select, items, qualify, groups, grouped.resolver(), label);
    }

    /** The rows with what ROW_NUMBER() makes of them. */
    private Drawn ranked(
            SqlSelect select, List<Item> items, List<SqlNode> qualify, Scope scope, Resolver resolver, String label) {
        if (qualify.isEmpty()) {
            return new Drawn(numbered(select, items, scope, resolver), items, resolver);
        }
        Qualifying.Drawn drawn = qualifying.draw(items, qualify, scope, resolver, call -> window(select, call), label);
        return new Drawn(drawn.scope(), drawn.items(), drawn.resolver());
    }

    private Drawn plain(SqlSelect select, List<Item> items, Scope scope, String label) {
        List<Item> asking = new ArrayList<>(items);
        List<SqlNode> qualify = Expressions.conjuncts(select.getQualify());
        qualify.forEach(condition -> asking.add(new Item("EXPR$", condition, null)));
        List<SqlCall> over = OverWindows.calls(asking);
        if (!over.isEmpty()) {
            refuseRowNumbers(asking);
            OverWindows.Drawn drawn = overWindows.draw(scope, asking, over, call -> window(select, call));
            Resolver resolver = drawn.resolver();
            Stream stream = shaping.filter(
                    drawn.scope().stream(), qualify, Qualifying.named(items, drawn.scope(), resolver, drawing), label);
            return new Drawn(drawn.scope().with(stream), items, resolver);
        }
        return ranked(select, items, qualify, scope, expressions.over(scope), label);
    }

    /** @param conditions of WHERE that no join has decided */
    private Scope where(
            SqlSelect select, OrderKeys keys, Scope scope, List<SqlNode> conditions, Tables tables, String label) {
        boolean ranks = scope.pending() instanceof Pending.Ranking;
        Scope bounded = ranks ? ranking.bounded(scope, conditions, readsRank(select, keys, scope)) : scope;
        Scope members = scalars.equal(semiJoins.draw(bounded, conditions, tables), conditions, tables);
        ScalarQueries.Values values = scalars.drawConditions(members, conditions, tables);
        Scope joined = values.scope();
        boolean asksWindows = conditions.stream()
                .anyMatch(condition -> Expressions.contains(condition, node -> isOfWindow(node, joined)));
        Scope settled = asksWindows ? pendings.settle(joined) : joined;
        Resolver resolver = values.over(expressions.over(settled));
        return settled.with(shaping.filter(settled.stream(), conditions, resolver, label), settled.pending());
    }

    private boolean isOfWindow(SqlNode node, Scope scope) {
        if (!(node instanceof SqlIdentifier name) || Expressions.isParameter(name)) {
            return false;
        }
        Column column = scope.find(name, drawing);
        return column != null && column.promise() != null && column.promise().isOfWindow();
    }

    /** Whether something but WHERE names the rank. */
    private boolean readsRank(SqlSelect select, OrderKeys keys, Scope scope) {
        SqlNodeList read = new SqlNodeList(select.getSelectList(), select.getParserPosition());
        if (select.getGroup() != null) {
            read.addAll(select.getGroup());
        }
        if (select.getHaving() != null) {
            read.add(select.getHaving());
        }
        keys.directions().forEach(key -> read.add(key.node()));
        return Expressions.contains(read, node -> {
            if (!(node instanceof SqlIdentifier name) || Expressions.isParameter(name)) {
                return false;
            }
            if (name.isStar()) {
                return true;
            }
            Column column = scope.find(name, drawing);
            return column != null && column.promise() == Column.Promise.ROW_NUMBER;
        });
    }

    /** The columns of the result; a star stands for those of its table. */
    private List<Item> items(SqlNodeList list, Scope scope) {
        List<Item> items = new ArrayList<>();
        for (SqlNode node : list) {
            if (node instanceof SqlIdentifier name && name.isStar()) {
                List<Column> columns = name.names.size() == 1 ? scope.columns() : scope.columnsOf(name.names.get(0));
                if (columns == null) {
                    throw drawing.refuse(name, "query.unknown-alias", name.names.get(0));
                }
                columns.forEach(column -> items.add(new Item(column.name(), name, column)));
            } else {
                items.add(new Item(name(node, items.size()), Expressions.bare(node), null));
            }
        }
        return distinct(items);
    }

    /** As in Flink, a name that is there already gets a number behind it. */
    private static List<Item> distinct(List<Item> items) {
        Set<String> names = new HashSet<>();
        List<Item> distinct = new ArrayList<>();
        for (Item item : items) {
            String name = item.name();
            for (int number = 0; !names.add(name); number++) {
                name = item.name() + number;
            }
            distinct.add(new Item(name, item.node(), item.column()));
        }
        return distinct;
    }

    private static String name(SqlNode item, int position) {
        String alias = Expressions.alias(item);
        if (alias != null) {
            return alias;
        }
        return item instanceof SqlIdentifier name && !Expressions.isParameter(name)
                ? name.names.get(name.names.size() - 1)
                : "EXPR$" + position;
    }

    /** A ROW_NUMBER() among the columns waits for its bound. */
    private Scope numbered(SqlSelect select, List<Item> items, Scope scope, Resolver resolver) {
        Scope numbered = scope;
        for (Item item : items) {
            if (item.column() == null && Ranking.isRowNumber(item.node())) {
                if (numbered.pending() instanceof Pending.Ranking) {
                    throw drawing.refuse(item.node(), "query.two-row-numbers");
                }
                SqlCall over = (SqlCall) item.node();
                numbered = ranking.number(numbered, over, window(select, over), resolver);
            }
        }
        return numbered;
    }

    private void refuseRowNumbers(List<Item> items) {
        for (Item item : items) {
            if (item.column() == null && Expressions.contains(item.node(), Ranking::isRowNumber)) {
                throw drawing.refuse(item.node(), "query.row-number-beside-over");
            }
        }
    }

    private void refuseOver(List<Item> items) {
        for (Item item : items) {
            if (Expressions.contains(
                    item.node(), node -> node.getKind() == SqlKind.OVER && !Ranking.isRowNumber(node))) {
                throw drawing.refuse(item.node(), "query.over-groups");
            }
        }
    }

    private SqlWindow window(SqlSelect select, SqlCall over) {
        SqlNode window = over.operand(1);
        if (window instanceof SqlWindow direct && direct.getRefName() == null) {
            return direct;
        }
        String name = window instanceof SqlIdentifier id ? id.getSimple() : "";
        for (SqlNode declared : select.getWindowList()) {
            SqlIdentifier declaredName = ((SqlWindow) declared).getDeclName();
            if (declaredName != null && declaredName.getSimple().equals(name)) {
                return (SqlWindow) declared;
            }
        }
        throw drawing.refuse(over, "query.unknown-window", name);
    }
}

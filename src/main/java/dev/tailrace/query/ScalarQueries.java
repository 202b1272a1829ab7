package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Language;
import dev.tailrace.language.ParsedSql.Range;
import dev.tailrace.query.Expressions.Resolver;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Queries within expressions that give one value: a table of one row, or of one for each key that the query shares with
 * the one outside, which is joined to the rows. Where it has no row the value is NULL.
 */
final class ScalarQueries {
    /** Comparisons with all rows of a query. */
    private static final Set<SqlKind> ASK_FOR_MORE = EnumSet.of(SqlKind.IN, SqlKind.NOT_IN, SqlKind.SOME, SqlKind.ALL);

    private final Drawing drawing;
    private final NestedQueries nested;
    private final Existence existence;

    ScalarQueries(NestedQueries nested) {
        this.drawing = nested.drawing();
        this.nested = nested;
        this.existence = new Existence(drawing, this);
    }

    /**
     * The rows with the values beside them.
     *
     * @param columns that have the values of the queries, which are told apart by where they stand
     */
    record Values(Scope scope, Map<SqlNode, String> columns) {
        Resolver over(Resolver others) {
            return node -> {
                String column = columns.get(node);
                return column == null ? others.column(node) : column;
            };
        }
    }

    /** IN asks for more than a value. */
    private static void collect(@Nullable SqlNode node, List<SqlNode> found) {
        if (node == null || found.contains(node)) {
            return;
        }
        if (node.isA(SqlKind.QUERY) || node.getKind() == SqlKind.EXISTS) {
            found.add(node);
        } else if (ASK_FOR_MORE.contains(node.getKind())) {
            collect(((SqlCall) node).operand(0), found);
        } else if (node instanceof SqlNodeList list) {
            list.forEach(member -> collect(member, found));
        } else if (node instanceof SqlCall call) {
            call.getOperandList().forEach(operand -> collect(operand, found));
        }
    }

    /** Draws the queries within expressions over a scope; the scope's own columns stay as they are. */
    Values draw(Scope scope, List<SqlNode> expressions, Tables tables) {
        return draw(scope, expressions, tables, new ArrayList<>());
    }

    /** As {@link #draw}, within conditions that rows have to fulfil. */
    Values drawConditions(Scope scope, List<SqlNode> conditions, Tables tables) {
        List<SqlNode> members = new ArrayList<>();
        conditions.forEach(condition -> Existence.collectMembers(condition, members));
        return draw(scope, conditions, tables, members);
    }

    private Values draw(Scope scope, List<SqlNode> expressions, Tables tables, List<SqlNode> found) {
        expressions.forEach(expression -> collect(expression, found));
        Map<SqlNode, String> columns = new IdentityHashMap<>();
        Scope joined = found.isEmpty() ? scope : nested.pendings().settle(scope);
        for (SqlNode asked : found) {
            Value value = asked.isA(SqlKind.QUERY)
                    ? value(joined, asked, correlation(asked, joined, tables), tables)
                    : existence.draw(joined, (SqlCall) asked, tables);
            joined = value.scope;
            columns.put(asked, value.column);
        }
        return new Values(joined, columns);
    }

    /**
     * Draws conditions that a column is equal to the only value of a query: to be its only member needs no comparison of
     * all rows. They are taken out.
     */
    Scope equal(Scope scope, List<SqlNode> conditions, Tables tables) {
        Scope joined = scope;
        for (SqlNode condition : List.copyOf(conditions)) {
            for (int i = 0; i < 2 && condition.getKind() == SqlKind.EQUALS; i++) {
                SqlNode query = ((SqlCall) condition).operand(i);
                SqlNode value = ((SqlCall) condition).operand(1 - i);
                boolean isMember = query.isA(SqlKind.QUERY)
                        && value instanceof SqlIdentifier name
                        && !Expressions.isParameter(name)
                        && givesOneRow(query);
                Scope found = isMember ? member(joined, (SqlIdentifier) value, query, condition, tables) : null;
                if (found != null) {
                    joined = found;
                    conditions.remove(condition);
                }
            }
        }
        return joined;
    }

    private @Nullable Scope member(Scope scope, SqlIdentifier value, SqlNode query, SqlNode condition, Tables tables) {
        Column column = scope.find(value, drawing);
        if (column == null
                || column.drawn() == null
                || scope.pending() != null
                || correlation(query, scope, tables) != null) {
            return null;
        }
        Relation relation = nested.pendings().settle(nested.queries().draw(query, tables, "value"));
        checkColumns(relation, query);
        JoinSide left = new JoinSide(scope, "rows", condition);
        String member = new Expressions(drawing).drawn(relation.columns().get(0), query);
        Relation one = new Relation(relation.stream(), List.of(Column.of(member, member)), null);
        JoinSide right = new JoinSide(Scope.of(null, one), member, query);
        Field field = scope.stream().type().schema().field(column.drawn());
        Field ofQuery = right.scope().stream().type().schema().field(member);
        if (field == null || ofQuery == null || !field.type().equals(ofQuery.type())) {
            return null;
        }
        JoinCondition pairs = new JoinCondition(drawing, left, right, true);
        pairs.addEqual(value, new SqlIdentifier(member, query.getParserPosition()));
        return nested.joining().draw("semi", left, right, pairs, drawing.range(condition));
    }

    /** The rows with one value more. */
    record Value(Scope scope, String column) {}

    /** The rows with the value of a query, for each key if it shares something with them. */
    Value value(Scope scope, SqlNode query, @Nullable Correlation correlation, Tables tables) {
        if (correlation != null) {
            return correlated(scope, query, correlation, tables);
        }
        Scope beside = alone(scope, query, tables);
        return new Value(beside, last(beside));
    }

    private static String last(Scope scope) {
        List<String> names = scope.stream().type().schema().names();
        return names.get(names.size() - 1);
    }

    /** A value that is the same for all rows. */
    private Scope alone(Scope scope, SqlNode query, Tables tables) {
        if (!givesOneRow(query)) {
            throw drawing.refuse(query, "query.scalar-rows");
        }
        Relation relation = nested.pendings().settle(nested.queries().draw(query, tables, "value"));
        checkColumns(relation, query);
        Range place = drawing.range(query);
        Column value = relation.columns().get(0);
        String name = Drawing.free(wish(value), scope.stream().type().schema());
        boolean isAlone = relation.stream().type().schema().names().equals(List.of(name));
        Stream one =
                isAlone ? relation.stream() : nested.shaping().named(relation, List.of(name), place, name).stream();
        return nested.joining().beside(scope, one, place);
    }

    private void checkColumns(Relation relation, SqlNode query) {
        if (relation.columns().size() != 1) {
            throw drawing.refuse(
                    query, "query.scalar-columns", relation.columns().size());
        }
    }

    private static String wish(Column value) {
        String drawn = value.drawn();
        return value.name().startsWith("EXPR$") && drawn != null && !drawn.startsWith("EXPR$")
                ? drawn
                : value.name().replace("EXPR$", "value_");
    }

    private static boolean givesOneRow(SqlNode query) {
        if (query instanceof SqlWith with) {
            return givesOneRow(with.body);
        }
        if (query instanceof SqlOrderBy order) {
            Long most = order.fetch == null ? null : Expressions.number(order.fetch);
            return most != null && most == 1 || givesOneRow(order.query);
        }
        if (query.getKind() == SqlKind.VALUES) {
            return ((SqlCall) query).operandCount() == 1;
        }
        return query instanceof SqlSelect select
                && (select.getFrom() == null || select.getGroup() == null && Aggregates.areIn(select.getSelectList()));
    }

    /** What a query of one value shares with the rows outside; null for nothing. */
    @Nullable
    Correlation correlation(SqlNode query, Scope outer, Tables tables) {
        Correlation correlation = Correlation.of(query, outer, nested.from(), tables, drawing);
        boolean isValue = correlation == null
                || correlation.select().getGroup() == null
                        && Aggregates.areIn(correlation.select().getSelectList());
        if (!isValue) {
            throw drawing.refuse(query, "query.correlated");
        }
        return correlation;
    }

    /** A value for each key: the query grouped by what it shares with the rows outside. */
    private Value correlated(Scope scope, SqlNode query, Correlation correlation, Tables tables) {
        SqlNode item = Expressions.bare(correlation.select().getSelectList().get(0));
        boolean counts = isCount(item);
        if (!counts && !isNullWithoutRows(item)) {
            throw drawing.refuse(item, "query.correlated-value");
        }
        if (counts && correlation.select().getHaving() != null) {
            // Whether a key without rows counts 0 or has no value depends on it.
            throw drawing.refuse(query, "query.correlated");
        }
        List<SqlNode> keys = correlation.ownKeys();
        SqlParserPos place = query.getParserPosition();
        SqlSelect grouped = correlation.alone();
        grouped.setGroupBy(new SqlNodeList(keys, place));
        Relation values = nested.queries().draw(grouped, tables, "values");
        checkColumns(
                new Relation(
                        values.stream(),
                        values.columns().subList(0, values.columns().size() - keys.size()),
                        null),
                query);
        Schema schema = scope.stream().type().schema();
        List<String> names = new ArrayList<>();
        names.add(Drawing.free(wish(values.columns().get(0)), schema));
        for (int i = 1; i <= keys.size(); i++) {
            names.add(Drawing.free(names.get(0) + "_key_" + i, schema));
        }
        Relation right = nested.shaping().named(values, names, drawing.range(query), names.get(0));
        JoinSide left = new JoinSide(scope, "rows", query);
        JoinSide ofValues = new JoinSide(Scope.of(null, right), names.get(0), query);
        JoinCondition condition = new JoinCondition(drawing, left, ofValues);
        for (int i = 0; i < keys.size(); i++) {
            condition.addEqual(correlation.keys().get(i).left(), new SqlIdentifier(names.get(i + 1), place));
        }
        Scope joined = nested.joining().draw("left", left, ofValues, condition, drawing.range(query));
        Scope rows = new Scope(joined.stream(), scope.entries(), null);
        return counts ? counted(rows, names.get(0), query) : new Value(rows, names.get(0));
    }

    private static boolean isCount(SqlNode node) {
        SqlNode counted = node.getKind() == SqlKind.FILTER ? ((SqlCall) node).operand(0) : node;
        return Expressions.isCall(counted, "COUNT");
    }

    /** Whether a value is NULL where there are no rows, as it is where the join finds none. */
    private static boolean isNullWithoutRows(SqlNode node) {
        return switch (node.getKind()) {
            case PLUS, MINUS, TIMES, DIVIDE, MINUS_PREFIX, CAST ->
                ((SqlCall) node).getOperandList().stream().anyMatch(ScalarQueries::isNullWithoutRows);
            default -> Aggregates.isAggregate(node) && !isCount(node);
        };
    }

    /** Where a key has no rows their count is 0. */
    private Value counted(Scope scope, String count, SqlNode query) {
        String name = Drawing.free(count, scope.stream().type().schema());
        ObjectNode settings = Drawing.settings();
        ArrayNode columns = settings.putArray("columns");
        columns.addObject()
                .put("name", name)
                .put("expression", "COALESCE(" + Language.quote(count) + ", CAST(0 AS BIGINT))");
        Stream stream =
                drawing.add(new Part("derive", name, settings, drawing.range(query)).reading("in", scope.stream()));
        return new Value(scope.with(stream), name);
    }
}

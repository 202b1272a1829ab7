package dev.tailrace.query;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.jspecify.annotations.Nullable;

/** IN and EXISTS with a query: rows that have a match in it, or none. */
final class SemiJoins {
    private final Drawing drawing;
    private final Queries queries;
    private final From from;
    private final JoinDrawing joining;

    SemiJoins(Drawing drawing, Queries queries, From from) {
        this.drawing = drawing;
        this.queries = queries;
        this.from = from;
        this.joining = new JoinDrawing(drawing);
    }

    /** Draws the conditions that ask another query; they are taken out. */
    Scope draw(Scope scope, List<SqlNode> conditions, Tables tables) {
        Scope joined = scope;
        for (SqlNode condition : List.copyOf(conditions)) {
            boolean isNegated = condition.getKind() == SqlKind.NOT;
            SqlNode inner = isNegated ? ((SqlCall) condition).operand(0) : condition;
            boolean isIn = inner.getKind() == SqlKind.IN || inner.getKind() == SqlKind.NOT_IN;
            if (isIn && ((SqlCall) inner).operand(1).isA(SqlKind.QUERY)) {
                SqlNode members = ((SqlCall) inner).operand(1);
                boolean isNot = isNegated != (inner.getKind() == SqlKind.NOT_IN);
                joined = in(joined, (SqlCall) inner, members, isNot, tables, condition);
                conditions.remove(condition);
            } else if (inner.getKind() == SqlKind.EXISTS) {
                joined = exists(joined, ((SqlCall) inner).operand(0), isNegated, tables, condition);
                conditions.remove(condition);
            }
        }
        return joined;
    }

    private Scope in(Scope scope, SqlCall in, SqlNode query, boolean isNot, Tables tables, SqlNode condition) {
        if (isNot) {
            // A NULL in the list makes NOT IN unknown for every row, which no join says.
            throw drawing.refuse(condition, "query.not-in");
        }
        Relation members = queries.draw(query, tables, queries.label());
        SqlNode value = in.operand(0);
        List<SqlNode> values = value.getKind() == SqlKind.ROW ? ((SqlCall) value).getOperandList() : List.of(value);
        if (values.size() != members.columns().size()) {
            throw drawing.refuse(
                    condition,
                    "query.in-columns",
                    values.size(),
                    members.columns().size());
        }
        JoinSide left = new JoinSide(joiningScope(scope), name(scope), condition);
        JoinSide right = joining.side(Scope.of(null, members), query);
        JoinCondition pairs = new JoinCondition(drawing, left, right, true);
        for (int i = 0; i < values.size(); i++) {
            Column member = right.scope().columns().get(i);
            pairs.addEqual(values.get(i), new SqlIdentifier(member.name(), query.getParserPosition()));
        }
        return joining.draw("semi", left, right, pairs, drawing.range(condition));
    }

    private Scope exists(Scope scope, SqlNode query, boolean isNot, Tables tables, SqlNode condition) {
        SqlNode table = query instanceof SqlSelect select ? select.getFrom() : null;
        if (!(query instanceof SqlSelect select)
                || table == null
                || select.getGroup() != null
                || select.getHaving() != null) {
            throw drawing.refuse(query, "query.exists-query");
        }
        JoinSide left = new JoinSide(joiningScope(scope), name(scope), condition);
        JoinSide right = joining.side(from.draw(table, tables), table);
        JoinCondition pairs = new JoinCondition(drawing, left, right, true);
        List<SqlNode> inner = Expressions.conjuncts(select.getWhere());
        inner.forEach(pairs::add);
        return joining.draw(isNot ? "anti" : "semi", left, right, pairs, drawing.range(condition));
    }

    private Scope joiningScope(Scope scope) {
        return new Pendings(drawing).settle(scope);
    }

    private static String name(Scope scope) {
        @Nullable String alias = scope.entries().get(0).alias();
        return alias == null ? "left" : alias;
    }
}

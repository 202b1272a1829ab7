package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Language;
import dev.tailrace.language.ParsedSql.Range;
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
    private final NestedQueries nested;

    SemiJoins(NestedQueries nested) {
        this.drawing = nested.drawing();
        this.nested = nested;
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
        Relation members = nested.queries().draw(query, tables, nested.queries().label());
        SqlNode value = in.operand(0);
        List<SqlNode> values = value.getKind() == SqlKind.ROW ? ((SqlCall) value).getOperandList() : List.of(value);
        if (values.size() != members.columns().size()) {
            throw drawing.refuse(
                    condition,
                    "query.in-columns",
                    values.size(),
                    members.columns().size());
        }
        JoinSide left = new JoinSide(nested.pendings().settle(scope), name(scope), condition);
        JoinSide right = nested.joining().side(Scope.of(null, members), query);
        return isNot ? notIn(left, values, right, query, condition) : in(left, values, right, query, condition, false);
    }

    private Scope in(
            JoinSide left, List<SqlNode> values, JoinSide right, SqlNode query, SqlNode condition, boolean isNot) {
        JoinCondition pairs = new JoinCondition(drawing, left, right, true);
        for (int i = 0; i < values.size(); i++) {
            Column member = right.scope().columns().get(i);
            pairs.addEqual(values.get(i), new SqlIdentifier(member.name(), query.getParserPosition()));
        }
        return nested.joining().draw(isNot ? "anti" : "semi", left, right, pairs, drawing.range(condition));
    }

    /**
     * Rows whose value is no member. A NULL among the members leaves it open for every row, and NULL is open for every
     * member; so beside the join it is asked whether there are members and whether all of them are known.
     */
    private Scope notIn(JoinSide left, List<SqlNode> values, JoinSide right, SqlNode query, SqlNode condition) {
        Shaping.Computed asked = nested.shaping()
                .compute(
                        left.scope(),
                        values,
                        values.stream().map(value -> "in_value").toList());
        Schema schema = asked.scope().stream().type().schema();
        Stream members = right.scope().stream();
        List<Column> columns = right.scope().columns();
        boolean valueMayBeNull = asked.columns().stream().anyMatch(column -> isNullable(schema, column));
        boolean memberMayBeNull = columns.stream()
                .anyMatch(column -> isNullable(members.type().schema(), String.valueOf(column.drawn())));
        Scope others = in(left.with(asked.scope()), values, right, query, condition, true);
        if (!valueMayBeNull && !memberMayBeNull) {
            return others;
        }
        if (values.size() > 1) {
            throw drawing.refuse(condition, "query.not-in");
        }
        Range place = drawing.range(condition);
        String known = Drawing.free("members_known", schema);
        String member = Language.quote(String.valueOf(columns.get(0).drawn()));
        ObjectNode settings = Drawing.settings();
        settings.putArray("groupBy");
        settings.putArray("aggregates")
                .addObject()
                .put("name", known)
                .put("function", "min")
                .put("argument", memberMayBeNull ? "CASE WHEN " + member + " IS NULL THEN 0 ELSE 1 END" : "1");
        Stream answer =
                drawing.add(new Part("group-aggregate", "members known", settings, place).reading("in", members));
        Scope beside = nested.joining().beside(others, answer, place);
        String quoted = Language.quote(known);
        String value = Language.quote(asked.columns().get(0));
        String passes =
                quoted + " IS NULL OR " + quoted + " = 1" + (valueMayBeNull ? " AND " + value + " IS NOT NULL" : "");
        return beside.with(
                drawing.add(new Part("filter", passes, Drawing.settings().put("condition", passes), place)
                        .reading("in", beside.stream())));
    }

    private static boolean isNullable(Schema schema, String column) {
        Field field = schema.field(column);
        return field == null || field.nullable();
    }

    private Scope exists(Scope scope, SqlNode query, boolean isNot, Tables tables, SqlNode condition) {
        SqlNode table = query instanceof SqlSelect select ? select.getFrom() : null;
        if (!(query instanceof SqlSelect select) || table == null || !Existence.asksForRows(select)) {
            throw drawing.refuse(query, "query.exists-query");
        }
        JoinSide left = new JoinSide(nested.pendings().settle(scope), name(scope), condition);
        JoinSide right = nested.joining().side(nested.from().draw(table, tables), table);
        JoinCondition pairs = new JoinCondition(drawing, left, right, true);
        List<SqlNode> inner = Expressions.conjuncts(select.getWhere());
        inner.forEach(pairs::add);
        return nested.joining().draw(isNot ? "anti" : "semi", left, right, pairs, drawing.range(condition));
    }

    private static String name(Scope scope) {
        @Nullable String alias = scope.entries().get(0).alias();
        return alias == null ? "left" : alias;
    }
}

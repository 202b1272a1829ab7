package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.language.Language;
import dev.tailrace.query.ScalarQueries.Value;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * EXISTS within an expression, and IN with a query below OR: columns that say whether the query has rows. They are counted,
 * by what the query shares with the rows outside.
 *
 * <p>IN is NULL, not FALSE, where a NULL leaves it open. It is drawn only where a condition treats both alike: below
 * nothing but AND and OR.
 */
final class Existence {
    private final Drawing drawing;
    private final ScalarQueries scalars;

    Existence(Drawing drawing, ScalarQueries scalars) {
        this.drawing = drawing;
        this.scalars = scalars;
    }

    /** Whether a query has a row for each of its tables' that its WHERE lets pass. */
    static boolean asksForRows(SqlSelect select) {
        return select.getFrom() != null
                && select.getGroup() == null
                && select.getHaving() == null
                && select.getQualify() == null
                && !Aggregates.areIn(select.getSelectList());
    }

    /** The INs of a condition that are drawn here. */
    static void collectMembers(SqlNode condition, List<SqlNode> found) {
        if (condition.getKind() == SqlKind.AND || condition.getKind() == SqlKind.OR) {
            ((SqlCall) condition).getOperandList().forEach(operand -> collectMembers(operand, found));
        } else if (condition.getKind() == SqlKind.IN
                && ((SqlCall) condition).operand(0).getKind() != SqlKind.ROW
                && ((SqlCall) condition).operand(1) instanceof SqlSelect members
                && asksForRows(members)
                && members.getSelectList().size() == 1
                && !isStar(members.getSelectList().get(0))) {
            found.add(condition);
        }
    }

    private static boolean isStar(SqlNode item) {
        return item instanceof SqlIdentifier name && name.isStar();
    }

    /** The rows with the column of an EXISTS or IN. */
    Value draw(Scope scope, SqlCall asked, Tables tables) {
        SqlNode query = asked.operand(asked.operandCount() - 1);
        if (!(query instanceof SqlSelect select) || !asksForRows(select)) {
            throw drawing.refuse(query, "query.exists-query");
        }
        SqlParserPos place = query.getParserPosition();
        SqlSelect counting = (SqlSelect) select.clone(place);
        counting.setSelectList(SqlNodeList.of(SqlStdOperatorTable.COUNT.createCall(place, SqlIdentifier.star(place))));
        Correlation correlation = scalars.correlation(counting, scope, tables);
        if (asked.getKind() == SqlKind.IN) {
            SqlNode member = Expressions.bare(select.getSelectList().get(0));
            correlation = and(correlation, counting, new JoinCondition.Equal(asked.operand(0), member));
        }
        Value count = scalars.value(scope, counting, correlation, tables);
        Scope counted = count.scope();
        String name = Drawing.free("found", counted.stream().type().schema());
        ObjectNode settings = Drawing.settings();
        settings.putArray("columns")
                .addObject()
                .put("name", name)
                .put("expression", Language.quote(count.column()) + " > 0");
        Stream stream =
                drawing.add(new Part("derive", name, settings, drawing.range(asked)).reading("in", counted.stream()));
        return new Value(counted.with(stream), name);
    }

    private static Correlation and(@Nullable Correlation correlation, SqlSelect counting, JoinCondition.Equal member) {
        List<JoinCondition.Equal> keys = new ArrayList<>();
        if (correlation != null) {
            keys.addAll(correlation.keys());
        }
        keys.add(member);
        return new Correlation(
                counting, keys, correlation == null ? Expressions.conjuncts(counting.getWhere()) : correlation.inner());
    }
}

package dev.tailrace.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * What a query within another one shares with the rows outside: expressions of its own that are equal to some outside. The
 * query that gives these as well can be drawn alone and joined to the rows by them.
 *
 * @param keys outside on the left, the query's own on the right; at least one
 * @param inner conditions that are the query's own
 */
record Correlation(SqlSelect select, List<JoinCondition.Equal> keys, List<SqlNode> inner) {
    Correlation {
        keys = List.copyOf(keys);
        inner = List.copyOf(inner);
    }

    /** Null if the query names nothing outside; refused if it does so otherwise than by what is equal. */
    static @Nullable Correlation of(SqlNode query, Scope outer, From from, Tables tables, Drawing drawing) {
        SqlNode table = query instanceof SqlSelect select ? select.getFrom() : null;
        if (!(query instanceof SqlSelect select) || table == null || select.getWhere() == null) {
            return null;
        }
        JoinSide left = new JoinSide(outer, "outer", query);
        JoinSide right = new JoinSide(from.draw(table, tables), "inner", table);
        JoinCondition condition = new JoinCondition(drawing, left, right, true);
        List<SqlNode> own = new ArrayList<>();
        for (SqlNode each : Expressions.conjuncts(select.getWhere())) {
            if (condition.isOfRight(each)) {
                own.add(each);
            } else {
                condition.add(each);
            }
        }
        if (condition.isEmpty()) {
            return null;
        }
        if (!condition.ofLeft().isEmpty() || !condition.others().isEmpty()) {
            throw drawing.refuse(query, "query.correlated");
        }
        return new Correlation(select, condition.equal(), own);
    }

    /** The query's own expressions. */
    List<SqlNode> ownKeys() {
        return keys.stream().map(JoinCondition.Equal::right).toList();
    }

    /** The query without what it shares, giving its keys behind its own columns. */
    SqlSelect alone() {
        SqlParserPos place = select.getParserPosition();
        SqlNodeList items = new SqlNodeList(select.getSelectList(), place);
        items.addAll(ownKeys());
        SqlSelect alone = (SqlSelect) select.clone(place);
        alone.setSelectList(items);
        SqlNode all = null;
        for (SqlNode condition : inner) {
            all = all == null ? condition : SqlStdOperatorTable.AND.createCall(place, all, condition);
        }
        alone.setWhere(all);
        return alone;
    }
}

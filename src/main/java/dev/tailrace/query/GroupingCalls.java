package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/**
 * GROUPING(...) and GROUPING_ID(...): a digit of 0 or 1 for each expression, 1 where the row's set does not group by it,
 * read as one binary number.
 */
final class GroupingCalls {
    private final Drawing drawing;
    private final List<SqlCall> calls = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    GroupingCalls(Drawing drawing) {
        this.drawing = drawing;
    }

    /** Takes those of an expression out of what has to be aggregated. */
    void collect(@Nullable SqlNode node, Aggregates aggregates) {
        if (node == null || node.isA(SqlKind.QUERY)) {
            return;
        }
        if (Expressions.isCall(node, "GROUPING") || Expressions.isCall(node, "GROUPING_ID")) {
            if (aggregates.column(node) == null) {
                names.add(aggregates.take(node));
                calls.add((SqlCall) node);
            }
        } else if (node instanceof SqlNodeList list) {
            list.forEach(member -> collect(member, aggregates));
        } else if (node instanceof SqlCall call) {
            call.getOperandList().forEach(operand -> collect(operand, aggregates));
        }
    }

    boolean areNone() {
        return calls.isEmpty();
    }

    /** The columns of the results of one set. */
    void write(GroupingSets sets, List<Integer> set, ArrayNode columns) {
        for (int i = 0; i < calls.size(); i++) {
            long number = 0;
            for (SqlNode asked : calls.get(i).getOperandList()) {
                int place = sets.place(asked);
                if (place < 0) {
                    throw drawing.refuse(asked, "query.not-grouped", drawing.text(asked));
                }
                number = number * 2 + (set.contains(place) ? 0 : 1);
            }
            columns.addObject().put("name", names.get(i)).put("expression", "CAST(" + number + " AS BIGINT)");
        }
    }
}

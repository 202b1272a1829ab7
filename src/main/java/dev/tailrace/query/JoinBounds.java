package dev.tailrace.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.jspecify.annotations.Nullable;

/**
 * How near to each other the event times of a join's two sides have to be: {@code left time BETWEEN right time + lower AND
 * right time + upper}, both ends included.
 *
 * @param lowerMillis may be negative
 * @param rest the conditions that say something else
 */
record JoinBounds(long lowerMillis, long upperMillis, List<SqlNode> rest) {
    JoinBounds {
        rest = List.copyOf(rest);
    }

    /** The bounds that conditions say together, or null unless they say both. */
    static @Nullable JoinBounds of(List<SqlNode> conditions, JoinCondition names, JoinSide left, JoinSide right) {
        Reader reader = new Reader(names, left, right);
        List<SqlNode> rest = new ArrayList<>();
        for (SqlNode condition : conditions) {
            if (!reader.take(condition)) {
                rest.add(condition);
            }
        }
        boolean isBounded = reader.lower != Long.MIN_VALUE && reader.upper != Long.MAX_VALUE;
        return isBounded && reader.lower <= reader.upper ? new JoinBounds(reader.lower, reader.upper, rest) : null;
    }

    /** A side's event time and what is added to it. */
    private record Shifted(boolean ofLeft, long millis) {}

    private static final class Reader {
        private final JoinCondition names;
        private final JoinSide left;
        private final JoinSide right;
        private long lower = Long.MIN_VALUE;
        private long upper = Long.MAX_VALUE;

        Reader(JoinCondition names, JoinSide left, JoinSide right) {
            this.names = names;
            this.left = left;
            this.right = right;
        }

        /** Whether the condition is a bound. */
        boolean take(SqlNode condition) {
            if (!(condition instanceof SqlCall call)) {
                return false;
            }
            if (call.getOperator() instanceof SqlBetweenOperator between) {
                boolean isPlain = !between.isNegated() && between.flag == SqlBetweenOperator.Flag.ASYMMETRIC;
                return isPlain
                        && isBound(call.operand(0), call.operand(1))
                        && isBound(call.operand(0), call.operand(2))
                        && take(SqlKind.GREATER_THAN_OR_EQUAL, call.operand(0), call.operand(1))
                        && take(SqlKind.LESS_THAN_OR_EQUAL, call.operand(0), call.operand(2));
            }
            return call.operandCount() == 2 && take(call.getKind(), call.operand(0), call.operand(1));
        }

        private boolean isBound(SqlNode a, SqlNode b) {
            Shifted first = shifted(a);
            Shifted second = shifted(b);
            return first != null && second != null && first.ofLeft != second.ofLeft;
        }

        private boolean take(SqlKind comparison, SqlNode a, SqlNode b) {
            Shifted first = shifted(a);
            Shifted second = shifted(b);
            if (first == null || second == null || first.ofLeft == second.ofLeft) {
                return false;
            }
            SqlKind kind = first.ofLeft ? comparison : comparison.reverse();
            long distance = first.ofLeft ? second.millis - first.millis : first.millis - second.millis;
            switch (kind) {
                case GREATER_THAN_OR_EQUAL -> lower = Math.max(lower, distance);
                case GREATER_THAN -> lower = Math.max(lower, distance + 1);
                case LESS_THAN_OR_EQUAL -> upper = Math.min(upper, distance);
                case LESS_THAN -> upper = Math.min(upper, distance - 1);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private @Nullable Shifted shifted(SqlNode node) {
            if (node.getKind() == SqlKind.PLUS || node.getKind() == SqlKind.MINUS) {
                SqlCall call = (SqlCall) node;
                Long millis = call.operandCount() == 2 ? Intervals.millis(call.operand(1)) : null;
                Shifted time = millis == null ? null : shifted(call.operand(0));
                long by = millis == null ? 0 : node.getKind() == SqlKind.PLUS ? millis : -millis;
                return time == null ? null : new Shifted(time.ofLeft, time.millis + by);
            }
            if (!(node instanceof SqlIdentifier name) || Expressions.isParameter(name)) {
                return null;
            }
            boolean ofLeft = names.isOfLeft(name);
            Scope scope = (ofLeft ? left : right).scope();
            String time = scope.stream().type().eventTime();
            return time != null && time.equals(names.drawn(name)) ? new Shifted(ofLeft, 0) : null;
        }
    }
}

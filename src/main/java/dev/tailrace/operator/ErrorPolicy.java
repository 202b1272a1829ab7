package dev.tailrace.operator;

import dev.tailrace.data.Problem;
import dev.tailrace.language.Expression;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What becomes of a row that cannot be read or computed while the error port is not wired. */
public enum ErrorPolicy {
    /** The run fails and shows the row. */
    STOP,
    /** The row is counted on the node and left out. */
    SKIP;

    /**
     * Why Flink cannot act like this when it computes the expressions: it stops at the first row that fails. Null if it
     * can.
     */
    public @Nullable Problem flinkRefusal(Collection<Expression> expressions) {
        if (this == STOP) {
            return null;
        }
        return expressions.stream()
                .filter(Expression::canFail)
                .findFirst()
                .map(expression -> Problem.error("operators.flink-skip", expression.text()))
                .orElse(null);
    }
}

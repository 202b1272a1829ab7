package dev.tailrace.operators.shape;

import dev.tailrace.language.Checked;
import dev.tailrace.language.Expression;
import dev.tailrace.operator.Placement;
import java.util.BitSet;
import java.util.Map;

/** Expressions that decide where a row goes. */
final class Conditions {
    private Conditions() {}

    /** A text of settings that have passed the check. */
    static Expression expression(Placement<?> placement, String text) {
        Checked checked = placement.check(text);
        Expression expression = checked.expression();
        if (expression == null) {
            throw new IllegalStateException(text + ": " + checked.problems());
        }
        return expression;
    }

    // The line ends before the bracket so that a comment at the end of the text does not swallow it.

    static String isNotFalse(String condition) {
        return "(" + condition + "\n) IS NOT FALSE";
    }

    /** Input columns that leave unchanged by any output port and are read there. */
    static BitSet passedOn(Placement<?> placement, Map<String, BitSet> demanded) {
        BitSet columns = new BitSet();
        demanded.values().forEach(columns::or);
        // Behind the input's columns the error port has its message.
        return columns.get(0, placement.input().schema().size());
    }
}

package dev.tailrace.operator;

import dev.tailrace.data.Problem;
import dev.tailrace.data.TypeKind;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with expressions of settings that have to be true or false. */
public final class ConditionCheck {
    private ConditionCheck() {}

    /** @param place of the settings at which the condition stands */
    public static List<Problem> problems(Checked checked, String place) {
        List<Problem> problems = new ArrayList<>();
        checked.problems().forEach(problem -> problems.add(problem.in(place)));
        Expression expression = checked.expression();
        Problem none = expression == null ? null : problem(expression, place);
        if (none != null) {
            problems.add(none);
        }
        return problems;
    }

    /** Null if the expression is a condition. */
    public static @Nullable Problem problem(Expression expression, String place) {
        return expression.type().is(TypeKind.BOOLEAN)
                ? null
                : Problem.error("operators.not-a-condition", expression.type()).in(place);
    }
}

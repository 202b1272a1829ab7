package dev.tailrace.operator;

import dev.tailrace.data.Problem;
import dev.tailrace.data.TypeKind;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Expression;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with expressions of settings that have to be true or false. */
public final class ConditionCheck {
    private ConditionCheck() {}

    /** @param place of the settings at which the condition stands */
    public static List<Problem> problems(Checked checked, String place) {
        List<Problem> problems = new ArrayList<>();
        checked.problems().forEach(problem -> problems.add(problem.in(place)));
        Expression expression = checked.expression();
        if (expression != null && !expression.type().is(TypeKind.BOOLEAN)) {
            problems.add(Problem.error("operators.not-a-condition", expression.type())
                    .in(place));
        }
        return problems;
    }
}

package dev.tailrace.operator.pattern;

import dev.tailrace.data.Problem;
import dev.tailrace.language.Syntax;
import dev.tailrace.operator.flink.FlinkScript;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The order of a match's rows: variables one behind the other, each for a number of rows.
 *
 * @param variables at least one, in the order of the pattern
 */
public record RowPattern(List<Variable> variables) {
    /** What is known of a row is a bit for each variable. */
    private static final int MAX_VARIABLES = 64;

    /** As {@link Variable#max}: any number of rows. */
    static final int UNBOUNDED = -1;

    /**
     * A variable with its quantifier.
     *
     * @param min rows at least
     * @param max rows at most, or {@link #UNBOUNDED}
     * @param reluctant whether the quantifier takes as few rows as it can
     * @param start where its name begins in the text
     * @param end where its quantifier ends in the text
     */
    record Variable(String name, int min, int max, boolean reluctant, int start, int end) {
        boolean isOptional() {
            return min == 0 && max == 1;
        }

        private String quantifier() {
            if (min == 1 && max == 1) {
                return "";
            }
            String most = max == UNBOUNDED ? "" : Integer.toString(max);
            String range = isOptional() ? "?" : "{" + min + (min == max ? "" : "," + most) + "}";
            return range + (reluctant && min != max ? "?" : "");
        }

        /** Whether rows that the variable takes are kept from the variable behind it. */
        boolean isGreedy() {
            return !reluctant && !isOptional() && min != max;
        }
    }

    public RowPattern {
        variables = List.copyOf(variables);
    }

    /** The names, in the order of the pattern. */
    public List<String> names() {
        return variables.stream().map(Variable::name).toList();
    }

    /** The place of a variable in the pattern, or -1. */
    int indexOf(String name) {
        return names().indexOf(name);
    }

    /** Rows of every match before this variable, at least. */
    int rowsBefore(int variable) {
        return variables.subList(0, variable).stream().mapToInt(Variable::min).sum();
    }

    /** Whether the first or last row of the variable is the first of every match that it has a row of. */
    public boolean beginsWith(String name, boolean last) {
        Variable first = variables.get(0);
        return first.name.equals(name) && (!last || first.max == 1);
    }

    /** As SQL writes it. */
    public String sql() {
        return variables.stream()
                .map(variable -> FlinkScript.quote(variable.name) + variable.quantifier())
                .collect(Collectors.joining(" "));
    }

    /** Whether all matches have as many rows. */
    public boolean isFixed() {
        return variables.stream().allMatch(variable -> variable.min == variable.max);
    }

    /** What Flink does not match, so that nothing does, with places in the text that it was read from. */
    List<Problem> problems(String text) {
        List<Problem> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < variables.size(); i++) {
            Variable variable = variables.get(i);
            Problem problem = seen.add(variable.name)
                    ? problem(variable, i == 0 ? null : variables.get(i - 1))
                    : Problem.error("operators.match-pattern.variable-twice", variable.name);
            if (problem != null) {
                problems.add(problem.at(Syntax.span(text, variable.start, variable.end)));
            }
        }
        if (variables.size() > MAX_VARIABLES) {
            problems.add(Problem.error("operators.match-pattern.too-many-variables", variables.size(), MAX_VARIABLES));
        }
        Variable last = variables.get(variables.size() - 1);
        if (variables.stream().allMatch(variable -> variable.min == 0)) {
            problems.add(Problem.error("operators.match-pattern.empty-match")
                    .at(Syntax.span(text, variables.get(0).start, last.end)));
        } else if (last.isGreedy()) {
            problems.add(Problem.error("operators.match-pattern.greedy-end", last.name)
                    .at(Syntax.span(text, last.start, last.end)));
        }
        return problems;
    }

    private static @Nullable Problem problem(Variable variable, @Nullable Variable before) {
        if (variable.isOptional() && variable.reluctant) {
            return Problem.error("operators.match-pattern.reluctant-optional", variable.name);
        }
        boolean canBeLeftOut = variable.isOptional() || variable.min == 0 && variable.max == UNBOUNDED;
        return canBeLeftOut && before != null && before.isGreedy()
                ? Problem.error("operators.match-pattern.optional-after-greedy", variable.name, before.name)
                : null;
    }
}

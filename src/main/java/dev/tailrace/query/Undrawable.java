package dev.tailrace.query;

import dev.tailrace.data.Problem;
import java.util.List;

/** Carries problems out of the depth of a query; whoever draws a statement catches it. Never leaves the package. */
final class Undrawable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** @param problems with spans in the SQL text */
    Undrawable(List<Problem> problems) {
        super(problems.get(0).code(), null, true, false);
        this.problems = List.copyOf(problems);
    }

    List<Problem> problems() {
        return problems;
    }
}

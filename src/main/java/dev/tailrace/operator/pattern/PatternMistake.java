package dev.tailrace.operator.pattern;

import dev.tailrace.data.Problem;

/** Ends the reading of a text that cannot be read. */
final class PatternMistake extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** @param problem with its span in the text */
    PatternMistake(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}

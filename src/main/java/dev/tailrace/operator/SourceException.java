package dev.tailrace.operator;

import dev.tailrace.data.Problem;
import java.io.IOException;

/** A source or sink cannot go on, with the problem that people are told. */
public final class SourceException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public SourceException(Problem problem) {
        super(problem.code() + problem.arguments());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}

package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Problem;

/** Rows that have no aggregate, such as two of one key where each may come once. It ends the run, as on Flink. */
public final class AggregateFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    AggregateFailure(Problem problem) {
        super(problem.code() + problem.arguments());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}

package dev.tailrace.language;

import dev.tailrace.data.Problem;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Carries a problem out of the depth of a visitor of the parser's or validator's tree; {@link Checking} catches it.
 * Never leaves the package.
 */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient @Nullable SqlParserPos position;

    Refusal(@Nullable SqlNode node, Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
        this.position = node == null ? null : node.getParserPosition();
    }

    Problem problem() {
        return problem;
    }

    @Nullable
    SqlParserPos position() {
        return position;
    }
}

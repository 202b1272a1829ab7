package dev.tailrace.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came out of a run of {@link OperatorHarness}. */
public final class HarnessResult {
    private final Map<String, List<Row>> rows;
    private final Output output;
    private final long late;
    private final long errors;
    private final @Nullable Problem failure;
    private final List<Row> failedRows;

    HarnessResult(
            Map<String, List<Row>> rows,
            Output output,
            long late,
            long errors,
            @Nullable Problem failure,
            List<Row> failedRows) {
        this.rows = rows;
        this.output = output;
        this.late = late;
        this.errors = errors;
        this.failure = failure;
        this.failedRows = failedRows;
    }

    /** Rows of the port {@code out}, in the order in which they came. */
    public List<Row> rows() {
        return rows("out");
    }

    /** Rows of a wired output port, in the order in which they came. */
    public List<Row> rows(String port) {
        List<Row> found = rows.get(port);
        assertTrue(found != null, () -> "no wired output " + port);
        return found;
    }

    /** What the operator said of its outputs. */
    public Output output() {
        return output;
    }

    public long late() {
        return late;
    }

    public long errors() {
        return errors;
    }

    /** Why the node has failed, or null. */
    public @Nullable Problem failure() {
        return failure;
    }

    /** The row at which it failed; empty if it did not say. */
    public List<Row> failedRows() {
        return failedRows;
    }

    /** This and what came out of a node that went on from here. */
    HarnessResult plus(HarnessResult later) {
        Map<String, List<Row>> all = new LinkedHashMap<>();
        rows.forEach((port, before) -> {
            List<Row> joined = new ArrayList<>(before);
            joined.addAll(later.rows(port));
            all.put(port, joined);
        });
        return new HarnessResult(
                all, output, late + later.late, errors + later.errors, later.failure, later.failedRows);
    }

    /** Makes sure that another run, of which {@code run} says which, gave the same. */
    void assertSame(HarnessResult actual, boolean inOrder, String run) {
        assertEquals(failure, actual.failure, () -> "failure in " + run);
        if (failure != null) {
            assertEquals(failedRows, actual.failedRows, () -> "failed row in " + run);
            return; // How many rows come out before the failing one depends on where batches are cut.
        }
        rows.forEach((port, expected) -> {
            StreamType stream = output.ports().get(port);
            RowComparison comparison = new RowComparison(inOrder, stream != null && stream.changes());
            comparison.assertSame(expected, actual.rows(port), "port " + port + ", " + run);
        });
        assertEquals(late, actual.late, () -> "late rows in " + run);
        assertEquals(errors, actual.errors, () -> "failed rows in " + run);
    }
}

package dev.tailrace.proof;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.model.PortRef;
import dev.tailrace.proof.ComparedRow.Verdict;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a test.
 *
 * @param test its name
 * @param problems why it could not be run, or did not run to its end
 * @param ports those compared, in the test's order; none where there are problems
 * @param failedRow the row at which the run failed, or null
 * @param zone of the pipeline, for showing cells
 * @param elapsed wall time
 */
public record Outcome(
        String test,
        Status status,
        List<Problem> problems,
        List<ComparedPort> ports,
        @Nullable FailedRow failedRow,
        ZoneId zone,
        Duration elapsed) {
    /** How a test ended. */
    public enum Status {
        PASSED,
        /** Other rows came than expected, or the run failed. */
        FAILED,
        /** The test does not fit the pipeline: nothing was run. */
        UNFIT
    }

    /** A row with its columns. */
    public record FailedRow(Schema schema, Row row) {}

    /**
     * The rows of one port beside those expected there.
     *
     * @param schema of the rows
     * @param rows the expected rows' lines, and those of rows that were not expected
     */
    public record ComparedPort(PortRef port, Schema schema, List<ComparedRow> rows) {
        public ComparedPort {
            rows = List.copyOf(rows);
        }

        public boolean isSame() {
            return differences().isEmpty();
        }

        /** The lines that are not the same. */
        public List<ComparedRow> differences() {
            return rows.stream().filter(row -> row.verdict() != Verdict.SAME).toList();
        }

        public int count(Verdict verdict) {
            return (int) rows.stream().filter(row -> row.verdict() == verdict).count();
        }
    }

    public Outcome {
        problems = List.copyOf(problems);
        ports = List.copyOf(ports);
    }

    public boolean isPassed() {
        return status == Status.PASSED;
    }
}

package dev.tailrace.proof;

import dev.tailrace.data.Row;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * One line of a comparison.
 *
 * @param expected null if the row was not expected; its columns outside of {@code said} are null and mean nothing
 * @param said the columns of the expected row that are compared
 * @param actual null if the expected row is missing
 * @param differing the columns in which the two differ; none if there are not two
 */
public record ComparedRow(@Nullable Row expected, BitSet said, @Nullable Row actual, BitSet differing) {
    /** What a line says. */
    public enum Verdict {
        SAME,
        /** The nearest of the rows that came in the place of an expected one. */
        DIFFERENT,
        MISSING,
        UNEXPECTED
    }

    public ComparedRow {
        said = (BitSet) said.clone();
        differing = (BitSet) differing.clone();
    }

    @Override
    public BitSet said() {
        return (BitSet) said.clone();
    }

    @Override
    public BitSet differing() {
        return (BitSet) differing.clone();
    }

    public Verdict verdict() {
        if (expected == null) {
            return Verdict.UNEXPECTED;
        } else if (actual == null) {
            return Verdict.MISSING;
        }
        return differing.isEmpty() ? Verdict.SAME : Verdict.DIFFERENT;
    }

    static ComparedRow missing(TestedRow expected) {
        return new ComparedRow(expected.row(), expected.said(), null, new BitSet());
    }

    static ComparedRow unexpected(Row actual) {
        return new ComparedRow(null, new BitSet(), actual, new BitSet());
    }

    static ComparedRow both(TestedRow expected, Row actual) {
        return new ComparedRow(expected.row(), expected.said(), actual, Sameness.differing(expected, actual));
    }
}

package dev.tailrace.engine;

import dev.tailrace.data.Row;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a row came again when a node ran on fewer rows. An insert may have been an update and the other way round,
 * since that only says what came before; floating-point sums may differ in their last digits, since they were added up
 * with fewer rows.
 */
final class SameRow {
    private static final double RELATIVE = 1e-9;

    private SameRow() {}

    static boolean are(Row one, Row other) {
        return one.kind().weight() == other.kind().weight() && areValues(one.values(), other.values());
    }

    private static boolean areValues(List<@Nullable Object> ones, List<@Nullable Object> others) {
        if (ones.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < ones.size(); i++) {
            if (!isValue(ones.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isValue(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == other;
        }
        if (one instanceof byte[] bytes) {
            return other instanceof byte[] others && Arrays.equals(bytes, others);
        }
        if (one instanceof Double number && other instanceof Double otherNumber) {
            return number.equals(otherNumber)
                    || Math.abs(number - otherNumber) <= RELATIVE * Math.max(Math.abs(number), Math.abs(otherNumber));
        }
        if (one instanceof Row row && other instanceof Row otherRow) {
            return areValues(row.values(), otherRow.values());
        }
        if (one instanceof List<?> list && other instanceof List<?> otherList) {
            return Arrays.deepEquals(list.toArray(), otherList.toArray());
        }
        return one.equals(other);
    }
}

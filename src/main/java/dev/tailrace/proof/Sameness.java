package dev.tailrace.proof;

import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import java.math.BigDecimal;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When two values count as the same: as the promise of the two runtimes has it, DOUBLE within 1e-9 of its size. */
final class Sameness {
    private static final double TOLERANCE = 1e-9;

    private Sameness() {}

    /** The columns that the expected row speaks of and that differ; all of them where the one row is a delete. */
    static BitSet differing(TestedRow expected, Row actual) {
        BitSet differing = new BitSet();
        if (actual.kind() != RowKind.INSERT) {
            differing.or(expected.said());
            // A row of which nothing is said is not the same as one that was taken back either.
            differing.set(0);
            return differing;
        }
        expected.said().stream()
                .filter(column -> !same(expected.row().get(column), actual.get(column)))
                .forEach(differing::set);
        return differing;
    }

    static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Double || a instanceof Float) {
            return b instanceof Number other && near(((Number) a).doubleValue(), other.doubleValue());
        } else if (a instanceof BigDecimal decimal) {
            return b instanceof BigDecimal other && decimal.compareTo(other) == 0;
        } else if (a instanceof List<?> list) {
            return b instanceof List<?> other && sameElements(list, other);
        } else if (a instanceof Map<?, ?> map) {
            return b instanceof Map<?, ?> other
                    && map.size() == other.size()
                    && map.entrySet().stream()
                            .allMatch(entry -> other.containsKey(entry.getKey())
                                    && same(entry.getValue(), other.get(entry.getKey())));
        } else if (a instanceof Row row) {
            return b instanceof Row other && sameElements(row.values(), other.values());
        }
        return Objects.deepEquals(a, b);
    }

    private static boolean sameElements(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        Iterator<?> others = b.iterator();
        for (Object element : a) {
            if (!same(element, others.next())) {
                return false;
            }
        }
        return true;
    }

    private static boolean near(double a, double b) {
        return Double.compare(a, b) == 0 || a == b || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
    }
}

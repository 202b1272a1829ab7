package dev.tailrace.language.functions;

import dev.tailrace.data.ArrayColumn;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Functions of arrays, as Flink's. An array is a position {@code at} of an {@link ArrayColumn}, which is not null; another
 * value is a position of a column, where NULL may be. Elements that are NULL are equal.
 */
public final class Elements {
    private Elements() {}

    /**
     * Where the element of an array stands in its column.
     *
     * @param number from 1 on
     * @return -1 for none
     */
    public static int position(Column arrays, int at, int number) {
        ArrayColumn column = (ArrayColumn) arrays;
        return number >= 1 && number <= column.length(at) ? column.starts[at] + number - 1 : -1;
    }

    public static int count(Column arrays, int at) {
        return ((ArrayColumn) arrays).length(at);
    }

    /**
     * Where the only element of an array stands in its column; -1 for none.
     *
     * @throws IllegalArgumentException if there are more
     */
    public static int only(Column arrays, int at) {
        int count = count(arrays, at);
        if (count > 1) {
            throw new IllegalArgumentException("the array has more than one element");
        }
        return count == 0 ? -1 : ((ArrayColumn) arrays).starts[at];
    }

    public static boolean contains(Column arrays, int at, Column values, int value) {
        return indexOf((ArrayColumn) arrays, at, values, value) >= 0;
    }

    /** From 1 on, 0 for none. */
    public static int number(Column arrays, int at, Column values, int value) {
        ArrayColumn column = (ArrayColumn) arrays;
        int index = indexOf(column, at, values, value);
        return index < 0 ? 0 : index - column.starts[at] + 1;
    }

    private static int indexOf(ArrayColumn arrays, int at, Column values, int value) {
        return indexOf(arrays.elements, arrays.starts[at], arrays.ends[at], values, value);
    }

    private static int indexOf(Column elements, int from, int to, Column values, int value) {
        for (int i = from; i < to; i++) {
            if (Equality.same(elements, i, values, value)) {
                return i;
            }
        }
        return -1;
    }

    private static void keep(ArrayColumn arrays, int at, IntPredicate kept, ColumnBuilder target) {
        for (int i = arrays.starts[at]; i < arrays.ends[at]; i++) {
            if (kept.test(i)) {
                target.appendFrom(arrays.elements, i);
            }
        }
    }

    private static void all(ArrayColumn arrays, int at, ColumnBuilder target) {
        target.appendFrom(arrays.elements, arrays.starts[at], arrays.ends[at]);
    }

    private static ArrayColumn.Builder begin(NestedValue result) {
        return (ArrayColumn.Builder) result.begin();
    }

    private static void end(ArrayColumn.Builder builder, NestedValue result) {
        builder.endArray();
        result.end();
    }

    private static boolean isFirst(ArrayColumn arrays, int at, int i) {
        return indexOf(arrays.elements, arrays.starts[at], i, arrays.elements, i) < 0;
    }

    public static void distinct(Column arrays, int at, NestedValue result) {
        ArrayColumn column = (ArrayColumn) arrays;
        ArrayColumn.Builder target = begin(result);
        keep(column, at, i -> isFirst(column, at, i), target.elements());
        end(target, result);
    }

    public static void remove(Column arrays, int at, Column values, int value, NestedValue result) {
        ArrayColumn column = (ArrayColumn) arrays;
        ArrayColumn.Builder target = begin(result);
        keep(column, at, i -> !Equality.same(column.elements, i, values, value), target.elements());
        end(target, result);
    }

    public static void reverse(Column arrays, int at, NestedValue result) {
        ArrayColumn column = (ArrayColumn) arrays;
        ArrayColumn.Builder target = begin(result);
        for (int i = column.ends[at] - 1; i >= column.starts[at]; i--) {
            target.elements().appendFrom(column.elements, i);
        }
        end(target, result);
    }

    public static void append(Column arrays, int at, Column values, int value, NestedValue result) {
        ArrayColumn.Builder target = begin(result);
        all((ArrayColumn) arrays, at, target.elements());
        target.elements().appendFrom(values, value);
        end(target, result);
    }

    public static void prepend(Column arrays, int at, Column values, int value, NestedValue result) {
        ArrayColumn.Builder target = begin(result);
        target.elements().appendFrom(values, value);
        all((ArrayColumn) arrays, at, target.elements());
        end(target, result);
    }

    public static void slice(Column arrays, int at, int from, NestedValue result) {
        slice(arrays, at, from, count(arrays, at), result);
    }

    /** Both numbers count, from 1 on, or backwards from -1; 0 is as 1. */
    public static void slice(Column arrays, int at, int from, int to, NestedValue result) {
        ArrayColumn column = (ArrayColumn) arrays;
        ArrayColumn.Builder target = begin(result);
        int length = column.length(at);
        int first = Math.max(from < 0 ? length + from + 1 : from, 1);
        int last = Math.min(to < 0 ? length + to + 1 : to == 0 ? 1 : to, length);
        if (first <= last) {
            int start = column.starts[at];
            target.elements().appendFrom(column.elements, start + first - 1, start + last);
        }
        end(target, result);
    }

    public static void union(Column arrays, int at, Column others, int other, NestedValue result) {
        ArrayColumn left = (ArrayColumn) arrays;
        ArrayColumn right = (ArrayColumn) others;
        ArrayColumn.Builder target = begin(result);
        keep(left, at, i -> isFirst(left, at, i), target.elements());
        keep(
                right,
                other,
                i -> isFirst(right, other, i) && indexOf(left, at, right.elements, i) < 0,
                target.elements());
        end(target, result);
    }

    public static void except(Column arrays, int at, Column others, int other, NestedValue result) {
        inOthers(arrays, at, others, other, false, result);
    }

    public static void intersect(Column arrays, int at, Column others, int other, NestedValue result) {
        inOthers(arrays, at, others, other, true, result);
    }

    private static void inOthers(
            Column arrays, int at, Column others, int other, boolean whetherIn, NestedValue result) {
        ArrayColumn left = (ArrayColumn) arrays;
        ArrayColumn right = (ArrayColumn) others;
        ArrayColumn.Builder target = begin(result);
        keep(
                left,
                at,
                i -> isFirst(left, at, i) && indexOf(right, other, left.elements, i) >= 0 == whetherIn,
                target.elements());
        end(target, result);
    }

    /** Adds an array to one under construction. */
    public static void add(Column arrays, int at, ColumnBuilder target) {
        all((ArrayColumn) arrays, at, ((ArrayColumn.Builder) target).elements());
    }

    /** Where the greatest element stands in its column, -1 for none; NaN is greater and less than nothing. */
    public static int greatest(Column arrays, int at) {
        return extreme((ArrayColumn) arrays, at, 1);
    }

    /** Where the least element stands in its column, -1 for none. */
    public static int least(Column arrays, int at) {
        return extreme((ArrayColumn) arrays, at, -1);
    }

    private static int extreme(ArrayColumn arrays, int at, int sign) {
        int best = -1;
        for (int i = arrays.starts[at]; i < arrays.ends[at]; i++) {
            boolean isBetter = !arrays.elements.isNull(i)
                    && (best < 0
                            || (sign > 0
                                    ? isGreater(arrays.elements, i, best)
                                    : isGreater(arrays.elements, best, i)));
            best = isBetter ? i : best;
        }
        return best;
    }

    private static boolean isGreater(Column column, int i, int j) {
        if (column instanceof Column.Ints ints) {
            return ints.values[i] > ints.values[j];
        }
        if (column instanceof Column.Longs longs) {
            return longs.values[i] > longs.values[j];
        }
        if (column instanceof Column.Doubles doubles) {
            return doubles.values[i] > doubles.values[j];
        }
        if (column instanceof Column.Floats floats) {
            return floats.values[i] > floats.values[j];
        }
        if (column instanceof Column.Bytes bytes) {
            return Arrays.compareUnsigned(
                            bytes.buffer,
                            bytes.starts[i],
                            bytes.ends[i],
                            bytes.buffer,
                            bytes.starts[j],
                            bytes.ends[j])
                    > 0;
        }
        return ((Column.Decimals) column).decimal(i).compareTo(((Column.Decimals) column).decimal(j)) > 0;
    }

    public static void sort(Column arrays, int at, NestedValue result) {
        sort(arrays, at, true, true, result);
    }

    public static void sort(Column arrays, int at, boolean isAscending, NestedValue result) {
        sort(arrays, at, isAscending, isAscending, result);
    }

    /**
     * Sorts by Java's own sorting with Flink's comparison, which knows no equals, so that NaN and 0.0 beside -0.0 come
     * where Flink leaves them.
     */
    public static void sort(Column arrays, int at, boolean isAscending, boolean nullsFirst, NestedValue result) {
        ArrayColumn column = (ArrayColumn) arrays;
        ArrayColumn.Builder target = begin(result);
        Integer[] positions = new Integer[column.length(at)];
        int count = 0;
        for (int i = column.starts[at]; i < column.ends[at]; i++) {
            if (!column.elements.isNull(i)) {
                positions[count++] = i;
            }
        }
        int up = isAscending ? 1 : -1;
        Arrays.sort(positions, 0, count, (i, j) -> isGreater(column.elements, i, j) ? up : -up);
        for (int i = nullsFirst ? count : positions.length; i < positions.length; i++) {
            target.elements().appendNull();
        }
        for (int i = 0; i < count; i++) {
            target.elements().appendFrom(column.elements, (int) positions[i]);
        }
        for (int i = nullsFirst ? positions.length : count; i < positions.length; i++) {
            target.elements().appendNull();
        }
        end(target, result);
    }

    public static void join(Column arrays, int at, byte[] b, int s, int e, Slice result) {
        join((ArrayColumn) arrays, at, b, s, e, null, 0, 0, result);
    }

    /** @param nb what stands for NULL, {@code [ns, ne)} of it */
    public static void join(
            Column arrays, int at, byte[] b, int s, int e, byte[] nb, int ns, int ne, Slice result) {
        join((ArrayColumn) arrays, at, b, s, e, nb, ns, ne, result);
    }

    private static void join(
            ArrayColumn arrays,
            int at,
            byte[] b,
            int s,
            int e,
            byte @Nullable [] nb,
            int ns,
            int ne,
            Slice result) {
        Column.Bytes texts = (Column.Bytes) arrays.elements;
        result.clear();
        boolean isFirst = true;
        for (int i = arrays.starts[at]; i < arrays.ends[at]; i++) {
            boolean isNull = texts.isNull(i);
            if (isNull && nb == null) {
                continue;
            }
            if (!isFirst) {
                result.append(b, s, e);
            }
            isFirst = false;
            if (isNull && nb != null) {
                result.append(nb, ns, ne);
            } else {
                result.append(texts.buffer, texts.starts[i], texts.ends[i]);
            }
        }
    }
}

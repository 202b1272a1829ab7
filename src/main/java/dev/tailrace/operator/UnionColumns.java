package dev.tailrace.operator;

import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import org.jspecify.annotations.Nullable;

/** What streams that come together in the port {@code in} have to have in common: names, types and order of columns. */
public final class UnionColumns {
    private static final String PORT = "in";

    private UnionColumns() {}

    /**
     * The first difference of an input from the first one, with what makes it fit; null if there is none.
     *
     * @param number of the input, counted from 1
     */
    public static @Nullable Problem difference(Schema first, Schema other, int number) {
        Problem found = find(first, other, number);
        return found == null ? null : found.in(PORT);
    }

    private static @Nullable Problem find(Schema first, Schema other, int number) {
        int wire = number - 1;
        for (Field field : first.fields()) {
            Field same = other.field(field.name());
            if (same == null) {
                return Problem.error("operators.union.column-missing", number, field.name())
                        .fixedBy(FittingInput.addNull(field.name(), field.type(), PORT, wire));
            }
            if (!same.type().equals(field.type())) {
                return Problem.error("operators.union.column-type", number, field.name(), same.type(), field.type())
                        .fixedBy(FittingInput.cast(other, same, field.type(), PORT, wire).stream()
                                .toArray(Problem.Fix[]::new));
            }
        }
        for (Field field : other.fields()) {
            if (!first.contains(field.name())) {
                return Problem.error("operators.union.column-extra", number, field.name())
                        .fixedBy(FittingInput.choose(first.names(), PORT, wire));
            }
        }
        return first.names().equals(other.names())
                ? null
                : Problem.error("operators.union.column-order", number, String.join(", ", first.names()))
                        .fixedBy(FittingInput.choose(first.names(), PORT, wire));
    }
}

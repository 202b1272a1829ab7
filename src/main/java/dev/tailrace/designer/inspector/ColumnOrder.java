package dev.tailrace.designer.inspector;

import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** In which order columns are proposed: first those that are likely meant. No toolkit. */
final class ColumnOrder {
    private ColumnOrder() {}

    /**
     * Columns that are to be equal to one of the other side: by name and type, by type, then the others, each in the
     * schema's order.
     *
     * @param partner the column of the other side that was chosen, or null if none was
     */
    static List<String> keys(Schema columns, Schema other, @Nullable Field partner) {
        return columns.fields().stream()
                .sorted(Comparator.comparingInt((Field field) -> rank(field, other, partner)))
                .map(Field::name)
                .toList();
    }

    /** Points in time, then days and times of day, then the others, each in the schema's order. */
    static List<String> times(Schema columns) {
        return columns.fields().stream()
                .sorted(Comparator.comparingInt(field -> rankAsTime(field.type().kind())))
                .map(Field::name)
                .toList();
    }

    private static int rankAsTime(TypeKind kind) {
        return switch (kind) {
            case TIMESTAMP, TIMESTAMP_LTZ -> 0;
            case DATE, TIME -> 1;
            default -> 2;
        };
    }

    private static int rank(Field field, Schema other, @Nullable Field partner) {
        Field same = partner == null ? other.field(field.name()) : partner;
        if (same != null && same.type().equals(field.type())) {
            return same.name().equals(field.name()) ? 0 : 1;
        }
        boolean possible = partner == null
                && other.fields().stream().anyMatch(one -> one.type().equals(field.type()));
        return possible ? 1 : 2;
    }
}

package dev.tailrace.designer.inspector;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.language.TypeGroup;
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
    static List<Field> keys(Schema columns, Schema other, @Nullable Field partner) {
        return columns.fields().stream()
                .sorted(Comparator.comparingInt((Field field) -> rank(field, other, partner)))
                .toList();
    }

    /**
     * Columns of the types that are asked for, then the others, each in the schema's order; of times the points in time
     * come before days and times of day.
     *
     * @param types empty where all are as likely
     */
    static List<Field> fitting(Schema columns, List<TypeGroup> types) {
        return columns.fields().stream()
                .sorted(Comparator.comparingInt(field -> rank(field.type(), types)))
                .toList();
    }

    private static int rank(DataType type, List<TypeGroup> types) {
        if (!types.contains(TypeGroup.of(type))) {
            return 2;
        }
        return type.is(TypeKind.DATE) || type.is(TypeKind.TIME) ? 1 : 0;
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

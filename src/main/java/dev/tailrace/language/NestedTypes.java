package dev.tailrace.language;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** What there is to know of the types ARRAY, MAP and ROW. */
final class NestedTypes {
    /** Deeper ones are nobody's, and what reads and writes types calls itself. */
    private static final int MAX_DEPTH = 30;

    private NestedTypes() {}

    static RelDataType element(RelDataType array) {
        return Objects.requireNonNull(array.getComponentType());
    }

    static RelDataType key(RelDataType map) {
        return Objects.requireNonNull(map.getKeyType());
    }

    static RelDataType value(RelDataType map) {
        return Objects.requireNonNull(map.getValueType());
    }

    /** The types of the values inside. */
    static List<RelDataType> children(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case ARRAY -> List.of(element(type));
            case MAP -> List.of(key(type), value(type));
            case ROW ->
                type.getFieldList().stream().map(RelDataTypeField::getType).toList();
            default -> List.of();
        };
    }

    /** The type of a column that holds such values, or null if columns cannot. */
    static @Nullable DataType dataType(RelDataType type) {
        List<Field> fields = new ArrayList<>();
        List<RelDataType> children = children(type);
        for (int i = 0; i < children.size(); i++) {
            DataType known = FlinkTypes.dataType(children.get(i));
            if (known == null) {
                return null;
            }
            String name = type.isStruct() ? type.getFieldList().get(i).getName() : "";
            fields.add(new Field(name, known, children.get(i).isNullable()));
        }
        return switch (type.getSqlTypeName()) {
            case ARRAY -> DataType.array(fields.get(0));
            case MAP -> DataType.map(fields.get(0), fields.get(1));
            default -> DataType.row(fields);
        };
    }

    /** The type, unless it is too deep. */
    static DataType limited(DataType type) {
        if (depth(type) > MAX_DEPTH) {
            throw new Refusal(null, Problem.error("language.too-deep"));
        }
        return type;
    }

    private static int depth(DataType type) {
        return 1 + type.children().stream().mapToInt(child -> depth(child.type())).max().orElse(0);
    }

    /** Whether values of the one are values of the other as they are: NULL apart, and the names of fields. */
    static boolean areSame(RelDataType a, RelDataType b) {
        if (FlinkTypes.isText(a) && FlinkTypes.isText(b) || FlinkTypes.isBinary(a) && FlinkTypes.isBinary(b)) {
            return true;
        }
        List<RelDataType> left = children(a);
        List<RelDataType> right = children(b);
        boolean same = a.getSqlTypeName() == b.getSqlTypeName() && left.size() == right.size();
        if (same && left.isEmpty()) {
            return a.getPrecision() == b.getPrecision() && a.getScale() == b.getScale();
        }
        for (int i = 0; same && i < left.size(); i++) {
            same = areSame(left.get(i), right.get(i));
        }
        return same;
    }

    static void requireSame(RelDataType from, RelDataType to) {
        if (!areSame(from, to)) {
            throw new Refusal(
                    null, Problem.error("language.nested-conversion", FlinkTypes.name(from), FlinkTypes.name(to)));
        }
    }

    /** Whether the type is one of these, or holds one. */
    static boolean holds(RelDataType type, List<SqlTypeName> names) {
        return names.contains(type.getSqlTypeName())
                || children(type).stream().anyMatch(child -> holds(child, names));
    }

    /** Whether both runtimes tell alike which values are equal: they do not for maps with NULL in them. */
    static boolean haveEquals(RelDataType type) {
        return !holds(type, List.of(SqlTypeName.MAP));
    }

    /**
     * Whether {@code =} on values of the type means the same in both runtimes: Flink compares some arrays byte by byte,
     * where NaN equals NaN and 0 does not equal -0, and others number by number.
     */
    static boolean areComparable(RelDataType type) {
        return !holds(type, List.of(SqlTypeName.MAP, SqlTypeName.FLOAT, SqlTypeName.DOUBLE));
    }
}

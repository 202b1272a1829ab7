package dev.tailrace.data;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Flink SQL type. Whether a value may be null is said by the {@link Field} that has the type.
 *
 * @param precision digits of a DECIMAL, fraction digits of TIME and TIMESTAMP, otherwise 0
 * @param scale fraction digits of a DECIMAL, otherwise 0
 * @param children one field of an ARRAY ({@code element}), two of a MAP ({@code key}, {@code value}), the fields of a ROW
 */
public record DataType(TypeKind kind, int precision, int scale, List<Field> children) {
    public static final int MAX_DECIMAL_PRECISION = 38;

    public static final DataType BOOLEAN = plain(TypeKind.BOOLEAN);
    public static final DataType TINYINT = plain(TypeKind.TINYINT);
    public static final DataType SMALLINT = plain(TypeKind.SMALLINT);
    public static final DataType INT = plain(TypeKind.INT);
    public static final DataType BIGINT = plain(TypeKind.BIGINT);
    public static final DataType FLOAT = plain(TypeKind.FLOAT);
    public static final DataType DOUBLE = plain(TypeKind.DOUBLE);
    public static final DataType STRING = plain(TypeKind.STRING);
    public static final DataType BYTES = plain(TypeKind.BYTES);
    public static final DataType DATE = plain(TypeKind.DATE);
    public static final DataType TIME = time(0);
    public static final DataType TIMESTAMP = timestamp(3);
    public static final DataType TIMESTAMP_LTZ = timestampLtz(3);

    public DataType {
        children = List.copyOf(children);
    }

    private static DataType plain(TypeKind kind) {
        return new DataType(kind, 0, 0, List.of());
    }

    /** @throws IllegalArgumentException unless {@code 1 <= precision <= 38} and {@code 0 <= scale <= precision} */
    public static DataType decimal(int precision, int scale) {
        if (precision < 1 || precision > MAX_DECIMAL_PRECISION || scale < 0 || scale > precision) {
            throw new IllegalArgumentException("DECIMAL(" + precision + ", " + scale + ")");
        }
        return new DataType(TypeKind.DECIMAL, precision, scale, List.of());
    }

    public static DataType time(int precision) {
        return new DataType(TypeKind.TIME, precision, 0, List.of());
    }

    public static DataType timestamp(int precision) {
        return new DataType(TypeKind.TIMESTAMP, precision, 0, List.of());
    }

    public static DataType timestampLtz(int precision) {
        return new DataType(TypeKind.TIMESTAMP_LTZ, precision, 0, List.of());
    }

    /** The names of the fields are of no account. */
    public static DataType array(Field element) {
        return new DataType(TypeKind.ARRAY, 0, 0, List.of(element.renamed("element")));
    }

    /** An array whose elements may be null. */
    public static DataType array(DataType element) {
        return array(Field.of("element", element));
    }

    /** The names of the fields are of no account. */
    public static DataType map(Field key, Field value) {
        return new DataType(TypeKind.MAP, 0, 0, List.of(key.renamed("key"), value.renamed("value")));
    }

    /** A map whose keys and values may be null. */
    public static DataType map(DataType key, DataType value) {
        return map(Field.of("key", key), Field.of("value", value));
    }

    public static DataType row(List<Field> fields) {
        return new DataType(TypeKind.ROW, 0, 0, fields);
    }

    /** Whether values hold values of other types: ARRAY, MAP or ROW. */
    public boolean isNested() {
        return kind.storage() == TypeKind.Storage.NESTED;
    }

    /**
     * A number with the places of this DECIMAL; null if it has more digits. A number of a far exponent, such as
     * 1e999999999, is never written out.
     */
    public @Nullable BigDecimal exact(BigDecimal number) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO.setScale(scale);
        }
        BigDecimal shortest = number.stripTrailingZeros();
        long wholeDigits = (long) shortest.precision() - shortest.scale();
        return shortest.scale() <= scale && wholeDigits <= precision - scale ? shortest.setScale(scale) : null;
    }

    /** The type of an ARRAY's elements. */
    public Field element() {
        return child(TypeKind.ARRAY, 0);
    }

    /** The type of a MAP's keys. */
    public Field key() {
        return child(TypeKind.MAP, 0);
    }

    /** The type of a MAP's values. */
    public Field value() {
        return child(TypeKind.MAP, 1);
    }

    private Field child(TypeKind of, int i) {
        if (kind != of) {
            throw new IllegalStateException(this + " is no " + of);
        }
        return children.get(i);
    }

    public boolean is(TypeKind other) {
        return kind == other;
    }

    /** The type as Flink SQL writes it, such as {@code DECIMAL(10, 2)} or {@code TIMESTAMP(3)}. */
    @Override
    public String toString() {
        return switch (kind) {
            case DECIMAL -> "DECIMAL(" + precision + ", " + scale + ")";
            case TIME, TIMESTAMP, TIMESTAMP_LTZ -> kind + "(" + precision + ")";
            case ARRAY -> "ARRAY<" + children.get(0).typeText() + ">";
            case MAP ->
                "MAP<" + children.get(0).typeText() + ", " + children.get(1).typeText() + ">";
            case ROW ->
                children.stream()
                        .map(field -> "`" + field.name().replace("`", "``") + "` " + field.typeText())
                        .collect(Collectors.joining(", ", "ROW<", ">"));
            default -> kind.name().toUpperCase(Locale.ROOT);
        };
    }
}

package dev.tailrace.language;

import dev.tailrace.data.Column;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/**
 * Where generated code finds a value: Java expressions without side effects, cheap enough to be repeated.
 *
 * <p>Where {@code isNull} holds, the value is unspecified, but for booleans, which are then false: so AND, OR and
 * filters need only look at the value.
 *
 * @param parts one for most carriers; high and low of a wide decimal; array, start and end of a text; column and position
 *     of an array, map or row
 * @param isNull when it is NULL, or null for never
 * @param constant the value if it is a literal: Boolean, Long (whole numbers, dates, times), BigDecimal, String; else null
 */
record Term(Carrier carrier, RelDataType type, List<String> parts, @Nullable String isNull, @Nullable Object constant) {
    /** How values of a type are held in local variables. */
    enum Carrier {
        BOOLEAN("boolean", "false"),
        /** INT and smaller, dates and times of day, intervals in months. */
        INT("int", "0"),
        /** BIGINT, timestamps, intervals in milliseconds. */
        LONG("long", "0L"),
        FLOAT("float", "0f"),
        DOUBLE("double", "0d"),
        /** The unscaled value of a DECIMAL of at most 18 digits. */
        DECIMAL("long", "0L"),
        /** The unscaled value of a DECIMAL of up to 38 digits: high and low. */
        WIDE("long", "0L"),
        /** A slice of UTF-8, or of bytes. */
        TEXT("byte[]", "null"),
        /** An array, map or row: a column, and the position in it. */
        NESTED("Column", "null");

        final String java;
        final String zero;

        Carrier(String java, String zero) {
            this.java = java;
            this.zero = zero;
        }
    }

    static Carrier carrierOf(RelDataType type) {
        if (FlinkTypes.isInterval(type)) {
            return FlinkTypes.isDayInterval(type) ? Carrier.LONG : Carrier.INT;
        }
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> Carrier.BOOLEAN;
            case TINYINT, SMALLINT, INTEGER, DATE, TIME -> Carrier.INT;
            case BIGINT, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> Carrier.LONG;
            case FLOAT -> Carrier.FLOAT;
            case DOUBLE -> Carrier.DOUBLE;
            case DECIMAL ->
                type.getPrecision() <= Column.Decimals.MAX_COMPACT_PRECISION ? Carrier.DECIMAL : Carrier.WIDE;
            case CHAR, VARCHAR, BINARY, VARBINARY -> Carrier.TEXT;
            case ARRAY, MAP, ROW -> Carrier.NESTED;
            default -> throw new Refusal(null, Mistakes.typeNotOffered(type));
        };
    }

    /** The value, of a carrier with one part. */
    String value() {
        return parts.get(0);
    }

    /** The parts as arguments of a call. */
    String arguments() {
        return String.join(", ", parts);
    }

    boolean isNullLiteral() {
        return "true".equals(isNull);
    }

    /** The same value where it is known not to be NULL. */
    Term notNull() {
        return new Term(carrier, type, parts, null, constant);
    }

    /** An exact number's unscaled value as the two arguments {@code high, low}. */
    String wide() {
        return switch (carrier) {
            case INT -> "(long) (" + value() + " >> 31), (long) " + value();
            case LONG, DECIMAL -> value() + " >> 63, " + value();
            case WIDE -> arguments();
            default -> throw new IllegalStateException(type + " is not exact");
        };
    }

    /** An exact number as the three arguments {@code high, low, scale}. */
    String decimal() {
        return wide() + ", " + (carrier == Carrier.INT || carrier == Carrier.LONG ? 0 : type.getScale());
    }
}

package dev.tailrace.language;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.rel.type.RelRecordType;
import org.apache.calcite.rel.type.StructKind;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Our types as the validator's, with Flink's rules for the results of decimal arithmetic. */
final class FlinkTypes {
    static final int MAX_TIMESTAMP_PRECISION = 3;

    /** Milliseconds, as Flink keeps a TIME of whatever precision. */
    static final int MAX_TIME_PRECISION = 3;

    private FlinkTypes() {}

    /** A factory whose default character set holds every text. Not shared: its caches are not bounded. */
    static RelDataTypeFactory factory() {
        return new SqlTypeFactoryImpl(new FlinkTypeSystem()) {
            @Override
            public Charset getDefaultCharset() {
                return StandardCharsets.UTF_8;
            }

            /** A row that may be null has the fields that it has; the usual way makes them all nullable. */
            @Override
            public RelDataType createTypeWithNullability(RelDataType type, boolean nullable) {
                return type instanceof RelRecordType row
                        ? canonize(new RelRecordType(row.getStructKind(), row.getFieldList(), nullable))
                        : super.createTypeWithNullability(type, nullable);
            }
        };
    }

    static RelDataType rowType(RelDataTypeFactory factory, Schema schema) {
        RelDataTypeFactory.Builder builder = factory.builder();
        for (Field field : schema.fields()) {
            builder.add(field.name(), relType(factory, field));
        }
        return builder.build();
    }

    static RelDataType relType(RelDataTypeFactory factory, Field field) {
        DataType type = field.type();
        RelDataType plain =
                switch (type.kind()) {
                    case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
                    case TINYINT -> factory.createSqlType(SqlTypeName.TINYINT);
                    case SMALLINT -> factory.createSqlType(SqlTypeName.SMALLINT);
                    case INT -> factory.createSqlType(SqlTypeName.INTEGER);
                    case BIGINT -> factory.createSqlType(SqlTypeName.BIGINT);
                    case FLOAT -> factory.createSqlType(SqlTypeName.FLOAT);
                    case DOUBLE -> factory.createSqlType(SqlTypeName.DOUBLE);
                    case DECIMAL -> factory.createSqlType(SqlTypeName.DECIMAL, type.precision(), type.scale());
                    case STRING -> factory.createSqlType(SqlTypeName.VARCHAR, Integer.MAX_VALUE);
                    case BYTES -> factory.createSqlType(SqlTypeName.VARBINARY, Integer.MAX_VALUE);
                    case DATE -> factory.createSqlType(SqlTypeName.DATE);
                    case TIME -> factory.createSqlType(SqlTypeName.TIME, type.precision());
                    case TIMESTAMP -> factory.createSqlType(SqlTypeName.TIMESTAMP, type.precision());
                    case TIMESTAMP_LTZ ->
                        factory.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, type.precision());
                    case ARRAY ->
                        factory.createArrayType(relType(factory, type.children().get(0)), -1);
                    case MAP ->
                        factory.createMapType(
                                relType(factory, type.children().get(0)),
                                relType(factory, type.children().get(1)));
                    case ROW ->
                        // So that a field is found behind the name of its column.
                        factory.createStructType(
                                StructKind.PEEK_FIELDS_NO_EXPAND,
                                // The validator does not look at the row when it takes a field for nullable.
                                type.children().stream()
                                        .map(child -> factory.createTypeWithNullability(
                                                relType(factory, child), child.nullable() || field.nullable()))
                                        .toList(),
                                type.children().stream().map(Field::name).toList());
                };
        return factory.createTypeWithNullability(plain, field.nullable());
    }

    /** The type of a column that holds such values, or null if columns cannot. */
    static @Nullable DataType dataType(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> DataType.BOOLEAN;
            case TINYINT -> DataType.TINYINT;
            case SMALLINT -> DataType.SMALLINT;
            case INTEGER -> DataType.INT;
            case BIGINT -> DataType.BIGINT;
            case FLOAT -> DataType.FLOAT;
            case DOUBLE -> DataType.DOUBLE;
            case DECIMAL ->
                // The validator gives a small literal more places than digits.
                type.getScale() > type.getPrecision() ? null : DataType.decimal(type.getPrecision(), type.getScale());
            case CHAR, VARCHAR -> DataType.STRING;
            case BINARY, VARBINARY -> DataType.BYTES;
            case TIME -> type.getPrecision() > MAX_TIME_PRECISION ? null : DataType.time(type.getPrecision());
            case DATE -> DataType.DATE;
            case TIMESTAMP ->
                type.getPrecision() > MAX_TIMESTAMP_PRECISION ? null : DataType.timestamp(type.getPrecision());
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                type.getPrecision() > MAX_TIMESTAMP_PRECISION ? null : DataType.timestampLtz(type.getPrecision());
            case ARRAY, MAP, ROW -> NestedTypes.dataType(type);
            default -> null;
        };
    }

    /** Whether values hold others: ARRAY, MAP, ROW. */
    static boolean isNested(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case ARRAY, MAP, ROW -> true;
            default -> false;
        };
    }

    /** The type as people know it. */
    static String name(RelDataType type) {
        DataType known = dataType(type);
        if (known != null) {
            return known.toString();
        }
        return type.getSqlTypeName() == SqlTypeName.NULL ? "NULL" : type.toString();
    }

    static boolean isText(RelDataType type) {
        return SqlTypeName.CHAR_TYPES.contains(type.getSqlTypeName());
    }

    static boolean isBinary(RelDataType type) {
        return SqlTypeName.BINARY_TYPES.contains(type.getSqlTypeName());
    }

    /** The number of characters or bytes that the type allows, or -1 if it allows any. */
    static int length(RelDataType type) {
        boolean isBounded = type.getPrecision() != Integer.MAX_VALUE && type.getPrecision() >= 0;
        return isBounded ? type.getPrecision() : -1;
    }

    /** Whether values are filled up to the length of the type. */
    static boolean isPadded(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.CHAR || type.getSqlTypeName() == SqlTypeName.BINARY;
    }

    static boolean isNumber(RelDataType type) {
        return SqlTypeName.NUMERIC_TYPES.contains(type.getSqlTypeName());
    }

    static boolean isInteger(RelDataType type) {
        return SqlTypeName.INT_TYPES.contains(type.getSqlTypeName());
    }

    static boolean isApproximate(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.FLOAT || type.getSqlTypeName() == SqlTypeName.DOUBLE;
    }

    static boolean isDecimal(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DECIMAL;
    }

    /** From days to parts of a second: milliseconds. */
    static boolean isDayInterval(RelDataType type) {
        return SqlTypeName.DAY_INTERVAL_TYPES.contains(type.getSqlTypeName());
    }

    /** Years and months: months. */
    static boolean isMonthInterval(RelDataType type) {
        return SqlTypeName.YEAR_INTERVAL_TYPES.contains(type.getSqlTypeName());
    }

    static boolean isInterval(RelDataType type) {
        return isDayInterval(type) || isMonthInterval(type);
    }

    static boolean isTime(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.TIME;
    }

    static boolean isTimestamp(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.TIMESTAMP || isLocalTimestamp(type);
    }

    static boolean isDateOrTimestamp(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DATE || isTimestamp(type);
    }

    static boolean isLocalTimestamp(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
    }

    /** Digits that a number of the type can have, an integer type counted as the decimal that holds it. */
    static int digits(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case INTEGER -> 10;
            case BIGINT -> 19;
            default -> type.getPrecision();
        };
    }

    static int scale(RelDataType type) {
        return isDecimal(type) ? type.getScale() : 0;
    }

    /** Flink's rules, measured in {@code probes/flink-2.3.tsv}. */
    private static final class FlinkTypeSystem extends RelDataTypeSystemImpl {
        private static final int MIN_KEPT_SCALE = 6;

        @Override
        public int getMaxNumericPrecision() {
            return DataType.MAX_DECIMAL_PRECISION;
        }

        @Override
        public int getMaxNumericScale() {
            return DataType.MAX_DECIMAL_PRECISION;
        }

        @Override
        public int getDefaultPrecision(SqlTypeName name) {
            return switch (name) {
                case DECIMAL -> 10;
                case VARCHAR, VARBINARY -> Integer.MAX_VALUE;
                case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> 6;
                default -> super.getDefaultPrecision(name);
            };
        }

        @Override
        public int getMaxPrecision(SqlTypeName name) {
            return switch (name) {
                case VARCHAR, CHAR, VARBINARY, BINARY -> Integer.MAX_VALUE;
                case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> 9;
                default -> super.getMaxPrecision(name);
            };
        }

        @Override
        public boolean shouldConvertRaggedUnionTypesToVarying() {
            return true;
        }

        @Override
        public @Nullable RelDataType deriveDecimalPlusType(RelDataTypeFactory factory, RelDataType a, RelDataType b) {
            if (!applies(a, b)) {
                return null;
            }
            int scale = Math.max(scale(a), scale(b));
            int digits = Math.max(digits(a) - scale(a), digits(b) - scale(b)) + 1;
            return bounded(factory, digits + scale, scale);
        }

        @Override
        public @Nullable RelDataType deriveDecimalMultiplyType(
                RelDataTypeFactory factory, RelDataType a, RelDataType b) {
            return applies(a, b) ? bounded(factory, digits(a) + digits(b) + 1, scale(a) + scale(b)) : null;
        }

        @Override
        public @Nullable RelDataType deriveDecimalDivideType(RelDataTypeFactory factory, RelDataType a, RelDataType b) {
            if (!applies(a, b)) {
                return null;
            }
            int scale = Math.max(MIN_KEPT_SCALE, scale(a) + digits(b) + 1);
            return bounded(factory, digits(a) - scale(a) + scale(b) + scale, scale);
        }

        @Override
        public @Nullable RelDataType deriveDecimalModType(RelDataTypeFactory factory, RelDataType a, RelDataType b) {
            if (!applies(a, b)) {
                return null;
            }
            if (scale(a) == 0 && scale(b) == 0) {
                return b;
            }
            int scale = Math.max(scale(a), scale(b));
            int digits = Math.min(digits(a) - scale(a), digits(b) - scale(b));
            return bounded(factory, digits + scale, scale);
        }

        private static boolean applies(RelDataType a, RelDataType b) {
            return (isDecimal(a) || isInteger(a)) && (isDecimal(b) || isInteger(b)) && (isDecimal(a) || isDecimal(b));
        }

        /** Beyond 38 digits the fraction gives way, down to six places. */
        private static RelDataType bounded(RelDataTypeFactory factory, int precision, int scale) {
            int max = DataType.MAX_DECIMAL_PRECISION;
            if (precision <= max) {
                return factory.createSqlType(SqlTypeName.DECIMAL, precision, scale);
            }
            int kept = Math.max(max - (precision - scale), Math.min(scale, MIN_KEPT_SCALE));
            return factory.createSqlType(SqlTypeName.DECIMAL, max, kept);
        }
    }
}

package dev.tailrace.operator.function;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Outlet;
import dev.tailrace.sdk.RowOutput;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows that a function sends. Those of one call wait until it has returned, and are dropped if it throws. */
final class OutputRows implements RowOutput {
    private static final int OUT = 0;

    private final Schema schema;
    private final BatchBuilder builder;
    private final List<Row> ofCall = new ArrayList<>();

    OutputRows(Schema schema, BitSet demanded) {
        this.schema = schema;
        this.builder = new BatchBuilder(schema, demanded);
    }

    @Override
    public void emit(@Nullable Object... values) {
        if (values.length != schema.size()) {
            throw new IllegalArgumentException(
                    values.length + " values for the " + schema.size() + " columns " + schema.names());
        }
        @Nullable Object[] fitting = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            fitting[i] = fitting(schema.field(i), values[i]);
        }
        ofCall.add(new Row(RowKind.INSERT, Arrays.asList(fitting)));
    }

    @Override
    public void emit(Map<String, ? extends @Nullable Object> values) {
        for (String name : values.keySet()) {
            if (!schema.contains(name)) {
                throw new IllegalArgumentException("there is no column " + name + " among " + schema.names());
            }
        }
        @Nullable Object[] inOrder = new Object[schema.size()];
        for (int i = 0; i < inOrder.length; i++) {
            inOrder[i] = values.get(schema.field(i).name());
        }
        emit(inOrder);
    }

    /** A call has returned. */
    void accept(Outlet out) {
        for (Row row : ofCall) {
            builder.append(row);
            if (builder.isFull()) {
                flush(out);
            }
        }
        ofCall.clear();
    }

    /** A call has failed. */
    void drop() {
        ofCall.clear();
    }

    void flush(Outlet out) {
        if (!builder.isEmpty()) {
            out.emit(OUT, builder.build());
        }
    }

    private static @Nullable Object fitting(Field field, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        Object fitting = fitting(field.type(), value);
        if (fitting == null) {
            throw new IllegalArgumentException(field.name() + " is " + field.type() + " and does not take "
                    + value.getClass().getSimpleName() + " " + value);
        }
        return fitting;
    }

    private static @Nullable Object fitting(DataType type, Object value) {
        return switch (type.kind()) {
            case BOOLEAN -> value instanceof Boolean ? value : null;
            case TINYINT -> whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE) ? (Object) ((Number) value).byteValue() : null;
            case SMALLINT ->
                whole(value, Short.MIN_VALUE, Short.MAX_VALUE) ? (Object) ((Number) value).shortValue() : null;
            case INT ->
                whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE) ? (Object) ((Number) value).intValue() : null;
            case BIGINT -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE) ? (Object) ((Number) value).longValue() : null;
            case FLOAT -> value instanceof Float ? value : null;
            case DOUBLE -> value instanceof Number number ? (Object) number.doubleValue() : null;
            case DECIMAL -> decimal(type, value);
            case STRING -> value instanceof CharSequence ? value.toString() : null;
            case BYTES -> value instanceof byte[] ? value : null;
            case DATE -> value instanceof LocalDate ? value : null;
            case TIME -> value instanceof LocalTime time ? time.truncatedTo(ChronoUnit.MILLIS) : null;
            case TIMESTAMP -> value instanceof LocalDateTime time ? time.truncatedTo(ChronoUnit.MILLIS) : null;
            case TIMESTAMP_LTZ -> value instanceof Instant time ? time.truncatedTo(ChronoUnit.MILLIS) : null;
            case ARRAY, MAP, ROW -> null;
        };
    }

    private static boolean whole(Object value, long least, long greatest) {
        boolean isWhole =
                value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long;
        return isWhole && ((Number) value).longValue() >= least && ((Number) value).longValue() <= greatest;
    }

    private static @Nullable BigDecimal decimal(DataType type, Object value) {
        boolean isNumber = value instanceof BigDecimal || whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
        if (!isNumber) {
            return null;
        }
        BigDecimal rounded = new BigDecimal(value.toString()).setScale(type.scale(), RoundingMode.HALF_UP);
        return rounded.precision() <= type.precision() ? rounded : null;
    }
}

package dev.tailrace.operator.aggregate;

import dev.tailrace.data.DataType;
import dev.tailrace.data.TypeKind;
import org.jspecify.annotations.Nullable;

/** The aggregate functions, with the result types of Flink SQL 2.3. */
public enum AggregateFunction {
    /** Rows, or values that are not NULL: BIGINT, never NULL. */
    COUNT,
    /** Of the argument's own type, integers wrapping at its width; DECIMAL(38, s), NULL once it has more digits. */
    SUM,
    /** Of the argument's own type, integers truncated towards zero; DECIMAL(38, max(6, s)), rounded half up. */
    AVG,
    MIN,
    MAX;

    /** The type of the result, or null if the function does not take such an argument. */
    public @Nullable DataType resultType(DataType argument) {
        return switch (this) {
            case COUNT -> DataType.BIGINT;
            case SUM -> numeric(argument, argument.scale());
            case AVG -> numeric(argument, Math.max(6, argument.scale()));
            case MIN, MAX -> ordered(argument.kind()) ? argument : null;
        };
    }

    /** Whether the result is NULL where there is no value that is not NULL. */
    public boolean nullable() {
        return this != COUNT;
    }

    private static @Nullable DataType numeric(DataType argument, int decimalScale) {
        if (argument.is(TypeKind.DECIMAL)) {
            return DataType.decimal(DataType.MAX_DECIMAL_PRECISION, decimalScale);
        }
        return argument.kind().isNumeric() ? argument : null;
    }

    private static boolean ordered(TypeKind kind) {
        return kind != TypeKind.BYTES && kind.storage() != TypeKind.Storage.NESTED;
    }
}

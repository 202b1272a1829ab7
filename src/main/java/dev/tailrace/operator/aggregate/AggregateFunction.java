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
    MAX,
    /** By arrival, as are those below. */
    FIRST_VALUE,
    LAST_VALUE,
    /** Texts, one behind the other with a separator between them. */
    LISTAGG,
    /** All values as an array, NULL among them. */
    ARRAY_AGG,
    /** Of the type of AVG, to which it is cast from DOUBLE: an integer is cut. */
    STDDEV_POP,
    /** As STDDEV_POP, of a sample: NULL for one value. */
    STDDEV_SAMP,
    /** As STDDEV_POP, without the root. */
    VAR_POP,
    /** As STDDEV_SAMP, without the root. */
    VAR_SAMP;

    /** The type of the result, or null if the function does not take such an argument. */
    public @Nullable DataType resultType(DataType argument) {
        return switch (this) {
            case COUNT -> DataType.BIGINT;
            case SUM -> numeric(argument, argument.scale());
            case AVG, STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP -> numeric(argument, Math.max(6, argument.scale()));
            case MIN, MAX, FIRST_VALUE, LAST_VALUE -> ordered(argument.kind()) ? argument : null;
            case LISTAGG -> argument.is(TypeKind.STRING) ? argument : null;
            case ARRAY_AGG -> DataType.array(argument);
        };
    }

    /** Whether the result is NULL where there is no value that is not NULL. */
    public boolean nullable() {
        return this != COUNT;
    }

    /** Whether it is a variance or the root of one. */
    public boolean isDeviation() {
        return isRoot() || this == VAR_POP || this == VAR_SAMP;
    }

    /** Whether it is the root of a variance. */
    boolean isRoot() {
        return this == STDDEV_POP || this == STDDEV_SAMP;
    }

    /** Whether its values are a sample of more. */
    boolean isOfSample() {
        return this == STDDEV_SAMP || this == VAR_SAMP;
    }

    /** Whether duplicates change nothing. */
    boolean ignoresDuplicates() {
        return this == MIN || this == MAX || this == FIRST_VALUE;
    }

    /** Whether duplicates can be left out where they matter. */
    boolean takesDistinct() {
        return this == COUNT || this == SUM || this == AVG || this == LISTAGG || ignoresDuplicates();
    }

    /** Whether the result depends on the order of the rows. */
    public boolean dependsOnOrder() {
        return this == FIRST_VALUE || this == LAST_VALUE || this == LISTAGG || this == ARRAY_AGG;
    }

    /** Whether values can be taken back; not where their order counts, since one may be taken back from anywhere. */
    public boolean retracts() {
        return this != FIRST_VALUE && this != LAST_VALUE && this != LISTAGG && this != ARRAY_AGG;
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

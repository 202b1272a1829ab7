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
    /** Of the type of AVG, to which it is cast from DOUBLE: an integer is cut. */
    STDDEV_POP,
    /** As STDDEV_POP, of a sample: NULL for one value. */
    STDDEV_SAMP,
    /** As STDDEV_POP, without the root. */
    VAR_POP,
    /** As STDDEV_SAMP, without the root. */
    VAR_SAMP,
    /** The value below which a share of the values lies, between two of them if need be: DOUBLE. */
    PERCENTILE,
    /** As PERCENTILE, from a sketch: a value of the group within 1 % of itself. */
    APPROX_PERCENTILE,
    /** How many different values there are, from a sketch: BIGINT, never NULL; exact for a few hundred. */
    APPROX_COUNT_DISTINCT;

    /** The type of the result, or null if the function does not take such an argument. */
    public @Nullable DataType resultType(DataType argument) {
        return switch (this) {
            case COUNT, APPROX_COUNT_DISTINCT -> DataType.BIGINT;
            case SUM -> numeric(argument, argument.scale());
            case AVG, STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP -> numeric(argument, Math.max(6, argument.scale()));
            case MIN, MAX, FIRST_VALUE, LAST_VALUE -> ordered(argument.kind()) ? argument : null;
            case LISTAGG -> argument.is(TypeKind.STRING) ? argument : null;
            case PERCENTILE, APPROX_PERCENTILE -> argument.kind().isNumeric() ? DataType.DOUBLE : null;
        };
    }

    /** Whether the result is NULL where there is no value that is not NULL. */
    public boolean nullable() {
        return this != COUNT && this != APPROX_COUNT_DISTINCT;
    }

    /** Whether the values are taken as DOUBLE. */
    boolean takesDoubles() {
        return isDeviation() || isPercentile();
    }

    boolean isPercentile() {
        return this == PERCENTILE || this == APPROX_PERCENTILE;
    }

    /** Whether it is computed from a sketch of the values. */
    public boolean isApproximate() {
        return this == APPROX_PERCENTILE || this == APPROX_COUNT_DISTINCT;
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
        return this == MIN || this == MAX || this == FIRST_VALUE || this == APPROX_COUNT_DISTINCT;
    }

    /** Whether duplicates can be left out where they matter. */
    boolean takesDistinct() {
        return this == COUNT || this == SUM || this == AVG || this == LISTAGG || ignoresDuplicates();
    }

    /** Whether the result depends on the order of the rows. */
    public boolean dependsOnOrder() {
        return this == FIRST_VALUE || this == LAST_VALUE || this == LISTAGG;
    }

    /**
     * Whether values can be taken back; not where their order counts, since one may be taken back from anywhere, nor
     * where a sketch does not know how often it has seen one.
     */
    public boolean retracts() {
        return !dependsOnOrder() && this != APPROX_COUNT_DISTINCT;
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

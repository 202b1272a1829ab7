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
    /**
     * Each different value as a text and how often it came, as a JSON object, never NULL. Flink has a MULTISET, which can be
     * cast to nothing else and made JSON only, where its elements are texts.
     */
    COLLECT,
    /** All values as a JSON array, never NULL. */
    JSON_ARRAYAGG,
    /** Keys with their values as a JSON object, never NULL; a key that comes twice ends the run. */
    JSON_OBJECTAGG,
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
    /** As PERCENTILE, from a t-digest: more exact the nearer to an end, and between two values where they are few. */
    PERCENTILE_TDIGEST,
    /** As PERCENTILE, from a KLL sketch: a value of the group whose place is off by about 1 % of their number. */
    PERCENTILE_KLL,
    /** How many different values there are, from a sketch: BIGINT, never NULL; exact for a few hundred. */
    APPROX_COUNT_DISTINCT,
    /** The most frequent texts and how often they came, from a sketch: a JSON array; exact for few different ones. */
    APPROX_TOP_K,
    /** The value so many rows before, NULL or not; only over the rows before a row. */
    LAG;

    /** The type of the result, or null if the function does not take such an argument. */
    public @Nullable DataType resultType(DataType argument) {
        return switch (this) {
            case COUNT, APPROX_COUNT_DISTINCT -> DataType.BIGINT;
            case SUM -> numeric(argument, argument.scale());
            case AVG, STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP -> numeric(argument, Math.max(6, argument.scale()));
            case MIN, MAX, FIRST_VALUE, LAST_VALUE -> ordered(argument.kind()) ? argument : null;
            case LISTAGG, APPROX_TOP_K -> argument.is(TypeKind.STRING) ? argument : null;
            case ARRAY_AGG -> DataType.array(argument);
            case COLLECT, JSON_ARRAYAGG, JSON_OBJECTAGG -> DataType.STRING;
            case LAG -> argument;
            case PERCENTILE, APPROX_PERCENTILE, PERCENTILE_TDIGEST, PERCENTILE_KLL ->
                argument.kind().isNumeric() ? DataType.DOUBLE : null;
        };
    }

    /** Whether the result is NULL where there is no value that is not NULL. */
    public boolean nullable() {
        return this != COUNT && this != APPROX_COUNT_DISTINCT && !isJson();
    }

    /** Whether the values are taken as DOUBLE. */
    boolean takesDoubles() {
        return isDeviation() || isPercentile();
    }

    boolean isPercentile() {
        return this == PERCENTILE || this == APPROX_PERCENTILE || dependsOnMerges();
    }

    /** Whether the result is JSON, which is never NULL. */
    public boolean isJson() {
        return this == COLLECT || this == JSON_ARRAYAGG || this == JSON_OBJECTAGG;
    }

    /** Whether it takes nested values. */
    boolean takesNested() {
        return this == ARRAY_AGG || this == LAG;
    }

    /** Whether it is computed from a sketch of the values. */
    public boolean isApproximate() {
        return this == APPROX_PERCENTILE || this == APPROX_COUNT_DISTINCT || this == APPROX_TOP_K || dependsOnMerges();
    }

    /** Whether what it gives, within its error, depends on what was put together when. */
    public boolean dependsOnMerges() {
        return this == PERCENTILE_TDIGEST || this == PERCENTILE_KLL;
    }

    /** Whether it is of a row among others rather than of all of them. */
    public boolean isOfRows() {
        return this == LAG;
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
        return this == COUNT || this == SUM || this == AVG || this == LISTAGG || this == COLLECT || ignoresDuplicates();
    }

    /** Whether the result depends on the order of the rows. */
    public boolean dependsOnOrder() {
        return this == FIRST_VALUE
                || this == LAST_VALUE
                || this == LISTAGG
                || this == ARRAY_AGG
                || this == JSON_ARRAYAGG
                || this == LAG;
    }

    /**
     * Whether values can be taken back; not where their order counts, since one may be taken back from anywhere, nor
     * where a sketch does not know how often it has seen one, nor where a key may come once only, since between the
     * changes it may be there twice.
     */
    public boolean retracts() {
        return !dependsOnOrder()
                && !dependsOnMerges()
                && this != APPROX_COUNT_DISTINCT
                && this != APPROX_TOP_K
                && this != JSON_OBJECTAGG;
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

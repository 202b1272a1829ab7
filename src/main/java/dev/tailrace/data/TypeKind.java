package dev.tailrace.data;

/** The kinds of Flink SQL types, with the array that holds their values in a {@link Column}. */
public enum TypeKind {
    BOOLEAN(Storage.BOOLEAN),
    TINYINT(Storage.INT),
    SMALLINT(Storage.INT),
    INT(Storage.INT),
    BIGINT(Storage.LONG),
    FLOAT(Storage.FLOAT),
    DOUBLE(Storage.DOUBLE),
    DECIMAL(Storage.DECIMAL),
    STRING(Storage.BYTES),
    BYTES(Storage.BYTES),
    /** Days since 1970-01-01. */
    DATE(Storage.INT),
    /** Milliseconds since midnight. */
    TIME(Storage.INT),
    /** Milliseconds since 1970-01-01T00:00 of a wall clock without a zone. */
    TIMESTAMP(Storage.LONG),
    /** Milliseconds since 1970-01-01T00:00Z; shown and computed in the pipeline's time zone. */
    TIMESTAMP_LTZ(Storage.LONG),
    ARRAY(Storage.NESTED),
    MAP(Storage.NESTED),
    ROW(Storage.NESTED);

    /** How values lie in memory. */
    public enum Storage {
        BOOLEAN,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        DECIMAL,
        BYTES,
        NESTED
    }

    private final Storage storage;

    TypeKind(Storage storage) {
        this.storage = storage;
    }

    public Storage storage() {
        return storage;
    }

    public boolean isInteger() {
        return this == TINYINT || this == SMALLINT || this == INT || this == BIGINT;
    }

    public boolean isNumeric() {
        return isInteger() || this == FLOAT || this == DOUBLE || this == DECIMAL;
    }

    public boolean isTimestamp() {
        return this == TIMESTAMP || this == TIMESTAMP_LTZ;
    }
}

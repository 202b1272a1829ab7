package dev.tailrace.sdk;

/**
 * Where a function says what it keeps, while it is opened. State has a name, by which it is saved and taken up again, and
 * is apart for each key. Types of values are Boolean, Integer, Long, Float, Double, String, BigDecimal, byte[], LocalDate,
 * LocalDateTime and Instant. What is kept must not be changed from outside: give a byte[] away for good.
 */
public interface StateContext extends FunctionContext {
    /**
     * One value by key.
     *
     * @throws IllegalArgumentException if the name is taken or the type is none of these
     */
    <T> ValueState<T> valueState(String name, Class<T> type);

    /** A list of values by key; throws as {@link #valueState}. */
    <T> ListState<T> listState(String name, Class<T> type);

    /** Values by name or number, by key; throws as {@link #valueState}. */
    <K, V> MapState<K, V> mapState(String name, Class<K> keyType, Class<V> valueType);
}

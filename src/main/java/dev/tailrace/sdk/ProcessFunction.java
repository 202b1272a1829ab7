package dev.tailrace.sdk;

/**
 * Makes rows of rows, of what it keeps by key, and of time. All calls come from one thread, never nested: {@link #open},
 * where it says what it keeps; then {@link #process} for each row and {@link #onTimer} for each timer that is due, each
 * with the state of one key; then {@link #close}, which comes in every case.
 *
 * <p>Rows come in the order of arrival. A timer of event time comes once the watermark has reached it; whether a row that
 * arrives near that moment comes before it or after it depends on how rows are put into batches, so a result should not
 * depend on it.
 */
public interface ProcessFunction {
    default void open(StateContext context) throws Exception {}

    /**
     * Takes a row. If it throws, what it has sent for this row is dropped, and the row goes the way of failing rows; what
     * it has changed in the state stays changed.
     *
     * @param row valid during the call only
     */
    void process(InputRow row, KeyContext context, RowOutput out) throws Exception;

    /** A timer of a key is due. If it throws, the run ends. */
    default void onTimer(Timer timer, KeyContext context, RowOutput out) throws Exception {}

    default void close() throws Exception {}
}

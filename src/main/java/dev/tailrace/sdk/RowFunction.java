package dev.tailrace.sdk;

/**
 * Makes zero or more rows of each row. It keeps nothing between rows that matters: what it keeps is lost when a run is
 * taken up again. All calls come from one thread, never nested: {@link #open}, then {@link #process} for each row, then
 * {@link #close}, which comes in every case.
 */
public interface RowFunction {
    default void open(FunctionContext context) throws Exception {}

    /**
     * Takes a row. If it throws, what it has sent for this row is dropped, and the row goes the way of failing rows.
     *
     * @param row valid during the call only
     */
    void process(InputRow row, RowOutput out) throws Exception;

    default void close() throws Exception {}
}

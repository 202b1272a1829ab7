package dev.tailrace.engine;

/** Takes the rows that travel on a wire, and nothing else. */
interface RowReceiver extends Receiver {
    @Override
    default void watermark(long millis) {}

    @Override
    default void idle() {}

    @Override
    default void end() {}
}

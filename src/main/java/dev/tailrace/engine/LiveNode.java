package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.runtime.StateLook;

/** A node of a task, with the watermarks of its inputs combined. Used on the task's thread. */
interface LiveNode {
    String id();

    NodeMeter meter();

    /** Before any row. May fail with {@link NodeFailure}, as all others. */
    void open();

    void rows(int wire, int port, Batch batch);

    void watermark(int wire, long millis);

    void idle(int wire);

    void end(int wire);

    /** Rows have paused: show what has been written. */
    default void flush() {}

    /** Closes what was written into something that can be committed. */
    default void prepare(long checkpoint) {}

    /** Makes final what was prepared. */
    default void commit() {}

    default void snapshot(StateWriter writer) {}

    /** So much of its state as somebody wants to see; on any thread once the last look was kept. */
    StateLook look(StateLook.Wanted wanted);

    /** Keeps what can be seen of the state, since the node is about to be closed. */
    void keepLook();

    default void restore(StateReader reader) {}

    /** Publishes the number of rows in its state. */
    default void measureState() {}

    /** After {@link #open} was tried, whatever came of it. */
    void close();
}

package dev.tailrace.operator;

import dev.tailrace.operator.view.View;

/** What a running sink may ask of its runtime. */
public interface SinkContext extends NodeContext {
    /** Publishes what the window shows of this sink; kept after the run has ended. May be called again and again. */
    void publish(View view);
}

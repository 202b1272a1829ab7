package dev.tailrace.runtime.history;

import dev.tailrace.runtime.Run;

/** How a run stands that was written down. */
public enum Outcome {
    /** It has not ended, and the program that runs it lives. */
    RUNNING,
    DONE,
    STOPPED,
    FAILED,
    /** It ended with the program that ran it, which wrote no end. */
    BROKEN_OFF;

    static Outcome of(Run.State state) {
        return switch (state) {
            case DONE -> DONE;
            case STOPPED -> STOPPED;
            case FAILED -> FAILED;
            case STARTING, RUNNING, PAUSED, HELD, FINISHING, STOPPING -> RUNNING;
        };
    }
}

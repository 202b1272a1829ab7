package dev.tailrace.engine;

/** One partition of a source in a run, whichever thread reads it. Safe on any thread. */
interface Partition {
    NodeMeter meter();

    /** Of the thread that reads it. */
    ThreadMeter threadMeter();

    /** How full the ring is that its rows go through, 0 to 1; -1 if they go through none. */
    double fill();

    /** Ends waiting and blocked polls, so that its thread looks what it is to do. */
    void wake();
}

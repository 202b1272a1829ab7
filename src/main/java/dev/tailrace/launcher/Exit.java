package dev.tailrace.launcher;

/** Exit codes of the program. */
final class Exit {
    static final int DONE = 0;
    static final int FAILED = 1;
    /** Bad usage, or a pipeline that cannot be run. */
    static final int BAD_INPUT = 2;
    /** No display, or no toolkit for it. */
    static final int NO_DISPLAY = 3;

    private Exit() {}
}

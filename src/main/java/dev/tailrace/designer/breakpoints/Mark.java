package dev.tailrace.designer.breakpoints;

import dev.tailrace.runtime.Breakpoint;

/**
 * A breakpoint that somebody has set.
 *
 * @param on whether runs hold there; one that is off is only remembered
 */
public record Mark(Breakpoint breakpoint, boolean on) {
    /** Holds at every row. */
    public static final Mark PLAIN = new Mark(Breakpoint.ALWAYS, true);

    public Mark with(Breakpoint other) {
        return new Mark(other, on);
    }

    public Mark on(boolean newOn) {
        return new Mark(breakpoint, newOn);
    }
}

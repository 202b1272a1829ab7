package dev.tailrace.runtime;

import dev.tailrace.data.Problem;
import dev.tailrace.model.Wire;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The breakpoints of one run, which can be set and cleared while it lives, and what it holds at one.
 *
 * <p>A run holds before a row passes a wire. What is above the wire and beside it comes to rest; what is below goes on
 * until everything that has passed is worked through. Nothing is lost, and no answer changes. Safe on any thread.
 */
public interface Breakpoints {
    /** How far a held run goes on. */
    enum Step {
        /** One row passes the wire; the run holds before the next one there. */
        ROW,
        /** The rest of the batch passes the wire; the run holds before the first row of the next one there. */
        BATCH,
        /** The run goes on to the next row that any breakpoint waits for, whichever hit it is. */
        NEXT_HIT
    }

    /**
     * What a breakpoint has seen.
     *
     * @param rows that have passed the wire since it was set
     * @param hits rows for which the condition was TRUE
     * @param failed rows for which it could not be computed; they pass
     * @param refusal why it never holds, or null
     */
    record Tally(long rows, long hits, long failed, @Nullable Problem refusal) {}

    /**
     * Sets the breakpoint of a wire, in place of the one that it may have. Compiles the condition, some milliseconds. A
     * condition that cannot be, or that reads what this run does not, is told by {@link #tallies()}.
     */
    void set(Wire wire, Breakpoint breakpoint);

    /** Takes the breakpoint of a wire away; a row that is held there stays so until the run goes on. */
    void clear(Wire wire);

    /** Of each wire that has a breakpoint. */
    Map<Wire, Tally> tallies();

    /** What is held now, or null. */
    @Nullable
    Held held();

    /** Lets a held run go on a little; does nothing to one that is not held. */
    void step(Step step);

    /** Of a run that has none, and can have none. */
    Breakpoints NONE = new Breakpoints() {
        @Override
        public void set(Wire wire, Breakpoint breakpoint) {}

        @Override
        public void clear(Wire wire) {}

        @Override
        public Map<Wire, Tally> tallies() {
            return Map.of();
        }

        @Override
        public @Nullable Held held() {
            return null;
        }

        @Override
        public void step(Step step) {}
    };
}

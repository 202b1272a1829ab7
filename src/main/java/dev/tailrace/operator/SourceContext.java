package dev.tailrace.operator;

/** What a running source may ask of its runtime. */
public interface SourceContext extends NodeContext {
    /**
     * Asks for the next poll, after {@link Source.Reader.Poll#NOTHING_YET}, at this time of the clock
     * ({@link System#nanoTime()}) instead of at the next wake-up. May be called from any thread.
     */
    void pollAt(long nanoTime);

    /** Asks for a poll now; from any thread. */
    void pollNow();

    /**
     * Whether somebody looks at rows of this source, here or further down. A source that can then carries along, at its
     * next poll, the columns that nobody demands, see {@link dev.tailrace.data.Column.Shown}.
     */
    default boolean isWatched() {
        return false;
    }
}

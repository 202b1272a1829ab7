package dev.tailrace.designer.state;

import dev.tailrace.data.Row;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.StateLook;
import dev.tailrace.runtime.StateLook.Seen;
import dev.tailrace.runtime.StateLook.Unseen;
import dev.tailrace.runtime.StateLook.Wanted;
import dev.tailrace.runtime.StateLook.Why;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one node of a run, again and again as its {@link LookPace} allows; one look at a time. Not safe on several
 * threads: all calls, and those of its listener, are on the thread of the executor given.
 */
final class StateFeed {
    /** For which a node may stand still while something is looked for that is not among the first rows. */
    static final long FINDING_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Executor thread;
    private final Consumer<StateLook> listener;
    private @Nullable Run run;
    private String node = "";
    private @Nullable Predicate<Row> finding;
    private long round;
    private boolean asked;
    private long askedNanos;
    private long dueNanos;
    private boolean whenAsked;

    /** @param listener gets each look */
    StateFeed(Executor thread, Consumer<StateLook> listener) {
        this.thread = thread;
        this.listener = listener;
    }

    /** Looks at another node, or the same node of another run, from now on; null for none. */
    void follow(@Nullable Run newRun, String newNode) {
        run = newRun;
        node = newNode;
        finding = null;
        askAgain();
    }

    boolean follows(@Nullable Run other, String otherNode) {
        return run == other && node.equals(otherNode);
    }

    /** Looks for some rows from now on, null for any. */
    void find(@Nullable Predicate<Row> wanted) {
        if (wanted != null || finding != null) {
            finding = wanted;
            askAgain();
        }
    }

    boolean isFinding() {
        return finding != null;
    }

    /** The next look is due at once. */
    void askAgain() {
        round++;
        asked = false;
        whenAsked = false;
        dueNanos = System.nanoTime();
    }

    /** Whether the next look comes only when somebody asks for it. */
    boolean isWhenAsked() {
        return whenAsked;
    }

    /** For how long a look has been asked for that has not come; 0 if none is. */
    long waitedNanos() {
        return asked ? System.nanoTime() - askedNanos : 0;
    }

    /** Asks for a look if one is due; to be called often. */
    void tick() {
        Run of = run;
        if (of == null || asked || whenAsked || dueNanos - System.nanoTime() > 0) {
            return;
        }
        asked = true;
        askedNanos = System.nanoTime();
        long ofRound = round;
        boolean isSearch = finding != null;
        of.lookAtState(node, isSearch ? new Wanted(Wanted.ROWS, finding, FINDING_NANOS) : Wanted.SOME)
                .whenComplete((look, bug) -> thread.execute(() -> {
                    if (ofRound != round) {
                        return;
                    }
                    asked = false;
                    if (bug != null) {
                        whenAsked = true;
                        throw new IllegalStateException("the state of " + node + " could not be seen", bug);
                    }
                    take(look, isSearch);
                }));
    }

    private void take(StateLook look, boolean isSearch) {
        long next = SOON_NANOS;
        if (look instanceof Seen seen) {
            next = isSearch ? LookPace.WHEN_ASKED : LookPace.nanosToNext(seen);
        } else if (look instanceof Unseen unseen && unseen.why() == Why.NOT_OFFERED) {
            next = LookPace.WHEN_ASKED;
        }
        whenAsked = next == LookPace.WHEN_ASKED;
        dueNanos = System.nanoTime() + (whenAsked ? 0 : next);
        listener.accept(look);
    }
}

package dev.tailrace.designer.rows;

import dev.tailrace.data.Row;
import dev.tailrace.designer.rows.RowsWanted.ShownRows;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Brings the rows of a wire to a table: taken and computed in the background, one computation at a time, and only if
 * there are other rows or something else is wanted of them. On the JavaFX thread.
 */
final class RowsFeed {
    /** Gets what is to be shown, on the JavaFX thread. */
    interface Taker {
        void take(RowsWanted wanted, ShownRows shown);
    }

    private final Executor background;
    private final Taker taker;
    private @Nullable OpenRows open;
    private @Nullable RowsWanted last;
    private List<Row> raw = List.of();
    private ShownRows shown = ShownRows.NONE;
    private long shownVersion = -1;
    private long passedWhenHeld;
    private boolean held;
    private boolean suspended;
    private boolean computing;

    RowsFeed(Executor background, Taker taker) {
        this.background = background;
        this.taker = taker;
    }

    /** Others from now on, which are followed; null for none. */
    void open(@Nullable OpenRows rows) {
        if (open != null) {
            open.close();
        }
        open = rows;
        held = false;
        suspended = false;
        raw = List.of();
        restart();
    }

    /** Where the rows come from, or null. */
    @Nullable
    OpenRows rows() {
        return open;
    }

    /** What was made of the rows so far is of no use any more. */
    void restart() {
        last = null;
        shown = ShownRows.NONE;
        shownVersion = -1;
    }

    /** Nobody sees the rows: the wire is let go. Rows that are held stay. */
    void suspend() {
        if (open != null) {
            open.close();
            suspended = true;
        }
    }

    /** Whether the wire has been let go, so that its rows have to be opened again. */
    boolean isStale() {
        return suspended && !held;
    }

    /**
     * Leaves the rows as they are while more come, or follows them again.
     *
     * @return whether they are held: not before there are any
     */
    boolean hold(boolean wanted) {
        held = wanted && open != null && !raw.isEmpty();
        passedWhenHeld = open == null ? 0 : open.passed();
        return held;
    }

    boolean isHeld() {
        return held;
    }

    /** Rows that have passed since they are held. */
    long missed() {
        return open == null ? 0 : Math.max(0, open.passed() - passedWhenHeld);
    }

    ShownRows shown() {
        return shown;
    }

    /** How many rows there are before anything is made of them. */
    int taken() {
        return raw.size();
    }

    /** Brings what is wanted, if it is not what was brought. */
    void bring(RowsWanted wanted) {
        OpenRows from = open;
        if (from == null || computing) {
            return;
        }
        long version = from.version();
        boolean more = !held && version != shownVersion;
        if (!more && wanted.isSame(last)) {
            return;
        }
        computing = true;
        ShownRows before = shown;
        List<Row> kept = held ? raw : null;
        background.execute(() -> {
            try {
                List<Row> rows = kept == null ? from.latest() : kept;
                ShownRows made = wanted.of(rows, before);
                Platform.runLater(() -> take(from, version, wanted, rows, made));
            } catch (RuntimeException bug) {
                Platform.runLater(() -> computing = false);
                throw bug;
            }
        });
    }

    private void take(OpenRows from, long version, RowsWanted wanted, List<Row> rows, ShownRows made) {
        computing = false;
        boolean heldOthers = held && rows != raw;
        if (from == open && !heldOthers) {
            last = wanted;
            shownVersion = version;
            raw = rows;
            shown = made;
            taker.take(wanted, made);
        }
    }
}

package dev.tailrace.engine;

import java.util.Arrays;
import java.util.List;

/**
 * Finds, among the rows that a node had taken, a smallest set that still gives the row that is asked about, by trying
 * again and again with some of them withheld. "Smallest" means that no single row can be left out any more; there may be
 * another such set, as where a maximum was reached twice.
 *
 * <p>The order of the tries is what makes it fast. The row that was being taken is tried alone first, which settles
 * nodes that look at one row. Then whole blocks go: rows with other values in the columns that the result has too (keys,
 * as a rule), then all but the last few. What is left is tried in ever smaller parts down to single rows, as in delta
 * debugging, oldest first, until nothing can be left out. Numbers are ascending throughout. Single-threaded.
 */
final class Narrowing {
    private static final int FIRST_TAIL = 8;

    /** Where every row is needed, each round is for nothing but the last: so there are few. */
    private static final int FINER = 4;

    /** Whether these rows are enough; an expensive question. */
    interface Try {
        boolean isEnough(int[] some) throws InterruptedException;
    }

    /** Whether a row may count, for a guess that is tried. */
    interface Guess {
        boolean keeps(int candidate);
    }

    /** How it ended. */
    enum End {
        SMALLEST,
        OUT_OF_TIME,
        NEVER_ENOUGH
    }

    /** @param rows that are enough; all if they never were */
    record Found(int[] rows, End end) {}

    private final Try enough;
    private final long deadlineNanos;

    /** @param deadlineNanos of {@link System#nanoTime()} */
    Narrowing(Try enough, long deadlineNanos) {
        this.enough = enough;
        this.deadlineNanos = deadlineNanos;
    }

    /**
     * @param candidates all rows that may count
     * @param last the one that was being taken, which is among them, or -1
     * @param guesses blocks of rows that may be enough, the most daring first
     */
    Found narrow(int[] candidates, int last, List<Guess> guesses) throws InterruptedException {
        int[] lastAlone = last < 0 ? new int[0] : new int[] {last};
        if (enough.isEnough(lastAlone)) {
            return new Found(lastAlone, End.SMALLEST);
        }
        int[] left = candidates;
        boolean known = false;
        for (Guess guess : guesses) {
            int[] kept = Arrays.stream(left)
                    .filter(candidate -> candidate == last || guess.keeps(candidate))
                    .toArray();
            if (kept.length < left.length && !isLate() && enough.isEnough(kept)) {
                left = kept;
                known = true;
            }
        }
        if (!known && !enough.isEnough(left)) {
            return new Found(candidates, End.NEVER_ENOUGH);
        }
        return shrink(tail(left), last);
    }

    /** The shortest of some tails that is enough. */
    private int[] tail(int[] rows) throws InterruptedException {
        for (int size = FIRST_TAIL; size < rows.length && !isLate(); size *= 4) {
            int[] tail = Arrays.copyOfRange(rows, rows.length - size, rows.length);
            if (enough.isEnough(tail)) {
                return tail;
            }
        }
        return rows;
    }

    private Found shrink(int[] rows, int last) throws InterruptedException {
        int[] left = rows;
        int size = Math.max(1, left.length / 2);
        while (left.length > 0) {
            boolean changed = false;
            int from = 0;
            while (from < left.length) {
                if (isLate()) {
                    return new Found(left, End.OUT_OF_TIME);
                }
                int to = Math.min(left.length, from + size);
                int[] without = without(left, from, to, last);
                if (without.length < left.length && enough.isEnough(without)) {
                    from += without.length - (left.length - (to - from));
                    left = without;
                    changed = true;
                } else {
                    from = to;
                }
            }
            if (size == 1 && !changed) {
                break;
            }
            size = Math.max(1, Math.min(size / FINER, left.length));
        }
        return new Found(left, End.SMALLEST);
    }

    /** All but {@code [from, to)}; the last one always stays, since the row came while it was taken. */
    private static int[] without(int[] rows, int from, int to, int last) {
        int[] kept = new int[rows.length];
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            if (i < from || i >= to || rows[i] == last) {
                kept[count++] = rows[i];
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private boolean isLate() {
        return System.nanoTime() - deadlineNanos >= 0;
    }
}

package dev.tailrace.operator.state;

/**
 * Finds rows by a hash that the caller computes: several rows may have the same, and the caller knows which is meant.
 * Open addressing with linear probing; a row that goes leaves no gap behind. Single-threaded.
 */
public final class RowIndex {
    public static final int NONE = -1;

    /** The hash above, the row + 1 below, 0 where free; a power of two long and at most half full. */
    private long[] table = new long[32];

    private int size;

    public void add(int hash, int row) {
        if (++size * 2 > table.length) {
            long[] entries = table;
            table = new long[entries.length * 2];
            for (long entry : entries) {
                if (entry != 0) {
                    put(entry);
                }
            }
        }
        put((long) hash << 32 | row + 1L);
    }

    private void put(long entry) {
        int mask = table.length - 1;
        int at = (int) (entry >>> 32) & mask;
        while (table[at] != 0) {
            at = (at + 1) & mask;
        }
        table[at] = entry;
    }

    /** The first place with a row of the hash, or {@link #NONE}; until something is added or removed. */
    public int first(int hash) {
        return from(hash & (table.length - 1), hash);
    }

    /** The next such place, or {@link #NONE}. */
    public int next(int place, int hash) {
        return from((place + 1) & (table.length - 1), hash);
    }

    private int from(int start, int hash) {
        int mask = table.length - 1;
        for (int at = start; table[at] != 0; at = (at + 1) & mask) {
            if ((int) (table[at] >>> 32) == hash) {
                return at;
            }
        }
        return NONE;
    }

    /** The row at a place. */
    public int row(int place) {
        return (int) (table[place] - 1);
    }

    /** Removes a row that is there. */
    public void remove(int hash, int row) {
        int mask = table.length - 1;
        int at = first(hash);
        while (row(at) != row) {
            at = next(at, hash);
        }
        size--;
        // What stands behind moves up where it may, so that no search ends at a gap.
        int gap = at;
        for (int next = (gap + 1) & mask; table[next] != 0; next = (next + 1) & mask) {
            int wanted = (int) (table[next] >>> 32) & mask;
            if (((next - wanted) & mask) >= ((next - gap) & mask)) {
                table[gap] = table[next];
                gap = next;
            }
        }
        table[gap] = 0;
    }
}

package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import org.jspecify.annotations.Nullable;

/** The rows of a batch that an aggregate takes: those its FILTER lets through, and of equal values one. Single-threaded. */
final class PassingRows {
    private int[] slots = new int[Batch.MAX_ROWS];
    private int[] positions = new int[Batch.MAX_ROWS];
    private int count;

    /** Of the rows {@code [0, count())}. */
    int[] slots() {
        return slots;
    }

    int[] positions() {
        return positions;
    }

    int count() {
        return count;
    }

    /**
     * Chooses them; parameters otherwise as for {@link Accumulator#add}.
     *
     * @param filter whether a row counts, or null if all do
     * @param distinct what was seen before, or null if equal values count again
     * @param takenBack whether the rows are taken back
     */
    void choose(
            @Nullable SeenValues distinct,
            Column.@Nullable Booleans filter,
            @Nullable Column argument,
            boolean takenBack,
            int[] allSlots,
            int[] allPositions,
            int all) {
        if (all > slots.length) {
            slots = new int[all];
            positions = new int[all];
        }
        count = 0;
        if (distinct == null && filter != null && filter.nulls == null) {
            choose(filter.values, allSlots, allPositions, all);
        } else if (distinct == null || argument == null) {
            for (int i = 0; i < all; i++) {
                if (passes(filter, allPositions[i])) {
                    keep(allSlots[i], allPositions[i]);
                }
            }
        } else if (distinct instanceof SharedValues.Member member) {
            for (int i = 0; i < all; i++) {
                int row = allPositions[i];
                if (passes(filter, row) && !argument.isNull(row) && member.isNewAt(i)) {
                    keep(allSlots[i], row);
                }
            }
        } else {
            distinct.begin(argument);
            for (int i = 0; i < all; i++) {
                int row = allPositions[i];
                if (passes(filter, row)
                        && !argument.isNull(row)
                        && (takenBack ? distinct.isGone(allSlots[i], row) : distinct.isNew(allSlots[i], row))) {
                    keep(allSlots[i], row);
                }
            }
        }
    }

    /** Without a branch, which could not be foretold. */
    private void choose(boolean[] passing, int[] allSlots, int[] allPositions, int all) {
        int kept = 0;
        for (int i = 0; i < all; i++) {
            int row = allPositions[i];
            slots[kept] = allSlots[i];
            positions[kept] = row;
            kept += passing[row] ? 1 : 0;
        }
        count = kept;
    }

    private static boolean passes(Column.@Nullable Booleans filter, int row) {
        return filter == null || (!filter.isNull(row) && filter.values[row]);
    }

    private void keep(int slot, int position) {
        slots[count] = slot;
        positions[count++] = position;
    }
}

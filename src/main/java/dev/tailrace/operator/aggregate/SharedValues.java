package dev.tailrace.operator.aggregate;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.Growth;
import dev.tailrace.operator.state.KeyedSlots;
import java.util.Arrays;

/**
 * The values that several DISTINCT aggregates over one argument have seen, such as those that differ in their filters
 * only: each value of a group is kept once, with a bit for every aggregate, and looked up once for a row. All groups share
 * one table, since most have few values. Where rows are taken back, {@link DistinctValues} counts instead.
 * Single-threaded.
 */
final class SharedValues {
    /** As many as there are bits. */
    static final int MOST_MEMBERS = Long.SIZE;

    private static final int NONE = -1;
    private static final int UNKNOWN = -2;

    private final Schema schema;
    private final KeyedSlots entries;
    private int members;

    /** By entry: which aggregates have seen the value, and the group's next one. */
    private long[] seenBy = new long[0];

    private int[] next = new int[0];

    /** By the slot of a group: its first and last entry, in the order of arrival. */
    private int[] first = new int[0];

    private int[] last = new int[0];

    /** The entries of the rows that are being added, as far as they are known. */
    private int[] found = new int[Batch.MAX_ROWS];

    private int[] slots = new int[0];
    private int[] positions = new int[0];

    SharedValues(Field value) {
        schema = Schema.of(value);
        entries = KeyedSlots.ofGroups(schema);
    }

    boolean hasRoom() {
        return members < MOST_MEMBERS;
    }

    /** One more aggregate. */
    Member member() {
        return new Member(1L << members++);
    }

    /** Takes the rows that {@link Member#isNewAt} is asked for next; parameters as for {@link Accumulator#add}. */
    void begin(Column argument, int[] newSlots, int[] newPositions, int count) {
        entries.begin(argument, newSlots, newPositions, count);
        slots = newSlots;
        positions = newPositions;
        if (count > found.length) {
            found = new int[count];
        }
        Arrays.fill(found, 0, count, UNKNOWN);
    }

    /** Makes an entry that was just found part of its group, if it is new. */
    private int entry(int slot, int entry) {
        if (!entries.isNew()) {
            return entry;
        }
        if (entry >= next.length) {
            next = Arrays.copyOf(next, Growth.of(next.length, entry + 1));
            seenBy = Arrays.copyOf(seenBy, next.length);
        }
        next[entry] = NONE;
        seenBy[entry] = 0;
        if (first[slot] == NONE) {
            first[slot] = entry;
        } else {
            next[last[slot]] = entry;
        }
        last[slot] = entry;
        return entry;
    }

    private void ensure(int limit) {
        int known = first.length;
        if (limit > known) {
            first = Arrays.copyOf(first, Growth.of(known, limit));
            last = Arrays.copyOf(last, first.length);
            Arrays.fill(first, known, first.length, NONE);
        }
    }

    private void clear(int slot) {
        for (int entry = first[slot]; entry != NONE; entry = next[entry]) {
            entries.remove(entry);
        }
        first[slot] = NONE;
    }

    /** What one of the aggregates has seen. */
    final class Member implements SeenValues {
        private final long bit;

        /** Where the last {@link #save} was, since values are saved one after the other. */
        private int savedSlot = NONE;

        private int savedNumber = NONE;
        private int savedEntry = NONE;

        private Member(long bit) {
            this.bit = bit;
        }

        SharedValues shared() {
            return SharedValues.this;
        }

        /** As {@link #isNew}, of one of the rows of {@link SharedValues#begin}. */
        boolean isNewAt(int i) {
            int entry = found[i];
            if (entry == UNKNOWN) {
                entry = entry(slots[i], entries.slotInGroup(i));
                found[i] = entry;
            }
            return note(entry);
        }

        private boolean note(int entry) {
            long known = seenBy[entry];
            seenBy[entry] = known | bit;
            return (known & bit) == 0;
        }

        @Override
        public void ensure(int limit) {
            SharedValues.this.ensure(limit);
        }

        /** {@inheritDoc} Those of all aggregates, which are cleared together. */
        @Override
        public void clear(int slot) {
            SharedValues.this.clear(slot);
        }

        @Override
        public boolean isCounting() {
            return false;
        }

        @Override
        public void begin(Column column) {
            entries.begin(column);
        }

        @Override
        public boolean isNew(int slot, int row) {
            return note(entry(slot, entries.slotInGroup(slot, row)));
        }

        @Override
        public boolean isGone(int slot, int row) {
            throw new UnsupportedOperationException("values are not counted");
        }

        @Override
        public Batch unseen(int target, int source) {
            BatchBuilder rows = new BatchBuilder(schema);
            for (int from = first[source]; from != NONE; from = next[from]) {
                if ((seenBy[from] & bit) != 0) {
                    if (note(entry(target, entries.slotInGroupLike(target, from)))) {
                        entries.appendKey(from, rows, new int[] {0});
                        rows.endRow();
                    }
                }
            }
            return rows.build();
        }

        @Override
        public int count(int slot) {
            int count = 0;
            for (int entry = first[slot]; entry != NONE; entry = next[entry]) {
                count += (seenBy[entry] & bit) != 0 ? 1 : 0;
            }
            return count;
        }

        @Override
        public void save(int slot, int number, BatchBuilder target, int column) {
            boolean goesOn = slot == savedSlot && number == savedNumber + 1;
            int left = goesOn ? 0 : number;
            int entry = seen(goesOn ? next[savedEntry] : first[slot]);
            while (left-- > 0) {
                entry = seen(next[entry]);
            }
            entries.appendKey(entry, target, new int[] {column});
            savedSlot = slot;
            savedNumber = number;
            savedEntry = entry;
        }

        /** The entry, or the first one behind it that this aggregate has seen. */
        private int seen(int from) {
            int entry = from;
            while ((seenBy[entry] & bit) == 0) {
                entry = next[entry];
            }
            return entry;
        }

        @Override
        public void load(int slot, int row, long count) {
            throw new UnsupportedOperationException("values are not counted");
        }
    }
}

package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.ByteSlots;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.SortKeyCodec;
import java.util.Arrays;

/**
 * Rows that can be compared by their place in an order.
 *
 * <p>A row is its place as bytes ({@link SortKeyCodec}) and its columns as bytes behind, under a slot. Single-threaded.
 */
final class OrderedRows {
    private static final int NOT_ENCODED = -1;

    private final KeyCodec rowCodec;
    private final ByteSlots rows = new ByteSlots();
    private SortKeyCodec places;
    private byte[] row = new byte[64];
    /** Bytes of the row placed last, or {@link #NOT_ENCODED}. */
    private int rowLength = NOT_ENCODED;

    /** By slot: the length of the place that the row begins with. */
    private int[] placeLengths = new int[0];

    /** @param columns what is kept of rows */
    @SuppressWarnings("NullAway.Init")
    OrderedRows(Schema columns) {
        this.rowCodec = new KeyCodec(columns);
    }

    /**
     * Takes the batch of the rows that are placed and kept next.
     *
     * @param order of that batch
     * @param columns where the columns that are kept stand in it
     */
    void begin(Batch batch, SortKeyCodec order, int[] columns) {
        places = order;
        places.begin(batch);
        rowCodec.begin(batch, columns);
    }

    /** Takes the row that the others are compared with next. */
    void place(int index) {
        places.encode(index);
        rowLength = NOT_ENCODED;
    }

    /** Whether a row is before (negative) the row placed last, behind it, or beside it (0). */
    int compare(int slot) {
        return Arrays.compareUnsigned(rows.bytes(slot), 0, placeLengths[slot], places.bytes(), 0, places.length());
    }

    /** How many of some rows in their order are not behind the row placed last. */
    int placeAfter(int[] slots, int count) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(slots[middle]) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A slot for the row placed last. */
    int keep(int index) {
        int length = encode(index);
        int slot = rows.add(row, length);
        if (slot >= placeLengths.length) {
            placeLengths = Arrays.copyOf(placeLengths, Math.max(16, slot * 2));
        }
        placeLengths[slot] = places.length();
        return slot;
    }

    /** Whether a row equals the row placed last in all that is kept. */
    boolean isSame(int slot, int index) {
        return rows.equals(slot, row, encode(index));
    }

    /** Puts the place and the columns of the row placed last behind each other. */
    private int encode(int index) {
        if (rowLength == NOT_ENCODED) {
            rowCodec.encode(index);
            rowLength = places.length() + rowCodec.length();
            if (rowLength > row.length) {
                row = new byte[Math.max(rowLength, row.length * 2)];
            }
            System.arraycopy(places.bytes(), 0, row, 0, places.length());
            System.arraycopy(rowCodec.bytes(), 0, row, places.length(), rowCodec.length());
        }
        return rowLength;
    }

    /** Appends what is kept of a row to the columns of a batch under construction, where demanded. */
    void append(int slot, BatchBuilder target, int[] targetColumns) {
        rowCodec.decode(rows.bytes(slot), placeLengths[slot], target, targetColumns);
    }

    /** Gives the slot to others. */
    void remove(int slot) {
        rows.remove(slot);
    }
}

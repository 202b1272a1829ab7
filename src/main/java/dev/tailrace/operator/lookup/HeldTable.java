package dev.tailrace.operator.lookup;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.KeySlots;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A whole table in memory, by key. Rows without a key (a column of it is NULL) are never found. Immutable once made; safe
 * on any thread.
 */
public final class HeldTable {
    /** No row, or none more. */
    public static final int NONE = -1;

    private final Batch rows;
    private final KeySlots keys = new KeySlots();
    private int[] firstOfKey = new int[16];
    private final int[] nextOfRow;
    private int repeated = NONE;
    private final boolean isKeyless;

    // The least and the greatest key; all there can be unless the key is one long.
    private long least = Long.MIN_VALUE;
    private long greatest = Long.MAX_VALUE;

    /**
     * @param rows all rows at the positions from 0 on, the table's from now on
     * @param keyColumns positions of the key's columns in them
     */
    public HeldTable(Batch rows, int[] keyColumns) {
        this.rows = rows;
        this.isKeyless = keyColumns.length == 0;
        this.nextOfRow = new int[rows.rows()];
        Arrays.fill(nextOfRow, NONE);
        KeyCodec codec = new KeyCodec(new Schema(Arrays.stream(keyColumns)
                .mapToObj(column -> rows.schema().field(column).renamed(Integer.toString(column)))
                .toList()));
        codec.begin(rows, keyColumns);
        int[] lastOfKey = new int[16];
        for (int row = 0; row < nextOfRow.length; row++) {
            if (rows.hasNull(keyColumns, row)) {
                continue;
            }
            int before = keys.size();
            int key = keys.findOrAdd(codec, row);
            if (key == firstOfKey.length) {
                firstOfKey = Arrays.copyOf(firstOfKey, key * 2);
                lastOfKey = Arrays.copyOf(lastOfKey, key * 2);
            }
            if (key == before) {
                firstOfKey[key] = row;
            } else {
                nextOfRow[lastOfKey[key]] = row;
                repeated = repeated == NONE ? row : repeated;
            }
            lastOfKey[key] = row;
        }
        if (keyColumns.length == 1 && rows.column(keyColumns[0]) instanceof Column.Longs numbers) {
            findBounds(numbers);
        }
    }

    private void findBounds(Column.Longs numbers) {
        least = Long.MAX_VALUE;
        greatest = Long.MIN_VALUE;
        for (int row = 0; row < nextOfRow.length; row++) {
            if (!numbers.isNull(row)) {
                least = Math.min(least, numbers.values[row]);
                greatest = Math.max(greatest, numbers.values[row]);
            }
        }
    }

    /**
     * The rows of a batch that may have a key here: those between the least and the greatest, where keys are one long.
     *
     * @param keyColumns positions in the batch
     * @param positions as many as the batch has rows; filled with those of the rows
     * @return how many
     */
    int candidates(Batch batch, int[] keyColumns, int[] positions) {
        int count = batch.rows();
        boolean areLongs = keyColumns.length == 1 && batch.column(keyColumns[0]) instanceof Column.Longs;
        if (!areLongs) {
            for (int i = 0; i < count; i++) {
                positions[i] = batch.index(i);
            }
            return count;
        }
        long[] values = ((Column.Longs) batch.column(keyColumns[0])).values;
        int candidates = 0;
        for (int i = 0; i < count; i++) {
            int index = batch.index(i);
            positions[candidates] = index;
            candidates += values[index] >= least && values[index] <= greatest ? 1 : 0;
        }
        return candidates;
    }

    /** All rows, at the positions from 0 on. */
    public Batch rows() {
        return rows;
    }

    /** The first row of the key of a row that the codec has, or {@link #NONE}; no key here has a NULL. */
    int find(KeyCodec codec, int index) {
        if (isKeyless) {
            return nextOfRow.length == 0 ? NONE : 0;
        }
        int number = keys.find(codec, index);
        return number < 0 ? NONE : firstOfKey[number];
    }

    /** The row of the same key that comes next in the table, or {@link #NONE}. */
    int next(int row) {
        return nextOfRow[row];
    }

    /** The first row whose key has come before, or null if keys are unique. */
    public @Nullable Batch repeated() {
        return repeated == NONE ? null : rows.slice(repeated, repeated + 1);
    }
}

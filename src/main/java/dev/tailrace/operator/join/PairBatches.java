package dev.tailrace.operator.join;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows of the batch that has come and rows of the other side that wait together, column by column. Either may be
 * missing from a pair; its columns are NULL then. Single-threaded.
 */
public final class PairBatches {
    /** In place of a position in the batch, or of a row that waits. */
    public static final int NONE = WaitingRows.NONE;

    private final int leftColumns;
    private final WaitingRows left;
    private final WaitingRows right;
    private final int[] demanded;
    private final BatchBuilder builder;
    private final int[] indexes = new int[Batch.MAX_ROWS];
    private final int[] waiting = new int[Batch.MAX_ROWS];
    private final RowKind[] kinds = new RowKind[Batch.MAX_ROWS];
    private final Column.Bytes[] texts;
    private int textCount;
    private int count;
    private long bytes;
    private @Nullable Batch batch;
    private boolean batchIsLeft;
    private WaitingRows other;

    /**
     * @param schema left columns, then right ones or none
     * @param demanded positions in it of the columns to fill
     */
    @SuppressWarnings("NullAway.Init")
    public PairBatches(Schema schema, BitSet demanded, WaitingRows left, WaitingRows right) {
        this.leftColumns = left.plan().schema().size();
        this.left = left;
        this.right = right;
        this.demanded = demanded.stream().toArray();
        this.texts = new Column.Bytes[this.demanded.length];
        this.builder = BatchBuilder.recycling(schema, demanded);
    }

    /** Takes a batch of a side; pairs of the last one have been built. */
    public void begin(boolean isLeft, Batch newBatch) {
        begin(isLeft);
        batch = newBatch;
        for (int column : demanded) {
            if (column < leftColumns == isLeft && newBatch.column(inSide(column)) instanceof Column.Bytes text) {
                texts[textCount++] = text;
            }
        }
    }

    /** As {@link #begin(boolean, Batch)}, where only rows of the other side leave. */
    public void begin(boolean isLeft) {
        batchIsLeft = isLeft;
        batch = null;
        other = isLeft ? right : left;
        textCount = 0;
    }

    private int inSide(int column) {
        return column < leftColumns ? column : column - leftColumns;
    }

    /**
     * Adds a pair.
     *
     * @param index position in the batch, or {@link #NONE}
     * @param row of the other side, or {@link #NONE}
     */
    public void add(int index, int row, RowKind kind) {
        indexes[count] = index;
        waiting[count] = row;
        kinds[count++] = kind;
        if (row != NONE) {
            bytes += other.bytes(row);
        }
        for (int i = 0; i < textCount && index != NONE; i++) {
            bytes += texts[i].byteSize(index);
        }
    }

    /** Whether {@link #build()} has to be called before the next pair. */
    public boolean isFull() {
        return count == Batch.MAX_ROWS || bytes >= Batch.MAX_BYTES;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    public int size() {
        return count;
    }

    /** The position in the batch of a pair that was added. */
    public int index(int pair) {
        return indexes[pair];
    }

    /** The row that waits of a pair that was added. */
    public int waiting(int pair) {
        return waiting[pair];
    }

    /** The pairs so far; lent until the next ones are built. */
    public Batch build() {
        for (int column : demanded) {
            ColumnBuilder target = builder.column(column);
            int inSide = inSide(column);
            if (column < leftColumns == batchIsLeft) {
                append(batch == null ? null : batch.column(inSide), target);
            } else {
                int[] kept = other.plan().kept();
                other.append(waiting, count, Arrays.binarySearch(kept, inSide), target);
            }
        }
        IntStream.range(0, count).forEach(i -> builder.endRow(kinds[i]));
        count = 0;
        bytes = 0;
        return builder.build();
    }

    private void append(@Nullable Column column, ColumnBuilder target) {
        for (int i = 0; i < count; i++) {
            if (column == null || indexes[i] == NONE) {
                target.appendNull();
            } else {
                target.appendFrom(column, indexes[i]);
            }
        }
    }
}

package dev.tailrace.operators.sources;

import dev.tailrace.data.Batch;
import dev.tailrace.operators.sources.NexmarkTexts.Pool;
import org.jspecify.annotations.Nullable;

/** What repeats with every epoch: which rows of a batch are of which kind. Immutable, shared by batches. */
final class NexmarkPattern {
    private final int phase;
    private final int emitted;
    private final int[] kindStarts = new int[NexmarkEvents.MAX_ROWS];
    private final int[] kindEnds = new int[NexmarkEvents.MAX_ROWS];
    /** By the kinds that have a column, the rows that have it not. */
    private final long[][] nulls = new long[NexmarkColumn.OF_ALL + 1][(NexmarkEvents.MAX_ROWS + 63) / 64];

    private final int[] selection = new int[NexmarkEvents.MAX_ROWS];
    /** By row, how many rows before it are emitted. */
    private final int[] emittedBefore = new int[NexmarkEvents.MAX_ROWS + 1];

    /**
     * @param phase of the first row in its epoch
     * @param emitted kinds that come out
     */
    NexmarkPattern(int phase, int emitted, Pool kinds) {
        this.phase = phase;
        this.emitted = emitted;
        int count = 0;
        for (int row = 0; row < NexmarkEvents.MAX_ROWS; row++) {
            int offset = (phase + row) % NexmarkEvents.EPOCH;
            int number = offset == 0 ? 0 : offset < NexmarkEvents.FIRST_BID ? 1 : 2;
            kindStarts[row] = kinds.bounds()[number];
            kindEnds[row] = kinds.bounds()[number + 1];
            for (int having = 0; having < nulls.length; having++) {
                if ((having >> number & 1) == 0) {
                    nulls[having][row >> 6] |= 1L << row;
                }
            }
            emittedBefore[row] = count;
            if ((emitted >> number & 1) != 0) {
                selection[count++] = row;
            }
        }
        emittedBefore[NexmarkEvents.MAX_ROWS] = count;
    }

    /** Whether the first row begins an epoch. */
    boolean isUsual() {
        return phase == 0;
    }

    int[] kindStarts() {
        return kindStarts;
    }

    int[] kindEnds() {
        return kindEnds;
    }

    long @Nullable [] nulls(NexmarkColumn column) {
        return column.field(emitted).nullable() ? nulls[column.kinds()] : null;
    }

    /** The rows of the batch that are of an emitted kind. */
    Batch select(Batch batch) {
        int count = emittedBefore[batch.rows()];
        return count == batch.rows() ? batch : batch.select(selection, count);
    }
}

package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.state.ByteSlots;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.TableRows;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The frames of all keys, and what is aggregated in them.
 *
 * <p>Rows come in the order of their times. Of rows in a bounded frame the arguments are kept, so that they can be taken
 * back. A batch is worked through twice: first it is found out which rows leave the frames, whose arguments are put into a
 * batch of their own, and what cannot be taken back is aggregated; then the rest, from batch to batch. Single-threaded.
 */
final class OverFrames {
    /** How far a frame reaches back; {@link Integer#MAX_VALUE} and {@link Long#MAX_VALUE} for all rows. */
    record Bound(int rows, long millis) {
        static final Bound UNBOUNDED = new Bound(Integer.MAX_VALUE, Long.MAX_VALUE);

        boolean isBounded() {
            return rows != Integer.MAX_VALUE || millis != Long.MAX_VALUE;
        }
    }

    private final boolean peersTogether;
    private final Bound bound;
    private final Aggregation running;
    private final int[] resultColumns;
    private final @Nullable FrameQueue queue;
    private final int runningArguments;
    private final int[] argumentsAhead;
    private final KeyCodec codec;
    private final BatchBuilder left;
    private final BatchBuilder turned;
    private final ByteSlots rows = new ByteSlots();
    private long[] times = new long[0];

    // By the slot of the key: a ring of the slots of its rows.
    private int[][] rings = new int[0][];
    private int[] heads = new int[0];
    private int[] sizes = new int[0];

    private int[] leftKeys = new int[16];
    private int leftCount;
    /** For each step, how many rows have left by then. */
    private int[] leftUntil = new int[Batch.MAX_ROWS];

    private int[] stepKeys = new int[1];
    private int[] stepPositions = new int[1];
    private long rowCount;

    /**
     * @param peersTogether whether rows of the same time have the same frame
     * @param running its slots are those of the keys
     * @param resultColumns where its results stand in the output
     * @param queue what cannot be taken back, or null if there is nothing
     * @param arguments those of {@code running}, then those of {@code queue}
     */
    OverFrames(
            boolean peersTogether,
            Bound bound,
            Aggregation running,
            int[] resultColumns,
            @Nullable FrameQueue queue,
            Schema arguments) {
        this.peersTogether = peersTogether;
        this.bound = bound;
        this.running = running;
        this.resultColumns = resultColumns;
        this.queue = queue;
        this.runningArguments = running.arguments().size();
        this.argumentsAhead = IntStream.range(0, arguments.size()).toArray();
        this.codec = new KeyCodec(arguments);
        this.left = new BatchBuilder(arguments);
        this.turned = BatchBuilder.recycling(arguments, null);
    }

    /**
     * Appends the results of rows to the columns of the output.
     *
     * @param batch rows in the order of their times, at the positions {@code [0, rows)}; with frames of time all rows of
     *     a time
     * @param firstArgument position in the batch of the first argument
     * @param keys slots of the rows' keys
     */
    void results(Batch batch, int firstArgument, int[] keys, long[] rowTimes, BatchBuilder target) {
        int count = batch.rows();
        if (count > leftUntil.length) {
            leftUntil = new int[count];
        }
        if (count > stepKeys.length) {
            stepKeys = new int[count];
            stepPositions = new int[count];
        }
        Column[] arguments = arguments(batch, firstArgument);
        if (bound.isBounded()) {
            codec.begin(
                    batch,
                    Arrays.stream(argumentsAhead).map(i -> i + firstArgument).toArray());
            Column[] queued = Arrays.copyOfRange(arguments, runningArguments, arguments.length);
            for (int from = 0; from < count; ) {
                int to = stepEnd(from, count, rowTimes);
                move(from, to, keys, rowTimes, queued);
                for (int i = from; queue != null && i < to; i++) {
                    queue.result(keys[i], target);
                }
                leftUntil[from] = leftCount;
                from = to;
            }
        }
        Column[] added = Arrays.copyOf(arguments, runningArguments);
        Column[] takenBack = Arrays.copyOf(arguments(left.build(), 0), runningArguments);
        int leftBefore = 0;
        for (int from = 0; from < count; ) {
            int to = stepEnd(from, count, rowTimes);
            if (bound.isBounded() && leftUntil[from] > leftBefore) {
                running.use(takenBack);
                running.retract(
                        stepOf(leftKeys, leftBefore, leftUntil[from]), stepPositions, leftUntil[from] - leftBefore);
                leftBefore = leftUntil[from];
            }
            running.use(added);
            running.add(stepOf(keys, from, to), stepPositions, to - from);
            for (int i = from; i < to; i++) {
                running.result(keys[i], target, resultColumns);
            }
            from = to;
        }
        leftCount = 0;
    }

    private static Column[] arguments(Batch batch, int first) {
        Column[] columns = new Column[batch.schema().size() - first];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = batch.column(first + i);
        }
        return columns;
    }

    /** Where the rows end that enter frames together with a row. */
    private int stepEnd(int from, int count, long[] rowTimes) {
        int to = from + 1;
        while (peersTogether && to < count && rowTimes[to] == rowTimes[from]) {
            to++;
        }
        return to;
    }

    /** Puts rows {@code [from, to)} and their keys where a step is handed over from. */
    private int[] stepOf(int[] keys, int from, int to) {
        if (to - from > stepKeys.length) {
            stepKeys = new int[to - from];
            stepPositions = new int[to - from];
        }
        for (int i = from; i < to; i++) {
            stepKeys[i - from] = keys[i];
            stepPositions[i - from] = i;
        }
        return stepKeys;
    }

    /** Lets rows leave the frames and others enter. */
    private void move(int from, int to, int[] keys, long[] rowTimes, Column[] queued) {
        for (int i = from; i < to; i++) {
            int key = keys[i];
            ensure(key);
            while (sizes[key] > 0 && isBeyond(key, rowTimes[i])) {
                leave(key, queued);
            }
        }
        if (queue != null) {
            queue.use(queued);
        }
        for (int i = from; i < to; i++) {
            codec.encode(i);
            enter(keys[i], rowTimes[i], i);
        }
    }

    private void ensure(int key) {
        int known = rings.length;
        if (key >= known) {
            int capacity = Math.max(16, key * 2);
            rings = Arrays.copyOf(rings, capacity);
            Arrays.fill(rings, known, capacity, new int[0]);
            heads = Arrays.copyOf(heads, capacity);
            sizes = Arrays.copyOf(sizes, capacity);
        }
    }

    /** Whether the oldest row of a key is not in the frame of a row of that time that comes now. */
    private boolean isBeyond(int key, long time) {
        return peersTogether ? time - times[rings[key][heads[key]]] > bound.millis() : sizes[key] > bound.rows();
    }

    private void leave(int key, Column[] queued) {
        if (queue != null) {
            if (queue.isToBeTurned(key)) {
                for (int i = 0; i < sizes[key]; i++) {
                    codec.decode(rows.bytes(slot(key, i)), 0, turned, argumentsAhead);
                    turned.endRow();
                }
                Column[] arguments = arguments(turned.build(), 0);
                queue.turn(key, Arrays.copyOfRange(arguments, runningArguments, arguments.length), sizes[key]);
                queue.use(queued);
            }
            queue.removeOldest(key);
        }
        int slot = slot(key, 0);
        codec.decode(rows.bytes(slot), 0, left, argumentsAhead);
        left.endRow();
        if (leftCount == leftKeys.length) {
            leftKeys = Arrays.copyOf(leftKeys, leftCount * 2);
        }
        leftKeys[leftCount++] = key;
        rows.remove(slot);
        heads[key] = (heads[key] + 1) % rings[key].length;
        sizes[key]--;
        rowCount--;
    }

    /** The slot of a row of a key, counted from the oldest. */
    private int slot(int key, int number) {
        return rings[key][(heads[key] + number) % rings[key].length];
    }

    /** Adds the row whose arguments were encoded last. */
    private void enter(int key, long time, int position) {
        if (sizes[key] == rings[key].length) {
            int[] larger = new int[Math.max(4, sizes[key] * 2)];
            for (int i = 0; i < sizes[key]; i++) {
                larger[i] = slot(key, i);
            }
            rings[key] = larger;
            heads[key] = 0;
        }
        int slot = rows.add(codec.bytes(), codec.length());
        if (slot >= times.length) {
            times = Arrays.copyOf(times, Math.max(16, slot * 2));
        }
        times[slot] = time;
        rings[key][(heads[key] + sizes[key]++) % rings[key].length] = slot;
        rowCount++;
        if (queue != null) {
            queue.add(key, position);
        }
    }

    /** Lets all rows of a key go; what is aggregated of them by {@code running} is cleared elsewhere. */
    void forget(int key) {
        ensure(key);
        for (int i = 0; i < sizes[key]; i++) {
            rows.remove(slot(key, i));
        }
        rowCount -= sizes[key];
        sizes[key] = 0;
        rings[key] = new int[0];
        if (queue != null) {
            queue.forget(key);
        }
    }

    /** Rows in frames. */
    long size() {
        return rowCount;
    }

    /** Appends key and time of a row. */
    interface KeyAndTime {
        void append(int key, long time);
    }

    /**
     * Gives the rows of all frames, oldest first, to a snapshot.
     *
     * @param argumentsAt positions of the arguments in the table
     */
    void save(TableRows target, int[] argumentsAt, KeyAndTime keyAndTime) {
        for (int key = 0; key < rings.length && !target.isEnough(); key++) {
            for (int i = 0; i < sizes[key]; i++) {
                int slot = slot(key, i);
                codec.decode(rows.bytes(slot), 0, target.builder(), argumentsAt);
                keyAndTime.append(key, times[slot]);
                target.endRow();
            }
        }
    }

    /** Takes the batch of the rows that are loaded next. */
    void beginLoad(Batch batch, int firstArgument) {
        codec.begin(
                batch, Arrays.stream(argumentsAhead).map(i -> i + firstArgument).toArray());
        if (queue != null) {
            Column[] arguments = arguments(batch, firstArgument);
            queue.use(Arrays.copyOfRange(arguments, runningArguments, arguments.length));
        }
    }

    /** Takes up a row that {@link #save} gave; what is aggregated of it by {@code running} is restored elsewhere. */
    void load(int key, long time, int index) {
        ensure(key);
        codec.encode(index);
        enter(key, time, index);
    }
}

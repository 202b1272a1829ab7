package dev.tailrace.operator.order;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.ByteSlots;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.SortKeyCodec;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import dev.tailrace.operator.state.TimedSlots;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows that wait for a time, and come out in the order of their times, of a further order, and of their coming. They are
 * kept as bytes in slots that are used again. Single-threaded.
 */
final class WaitingRows {
    private final Schema schema;
    private final int[] positions;
    private final StateTable table;
    private final int timeInTable;
    private final KeyCodec codec;
    private final SortKeyCodec order;
    private final SortKeyCodec orderInTable;
    private final boolean isOrdered;
    private final ByteSlots rows = new ByteSlots();
    private final ByteSlots keys = new ByteSlots();
    private final TimedSlots waiting = new TimedSlots();

    // By the slot of the row.
    private long[] times = new long[16];
    private long[] turns = new long[16];
    private int[] keyOf = new int[16];
    private boolean[] isTaken = new boolean[16];

    private long turn;
    private int limit;
    private int size;
    /** Slots of the same time, which have been taken out. */
    private int[] together = new int[16];

    /**
     * @param input the schema of the rows
     * @param needed positions of the columns that are kept, the time among them
     * @param orders of rows of the same time, over columns of the input
     */
    WaitingRows(Schema input, BitSet needed, int timeColumn, List<SortKeyCodec.Order> orders) {
        this.positions = needed.stream().toArray();
        this.schema = new Schema(needed.stream().mapToObj(input::field).toList());
        this.table = new StateTable("waiting", StateTable.Distribution.SPLIT, Schema.EMPTY, schema);
        this.timeInTable = schema.indexOf(input.field(timeColumn).name());
        this.codec = new KeyCodec(schema);
        this.order = new SortKeyCodec(orders);
        this.orderInTable = new SortKeyCodec(orders.stream()
                .map(by -> new SortKeyCodec.Order(
                        schema.indexOf(input.field(by.column()).name()), by.descending(), by.nullsFirst()))
                .toList());
        this.isOrdered = !orders.isEmpty();
    }

    /** Takes the batch of the rows that are added next. */
    void begin(Batch batch) {
        codec.begin(batch, positions);
        order.begin(batch);
    }

    void add(int index, long time) {
        add(index, time, order);
    }

    private void add(int index, long time, SortKeyCodec by) {
        codec.encode(index);
        int slot = rows.add(codec.bytes(), codec.length());
        if (slot >= times.length) {
            int capacity = slot * 2;
            times = Arrays.copyOf(times, capacity);
            turns = Arrays.copyOf(turns, capacity);
            keyOf = Arrays.copyOf(keyOf, capacity);
            isTaken = Arrays.copyOf(isTaken, capacity);
        }
        times[slot] = time;
        turns[slot] = turn++;
        if (isOrdered) {
            by.encode(index);
            keyOf[slot] = keys.add(by.bytes(), by.length());
        }
        isTaken[slot] = true;
        limit = Math.max(limit, slot + 1);
        size++;
        waiting.add(time, slot);
    }

    int size() {
        return size;
    }

    /** Whether a row waits for a time up to this one. */
    boolean isDue(long millis) {
        return !waiting.isEmpty() && waiting.firstTime() <= millis;
    }

    /** Gives out the rows of the least time, in their order; only if there are some. */
    void removeFirst(BatchBuilder target, Runnable afterEach) {
        long time = waiting.firstTime();
        int count = 0;
        while (!waiting.isEmpty() && waiting.firstTime() == time) {
            if (count == together.length) {
                together = Arrays.copyOf(together, count * 2);
            }
            together[count++] = waiting.removeFirst();
        }
        if (isOrdered && count > 1) {
            sort(count);
        }
        for (int i = 0; i < count; i++) {
            int slot = together[i];
            codec.decode(rows.bytes(slot), 0, target, positions);
            target.endRow();
            isTaken[slot] = false;
            rows.remove(slot);
            if (isOrdered) {
                keys.remove(keyOf[slot]);
            }
            afterEach.run();
        }
        size -= count;
    }

    /** Orders those of the same time; rows that are equal in the order stay as they came. */
    private void sort(int count) {
        Integer[] slots = new Integer[count];
        for (int i = 0; i < count; i++) {
            slots[i] = together[i];
        }
        Arrays.sort(slots, this::compare);
        for (int i = 0; i < count; i++) {
            together[i] = slots[i];
        }
    }

    private int compare(int left, int right) {
        return Arrays.compareUnsigned(
                keys.bytes(keyOf[left]),
                0,
                keys.length(keyOf[left]),
                keys.bytes(keyOf[right]),
                0,
                keys.length(keyOf[right]));
    }

    void snapshot(StateWriter writer) {
        Integer[] slots = IntStream.range(0, limit)
                .filter(slot -> isTaken[slot])
                .limit(writer.mostRows())
                .boxed()
                .sorted((left, right) -> Long.compare(turns[left], turns[right]))
                .toArray(Integer[]::new);
        TableRows kept = new TableRows(table, writer);
        for (int slot : slots) {
            codec.decode(rows.bytes(slot), 0, kept.builder(), 0);
            kept.endRow();
        }
        kept.end();
    }

    void restore(StateReader reader) {
        int[] all = IntStream.range(0, schema.size()).toArray();
        for (Batch batch : reader.table(table)) {
            codec.begin(batch, all);
            orderInTable.begin(batch);
            long[] stored = ((Column.Longs) batch.column(timeInTable)).values;
            for (int i = 0; i < batch.rows(); i++) {
                add(batch.index(i), stored[batch.index(i)], orderInTable);
            }
        }
    }
}

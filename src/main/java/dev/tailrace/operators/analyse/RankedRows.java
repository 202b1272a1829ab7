package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.state.KeyedSlots;
import dev.tailrace.operator.state.SortKeyCodec;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows of each key in an order and gives the changes of the first n.
 *
 * <p>A key has the slots of its rows ({@link OrderedRows}) in their order. When a key is touched for the first time
 * in a batch, its first n slots are noted; rows that go are only let go at the end of the batch, so that within it a
 * slot stands for one row, and the changes are those between the slots noted and the slots then.
 */
final class RankedRows implements Processor {
    static final int NO_RANK = -1;

    /**
     * What is ranked how.
     *
     * @param orders over the input
     * @param storedOrders the same over the state's table
     * @param rankColumn position in the output, or {@link #NO_RANK}
     * @param changes whether rows may be taken back
     */
    record Plan(
            int n,
            List<SortKeyCodec.Order> orders,
            List<SortKeyCodec.Order> storedOrders,
            int rankColumn,
            boolean changes,
            Schema output,
            BitSet demanded) {
        /** Whether what stands at a place is replaced, be it the only one: as by Flink's function for the first row. */
        boolean isByPlace() {
            return rankColumn != NO_RANK || n == 1 && !changes;
        }
    }

    private static final int NOT_TOUCHED = -1;
    private static final byte NO_MARK = 0;
    private static final byte WAS = 1;
    private static final byte STAYS = 2;

    private final Plan plan;
    private final KeyedRows layout;
    private final StateTable table;
    private final KeyedSlots keys;
    private final IdleKeys idle;
    private final SortKeyCodec placeCodec;
    private final OrderedRows rows;
    private final BatchBuilder changes;
    private ProcessorContext context;

    // By the slot of a key: the slots of its rows, how many, and where its first n of before are noted.
    private int[][] ranked = new int[0][];
    private int[] sizes = new int[0];
    private int[] notedAt = new int[0];

    /** By the slot of a row: a mark of the comparison. */
    private byte[] marks = new byte[0];

    private int[] touched = new int[16];
    private int touchedCount;
    /** For each touched key, how many slots are noted, and the slots. */
    private int[] noted = new int[64];

    private int notedCount;
    private int[] gone = new int[16];
    private int goneCount;
    private long rowCount;

    @SuppressWarnings("NullAway.Init")
    RankedRows(Plan plan, KeyedRows layout, @Nullable Duration ttl) {
        this.plan = plan;
        this.layout = layout;
        this.table = layout.table("rows");
        this.keys = new KeyedSlots(layout.keys());
        this.idle = new IdleKeys(ttl, layout, keys, this::forget);
        this.placeCodec = new SortKeyCodec(plan.orders());
        this.rows = new OrderedRows(layout.rest());
        this.changes = BatchBuilder.recycling(plan.output(), plan.demanded());
    }

    @Override
    public void open(ProcessorContext newContext) {
        context = newContext;
        idle.open(newContext);
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        idle.begin();
        keys.begin(batch, layout.keyColumns());
        rows.begin(batch, placeCodec, layout.restColumns());
        byte[] kinds = batch.kinds();
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            int key = key(index);
            idle.touch(key);
            rows.place(index);
            if (kinds == null || RowKind.ofCode(kinds[index]).weight() > 0) {
                add(key, index);
            } else if (!remove(key, index) && !idle.forgets()) {
                throw context.fail(Problem.error("operators.unknown-retraction"), batch, index);
            }
        }
        emitChanges(out);
        idle.await();
    }

    /** Its rows stay where they are, and are not taken back. */
    private void forget(int key) {
        for (int i = 0; i < sizes[key]; i++) {
            rows.remove(ranked[key][i]);
        }
        rowCount -= sizes[key];
        keys.remove(key);
    }

    @Override
    public void processingTimer(long millis, Outlet out) {
        idle.timer(millis);
    }

    private int key(int index) {
        int key = keys.slot(index);
        if (key >= sizes.length) {
            int capacity = Math.max(16, key * 2);
            ranked = Arrays.copyOf(ranked, capacity);
            sizes = Arrays.copyOf(sizes, capacity);
            notedAt = Arrays.copyOf(notedAt, capacity);
        }
        if (keys.isNew()) {
            ranked[key] = new int[Math.min(4, plan.n())];
            sizes[key] = 0;
            notedAt[key] = NOT_TOUCHED;
        }
        return key;
    }

    private void add(int key, int index) {
        int size = sizes[key];
        boolean full = !plan.changes() && size == plan.n();
        if (full && rows.compare(ranked[key][size - 1]) <= 0) {
            return;
        }
        int at = rows.placeAfter(ranked[key], size);
        note(key);
        if (full) {
            letGo(ranked[key][--size]);
        } else if (size == ranked[key].length) {
            ranked[key] = Arrays.copyOf(ranked[key], size * 2);
        }
        System.arraycopy(ranked[key], at, ranked[key], at + 1, size - at);
        ranked[key][at] = keep(index);
        sizes[key] = size + 1;
        rowCount += full ? 0 : 1;
    }

    /** Takes back the row that came first of those equal to it; false if there is none. */
    private boolean remove(int key, int index) {
        int found = -1;
        int after = rows.placeAfter(ranked[key], sizes[key]);
        for (int at = after - 1; at >= 0 && rows.compare(ranked[key][at]) == 0; at--) {
            found = rows.isSame(ranked[key][at], index) ? at : found;
        }
        if (found < 0) {
            return false;
        }
        note(key);
        letGo(ranked[key][found]);
        int size = --sizes[key];
        System.arraycopy(ranked[key], found + 1, ranked[key], found, size - found);
        rowCount--;
        return true;
    }

    private int keep(int index) {
        int slot = rows.keep(index);
        if (slot >= marks.length) {
            marks = Arrays.copyOf(marks, Math.max(16, slot * 2));
        }
        return slot;
    }

    /** Notes the first n rows of a key before its first change of the batch. */
    private void note(int key) {
        if (notedAt[key] != NOT_TOUCHED) {
            return;
        }
        int count = Math.min(sizes[key], plan.n());
        if (touchedCount == touched.length) {
            touched = Arrays.copyOf(touched, touchedCount * 2);
        }
        touched[touchedCount++] = key;
        if (notedCount + count + 1 > noted.length) {
            noted = Arrays.copyOf(noted, Math.max(notedCount + count + 1, noted.length * 2));
        }
        notedAt[key] = notedCount;
        noted[notedCount++] = count;
        System.arraycopy(ranked[key], 0, noted, notedCount, count);
        notedCount += count;
    }

    private void letGo(int slot) {
        if (goneCount == gone.length) {
            gone = Arrays.copyOf(gone, goneCount * 2);
        }
        gone[goneCount++] = slot;
    }

    private void emitChanges(Outlet out) {
        for (int i = 0; i < touchedCount; i++) {
            int key = touched[i];
            if (plan.isByPlace()) {
                emitRanks(key, out);
            } else {
                emitMembers(key, out);
            }
            notedAt[key] = NOT_TOUCHED;
            if (sizes[key] == 0) {
                idle.remove(key);
                keys.remove(key);
            }
        }
        for (int i = 0; i < goneCount; i++) {
            rows.remove(gone[i]);
        }
        touchedCount = 0;
        notedCount = 0;
        goneCount = 0;
        if (!changes.isEmpty()) {
            out.emit(0, changes.build());
        }
    }

    /** Rows that have left the first n, then rows that have entered them. */
    private void emitMembers(int key, Outlet out) {
        int before = notedAt[key] + 1;
        int beforeEnd = before + noted[before - 1];
        int count = Math.min(sizes[key], plan.n());
        for (int i = before; i < beforeEnd; i++) {
            marks[noted[i]] = WAS;
        }
        for (int i = 0; i < count; i++) {
            int slot = ranked[key][i];
            marks[slot] = marks[slot] == WAS ? STAYS : NO_MARK;
        }
        for (int i = before; i < beforeEnd; i++) {
            if (marks[noted[i]] == WAS) {
                marks[noted[i]] = NO_MARK;
                emit(key, noted[i], 0, RowKind.DELETE, out);
            }
        }
        for (int i = 0; i < count; i++) {
            int slot = ranked[key][i];
            if (marks[slot] != STAYS) {
                emit(key, slot, 0, RowKind.INSERT, out);
            }
            marks[slot] = NO_MARK;
        }
    }

    private void emitRanks(int key, Outlet out) {
        int before = notedAt[key] + 1;
        int beforeCount = noted[before - 1];
        int count = Math.min(sizes[key], plan.n());
        for (int i = 0; i < Math.max(beforeCount, count); i++) {
            if (i >= beforeCount) {
                emit(key, ranked[key][i], i + 1, RowKind.INSERT, out);
            } else if (i >= count) {
                emit(key, noted[before + i], i + 1, RowKind.DELETE, out);
            } else if (noted[before + i] != ranked[key][i]) {
                emit(key, noted[before + i], i + 1, RowKind.UPDATE_BEFORE, out);
                emit(key, ranked[key][i], i + 1, RowKind.UPDATE_AFTER, out);
            }
        }
    }

    private void emit(int key, int slot, int rank, RowKind kind, Outlet out) {
        keys.appendKey(key, changes, layout.keyColumns());
        rows.append(slot, changes, layout.restColumns());
        if (plan.rankColumn() != NO_RANK && changes.demands(plan.rankColumn())) {
            ((LongsBuilder) changes.column(plan.rankColumn())).append(rank);
        }
        changes.endRow(kind);
        if (changes.isFull()) {
            out.emit(0, changes.build());
        }
    }

    @Override
    public long stateRows() {
        return rowCount;
    }

    @Override
    public void snapshot(StateWriter writer) {
        int[] keysAt = layout.keysInTable();
        int[] restAt = layout.restInTable();
        TableRows kept = new TableRows(table, writer);
        kept.forEachKey(keys, key -> {
            for (int i = 0; i < sizes[key]; i++) {
                keys.appendKey(key, kept.builder(), keysAt);
                rows.append(ranked[key][i], kept.builder(), restAt);
                kept.endRow();
            }
        });
        kept.end();
        idle.snapshot(writer);
    }

    /** Rows come in their order, so that of equal ones the first is the first again. */
    @Override
    public void restore(StateReader reader) {
        SortKeyCodec stored = new SortKeyCodec(plan.storedOrders());
        for (Batch batch : reader.table(table)) {
            keys.begin(batch, layout.keysInTable());
            rows.begin(batch, stored, layout.restInTable());
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                int key = key(index);
                rows.place(index);
                add(key, index);
            }
        }
        for (int i = 0; i < touchedCount; i++) {
            notedAt[touched[i]] = NOT_TOUCHED;
        }
        touchedCount = 0;
        notedCount = 0;
        idle.restore(reader);
    }
}

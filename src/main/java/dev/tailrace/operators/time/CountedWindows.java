package dev.tailrace.operators.time;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.aggregate.Aggregation;
import dev.tailrace.operator.state.KeyedSlots;
import dev.tailrace.operator.state.SlotPool;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Aggregates the last rows of each key, every so many rows.
 *
 * <p>Rows are aggregated in panes: as many as divide both the size and the slide, so that a result is that of whole
 * panes. Without a slide a window is one pane, and its key is forgotten when it is full.
 */
final class CountedWindows implements Processor {
    /**
     * What is aggregated to what.
     *
     * @param partial whether rows that are left at the end have a result
     * @param keyColumns positions of the keys in the input
     * @param output the keys, then the aggregates
     * @param resultColumns position in the output of each aggregate that is computed
     */
    record Plan(
            int size,
            int slide,
            boolean partial,
            Schema keys,
            int[] keyColumns,
            Schema output,
            BitSet demanded,
            int[] resultColumns) {}

    private final Plan plan;
    private final Aggregation aggregation;
    private final Function<ProcessorContext, ComputableRows> computableRows;
    private final int paneRows;
    private final int panesPerWindow;
    private final KeyedSlots keys;
    private final int[] keysAhead;
    private final SlotPool pool = new SlotPool();
    private final BatchBuilder results;
    /** Where the panes of a window come together. */
    private final int whole;

    private ComputableRows rows;

    // By the slot of a key: how many rows it has had, and the slots of its last panes, oldest first.
    private long[] counts = new long[0];
    private int[][] panes = new int[0][];
    private int[] paneCounts = new int[0];

    // Rows that have their pane and are not yet added to it.
    private int[] slots = new int[Batch.MAX_ROWS];
    private int[] positions = new int[Batch.MAX_ROWS];
    private int pending;

    @SuppressWarnings("NullAway.Init")
    CountedWindows(Plan plan, Aggregation aggregation, Function<ProcessorContext, ComputableRows> computableRows) {
        this.plan = plan;
        this.aggregation = aggregation;
        this.computableRows = computableRows;
        this.paneRows = BigInteger.valueOf(plan.size())
                .gcd(BigInteger.valueOf(plan.slide()))
                .intValueExact();
        this.panesPerWindow = plan.size() / paneRows;
        this.keys = new KeyedSlots(plan.keys());
        this.keysAhead = IntStream.range(0, plan.keys().size()).toArray();
        this.results = new BatchBuilder(plan.output(), plan.demanded());
        this.whole = newPane();
    }

    private int newPane() {
        int slot = pool.take();
        aggregation.ensure(pool.limit());
        aggregation.clear(slot);
        return slot;
    }

    @Override
    public void open(ProcessorContext context) {
        rows = computableRows.apply(context);
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        Batch computed = rows.evaluate(batch, aggregation::evaluate, out);
        if (computed.rows() > slots.length) {
            slots = new int[computed.rows()];
            positions = new int[computed.rows()];
        }
        keys.begin(computed, plan.keyColumns());
        for (int i = 0; i < computed.rows(); i++) {
            int index = computed.index(i);
            int key = key(index);
            // Before the row is noted, as this may add those before.
            int pane = pane(key);
            slots[pending] = pane;
            positions[pending++] = index;
            if (++counts[key] % plan.slide() == 0) {
                add();
                result(key, out);
            }
        }
        add();
        flush(out);
    }

    private int key(int index) {
        int key = keys.slot(index);
        if (key >= counts.length) {
            int capacity = Math.max(16, key * 2);
            counts = Arrays.copyOf(counts, capacity);
            panes = Arrays.copyOf(panes, capacity);
            paneCounts = Arrays.copyOf(paneCounts, capacity);
        }
        if (keys.isNew()) {
            counts[key] = 0;
            panes[key] = new int[1];
            paneCounts[key] = 0;
        }
        return key;
    }

    /** The pane of a key's next row. */
    private int pane(int key) {
        if (counts[key] % paneRows == 0) {
            beginPane(key);
        }
        return panes[key][paneCounts[key] - 1];
    }

    private void beginPane(int key) {
        if (paneCounts[key] == panesPerWindow) {
            // The rows in it may be among those that are not yet added.
            add();
            free(panes[key][0]);
            System.arraycopy(panes[key], 1, panes[key], 0, --paneCounts[key]);
        }
        if (paneCounts[key] == panes[key].length) {
            panes[key] = Arrays.copyOf(panes[key], Math.min(panesPerWindow, paneCounts[key] * 2));
        }
        panes[key][paneCounts[key]++] = newPane();
    }

    private void free(int slot) {
        aggregation.clear(slot);
        pool.giveBack(slot);
    }

    private void add() {
        aggregation.add(slots, positions, pending);
        pending = 0;
    }

    private void result(int key, Outlet out) {
        int slot = panes[key][0];
        if (paneCounts[key] > 1) {
            aggregation.clear(whole);
            int[] target = {whole};
            for (int i = 0; i < paneCounts[key]; i++) {
                aggregation.merge(target, new int[] {panes[key][i]}, 1);
            }
            slot = whole;
        }
        keys.appendKey(key, results, keysAhead);
        aggregation.result(slot, results, plan.resultColumns());
        results.endRow();
        if (plan.slide() == plan.size()) {
            free(panes[key][0]);
            keys.remove(key);
        }
        if (results.isFull()) {
            flush(out);
        }
    }

    private void flush(Outlet out) {
        if (!results.isEmpty()) {
            out.emit(0, results.build());
        }
    }

    @Override
    public void endOfInput(int port, Outlet out) {
        for (int key = 0; plan.partial() && key < keys.limit(); key++) {
            if (keys.isTaken(key) && counts[key] % plan.slide() != 0) {
                result(key, out);
            }
        }
        flush(out);
    }

    @Override
    public long stateRows() {
        return keys.size();
    }

    /** A row per pane: key, how many rows the key has had up to its end, aggregates. */
    private StateTable paneTable() {
        return table("panes", aggregation.state());
    }

    private StateTable valueTable(int part) {
        return table("values of " + aggregation.name(part), aggregation.distinctFields(part));
    }

    private StateTable table(String name, List<Field> rest) {
        List<Field> values = new ArrayList<>();
        values.add(Field.required(plan.output().freeName("rows_until"), DataType.BIGINT));
        values.addAll(rest);
        return StateTable.byKey(name, plan.keys(), new Schema(values));
    }

    /** Fills a row behind key and count. */
    private interface Save {
        void row(int slot, int number, BatchBuilder rows);
    }

    /** @param rowsOf how many rows there are of the pane in a slot */
    private void write(StateTable table, StateWriter writer, IntUnaryOperator rowsOf, Save save) {
        TableRows rows = new TableRows(table, writer);
        rows.forEachKey(keys, key -> {
            for (int pane = 0; pane < paneCounts[key]; pane++) {
                int slot = panes[key][pane];
                long until = until(key, pane);
                int count = rowsOf.applyAsInt(slot);
                for (int number = 0; number < count && !rows.isEnough(); number++) {
                    keys.appendKey(key, rows.builder(), keysAhead);
                    ((LongsBuilder) rows.builder().column(keysAhead.length)).append(until);
                    save.row(slot, number, rows.builder());
                    rows.endRow();
                }
            }
        });
        rows.end();
    }

    /** How many rows a key has had when a pane ended, or now. */
    private long until(int key, int number) {
        long started = counts[key] - Math.floorMod(counts[key] - 1, paneRows) - 1;
        return number == paneCounts[key] - 1 ? counts[key] : started - (long) (paneCounts[key] - 2 - number) * paneRows;
    }

    @Override
    public void snapshot(StateWriter writer) {
        int valuesAt = keysAhead.length + 1;
        write(paneTable(), writer, slot -> 1, (slot, number, rows) -> aggregation.save(slot, rows, valuesAt));
        for (int i = 0; i < aggregation.size(); i++) {
            int part = i;
            if (aggregation.isDistinct(part)) {
                write(
                        valueTable(part),
                        writer,
                        slot -> aggregation.distinctCount(part, slot),
                        (slot, number, rows) -> aggregation.saveDistinct(part, slot, number, rows, valuesAt));
            }
        }
    }

    /** Panes of a key come oldest first. */
    @Override
    public void restore(StateReader reader) {
        for (Batch batch : reader.table(paneTable())) {
            keys.begin(batch, keysAhead);
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                int key = key(index);
                beginPane(key);
                counts[key] = ((Column.Longs) batch.column(keysAhead.length)).values[index];
                aggregation.load(panes[key][paneCounts[key] - 1], batch, keysAhead.length + 1, index);
            }
        }
        for (int part = 0; part < aggregation.size(); part++) {
            if (aggregation.isDistinct(part)) {
                for (Batch batch : reader.table(valueTable(part))) {
                    restoreValues(part, batch);
                }
            }
        }
    }

    private void restoreValues(int part, Batch batch) {
        keys.begin(batch, keysAhead);
        long[] until = ((Column.Longs) batch.column(keysAhead.length)).values;
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            int key = key(index);
            for (int number = 0; number < paneCounts[key]; number++) {
                if (until(key, number) == until[index]) {
                    aggregation.loadDistinct(part, panes[key][number], batch, keysAhead.length + 1, index);
                }
            }
        }
    }
}

package dev.tailrace.operators.analyse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.BytesBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.state.KeyedSlots;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a row per fence of a position, or per fence that a key enters or leaves. Of each key that is in some fence these
 * are kept; in a snapshot by their ids, so that a file with more or fewer of them may be taken.
 */
final class FenceRows implements Processor {
    private static final byte[] ENTER = "enter".getBytes(StandardCharsets.UTF_8);
    private static final byte[] LEAVE = "leave".getBytes(StandardCharsets.UTF_8);
    private static final int NO_FENCE = -1;

    private final Setup<GeoFence.Settings> setup;
    private final boolean movesOnly;
    private final int fenceColumn;
    private final NumberColumns numbers;
    private final double[] position = new double[2];
    private final KeyedRows layout;
    private final KeyedSlots keys;
    private final StateTable table;
    private final BatchBuilder rows;
    private final BitSet now = new BitSet();
    private FenceIndex fences;
    private BitSet[] inside = new BitSet[0];

    /** @param keyNames who enters and leaves */
    @SuppressWarnings("NullAway.Init")
    FenceRows(Setup<GeoFence.Settings> setup, List<String> keyNames) {
        Schema input = setup.inputSchema();
        this.setup = setup;
        this.movesOnly = setup.settings().mode() == GeoFence.Mode.MOVES;
        this.fenceColumn = input.size();
        this.numbers = new NumberColumns(new int[] {
            input.indexOf(setup.settings().longitude()),
            input.indexOf(setup.settings().latitude())
        });
        this.layout = KeyedRows.of(input, keyNames, new BitSet());
        this.keys = new KeyedSlots(layout.keys());
        Field fence = Field.required(layout.keys().freeName("fence"), DataType.STRING);
        this.table = StateTable.byKey("inside", layout.keys(), Schema.of(fence));
        this.rows = new BatchBuilder(setup.outputSchema("out"), setup.demanded("out"));
    }

    @Override
    public void open(ProcessorContext context) {
        fences = FenceFile.index(setup, context);
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        keys.begin(batch, layout.keyColumns());
        numbers.begin(batch);
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            boolean isPosition = numbers.take(index, position);
            if (isPosition) {
                fences.find(position[0], position[1]);
            }
            if (!movesOnly) {
                giveAll(batch, index, isPosition ? fences.count() : 0, out);
            } else if (isPosition) {
                move(batch, index, out);
            }
        }
        if (!rows.isEmpty()) {
            out.emit(0, rows.build());
        }
    }

    private void giveAll(Batch batch, int index, int count, Outlet out) {
        for (int i = 0; i < count; i++) {
            append(batch, index, fences.found(i), out);
        }
        if (count == 0) {
            append(batch, index, NO_FENCE, out);
        }
    }

    private void append(Batch batch, int index, int fence, Outlet out) {
        appendFence(batch, index, fence);
        endRow(out);
    }

    private void appendFence(Batch batch, int index, int fence) {
        KeyedRows.append(batch, index, rows);
        if (!rows.demands(fenceColumn)) {
            return;
        }
        if (fence == NO_FENCE) {
            rows.column(fenceColumn).appendNull();
        } else {
            appendId(fence, rows.column(fenceColumn));
        }
    }

    private void appendId(int fence, ColumnBuilder target) {
        ((BytesBuilder) target).append(fences.idBytes(), fences.idStart(fence), fences.idEnd(fence));
    }

    private void endRow(Outlet out) {
        rows.endRow();
        if (rows.isFull()) {
            out.emit(0, rows.build());
        }
    }

    private void move(Batch batch, int index, Outlet out) {
        now.clear();
        for (int i = 0; i < fences.count(); i++) {
            now.set(fences.found(i));
        }
        int slot = slot(index);
        BitSet before = inside[slot];
        for (int fence = before.nextSetBit(0); fence >= 0; fence = before.nextSetBit(fence + 1)) {
            if (!now.get(fence)) {
                append(batch, index, fence, LEAVE, out);
            }
        }
        for (int fence = now.nextSetBit(0); fence >= 0; fence = now.nextSetBit(fence + 1)) {
            if (!before.get(fence)) {
                append(batch, index, fence, ENTER, out);
            }
        }
        before.clear();
        before.or(now);
        if (now.isEmpty()) {
            keys.remove(slot);
        }
    }

    private void append(Batch batch, int index, int fence, byte[] event, Outlet out) {
        appendFence(batch, index, fence);
        if (rows.demands(fenceColumn + 1)) {
            ((BytesBuilder) rows.column(fenceColumn + 1)).append(event, 0, event.length);
        }
        endRow(out);
    }

    private int slot(int index) {
        int slot = keys.slot(index);
        if (slot >= inside.length) {
            int known = inside.length;
            inside = Arrays.copyOf(inside, Math.max(16, slot * 2));
            for (int i = known; i < inside.length; i++) {
                inside[i] = new BitSet();
            }
        }
        if (keys.isNew()) {
            inside[slot].clear();
        }
        return slot;
    }

    @Override
    public long stateRows() {
        return keys.size();
    }

    @Override
    public void snapshot(StateWriter writer) {
        int[] keysAt = layout.keysInTable();
        TableRows kept = new TableRows(table, writer);
        kept.forEachKey(keys, slot -> {
            BitSet in = inside[slot];
            for (int fence = in.nextSetBit(0); fence >= 0; fence = in.nextSetBit(fence + 1)) {
                keys.appendKey(slot, kept.builder(), keysAt);
                appendId(fence, kept.builder().column(keysAt.length));
                kept.endRow();
            }
        });
        kept.end();
    }

    @Override
    public void restore(StateReader reader) {
        Map<String, Integer> numbersOfIds = new HashMap<>();
        for (int fence = 0; fence < fences.size(); fence++) {
            int start = fences.idStart(fence);
            String id = new String(fences.idBytes(), start, fences.idEnd(fence) - start, StandardCharsets.UTF_8);
            numbersOfIds.putIfAbsent(id, fence);
        }
        int[] keysAt = layout.keysInTable();
        for (Batch batch : reader.table(table)) {
            keys.begin(batch, keysAt);
            Column.Bytes ids = (Column.Bytes) batch.column(keysAt.length);
            for (int i = 0; i < batch.rows(); i++) {
                Integer fence = numbersOfIds.get(ids.string(batch.index(i)));
                if (fence != null) {
                    int slot = slot(batch.index(i));
                    inside[slot].set(fence);
                }
            }
        }
    }
}

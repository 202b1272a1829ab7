package dev.tailrace.operators.shape;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.state.ByteSlots;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.KeyedSlots;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Keeps the row of each key that is there, and says what the next ones change. */
final class UpsertedRows implements Processor {
    private final SaidKinds kinds;
    private final int[] keyColumns;
    private final int[] restColumns;
    private final int[] keysOut;
    private final int[] restOut;
    private final int[] keysStored;
    private final int[] restStored;
    private final StateTable table;
    private final KeyedSlots keys;
    private final KeyCodec codec;
    private final ByteSlots rows = new ByteSlots();
    private final BatchBuilder changes;

    /** By the slot of a key, its row; every key has one. */
    private int[] rowOf = new int[0];

    UpsertedRows(Setup<RowsToChanges.Settings> setup, SaidKinds kinds) {
        this.kinds = kinds;
        Schema input = setup.inputSchema();
        Schema output = setup.outputSchema("out");
        BitSet demanded = setup.demanded("out");
        List<String> names = setup.settings().keys();
        this.keysOut = names.stream().mapToInt(output::indexOf).toArray();
        this.restOut = demanded.stream()
                .filter(column -> !names.contains(output.field(column).name()))
                .toArray();
        this.keyColumns = names.stream().mapToInt(input::indexOf).toArray();
        this.restColumns = Arrays.stream(restOut)
                .map(column -> column < kinds.column() ? column : column + 1)
                .toArray();
        this.table = new StateTable(
                "rows",
                StateTable.Distribution.KEYED,
                new Schema(names.stream()
                        .map(name -> Objects.requireNonNull(output.field(name)))
                        .toList()),
                new Schema(Arrays.stream(restOut).mapToObj(output::field).toList()));
        int width = table.schema().size();
        this.keysStored = IntStream.range(0, names.size()).toArray();
        this.restStored = IntStream.range(names.size(), width).toArray();
        this.keys = new KeyedSlots(table.keys());
        this.codec = new KeyCodec(table.values());
        this.changes = BatchBuilder.recycling(output, demanded);
    }

    @Override
    public void open(ProcessorContext context) {
        kinds.open(context);
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        byte[] said = kinds.of(batch, out);
        keys.begin(batch, keyColumns);
        codec.begin(batch, restColumns);
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            if (said[index] == SaidKinds.NONE) {
                continue;
            }
            if (RowKind.ofCode(said[index]).weight() > 0) {
                put(index);
            } else {
                takeAway(index);
            }
            if (changes.isFull()) {
                out.emit(0, changes.build());
            }
        }
        if (!changes.isEmpty()) {
            out.emit(0, changes.build());
        }
    }

    private void put(int index) {
        int slot = keys.slot(index);
        boolean isNew = keys.isNew();
        codec.encode(index);
        if (isNew) {
            keep(slot);
            append(slot, RowKind.INSERT);
        } else if (!rows.equals(rowOf[slot], codec.bytes(), codec.length())) {
            append(slot, RowKind.UPDATE_BEFORE);
            rows.set(rowOf[slot], codec.bytes(), codec.length());
            append(slot, RowKind.UPDATE_AFTER);
        }
    }

    /** Takes the row encoded last for that of a new key. */
    private void keep(int slot) {
        if (slot >= rowOf.length) {
            rowOf = Arrays.copyOf(rowOf, Math.max(16, slot * 2));
        }
        rowOf[slot] = rows.add(codec.bytes(), codec.length());
    }

    private void takeAway(int index) {
        int slot = keys.slot(index);
        if (!keys.isNew()) {
            append(slot, RowKind.DELETE);
            rows.remove(rowOf[slot]);
        }
        keys.remove(slot);
    }

    private void append(int slot, RowKind kind) {
        keys.appendKey(slot, changes, keysOut);
        codec.decode(rows.bytes(rowOf[slot]), 0, changes, restOut);
        changes.endRow(kind);
    }

    @Override
    public long stateRows() {
        return keys.size();
    }

    @Override
    public void snapshot(StateWriter writer) {
        TableRows kept = new TableRows(table, writer);
        kept.forEachKey(keys, slot -> {
            keys.appendKey(slot, kept.builder(), keysStored);
            codec.decode(rows.bytes(rowOf[slot]), 0, kept.builder(), restStored);
            kept.endRow();
        });
        kept.end();
    }

    @Override
    public void restore(StateReader reader) {
        for (Batch batch : reader.table(table)) {
            keys.begin(batch, keysStored);
            codec.begin(batch, restStored);
            for (int i = 0; i < batch.rows(); i++) {
                codec.encode(batch.index(i));
                keep(keys.slot(batch.index(i)));
            }
        }
    }
}

package dev.tailrace.operator.join;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.KeyedSlots;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Waiting rows in a snapshot: the key's columns, those that are kept besides, and what the join notes. */
public final class WaitingTable {
    private final WaitingRows rows;
    private final StateTable table;
    private final int[] keyColumns;
    /** Positions among the kept columns of those that are not in the key. */
    private final int[] rest;
    /** Where the kept columns stand in the table. */
    private final int[] keptInTable;

    private final NoteColumns notes;
    private final int firstNote;

    public WaitingTable(String name, WaitingRows rows) {
        this.rows = rows;
        WaitingRows.Plan plan = rows.plan();
        int[] keys = plan.keyColumns();
        keyColumns = IntStream.range(0, keys.length).toArray();
        List<Field> fields = new ArrayList<>();
        for (int column : keys) {
            add(plan.schema().field(column), fields);
        }
        List<Integer> restPositions = new ArrayList<>();
        keptInTable = new int[plan.kept().length];
        for (int i = 0; i < keptInTable.length; i++) {
            int column = plan.kept()[i];
            int key = IntStream.of(keyColumns)
                    .filter(at -> keys[at] == column)
                    .findFirst()
                    .orElse(-1);
            if (key < 0) {
                keptInTable[i] = fields.size();
                add(plan.schema().field(column), fields);
                restPositions.add(i);
            } else {
                keptInTable[i] = key;
            }
        }
        rest = restPositions.stream().mapToInt(Integer::intValue).toArray();
        notes = new NoteColumns(rows);
        firstNote = fields.size();
        notes.fields().forEach(field -> add(field, fields));
        table = StateTable.byKey(
                name,
                new Schema(fields.subList(0, keys.length)),
                new Schema(fields.subList(keys.length, fields.size())));
    }

    private static void add(Field field, List<Field> fields) {
        List<String> taken = fields.stream().map(Field::name).toList();
        String name = field.name();
        for (int i = 2; taken.contains(name); i++) {
            name = field.name() + "_" + i;
        }
        fields.add(field.renamed(name));
    }

    /** Writes the rows of all keys, those of a key in the order in which they came. */
    public void snapshot(KeyedSlots keys, StateWriter writer) {
        TableRows kept = new TableRows(table, writer);
        BatchBuilder builder = kept.builder();
        kept.forEachKey(
                keys,
                key -> forEachOf(key, row -> {
                    keys.appendKey(key, builder, keyColumns);
                    for (int i = 0; i < rest.length; i++) {
                        rows.append(row, rest[i], builder.column(keyColumns.length + i));
                    }
                    notes.save(row, builder, firstNote);
                    kept.endRow();
                }));
        kept.end();
    }

    /** In the order of their coming, which is the other way round in the chain. */
    private void forEachOf(int key, IntConsumer each) {
        int count = 0;
        int[] chain = new int[4];
        for (int row = rows.first(key); row != WaitingRows.NONE; row = rows.next(row)) {
            chain = count == chain.length ? Arrays.copyOf(chain, count * 2) : chain;
            chain[count++] = row;
        }
        while (count > 0) {
            each.accept(chain[--count]);
        }
    }

    /**
     * Takes up a snapshot.
     *
     * @param loaded is given each row
     */
    public void restore(KeyedSlots keys, StateReader reader, IntConsumer loaded) {
        List<Stored> all = new ArrayList<>();
        for (Batch batch : reader.table(table)) {
            if (!notes.tellTouched()) {
                load(keys, batch, IntStream.range(0, batch.rows()).map(batch::index), loaded);
            } else {
                long[] touched = notes.touchedMillis(batch, firstNote);
                for (int i = 0; i < batch.rows(); i++) {
                    all.add(new Stored(batch, batch.index(i), touched[batch.index(i)]));
                }
            }
        }
        all.sort(Comparator.comparingLong(Stored::touchedMillis));
        all.forEach(row -> load(keys, row.batch, IntStream.of(row.index), loaded));
    }

    /** A row that has to wait for those that were touched before. */
    private record Stored(Batch batch, int index, long touchedMillis) {}

    private void load(KeyedSlots keys, Batch batch, IntStream indexes, IntConsumer loaded) {
        keys.begin(batch, keyColumns);
        rows.begin(batch, keptInTable);
        indexes.forEach(index -> {
            int row = rows.add(keys.slot(index), index);
            notes.load(row, batch, index, firstNote);
            loaded.accept(row);
        });
    }
}

package dev.tailrace.operator.lookup;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.IntsBuilder;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.ByteSlots;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.KeyedSlots;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateTable.Distribution;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What was found for each row that is there and may be taken back: so that it is taken back with what it was given, whatever
 * would be found for it by then. Rows that are alike are taken back in the order in which they came. Single-threaded.
 */
final class GivenAnswers {
    private static final int NONE = -1;

    /** Positions in the input of the columns by which a row is known again. */
    private final int[] columns;

    /** Positions in the looked-up table of the columns that are kept. */
    private final int[] found;

    private final StateTable table;
    private final KeyedSlots slots;
    private final KeyCodec codec;
    private final ByteSlots bytes = new ByteSlots();

    // By entry: one for each row that was found, or one that says that none was.
    private final List<Integer> unused = new ArrayList<>();
    private int[] values = new int[16];
    private int[] numbers = new int[16];
    private int[] next = new int[16];
    private int entries;

    // By slot.
    private int[] first = new int[0];
    private int[] last = new int[0];
    private int rows;

    /** @param kept positions in the input of the columns that are read */
    GivenAnswers(LookupPlan plan, BitSet kept) {
        columns = kept.stream().toArray();
        found = plan.tableColumns().stream().toArray();
        Schema keys =
                new Schema(Arrays.stream(columns).mapToObj(plan.input()::field).toList());
        Schema answer =
                new Schema(Arrays.stream(found).mapToObj(plan.table()::field).toList());
        table = new StateTable("given_answers", Distribution.KEYED, keys, values(keys, answer));
        slots = new KeyedSlots(keys);
        codec = new KeyCodec(answer);
    }

    /** The number of the found row, or {@link #NONE}, and its columns, under names that the row's own do not have. */
    private static Schema values(Schema keys, Schema answer) {
        List<Field> values = new ArrayList<>();
        Schema all = keys;
        List<Field> wanted = new ArrayList<>();
        wanted.add(Field.required("number", DataType.INT));
        answer.fields().forEach(field -> wanted.add(Field.of(field.name(), field.type())));
        for (Field field : wanted) {
            Field free = field.renamed(all.freeName(field.name()));
            values.add(free);
            all = all.plus(free);
        }
        return new Schema(values);
    }

    /** How many rows are there. */
    int size() {
        return rows;
    }

    /** Takes the batches of the rows that are {@link #keep kept} next, and of what was found for them. */
    void begin(Batch input, Batch answers) {
        slots.begin(input, columns);
        codec.begin(answers, found);
    }

    /** For the row at a position of the input the found rows {@code [from, to)} of the answers. */
    void keep(int index, Batch answers, int from, int to) {
        int slot = slot(index);
        for (int i = from; i < to; i++) {
            codec.encode(answers.index(i));
            add(slot, i - from, bytes.add(codec.bytes(), codec.length()));
        }
        if (from == to) {
            add(slot, NONE, NONE);
        }
        rows++;
    }

    private int slot(int index) {
        int slot = slots.slot(index);
        if (slot >= first.length) {
            first = Arrays.copyOf(first, Math.max(16, slot * 2));
            last = Arrays.copyOf(last, first.length);
        }
        if (slots.isNew()) {
            first[slot] = NONE;
        }
        return slot;
    }

    private void add(int slot, int number, int value) {
        int entry = unused.isEmpty() ? entries++ : unused.remove(unused.size() - 1);
        if (entry == values.length) {
            values = Arrays.copyOf(values, entry * 2);
            numbers = Arrays.copyOf(numbers, entry * 2);
            next = Arrays.copyOf(next, entry * 2);
        }
        values[entry] = value;
        numbers[entry] = number;
        next[entry] = NONE;
        if (first[slot] == NONE) {
            first[slot] = entry;
        } else {
            next[last[slot]] = entry;
        }
        last[slot] = entry;
    }

    /**
     * Forgets the first row that is like the only one of a batch.
     *
     * @param target takes what was found for it
     * @return whether there is such a row
     */
    boolean takeBack(Batch row, BatchBuilder target) {
        slots.begin(row, columns);
        int slot = slot(row.index(0));
        boolean isThere = first[slot] != NONE;
        int entry = first[slot];
        while (entry != NONE && (entry == first[slot] || numbers[entry] > 0)) {
            if (numbers[entry] != NONE) {
                codec.decode(bytes.bytes(values[entry]), 0, target, found);
                target.endRow();
                bytes.remove(values[entry]);
            }
            unused.add(entry);
            entry = next[entry];
        }
        first[slot] = entry;
        if (entry == NONE) {
            slots.remove(slot);
        }
        rows -= isThere ? 1 : 0;
        return isThere;
    }

    void snapshot(StateWriter writer) {
        TableRows kept = new TableRows(table, writer);
        BatchBuilder stored = kept.builder();
        int[] keys = IntStream.range(0, columns.length).toArray();
        kept.forEachKey(slots, slot -> {
            for (int entry = first[slot]; entry != NONE; entry = next[entry]) {
                slots.appendKey(slot, stored, keys);
                ((IntsBuilder) stored.column(columns.length)).append(numbers[entry]);
                if (numbers[entry] == NONE) {
                    for (int i = 0; i < found.length; i++) {
                        stored.column(columns.length + 1 + i).appendNull();
                    }
                } else {
                    codec.decode(bytes.bytes(values[entry]), 0, stored, columns.length + 1);
                }
                kept.endRow();
            }
        });
        kept.end();
    }

    void restore(StateReader reader) {
        int[] keys = IntStream.range(0, columns.length).toArray();
        int[] answer = IntStream.range(0, found.length)
                .map(i -> columns.length + 1 + i)
                .toArray();
        for (Batch batch : reader.table(table)) {
            slots.begin(batch, keys);
            codec.begin(batch, answer);
            int[] stored = ((Column.Ints) batch.column(columns.length)).values;
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                int number = stored[index];
                int slot = slot(index);
                if (number == NONE) {
                    add(slot, NONE, NONE);
                } else {
                    codec.encode(index);
                    add(slot, number, bytes.add(codec.bytes(), codec.length()));
                }
                rows += number <= 0 ? 1 : 0;
            }
        }
    }
}

package dev.tailrace.operator.lookup;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.ByteSlots;
import dev.tailrace.operator.state.KeyCodec;
import dev.tailrace.operator.state.KeyedSlots;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of keys: those asked for, those whose rows have come, those that could not be had. Keys that no row waits
 * for are forgotten, the longest unused first, once there are too many of them. Numbers of keys are used again.
 * Single-threaded.
 */
final class KnownKeys {
    /** Number of the key that is NULL, for which nothing is ever found. */
    static final int NULL_KEY = -1;

    private static final int NONE = -1;

    private enum State {
        NEW,
        ASKED,
        KNOWN,
        FAILED
    }

    private final LookupPlan plan;
    private final int[] tableColumns;
    private final Schema keySchema;
    private final int[] keyPlaces;
    private final int mostIdle;
    private final KeyedSlots slots;
    private final KeyCodec codec;
    private final ByteSlots rows = new ByteSlots();
    private int[] nextRow = new int[16];
    private final Map<Integer, Problem> problems = new HashMap<>();

    // By key.
    private State[] states = new State[0];
    private int[] users = new int[0];
    private int[] firstRow = new int[0];
    private int[] lastRow = new int[0];
    private long[] knownSince = new long[0];

    // Idle keys from the longest unused to the one used last.
    private int[] before = new int[0];
    private int[] after = new int[0];
    private int oldest = NONE;
    private int newest = NONE;
    private int idle;

    /** @param mostIdle so many keys that no row waits for are remembered */
    KnownKeys(LookupPlan plan, int mostIdle) {
        this.plan = plan;
        this.mostIdle = mostIdle;
        this.keySchema = new Schema(
                Arrays.stream(plan.tableKeys()).mapToObj(plan.table()::field).toList());
        this.keyPlaces = IntStream.range(0, keySchema.size()).toArray();
        this.slots = new KeyedSlots(keySchema);
        this.tableColumns = plan.tableColumns().stream().toArray();
        this.codec = new KeyCodec(new Schema(
                Arrays.stream(tableColumns).mapToObj(plan.table()::field).toList()));
    }

    /** Takes the batch of the rows whose keys are used next. */
    void begin(Batch batch, int[] keyColumns) {
        slots.begin(batch, keyColumns);
    }

    /** The number of a row's key, of which nothing is NULL, for one more row that needs it until it is let go. */
    int use(int index) {
        int key = slot(index);
        if (users[key]++ == 0 && states[key] != State.NEW) {
            unlink(key);
        }
        return key;
    }

    private int slot(int index) {
        int key = slots.slot(index);
        if (key >= states.length) {
            int size = Math.max(16, key * 2);
            states = Arrays.copyOf(states, size);
            users = Arrays.copyOf(users, size);
            firstRow = Arrays.copyOf(firstRow, size);
            lastRow = Arrays.copyOf(lastRow, size);
            knownSince = Arrays.copyOf(knownSince, size);
            before = Arrays.copyOf(before, size);
            after = Arrays.copyOf(after, size);
        }
        if (slots.isNew()) {
            states[key] = State.NEW;
            users[key] = 0;
            firstRow[key] = NONE;
        }
        return key;
    }

    /** A row needs the key no longer. */
    void letGo(int key) {
        if (--users[key] > 0) {
            return;
        }
        link(key);
        if (states[key] == State.FAILED) {
            forget(key);
        } else if (idle > mostIdle) {
            forget(oldest);
        }
    }

    /** Whether the key has to be asked for: it is new, or what is known of it is from before; if so, it counts as asked. */
    boolean ask(int key, long goodSince) {
        boolean outdated = states[key] == State.KNOWN && users[key] == 1 && knownSince[key] < goodSince;
        if (states[key] != State.NEW && !outdated) {
            return false;
        }
        dropRows(key);
        states[key] = State.ASKED;
        return true;
    }

    /** Whether rows with this key can go on. */
    boolean isAnswered(int key) {
        return key == NULL_KEY || states[key] == State.KNOWN || states[key] == State.FAILED;
    }

    /** Why the key could not be looked up; null if it could. */
    @Nullable
    Problem problem(int key) {
        return key == NULL_KEY ? null : problems.get(key);
    }

    /** The keys as rows. */
    Batch keys(int[] asked) {
        BatchBuilder keys = new BatchBuilder(keySchema);
        for (int key : asked) {
            slots.appendKey(key, keys, keyPlaces);
            keys.endRow();
        }
        return keys.build();
    }

    /** Takes the answer to a request; all its keys are known from now on. */
    void answer(int[] asked, Batch found, long now) {
        Set<Integer> open = Arrays.stream(asked).boxed().collect(Collectors.toSet());
        slots.begin(found, plan.tableKeys());
        codec.begin(found, tableColumns);
        for (int i = 0; i < found.rows(); i++) {
            int index = found.index(i);
            int key = found.hasNull(plan.tableKeys(), index) ? NULL_KEY : slot(index);
            if (key != NULL_KEY && states[key] == State.NEW) {
                slots.remove(key);
            } else if (open.contains(key)) {
                codec.encode(index);
                addRow(key, rows.add(codec.bytes(), codec.length()));
            }
        }
        for (int key : asked) {
            states[key] = State.KNOWN;
            knownSince[key] = now;
        }
    }

    private void addRow(int key, int row) {
        if (row >= nextRow.length) {
            nextRow = Arrays.copyOf(nextRow, row * 2);
        }
        nextRow[row] = NONE;
        if (firstRow[key] == NONE) {
            firstRow[key] = row;
        } else {
            nextRow[lastRow[key]] = row;
        }
        lastRow[key] = row;
    }

    /** The keys of a request cannot be had. */
    void fail(int[] asked, Problem problem) {
        for (int key : asked) {
            states[key] = State.FAILED;
            problems.put(key, problem);
        }
    }

    /** Appends the rows of a key to a batch of the table's columns. */
    void append(int key, BatchBuilder target) {
        for (int row = key == NULL_KEY ? NONE : firstRow[key]; row != NONE; row = nextRow[row]) {
            codec.decode(rows.bytes(row), 0, target, tableColumns);
            target.endRow();
        }
    }

    private void forget(int key) {
        unlink(key);
        dropRows(key);
        problems.remove(key);
        slots.remove(key);
    }

    private void dropRows(int key) {
        for (int row = firstRow[key]; row != NONE; ) {
            int next = nextRow[row];
            rows.remove(row);
            row = next;
        }
        firstRow[key] = NONE;
    }

    private void link(int key) {
        before[key] = newest;
        after[key] = NONE;
        if (newest == NONE) {
            oldest = key;
        } else {
            after[newest] = key;
        }
        newest = key;
        idle++;
    }

    private void unlink(int key) {
        if (before[key] == NONE) {
            oldest = after[key];
        } else {
            after[before[key]] = after[key];
        }
        if (after[key] == NONE) {
            newest = before[key];
        } else {
            before[after[key]] = before[key];
        }
        idle--;
    }
}

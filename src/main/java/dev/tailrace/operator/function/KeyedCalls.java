package dev.tailrace.operator.function;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.state.KeyedSlots;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import dev.tailrace.operator.state.WatermarkTable;
import dev.tailrace.sdk.KeyContext;
import dev.tailrace.sdk.ProcessFunction;
import dev.tailrace.sdk.RowOutput;
import dev.tailrace.sdk.Timer;
import dev.tailrace.sdk.Timer.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Calls a function that keeps state by key, with the state of the right key. A key is forgotten as soon as it has neither
 * state nor timers. Single-threaded.
 */
final class KeyedCalls implements KeyContext {
    private final ProcessFunction function;
    private final ProcessorContext context;
    private final RowCursor row;
    private final RowOutput rows;
    private final List<KeptState<?>> states;
    private final Schema keySchema;
    private final int[] keyColumns;
    private final int[] keyPlaces;
    private final KeyedSlots keys;
    private final UserTimers eventTimers = new UserTimers();
    private final UserTimers clockTimers = new UserTimers();
    private long watermark = Long.MIN_VALUE;
    private int key;

    KeyedCalls(
            ProcessFunction function,
            FunctionPlan plan,
            List<KeptState<?>> states,
            ProcessorContext context,
            RowCursor row,
            RowOutput rows) {
        this.function = function;
        this.context = context;
        this.row = row;
        this.rows = rows;
        this.states = states;
        this.keyColumns = plan.keyColumns();
        this.keyPlaces = IntStream.range(0, keyColumns.length).toArray();
        this.keySchema = new Schema(
                IntStream.of(keyColumns).mapToObj(plan.input()::field).toList());
        this.keys = new KeyedSlots(keySchema);
    }

    int keys() {
        return keys.size();
    }

    void begin(Batch batch) {
        keys.begin(batch, keyColumns);
    }

    void row(Batch batch, int index) throws Exception {
        select(keys.slot(index));
        row.at(batch, index);
        try {
            function.process(row, this, rows);
        } finally {
            forgetIfIdle(key);
        }
    }

    private void select(int newKey) {
        key = newKey;
        states.forEach(state -> state.select(newKey));
    }

    private void forgetIfIdle(int ofKey) {
        boolean isIdle = states.stream().noneMatch(state -> state.has(ofKey))
                && eventTimers.of(ofKey).isEmpty()
                && clockTimers.of(ofKey).isEmpty();
        if (isIdle) {
            keys.remove(ofKey);
        }
    }

    /**
     * Time has come so far.
     *
     * @param returned called after each call that has returned
     * @param failed ends the run
     */
    void watermark(long millis, Runnable returned, Function<Throwable, RuntimeException> failed) {
        watermark = millis;
        eventTimers.takeDue(millis, (ofKey, at) -> timer(new Timer(Kind.EVENT_TIME, at), ofKey, returned, failed));
    }

    /** As {@link #watermark}, by the clock. */
    void clock(long millis, Runnable returned, Function<Throwable, RuntimeException> failed) {
        clockTimers.takeDue(millis, (ofKey, at) -> timer(new Timer(Kind.PROCESSING_TIME, at), ofKey, returned, failed));
    }

    private void timer(Timer timer, int ofKey, Runnable returned, Function<Throwable, RuntimeException> failed) {
        select(ofKey);
        try {
            function.onTimer(timer, this, rows);
        } catch (Exception | LinkageError | StackOverflowError failure) {
            throw failed.apply(failure);
        }
        returned.run();
        forgetIfIdle(ofKey);
    }

    @Override
    public @Nullable Object key(String column) {
        int place = keySchema.indexOf(column);
        if (place < 0) {
            throw new IllegalArgumentException("the key is " + keySchema.names() + ", without " + column);
        }
        return values(key).get(place);
    }

    private List<@Nullable Object> values(int ofKey) {
        BatchBuilder builder = new BatchBuilder(keySchema);
        keys.appendKey(ofKey, builder, keyPlaces);
        builder.endRow();
        return builder.build().row(0).values();
    }

    @Override
    public long watermarkMillis() {
        return watermark;
    }

    @Override
    public long nowMillis() {
        return context.now();
    }

    @Override
    public void atEventTime(long millis) {
        eventTimers.add(key, millis);
    }

    @Override
    public void cancelEventTime(long millis) {
        eventTimers.cancel(key, millis);
    }

    @Override
    public void atProcessingTime(long millis) {
        if (clockTimers.add(key, millis)) {
            context.atProcessingTime(millis);
        }
    }

    @Override
    public void cancelProcessingTime(long millis) {
        clockTimers.cancel(key, millis);
    }

    /** State of this node has {@code state.} before the function's own name. */
    private StateTable table(KeptState<?> state) {
        return table("state." + state.name(), state.columns());
    }

    private StateTable timerTable() {
        return table(
                "timers",
                Schema.of(
                        Field.required("in_event_time", DataType.BOOLEAN),
                        Field.required("due", DataType.TIMESTAMP_LTZ)));
    }

    private StateTable table(String name, Schema columns) {
        List<Field> values = new ArrayList<>();
        for (Field column : columns.fields()) {
            values.add(column.renamed(keySchema.freeName(column.name())));
        }
        return StateTable.byKey(name, keySchema, new Schema(values));
    }

    void snapshot(StateWriter writer) {
        WatermarkTable.snapshot(watermark, writer);
        for (KeptState<?> state : states) {
            save(table(state), writer, (ofKey, add) -> {
                state.select(ofKey);
                state.save(add);
            });
        }
        save(timerTable(), writer, (ofKey, add) -> {
            eventTimers.of(ofKey).forEach(millis -> add.accept(List.of(true, Instant.ofEpochMilli(millis))));
            clockTimers.of(ofKey).forEach(millis -> add.accept(List.of(false, Instant.ofEpochMilli(millis))));
        });
    }

    /** Tells what a key has. */
    private interface OfKey {
        void tell(int key, Consumer<List<Object>> add);
    }

    private void save(StateTable table, StateWriter writer, OfKey content) {
        TableRows kept = new TableRows(table, writer);
        kept.forEachKey(keys, slot -> {
            List<@Nullable Object> ofKey = values(slot);
            content.tell(slot, values -> kept.append(KeptState.row(ofKey, values)));
        });
        kept.end();
    }

    void restore(StateReader reader) {
        watermark = WatermarkTable.restore(reader);
        for (KeptState<?> state : states) {
            for (Batch batch : reader.table(table(state))) {
                load(batch, state::load);
            }
        }
        for (Batch batch : reader.table(timerTable())) {
            load(batch, values -> {
                long millis = ((Instant) Objects.requireNonNull(values.get(1))).toEpochMilli();
                if (Boolean.TRUE.equals(values.get(0))) {
                    atEventTime(millis);
                } else {
                    atProcessingTime(millis);
                }
            });
        }
    }

    private void load(Batch batch, Consumer<List<@Nullable Object>> target) {
        keys.begin(batch, keyPlaces);
        for (int i = 0; i < batch.rows(); i++) {
            select(keys.slot(batch.index(i)));
            List<@Nullable Object> values = batch.row(i).values();
            target.accept(values.subList(keySchema.size(), values.size()));
        }
    }
}

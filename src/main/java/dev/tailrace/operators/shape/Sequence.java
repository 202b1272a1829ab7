package dev.tailrace.operators.shape;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.state.KeyedSlots;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import dev.tailrace.operator.state.TableRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the rows: all of them, or those of each key for themselves.
 *
 * <p>By arrival: the first row gets the start, and each further one the number before plus the step, in the arithmetic of
 * BIGINT, which wraps around beyond its range. NULL is a key like others. Flink numbers rows by a time or not at all
 * ({@code ROW_NUMBER}), so it is refused there.
 */
@AutoService(Operator.class)
public final class Sequence implements TransformOperator<Sequence.Settings> {
    /** How it is counted, and the name of the column. */
    public record Settings(
            @Setting(kind = Kind.TEXT, defaultJson = "\"number\"") String name,
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]") List<String> keys,
            @Setting(kind = Kind.NUMBER, defaultJson = "1") long start,
            @Setting(kind = Kind.NUMBER, defaultJson = "1") long step) {
        public Settings {
            keys = List.copyOf(keys);
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "sequence",
                "operators",
                Family.SHAPE,
                "mdi2n-numeric",
                List.of(Port.in(), Port.out()),
                List.of("running number", "row number", "counter", "id", "index"),
                List.of("ROW_NUMBER (SQL)", "Add sequence (Hop)", "UpdateAttribute (NiFi)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        StreamType input = placement.input();
        List<Problem> problems = new ArrayList<>(ColumnNames.check(settings.keys(), input.schema(), "keys"));
        if (!settings.keys().isEmpty()) {
            problems.add(Problem.warning("operators.sequence.unbounded").in("keys"));
        }
        Problem taken =
                ColumnNames.take(settings.name(), new HashSet<>(input.schema().names()), "name");
        if (taken != null) {
            problems.add(taken);
            return Output.failed(problems);
        }
        Schema schema = input.schema().plus(Field.required(settings.name(), DataType.BIGINT));
        return new Output(Map.of("out", input.withSchema(schema)), problems);
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        Schema schema = placement.input().schema();
        BitSet columns = Conditions.passedOn(placement, demanded);
        placement.settings().keys().forEach(key -> columns.set(schema.indexOf(key)));
        return Map.of("in", columns);
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return new Running(setup);
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("operators.sequence.flink"), null);
    }

    @Override
    public String summary(Settings settings) {
        return settings.name() + (settings.keys().isEmpty() ? "" : " · " + String.join(", ", settings.keys()));
    }

    private static final class Running implements Processor {
        private final Settings settings;
        private final Schema schema;
        private final int[] keyColumns;
        private final StateTable table;
        private final KeyedSlots keys;
        /** The next number, by the slot of the key. */
        private long[] next = new long[16];

        Running(Setup<Settings> setup) {
            this.settings = setup.settings();
            this.schema = setup.outputSchema("out");
            Schema input = setup.inputSchema();
            Schema keySchema = new Schema(settings.keys().stream()
                    .map(name -> Objects.requireNonNull(input.field(name)))
                    .toList());
            this.keyColumns = settings.keys().stream().mapToInt(input::indexOf).toArray();
            this.keys = new KeyedSlots(keySchema);
            this.table =
                    StateTable.byKey("next", keySchema, Schema.of(Field.required(settings.name(), DataType.BIGINT)));
        }

        @Override
        public void process(int port, Batch batch, Outlet out) {
            long[] numbers = new long[batch.index(batch.rows() - 1) + 1];
            keys.begin(batch, keyColumns);
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                int slot = slot(index);
                numbers[index] = next[slot];
                next[slot] += settings.step();
            }
            @Nullable Column[] columns = Arrays.copyOf(batch.columns(), schema.size());
            columns[schema.size() - 1] = new Column.Longs(DataType.BIGINT, numbers.length, numbers, null);
            out.emit(0, batch.with(schema, columns));
        }

        private int slot(int index) {
            int slot = keys.slot(index);
            if (keys.isNew()) {
                if (slot == next.length) {
                    next = Arrays.copyOf(next, slot * 2);
                }
                next[slot] = settings.start();
            }
            return slot;
        }

        @Override
        public long stateRows() {
            return keys.size();
        }

        @Override
        public void snapshot(StateWriter writer) {
            TableRows rows = new TableRows(table, writer);
            int[] keysAt = IntStream.range(0, keyColumns.length).toArray();
            rows.forEachKey(keys, slot -> {
                keys.appendKey(slot, rows.builder(), keysAt);
                ((LongsBuilder) rows.builder().column(keyColumns.length)).append(next[slot]);
                rows.endRow();
            });
            rows.end();
        }

        @Override
        public void restore(StateReader reader) {
            int[] keysAt = IntStream.range(0, keyColumns.length).toArray();
            for (Batch batch : reader.table(table)) {
                keys.begin(batch, keysAt);
                long[] stored = ((Column.Longs) batch.column(keyColumns.length)).values;
                for (int i = 0; i < batch.rows(); i++) {
                    int slot = slot(batch.index(i));
                    next[slot] = stored[batch.index(i)];
                }
            }
        }
    }
}

package dev.tailrace.operators.shape;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.RowKind;
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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes plain rows of a changelog: each change is a row, and a column says what it does.
 *
 * <p>The column has {@code INSERT}, {@code UPDATE_BEFORE}, {@code UPDATE_AFTER} or {@code DELETE}. Above this node every
 * operator that gives changes takes its rows one by one, so each row shows what it changes, at any batch size, as on
 * Flink. Which row of several inputs comes first is free on both, and with it the changes on the way to the result.
 */
@AutoService(Operator.class)
public final class ChangesToRows implements TransformOperator<ChangesToRows.Settings> {
    /** @param name of the column that says what a change does */
    public record Settings(@Setting(kind = Kind.TEXT, defaultJson = "\"op\"") String name) {}

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "changes-to-rows",
                "operators",
                Family.SHAPE,
                "mdi2d-delta",
                List.of(Port.inChanges(), Port.out()),
                List.of("changelog", "cdc", "row kind", "op", "insert", "update", "delete", "retract", "append only"),
                List.of("TO_CHANGELOG (Flink)", "toChangelogStream (Flink)", "Debezium op"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        StreamType input = placement.input();
        String name = placement.settings().name();
        Problem taken = ColumnNames.take(name, new HashSet<>(input.schema().names()), "name");
        if (taken != null) {
            return Output.failed(taken);
        }
        Schema schema = input.schema().plus(Field.required(name, DataType.STRING));
        List<Problem> problems = input.changes()
                ? List.of()
                : List.of(
                        Problem.warning("operators.changes-to-rows.no-changes").in("in"));
        return new Output(Map.of("out", new StreamType(schema, false, input.eventTime())), problems);
    }

    @Override
    public boolean readsEveryChange(Settings settings) {
        return true;
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        return Map.of("in", Conditions.passedOn(placement, demanded));
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return new Running(setup.outputSchema("out"));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        String name = FlinkScript.quote(placement.settings().name());
        if (!placement.input().changes()) {
            return FlinkNode.Views.of(
                    "out", "SELECT *, CAST('INSERT' AS STRING) AS " + name + "\nFROM " + script.view());
        }
        // The function puts its column before the others.
        String columns = placement.input().schema().names().stream()
                .map(FlinkScript::quote)
                .collect(Collectors.joining(", "));
        return FlinkNode.Views.of(
                "out",
                "SELECT " + columns + ", " + name + "\nFROM TO_CHANGELOG(input => TABLE " + script.view()
                        + ", op => DESCRIPTOR(" + name + "))");
    }

    private static final class Running implements Processor {
        private final Schema schema;
        /** The names of all kinds, one behind the other. */
        private final byte[] names;

        /** By the kind's code, where its name begins in {@link #names}; it ends where the next one begins. */
        private final int[] bounds;

        Running(Schema schema) {
            this.schema = schema;
            StringBuilder all = new StringBuilder();
            this.bounds = new int[RowKind.values().length + 1];
            for (RowKind kind : RowKind.values()) {
                all.append(kind.name());
                bounds[kind.code() + 1] = all.length();
            }
            this.names = all.toString().getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public void process(int port, Batch batch, Outlet out) {
            int size = batch.index(batch.rows() - 1) + 1;
            int[] starts = new int[size];
            int[] ends = new int[size];
            byte[] kinds = batch.kinds();
            for (int i = 0; i < size; i++) {
                int kind = kinds == null ? RowKind.INSERT.code() : kinds[i];
                starts[i] = bounds[kind];
                ends[i] = bounds[kind + 1];
            }
            @Nullable Column[] columns = Arrays.copyOf(batch.columns(), schema.size());
            columns[schema.size() - 1] = new Column.Bytes(DataType.STRING, size, names, starts, ends, null);
            Batch rows = Batch.of(schema, size, columns, null, batch.lease());
            int[] selection = batch.selection();
            out.emit(
                    0,
                    selection == null
                            ? rows.slice(batch.first(), batch.first() + batch.rows())
                            : rows.select(selection, batch.first() + batch.rows())
                                    .slice(batch.first(), batch.first() + batch.rows()));
        }
    }
}

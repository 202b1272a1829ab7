package dev.tailrace.operators.combine;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Batch;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.UnionColumns;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Brings the rows of several streams together, as they come.
 *
 * <p>All inputs have the same columns in the same order; a column may be NULL if it may in one of them. The output has
 * event time if all inputs have the same event-time column; its watermark is the least of theirs. Rows of different
 * inputs come in no particular order. If one of them is a changelog, so is the output; the tables they make add up, also
 * where they have rows in common.
 */
@AutoService(Operator.class)
public final class Union implements TransformOperator<Union.Settings> {
    /** Nothing to set. */
    public record Settings() {}

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "union",
                "operators",
                Family.COMBINE,
                "mdi2c-call-merge",
                List.of(Port.inMany(), Port.outPassed("out")),
                List.of("merge", "append", "together", "concatenate"),
                List.of("UNION ALL (SQL)", "Flatten (Beam)", "Append streams (Hop)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        List<StreamType> inputs = inputs(placement);
        Schema first = inputs.get(0).schema();
        for (int i = 1; i < inputs.size(); i++) {
            Problem difference = UnionColumns.difference(first, inputs.get(i).schema(), i + 1);
            if (difference != null) {
                return Output.failed(difference);
            }
        }
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            int column = i;
            Field field = first.field(i);
            boolean nullable = inputs.stream()
                    .anyMatch(input -> input.schema().field(column).nullable());
            fields.add(new Field(field.name(), field.type(), nullable));
        }
        String time = inputs.get(0).eventTime();
        boolean sameTime = inputs.stream().allMatch(input -> Objects.equals(input.eventTime(), time));
        boolean changes = inputs.stream().anyMatch(StreamType::changes);
        StreamType out = new StreamType(new Schema(fields), changes, sameTime ? time : null);
        return sameTime
                ? Output.of("out", out)
                : new Output(
                        Map.of("out", out),
                        List.of(Problem.warning("operators.union.event-time").in("in")));
    }

    private static List<StreamType> inputs(Placement<Settings> placement) {
        return Objects.requireNonNull(placement.inputs().get("in"));
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        return Map.of("in", demanded.getOrDefault("out", new BitSet()));
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return new Running(setup.outputSchema("out"));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        List<String> selects =
                script.views("in").stream().map(view -> "SELECT * FROM " + view).toList();
        return FlinkNode.Views.of("out", String.join("\nUNION ALL\n", selects));
    }

    private static final class Running implements Processor {
        private final Schema schema;

        Running(Schema schema) {
            this.schema = schema;
        }

        @Override
        public void process(int port, Batch batch, Outlet out) {
            out.emit(0, batch.withSchema(schema));
        }
    }
}

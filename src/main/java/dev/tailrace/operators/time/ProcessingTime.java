package dev.tailrace.operators.time;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
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
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds a column with the time of the clock, so that it can be compared with the time of the event.
 *
 * <p>It is the time at which the row came here, to the millisecond; rows that come together have the same. By the clock,
 * so the values are outside of what is the same on both runtimes and in every run. Flink's is
 * {@code CURRENT_ROW_TIMESTAMP()}, which is read anew in each branch below.
 */
@AutoService(Operator.class)
public final class ProcessingTime implements TransformOperator<ProcessingTime.Settings> {
    /** @param name of the column */
    public record Settings(@Setting(kind = Kind.TEXT, defaultJson = "\"processing_time\"") String name) {}

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "processing-time",
                "operators",
                Family.TIME,
                "mdi2c-clock-digital",
                List.of(Port.in(), Port.out()),
                List.of("clock", "now", "current timestamp", "proctime", "arrival time", "latency", "ingestion time"),
                List.of("PROCTIME(), CURRENT_ROW_TIMESTAMP() (Flink)", "Get system info (Hop)"));
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
        return taken != null
                ? Output.failed(taken)
                : Output.of("out", input.withSchema(input.schema().plus(Field.required(name, DataType.TIMESTAMP_LTZ))));
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        BitSet columns = demanded.getOrDefault("out", new BitSet());
        return Map.of("in", columns.get(0, placement.input().schema().size()));
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return new Running(setup.outputSchema("out"));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return FlinkNode.Views.of(
                "out",
                "SELECT *, CURRENT_ROW_TIMESTAMP() AS "
                        + FlinkScript.quote(placement.settings().name()) + "\nFROM " + script.view());
    }

    @Override
    public String summary(Settings settings) {
        return settings.name();
    }

    private static final class Running implements Processor {
        private final Schema schema;
        private ProcessorContext context;

        @SuppressWarnings("NullAway.Init")
        Running(Schema schema) {
            this.schema = schema;
        }

        @Override
        public void open(ProcessorContext newContext) {
            context = newContext;
        }

        @Override
        public void process(int port, Batch batch, Outlet out) {
            long[] times = new long[batch.index(batch.rows() - 1) + 1];
            Arrays.fill(times, context.now());
            @Nullable Column[] columns = Arrays.copyOf(batch.columns(), schema.size());
            columns[schema.size() - 1] = new Column.Longs(DataType.TIMESTAMP_LTZ, times.length, times, null);
            out.emit(0, batch.with(schema, columns));
        }
    }
}

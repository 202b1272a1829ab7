package dev.tailrace.operators.time;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Problem;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.MissingEventTime;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.order.TimeOrder;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Brings rows into the order of their event time.
 *
 * <p>Rows wait until the watermark has reached their time, so what waits is bounded by the disorder. Rows of the same time
 * stay as they came. A row whose time the watermark has reached when it comes is late: it goes to the late port, or is
 * counted.
 */
@AutoService(Operator.class)
public final class Reorder implements TransformOperator<Reorder.Settings> {
    /** None: event time says it all. */
    public record Settings() {}

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "reorder",
                "operators",
                Family.TIME,
                "mdi2s-sort-clock-ascending-outline",
                List.of(Port.in(), Port.out(), Port.late()),
                List.of("out of order", "in order", "sort by time", "late rows", "buffer"),
                List.of("ORDER BY rowtime (Flink)", "RequiresTimeSortedInput (Beam)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        StreamType input = placement.input();
        List<Problem> problems = input.eventTime() == null
                ? List.of(MissingEventTime.problem("operators.needs-event-time", input.schema()))
                : List.of();
        return new Output(Map.of("out", input, "late", input), problems);
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        return Map.of("in", TimeOrder.demand(placement, demanded));
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return TimeOrder.of(setup, List.of());
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return TimeOrder.flink(placement, script, "");
    }
}

package dev.tailrace.operators.time;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.operator.DurationText;
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
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.order.HeldRows;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Lets rows leave later than they came, by a time of the clock.
 *
 * <p>Rows keep their order, and watermarks their places between them, so that none becomes late by waiting. At the end of
 * the input what waits leaves at once. By the clock, so outside of what is the same on both runtimes and in every run;
 * only when rows leave changes, and what they are joined with then.
 */
@AutoService(Operator.class)
public final class Delay implements TransformOperator<Delay.Settings> {
    /** How much later. */
    public record Settings(@Setting(kind = Kind.DURATION, defaultJson = "\"5 s\"") Duration by) {}

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "delay",
                "operators",
                Family.TIME,
                "mdi2t-timer-sand",
                List.of(Port.in(), Port.out()),
                List.of("later", "wait", "postpone", "hold back", "retry later"),
                List.of("Wait (NiFi)", "Delay row (Hop)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        return Output.of("out", placement.input());
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        return Map.of("in", demanded.getOrDefault("out", new BitSet()));
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return new Running(setup);
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("operators.flink-clock"), null);
    }

    @Override
    public String summary(Settings settings) {
        return DurationText.format(settings.by());
    }

    private static final class Running implements Processor {
        private final long byMillis;
        private final HeldRows held;
        private ProcessorContext context;
        private boolean isTimed;

        @SuppressWarnings("NullAway.Init")
        Running(Setup<Settings> setup) {
            this.byMillis = setup.settings().by().toMillis();
            this.held = new HeldRows(setup.inputSchema(), setup.demanded("out"));
        }

        @Override
        public void open(ProcessorContext newContext) {
            context = newContext;
        }

        @Override
        public void process(int port, Batch batch, Outlet out) {
            if (byMillis == 0) {
                out.emit(0, batch);
                return;
            }
            held.add(batch, 0, context.now() + byMillis);
            waitForFirst();
        }

        private void waitForFirst() {
            if (held.size() > 0 && !isTimed) {
                isTimed = true;
                context.atProcessingTime(held.firstDueMillis());
            }
        }

        @Override
        public void processingTimer(long millis, Outlet out) {
            isTimed = false;
            held.release(held.due(context.now()), out);
            waitForFirst();
        }

        @Override
        public void watermark(long millis, Outlet out) {
            held.watermark(millis, out);
        }

        @Override
        public long stateRows() {
            return held.size();
        }

        @Override
        public void snapshot(StateWriter writer) {
            held.snapshot(writer);
        }

        @Override
        public void restore(StateReader reader) {
            held.restore(reader);
            waitForFirst();
        }
    }
}

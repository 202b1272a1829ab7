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
import dev.tailrace.operator.order.IntervalQuota;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Lets at most so many rows pass in each interval of the clock, and holds the others back or drops them.
 *
 * <p>An interval begins with the first row after the last one has ended. Rows that are held leave in their order, with
 * the watermarks that came between them, so that none becomes late by waiting; at the end of the input they leave at
 * once. How many are held is not bounded: sources are not slowed down. By the clock, so outside of what is the same on
 * both runtimes and in every run.
 */
@AutoService(Operator.class)
public final class Throttle implements TransformOperator<Throttle.Settings> {
    /** What becomes of rows beyond the limit. */
    public enum Excess {
        HOLD,
        DROP
    }

    /** How many rows in which time. */
    public record Settings(
            @Setting(kind = Kind.NUMBER, defaultJson = "100", min = 1) long rows,
            @Setting(kind = Kind.DURATION, defaultJson = "\"1 s\"") Duration interval,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"hold\"") Excess excess) {}

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "throttle",
                "operators",
                Family.TIME,
                "mdi2s-speedometer-slow",
                List.of(Port.in(), Port.out()),
                List.of("rate limit", "slow down", "rows per second", "pace", "backpressure"),
                List.of("ControlRate (NiFi)", "Delay row (Hop)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        List<Problem> problems = new ArrayList<>();
        if (placement.settings().interval().isZero()) {
            problems.add(Problem.error("operators.throttle.no-interval").in("interval"));
        }
        if (placement.settings().excess() == Excess.HOLD) {
            problems.add(Problem.warning("operators.throttle.unbounded").in("excess"));
        }
        return new Output(Map.of("out", placement.input()), problems);
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
        return settings.rows() + " / " + DurationText.format(settings.interval());
    }

    private static final class Running implements Processor {
        private final boolean drops;
        private final IntervalQuota quota;
        private final HeldRows held;
        private ProcessorContext context;
        private boolean isTimed;

        @SuppressWarnings("NullAway.Init")
        Running(Setup<Settings> setup) {
            Settings settings = setup.settings();
            this.drops = settings.excess() == Excess.DROP;
            this.quota = new IntervalQuota(settings.rows(), settings.interval().toMillis());
            this.held = new HeldRows(setup.inputSchema(), setup.demanded("out"));
        }

        @Override
        public void open(ProcessorContext newContext) {
            context = newContext;
        }

        @Override
        public void process(int port, Batch batch, Outlet out) {
            int passing = held.size() > 0 ? 0 : quota.take(batch.rows(), context.now());
            if (passing > 0) {
                out.emit(0, passing == batch.rows() ? batch : batch.slice(0, passing));
            }
            if (passing < batch.rows() && !drops) {
                held.add(batch, passing, context.now());
                waitForRoom();
            }
        }

        private void waitForRoom() {
            if (held.size() > 0 && !isTimed) {
                isTimed = true;
                context.atProcessingTime(quota.endMillis());
            }
        }

        @Override
        public void processingTimer(long millis, Outlet out) {
            isTimed = false;
            held.release(quota.take(held.size(), context.now()), out);
            waitForRoom();
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
            quota.snapshot(writer);
            held.snapshot(writer);
        }

        @Override
        public void restore(StateReader reader) {
            quota.restore(reader);
            held.restore(reader);
            waitForRoom();
        }
    }
}

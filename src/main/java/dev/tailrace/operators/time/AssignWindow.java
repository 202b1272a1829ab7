package dev.tailrace.operators.time;

import com.google.auto.service.AutoService;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.DurationText;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.MissingEventTime;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.WindowColumns;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.window.Slicing;
import dev.tailrace.operator.window.WindowAssigner;
import dev.tailrace.operator.window.WindowFunction;
import dev.tailrace.operator.window.WindowLengths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says of each row which windows of time it is in, without aggregating.
 *
 * <p>A row leaves once per window that has its event time, windows in order of time, with the window's start and end by
 * the wall clock and its last millisecond, {@code window_time}, which is the event time from here on. Windows are where
 * those of the Tumbling, Hopping and Cumulate window are. Rows leave at once, and none is late: that is for those who do
 * something by window below. As Flink's TUMBLE, HOP and CUMULATE, where the column that was the event time becomes an
 * ordinary one as well.
 */
@AutoService(Operator.class)
public final class AssignWindow implements TransformOperator<AssignWindow.Settings> {
    /** How windows lie to one another. */
    public enum Windows {
        /** One after the other. */
        TUMBLING,
        /** Of the size, beginning a step after one another. */
        HOPPING,
        /** Growing by the step until they have their size. */
        CUMULATING
    }

    /** @param step from window to window where they hop or cumulate; tumbling ones have none */
    public record Settings(
            @Setting(kind = Kind.CHOICE, defaultJson = "\"tumbling\"") Windows windows,
            @Setting(kind = Kind.DURATION) Duration size,
            @Setting(kind = Kind.DURATION, shownWhen = "windows: hopping, cumulating") @Nullable Duration step,
            @Setting(kind = Kind.DURATION, defaultJson = "\"0 s\"", advanced = true) Duration offset) {
        private Duration stepOrSize() {
            return step == null || windows == Windows.TUMBLING ? size : step;
        }

        private Slicing slicing() {
            return switch (windows) {
                case TUMBLING -> Slicing.tumbling(size, offset);
                case HOPPING -> Slicing.hopping(size, stepOrSize(), offset);
                case CUMULATING -> Slicing.cumulating(size, stepOrSize(), offset);
            };
        }

        private WindowFunction function() {
            return switch (windows) {
                case TUMBLING -> WindowFunction.tumble(size, offset);
                case HOPPING -> WindowFunction.hop(size, stepOrSize(), offset);
                case CUMULATING -> WindowFunction.cumulate(size, stepOrSize(), offset);
            };
        }

        private WindowLengths lengths() {
            WindowLengths lengths = new WindowLengths().positive("size", size);
            if (windows == Windows.TUMBLING) {
                return lengths.offset(offset, size);
            }
            lengths.given("step", step).positive("step", stepOrSize()).step("step", stepOrSize(), size);
            return windows == Windows.HOPPING
                    ? lengths.offset(offset, stepOrSize())
                    : lengths.dividing("step", stepOrSize(), size).offset(offset, size);
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "assign-window",
                "operators",
                Family.TIME,
                "mdi2t-table-clock",
                List.of(Port.in(), Port.out()),
                List.of("tumbling", "hopping", "sliding", "cumulate", "window start", "window end", "bucket"),
                List.of("TUMBLE, HOP, CUMULATE (Flink)", "Window.into (Beam)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        StreamType input = placement.input();
        List<Problem> problems = new ArrayList<>(placement.settings().lengths().problems());
        Field time = input.eventTime() == null ? null : input.schema().field(input.eventTime());
        if (time == null) {
            problems.add(MissingEventTime.problem("operators.no-event-time", input.schema()));
        }
        for (String name : WindowColumns.ALL) {
            if (input.schema().contains(name)) {
                problems.add(
                        Problem.error("operators.assign-window.taken", name).in("in"));
            }
        }
        if (time == null || !problems.isEmpty()) {
            return Output.failed(problems);
        }
        Schema schema = input.schema()
                .plus(Field.required(WindowColumns.START, DataType.TIMESTAMP))
                .plus(Field.required(WindowColumns.END, DataType.TIMESTAMP))
                .plus(Field.required(WindowColumns.TIME, time.type()));
        WindowColumns windows = new WindowColumns(
                WindowColumns.START,
                WindowColumns.END,
                time.type(),
                placement.settings().function().windows(List.of()));
        return Output.of("out", new StreamType(schema, false, WindowColumns.TIME, windows));
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        Schema input = placement.input().schema();
        BitSet columns = demanded.getOrDefault("out", new BitSet()).get(0, input.size());
        columns.set(input.indexOf(eventTime(placement)));
        return Map.of("in", columns);
    }

    private static String eventTime(Placement<Settings> placement) {
        return Objects.requireNonNull(placement.input().eventTime());
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return new WindowAssigner(
                setup.settings().slicing(),
                setup.inputSchema().indexOf(eventTime(setup.placement())),
                setup.placement().environment().zone(),
                setup.outputSchema("out"),
                setup.demanded("out"));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        Settings settings = placement.settings();
        if (settings.windows() == Windows.HOPPING
                && settings.size().toMillis() % settings.stepOrSize().toMillis() != 0) {
            return new FlinkNode.Refused(Problem.error("operators.hopping-window.flink-multiple"), "step");
        }
        String time = eventTime(placement);
        // Flink does not write rows with two columns that are event time.
        String columns = placement.input().schema().fields().stream()
                .map(field -> field.name().equals(time)
                        ? "CAST(" + FlinkScript.quote(time) + " AS " + field.type() + ") AS " + FlinkScript.quote(time)
                        : FlinkScript.quote(field.name()))
                .collect(Collectors.joining(", "));
        return FlinkNode.Views.of(
                "out",
                "SELECT " + columns + ", " + String.join(", ", WindowColumns.ALL) + "\nFROM TABLE("
                        + settings.function().sql("TABLE " + script.view(), List.of(), time) + ")");
    }

    @Override
    public String summary(Settings settings) {
        String step = settings.windows() == Windows.TUMBLING ? "" : " / " + DurationText.format(settings.stepOrSize());
        return settings.windows().name().toLowerCase(Locale.ROOT) + " " + DurationText.format(settings.size()) + step;
    }
}

package dev.tailrace.designer.inspector;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceOperator;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators for tests of the form: one whose settings have every kind, and one that gives it columns. */
final class EverySetting {
    private EverySetting() {}

    enum Null {
        DROP,
        KEEP,
        ERROR_PORT
    }

    enum Side {
        LEFT,
        RIGHT,
        FULL,
        INNER
    }

    record Entry(
            @Setting(kind = Setting.Kind.TEXT) String name,
            @Setting(kind = Setting.Kind.TYPE) DataType type,
            @Setting(kind = Setting.Kind.NUMBER, defaultJson = "1", min = 0) int weight) {}

    record Settings(
            @Setting(kind = Setting.Kind.TEXT) String title,
            @Setting(kind = Setting.Kind.LONG_TEXT) @Nullable String story,
            @Setting(kind = Setting.Kind.COLUMN) @Nullable String key,
            @Setting(kind = Setting.Kind.COLUMNS, defaultJson = "[]") List<String> groups,
            @Setting(kind = Setting.Kind.NUMBER, defaultJson = "100", min = 1, max = 1000) int limit,
            @Setting(kind = Setting.Kind.SWITCH, defaultJson = "false") boolean distinct,
            @Setting(kind = Setting.Kind.CHOICE, defaultJson = "\"drop\"") Null whenNull,
            @Setting(kind = Setting.Kind.CHOICE, defaultJson = "\"left\"") Side side,
            @Setting(kind = Setting.Kind.DURATION, defaultJson = "\"5 s\"") Duration waits,
            @Setting(kind = Setting.Kind.FILE) @Nullable String path,
            @Setting(kind = Setting.Kind.TYPE) @Nullable DataType castTo,
            @Setting(kind = Setting.Kind.LIST, defaultJson = "[]") List<Entry> entries,
            @Setting(kind = Setting.Kind.NUMBER, defaultJson = "0.5", advanced = true) double ratio) {}

    static final class Every implements TransformOperator<Settings> {
        @Override
        public OperatorSpec spec() {
            return new OperatorSpec(
                    "every",
                    "tests",
                    Family.SHAPE,
                    "mdi2f-filter-outline",
                    List.of(Port.in(), Port.out()),
                    List.of(),
                    List.of());
        }

        @Override
        public Class<Settings> settingsType() {
            return Settings.class;
        }

        @Override
        public Output output(Placement<Settings> placement) {
            if (placement.settings().title().equals("wrong")) {
                return Output.failed(Problem.error("designer.watch.stalled", 3)
                        .in("title")
                        .fixedBy(
                                new Problem.Fix.ChangeSetting("designer.watch.done", List.of(), "title", "\"right\"")));
            }
            return Output.of("out", placement.input());
        }

        @Override
        public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
            return FlinkNode.Views.of("out", "SELECT * FROM " + script.view());
        }

        @Override
        public Processor processor(Setup<Settings> setup) {
            throw new UnsupportedOperationException("is only edited");
        }
    }

    record NoSettings() {}

    static final class Quakes implements SourceOperator<NoSettings> {
        static final Schema SCHEMA = Schema.of(
                Field.of("time", DataType.TIMESTAMP),
                Field.of("region", DataType.STRING),
                Field.of("mag", DataType.DOUBLE));

        @Override
        public OperatorSpec spec() {
            return new OperatorSpec(
                    "quakes",
                    "tests",
                    Family.SOURCES,
                    "mdi2f-file-document-outline",
                    List.of(Port.out()),
                    List.of(),
                    List.of());
        }

        @Override
        public Class<NoSettings> settingsType() {
            return NoSettings.class;
        }

        @Override
        public Output output(Placement<NoSettings> placement) {
            return Output.of("out", StreamType.rows(SCHEMA).withEventTime("time"));
        }

        @Override
        public FlinkNode flink(Placement<NoSettings> placement, FlinkScript script) {
            return FlinkNode.Views.of("out", "SELECT * FROM quakes");
        }

        @Override
        public Source source(Setup<NoSettings> setup) {
            throw new UnsupportedOperationException("is only edited");
        }
    }

    static List<Operator<?>> operators() {
        return List.of(new Every(), new Quakes());
    }
}

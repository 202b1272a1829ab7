package dev.tailrace.operators.sources;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceContext;
import dev.tailrace.operator.SourceOperator;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes up rows.
 *
 * <p>A value depends on nothing but the seed, the column's place and the row's number, so that the same settings give
 * the same rows, in every run and from every checkpoint; only a wall clock does not. Values are never NULL.
 */
@AutoService(Operator.class)
public final class Generator implements SourceOperator<Generator.Settings> {
    /** How the values of a column come about. */
    public enum ColumnKind {
        /** BIGINT: {@code min}, {@code min + 1}, and so on. */
        SEQUENCE,
        /** BIGINT from {@code min} to {@code max}, both included. */
        UNIFORM_INT,
        /** DOUBLE from {@code min} up to, not including, {@code max}. */
        UNIFORM_DOUBLE,
        /** DOUBLE with a mean and a standard deviation. */
        NORMAL,
        /** STRING: one of some words. */
        CHOICE,
        /** TIMESTAMP_LTZ(3): {@code start}, then one step more with each row; without a start, the wall clock. */
        TIMESTAMP,
        /** BOOLEAN: TRUE with a probability. */
        BOOLEAN
    }

    /**
     * One column; what its kind does not use is not looked at.
     *
     * @param words such as {@code ok=8, late=2}: words with weights, 1 where there is none
     * @param start ISO 8601 with a zone, such as {@code 2024-01-01T00:00:00Z}, or null for the wall clock
     */
    public record GeneratedColumn(
            @Setting(kind = Kind.TEXT) String name,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"sequence\"") ColumnKind kind,
            @Setting(kind = Kind.NUMBER, defaultJson = "0", shownWhen = "kind: sequence, uniform-int, uniform-double")
                    double min,
            @Setting(kind = Kind.NUMBER, defaultJson = "100", shownWhen = "kind: uniform-int, uniform-double")
                    double max,
            @Setting(kind = Kind.NUMBER, defaultJson = "0", shownWhen = "kind: normal") double mean,
            @Setting(kind = Kind.NUMBER, defaultJson = "1", min = 0, shownWhen = "kind: normal") double deviation,
            @Setting(kind = Kind.NUMBER, defaultJson = "0.5", min = 0, max = 1, shownWhen = "kind: boolean")
                    double probability,
            @Setting(kind = Kind.TEXT, shownWhen = "kind: choice") @Nullable String words,
            @Setting(kind = Kind.TEXT, shownWhen = "kind: timestamp") @Nullable String start,
            @Setting(kind = Kind.DURATION, defaultJson = "\"1 s\"", shownWhen = "kind: timestamp") Duration step) {

        /** A column of a kind with all else as by default. */
        public static GeneratedColumn of(String name, ColumnKind kind) {
            return new GeneratedColumn(name, kind, 0, 100, 0, 1, 0.5, null, null, Duration.ofSeconds(1));
        }

        /** The same between other bounds. */
        public GeneratedColumn between(double newMin, double newMax) {
            return new GeneratedColumn(name, kind, newMin, newMax, mean, deviation, probability, words, start, step);
        }

        /** The same with these words. */
        public GeneratedColumn of(String newWords) {
            return new GeneratedColumn(name, kind, min, max, mean, deviation, probability, newWords, start, step);
        }

        /** The same from this time on. */
        public GeneratedColumn from(String newStart, Duration newStep) {
            return new GeneratedColumn(name, kind, min, max, mean, deviation, probability, words, newStart, newStep);
        }
    }

    /** How fast, how many and what. */
    public record Settings(
            @Setting(kind = Kind.NUMBER, defaultJson = "10", min = 0, max = 1e9) double rowsPerSecond,
            @Setting(kind = Kind.NUMBER, defaultJson = "0", min = 0) long rows,
            @Setting(kind = Kind.LIST) List<GeneratedColumn> columns,
            @Setting(kind = Kind.NUMBER, defaultJson = "1", advanced = true) long seed) {
        public Settings {
            columns = List.copyOf(columns);
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "generator",
                "operators",
                Family.SOURCES,
                "mdi2d-dice-multiple-outline",
                List.of(Port.out()),
                List.of("random", "test data", "fake", "mock", "sequence", "synthetic"),
                List.of("datagen (Flink)", "GenerateSequence (Beam)", "GenerateFlowFile (NiFi)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Settings unpaced(Settings settings) {
        return new Settings(0, settings.rows(), settings.columns(), settings.seed());
    }

    @Override
    public boolean isRepeatable(Settings settings) {
        return settings.columns().stream()
                .noneMatch(column -> column.kind() == ColumnKind.TIMESTAMP && column.start() == null);
    }

    @Override
    public Output output(Placement<Settings> placement) {
        List<GeneratedColumn> columns = placement.settings().columns();
        List<Problem> problems = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (columns.isEmpty()) {
            problems.add(Problem.error("operators.generator.no-columns").in("columns"));
        }
        for (int i = 0; i < columns.size(); i++) {
            String place = "columns[" + i + "].";
            GeneratedColumn column = columns.get(i);
            Problem name = ColumnNames.take(column.name(), names, place + "name");
            if (name != null) {
                problems.add(name);
            } else {
                fields.add(Field.required(column.name(), GeneratedValues.type(column.kind())));
            }
            Problem wrong = GeneratedValues.check(column, place);
            if (wrong != null) {
                problems.add(wrong);
            }
        }
        return problems.isEmpty() ? Output.of("out", StreamType.rows(new Schema(fields))) : Output.failed(problems);
    }

    @Override
    public Source source(Setup<Settings> setup) {
        return new Rows(setup);
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("operators.generator.flink"), null);
    }

    @Override
    public String summary(Settings settings) {
        return settings.columns().stream().map(GeneratedColumn::name).collect(Collectors.joining(", "));
    }

    private record Rows(Setup<Settings> setup) implements Source {
        @Override
        public boolean bounded() {
            return setup.settings().rows() > 0;
        }

        @Override
        public boolean mayWait() {
            return false;
        }

        @Override
        public List<String> partitions() {
            return List.of("rows");
        }

        @Override
        public Reader open(String partition, SourceContext context) {
            Settings settings = setup.settings();
            BitSet demanded = setup.demanded("out");
            GeneratedValues values =
                    new GeneratedValues(settings.columns(), settings.seed(), setup.outputSchema("out"), demanded);
            long limit = settings.rows() == 0 ? Long.MAX_VALUE : settings.rows();
            return new GeneratorReader(values, limit, settings.rowsPerSecond(), context);
        }
    }
}

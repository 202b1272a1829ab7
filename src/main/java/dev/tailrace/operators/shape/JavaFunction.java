package dev.tailrace.operators.shape;

import com.google.auto.service.AutoService;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.Family;
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
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.function.FunctionPlan;
import dev.tailrace.operator.function.FunctionProcessor;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs a function written in Java: rows in, rows out, with state by key and timers if it wants them.
 *
 * <p>The class is one of a jar and implements an interface of {@code dev.tailrace.sdk}. It is loaded when a run starts and
 * never before: what leaves the node stands in the settings. A row for which the function throws goes to the error port,
 * or ends the run, or is counted; a timer that fails ends the run. What it keeps by key is the node's state; NULL is a
 * key like others. Flink is not asked to run it.
 */
@AutoService(Operator.class)
public final class JavaFunction implements TransformOperator<JavaFunction.Settings> {
    /** A column of the rows that leave. */
    public record OutputColumn(@Setting(kind = Kind.TEXT) String name, @Setting(kind = Kind.TYPE) DataType type) {}

    /** What the function is told when it is opened. */
    public record Value(@Setting(kind = Kind.TEXT) String name, @Setting(kind = Kind.TEXT) String value) {}

    /**
     * @param jar relative to the pipeline's file
     * @param className with its package
     * @param eventTime the column, among those that leave, whose values are not before the watermark, or null
     */
    public record Settings(
            @Setting(kind = Kind.FILE) String jar,
            @Setting(kind = Kind.TEXT) String className,
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]") List<String> keys,
            @Setting(kind = Kind.LIST) List<OutputColumn> columns,
            @Setting(kind = Kind.LIST, defaultJson = "[]") List<Value> parameters,
            @Setting(kind = Kind.TEXT, advanced = true) @Nullable String eventTime,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", advanced = true) ErrorPolicy onError) {
        public Settings {
            keys = List.copyOf(keys);
            columns = List.copyOf(columns);
            parameters = List.copyOf(parameters);
        }
    }

    private static final int ERROR = 1;

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "java-function",
                "operators",
                Family.SHAPE,
                "mdi2l-language-java",
                List.of(Port.in(), Port.out(), Port.errors()),
                List.of("code", "custom", "udf", "process function", "jar", "plugin", "state", "timer"),
                List.of("ProcessFunction (Flink)", "ParDo (Beam)", "User defined Java class (Hop)"));
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
        if (!isPath(settings.jar())) {
            problems.add(Problem.error("operators.java-function.no-jar", settings.jar())
                    .in("jar"));
        }
        if (settings.className().isBlank()) {
            problems.add(Problem.error("operators.java-function.class-missing").in("className"));
        }
        if (settings.columns().isEmpty()) {
            problems.add(Problem.error("operators.java-function.no-columns").in("columns"));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < settings.columns().size(); i++) {
            OutputColumn column = settings.columns().get(i);
            Problem name = ColumnNames.take(column.name(), names, "columns[" + i + "].name");
            if (name != null) {
                problems.add(name);
            }
            if (column.type().kind().storage() == TypeKind.Storage.NESTED) {
                problems.add(Problem.error("operators.java-function.nested", column.type())
                        .in("columns[" + i + "].type"));
            }
        }
        if (problems.stream().anyMatch(Problem::isError)) {
            return new Output(Map.of("error", ComputableRows.errors(input)), problems);
        }
        Schema schema = new Schema(settings.columns().stream()
                .map(column -> Field.of(column.name(), column.type()))
                .toList());
        problems.addAll(timeProblems(settings.eventTime(), schema));
        String time = settings.eventTime() == null || settings.eventTime().isBlank() ? null : settings.eventTime();
        return new Output(
                Map.of("out", new StreamType(schema, false, time), "error", ComputableRows.errors(input)), problems);
    }

    private static List<Problem> timeProblems(@Nullable String name, Schema schema) {
        if (name == null || name.isBlank()) {
            return List.of();
        }
        Problem unknown = ColumnNames.check(name, schema, "eventTime");
        if (unknown != null) {
            return List.of(unknown);
        }
        Field field = schema.field(name);
        boolean isTime = field != null
                && field.type().kind().isTimestamp()
                && field.type().precision() <= 3;
        return isTime
                ? List.of()
                : List.of(Problem.error("operators.java-function.no-time", name).in("eventTime"));
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        Settings settings = setup.settings();
        Schema input = setup.inputSchema();
        Map<String, String> parameters = new LinkedHashMap<>();
        settings.parameters().forEach(value -> parameters.put(value.name(), value.value()));
        return new FunctionProcessor(new FunctionPlan(
                jar(setup.placement()),
                settings.className().strip(),
                Map.copyOf(parameters),
                input,
                settings.keys().stream().mapToInt(input::indexOf).toArray(),
                setup.outputSchema("out"),
                setup.demanded("out"),
                context -> new FailingRows(
                        context,
                        settings.onError(),
                        ERROR,
                        setup.placement().isWired("error"),
                        FailingRows.schema(input),
                        setup.demanded("error"))));
    }

    private static Path jar(Placement<Settings> placement) {
        return placement
                .baseDirectory()
                .resolve(placement.settings().jar())
                .toAbsolutePath()
                .normalize();
    }

    private static boolean isPath(String text) {
        try {
            return !Path.of(text).toString().isBlank();
        } catch (InvalidPathException notAPath) {
            return false;
        }
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("operators.java-function.flink"), null);
    }

    @Override
    public String summary(Settings settings) {
        String name = settings.className();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}

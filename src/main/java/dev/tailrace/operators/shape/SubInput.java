package dev.tailrace.operators.shape;

import com.google.auto.service.AutoService;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.NoRows;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceOperator;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.nested.SubPipelines;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where rows enter a pipeline that is used as a sub-pipeline.
 *
 * <p>Its name is that of the port. What comes in must have the declared columns, under their names and with their types;
 * further ones are left out. Where the pipeline runs by itself nothing enters: a test gives rows in its place.
 *
 * @param given what enters in place of the declared, by id of the node: the same columns, and what is known of them
 */
@AutoService(Operator.class)
public record SubInput(Map<String, StreamType> given) implements SourceOperator<SubInput.Settings> {
    /** A column that rows must have. */
    public record Declared(
            @Setting(kind = Kind.TEXT) String name,
            @Setting(kind = Kind.TYPE, defaultJson = "\"STRING\"") DataType type) {}

    /** @param eventTime the column of the event time that rows must have, or null if they may have none */
    public record Settings(
            @Setting(kind = Kind.LIST) List<Declared> columns, @Setting(kind = Kind.TEXT) @Nullable String eventTime) {
        public Settings {
            columns = List.copyOf(columns);
        }
    }

    public SubInput {
        given = Map.copyOf(given);
    }

    /** For the catalogue. */
    public SubInput() {
        this(Map.of());
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                SubPipelines.INPUT,
                "operators",
                Family.SOURCES,
                "mdi2i-import",
                List.of(Port.out()),
                List.of("input", "parameter", "sub-pipeline", "inlet", "begin"),
                List.of("Mapping input (Hop)", "Input port (NiFi)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        StreamType entering = given.get(placement.node());
        if (entering != null) {
            return Output.of("out", entering);
        }
        Settings settings = placement.settings();
        List<Problem> problems = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < settings.columns().size(); i++) {
            Declared column = settings.columns().get(i);
            Problem taken = ColumnNames.take(column.name(), names, "columns[" + i + "].name");
            if (taken == null) {
                fields.add(Field.of(column.name(), column.type()));
            } else {
                problems.add(taken);
            }
        }
        if (settings.columns().isEmpty()) {
            problems.add(Problem.error("operators.sub-input.no-columns").in("columns"));
        }
        Schema schema = new Schema(fields);
        String eventTime = settings.eventTime();
        Problem unknown = eventTime == null ? null : ColumnNames.check(eventTime, schema, "eventTime");
        if (unknown != null) {
            problems.add(unknown);
        }
        return problems.isEmpty()
                ? Output.of("out", new StreamType(schema, false, eventTime))
                : Output.failed(problems);
    }

    @Override
    public Source source(Setup<Settings> setup) {
        return NoRows.source();
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("operators.sub-input.flink"), null);
    }

    @Override
    public String summary(Settings settings) {
        return settings.columns().stream().map(Declared::name).collect(Collectors.joining(", "));
    }
}

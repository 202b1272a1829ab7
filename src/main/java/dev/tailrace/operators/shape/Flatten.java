package dev.tailrace.operators.shape;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.RowColumn;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.language.TypeGroup;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Outlet;
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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes columns of the fields of a row, in its place.
 *
 * <p>A column is named as its field, with the prefix before it. Fields that are rows themselves stay, or become columns
 * too, named as the fields on the way with underscores between. Where the row is NULL, all of them are. Nothing is
 * copied. The meaning is that of {@code SELECT r.x, r.y} in Flink.
 */
@AutoService(Operator.class)
public final class Flatten implements TransformOperator<Flatten.Settings> {
    /** @param deep whether rows in the row are flattened too */
    public record Settings(
            @Setting(kind = Kind.COLUMN, types = TypeGroup.ROW) String column,
            @Setting(kind = Kind.TEXT) @Nullable String prefix,
            @Setting(kind = Kind.SWITCH, defaultJson = "false") boolean deep,
            @Setting(kind = Kind.SWITCH, defaultJson = "false") boolean keepColumn) {}

    /**
     * A column that leaves.
     *
     * @param input position of the column of the input
     * @param path numbers of the fields on the way from it
     */
    private record Part(Field field, int input, List<Integer> path, String sql) {}

    private record Plan(List<Part> parts, List<Problem> problems) {
        Schema schema() {
            return new Schema(parts.stream().map(Part::field).toList());
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "flatten",
                "operators",
                Family.SHAPE,
                "mdi2u-ungroup",
                List.of(Port.inPassed(), Port.outPassed("out")),
                List.of("row", "struct", "fields", "expand", "unpack", "nested"),
                List.of("Flatten (Beam SQL)", "select struct.* (Spark)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Plan plan = plan(placement);
        if (!plan.problems.isEmpty()) {
            return Output.failed(plan.problems);
        }
        StreamType input = placement.input();
        return Output.of("out", new StreamType(plan.schema(), input.changes(), input.eventTime()));
    }

    private static Plan plan(Placement<Settings> placement) {
        Settings settings = placement.settings();
        Schema input = placement.input().schema();
        Problem unknown = ColumnNames.check(settings.column(), input, "column");
        if (unknown != null) {
            return new Plan(List.of(), List.of(unknown));
        }
        Field row = input.field(input.indexOf(settings.column()));
        if (!row.type().is(TypeKind.ROW)) {
            return new Plan(
                    List.of(),
                    List.of(Problem.error("operators.flatten.type", row.name(), row.type())
                            .in("column")));
        }
        List<Part> parts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < input.size(); i++) {
            Field field = input.field(i);
            String sql = FlinkScript.quote(field.name());
            if (field != row || settings.keepColumn()) {
                parts.add(new Part(field, i, List.of(), sql));
                names.add(field.name());
            }
            if (field == row) {
                add(
                        new Part(row.renamed(Objects.requireNonNullElse(settings.prefix(), "")), i, List.of(), sql),
                        settings.deep(),
                        "",
                        parts);
            }
        }
        List<Problem> problems = new ArrayList<>();
        for (Part part : parts) {
            Problem taken = part.path.isEmpty() ? null : ColumnNames.take(part.field.name(), names, "prefix");
            if (taken != null) {
                problems.add(taken);
            }
        }
        return new Plan(parts, problems);
    }

    /** @param separator between the name of the row and those of its fields */
    private static void add(Part row, boolean isDeep, String separator, List<Part> parts) {
        List<Field> fields = row.field.type().children();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            List<Integer> path = new ArrayList<>(row.path);
            path.add(i);
            Part part = new Part(
                    new Field(
                            row.field.name() + separator + field.name(),
                            field.type(),
                            field.nullable() || row.field.nullable()),
                    row.input,
                    List.copyOf(path),
                    row.sql + "." + FlinkScript.quote(field.name()));
            if (isDeep && field.type().is(TypeKind.ROW)) {
                add(part, true, "_", parts);
            } else {
                parts.add(part);
            }
        }
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        List<Part> parts = plan(placement).parts;
        BitSet columns = new BitSet();
        demanded.getOrDefault("out", new BitSet()).stream()
                .map(i -> parts.get(i).input)
                .forEach(columns::set);
        return Map.of("in", columns);
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return new Running(setup.outputSchema("out"), setup.demanded("out"), plan(setup.placement()).parts);
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return FlinkNode.RowByRow.select(plan(placement).parts.stream()
                .map(part -> new FlinkNode.Computed(part.field, part.sql))
                .toList());
    }

    @Override
    public String summary(Settings settings) {
        return settings.column();
    }

    private record Running(Schema schema, BitSet demanded, List<Part> parts) implements Processor {
        @Override
        public void process(int port, Batch batch, Outlet out) {
            @Nullable Column[] columns = new Column[parts.size()];
            for (int i = 0; i < columns.length; i++) {
                Part part = parts.get(i);
                boolean isShown = part.path.isEmpty() && batch.hasColumn(part.input);
                if (demanded.get(i) || isShown) {
                    Column column = batch.column(part.input);
                    for (int field : part.path) {
                        column = ((RowColumn) column).field(field);
                    }
                    columns[i] = column;
                }
            }
            out.emit(0, batch.with(schema, columns));
        }
    }
}

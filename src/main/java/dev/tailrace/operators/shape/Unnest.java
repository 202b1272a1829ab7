package dev.tailrace.operators.shape;

import com.google.auto.service.AutoService;
import dev.tailrace.data.ArrayColumn;
import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.IntsBuilder;
import dev.tailrace.data.MapColumn;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a row of each element of an array, or of each entry of a map.
 *
 * <p>The other columns are repeated with each. An element of a simple type becomes one column, an element that is a row a
 * column for each field (one that is NULL is passed over), an entry of a map the columns {@code key} and {@code value};
 * they take the place of the column, which itself goes unless it is kept. The number of the element, from
 * 1 on, may be a further column; maps have none, since their entries are in no order. Where there is no element, or the
 * array is NULL, there is no row, or one with NULL in all new columns. A change makes the same change of each of its
 * rows. The meaning is that of CROSS JOIN UNNEST and LEFT JOIN UNNEST in Flink.
 */
@AutoService(Operator.class)
public final class Unnest implements TransformOperator<Unnest.Settings> {
    /** What to do with rows without elements. */
    public enum Empty {
        DROP,
        KEEP
    }

    /**
     * @param name of the column of the elements, of simple types only; that of the array if it is left out
     * @param prefix before the names of fields, or of key and value
     * @param ordinality name of the column of numbers, or nothing for none
     */
    public record Settings(
            @Setting(
                            kind = Kind.COLUMN,
                            types = {TypeGroup.ARRAY, TypeGroup.MAP})
                    String column,
            @Setting(kind = Kind.TEXT) @Nullable String name,
            @Setting(kind = Kind.TEXT) @Nullable String prefix,
            @Setting(kind = Kind.TEXT) @Nullable String ordinality,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"drop\"") Empty empty,
            @Setting(kind = Kind.SWITCH, defaultJson = "false") boolean keepColumn) {
        boolean isNumbered() {
            return ordinality != null && !ordinality.isBlank();
        }
    }

    /** A column that leaves: one of the input, or a part of the element. */
    private record Part(Field field, int input, int element) {
        private static final int NONE = -1;

        static Part passing(Field field, int input) {
            return new Part(field, input, NONE);
        }

        /** @param element of fields and the like by number; for the number of the element, as many as there are */
        static Part of(Field field, int element) {
            return new Part(field, NONE, element);
        }
    }

    /** What the settings say: the columns in their order, where the unnested one stands, and what is wrong. */
    private record Plan(int column, List<Part> parts, List<Problem> problems) {
        Schema schema() {
            return new Schema(parts.stream().map(Part::field).toList());
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "unnest",
                "operators",
                Family.SHAPE,
                "mdi2f-format-list-group",
                List.of(Port.inPassed(), Port.outPassed("out")),
                List.of("explode", "flatten", "array", "map", "elements", "rows", "split"),
                List.of("CROSS JOIN UNNEST (Flink SQL)", "FlatMapElements (Beam)", "explode (Spark)"));
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
            return new Plan(-1, List.of(), List.of(unknown));
        }
        int column = input.indexOf(settings.column());
        DataType type = input.field(column).type();
        if (!type.is(TypeKind.ARRAY) && !type.is(TypeKind.MAP)) {
            Problem wrong = Problem.error("operators.unnest.type", settings.column(), type)
                    .in("column");
            return new Plan(column, List.of(), List.of(wrong));
        }
        List<Problem> problems = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < input.size(); i++) {
            if (i != column || settings.keepColumn()) {
                parts.add(Part.passing(input.field(i), i));
                names.add(input.field(i).name());
            }
            if (i == column) {
                parts.addAll(elements(settings, type));
            }
        }
        List<Part> made = parts.stream().filter(part -> part.input < 0).toList();
        for (int i = 0; i < made.size(); i++) {
            boolean isNumber = i == made.size() - 1 && settings.isNumbered();
            Problem taken = ColumnNames.take(made.get(i).field.name(), names, isNumber ? "ordinality" : place(type));
            if (taken != null) {
                problems.add(taken);
            }
        }
        if (settings.isNumbered() && type.is(TypeKind.MAP)) {
            problems.add(Problem.error("operators.unnest.map-order").in("ordinality"));
        }
        return new Plan(column, parts, problems);
    }

    private static String place(DataType type) {
        return isSimple(type) ? "name" : "prefix";
    }

    private static boolean isSimple(DataType type) {
        return type.is(TypeKind.ARRAY) && !type.element().type().is(TypeKind.ROW);
    }

    private static List<Part> elements(Settings settings, DataType type) {
        boolean isOuter = settings.empty() == Empty.KEEP;
        List<Part> parts = new ArrayList<>();
        if (isSimple(type)) {
            Field element = type.element();
            String given = settings.name();
            String name = given == null || given.isBlank() ? settings.column() : given;
            parts.add(Part.of(new Field(name, element.type(), element.nullable() || isOuter), 0));
        } else {
            boolean isRow = type.is(TypeKind.ARRAY);
            String prefix = Objects.requireNonNullElse(settings.prefix(), "");
            List<Field> fields = isRow ? type.element().type().children() : type.children();
            for (int i = 0; i < fields.size(); i++) {
                Field field = fields.get(i);
                parts.add(Part.of(new Field(prefix + field.name(), field.type(), field.nullable() || isOuter), i));
            }
        }
        if (settings.ordinality() != null && settings.isNumbered()) {
            parts.add(Part.of(new Field(settings.ordinality(), DataType.INT, isOuter), parts.size()));
        }
        return parts;
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        Plan plan = plan(placement);
        BitSet columns = new BitSet();
        columns.set(plan.column);
        demanded.getOrDefault("out", new BitSet()).stream()
                .map(i -> plan.parts.get(i).input)
                .filter(input -> input >= 0)
                .forEach(columns::set);
        return Map.of("in", columns);
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return new Running(setup, plan(setup.placement()));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        Plan plan = plan(placement);
        Settings settings = placement.settings();
        DataType type = placement.input().schema().field(plan.column).type();
        if (settings.isNumbered() && !isSimple(type) && type.element().nullable()) {
            return new FlinkNode.Refused(Problem.error("operators.unnest.flink-numbered-rows"), "ordinality");
        }
        String columns = plan.parts.stream()
                .map(part -> (part.input >= 0 ? "i." : "e.") + FlinkScript.quote(part.field.name()))
                .collect(Collectors.joining(", "));
        String names = plan.parts.stream()
                .filter(part -> part.input < 0)
                .map(part -> FlinkScript.quote(part.field.name()))
                .collect(Collectors.joining(", "));
        boolean isOuter = settings.empty() == Empty.KEEP;
        return FlinkNode.Views.of(
                "out",
                "SELECT " + columns + " FROM " + script.view() + " AS i " + (isOuter ? "LEFT" : "CROSS")
                        + " JOIN UNNEST(i." + FlinkScript.quote(settings.column()) + ")"
                        + (settings.isNumbered() ? " WITH ORDINALITY" : "") + " AS e (" + names + ")"
                        + (isOuter ? " ON TRUE" : ""));
    }

    @Override
    public String summary(Settings settings) {
        return settings.column();
    }

    private static final class Running implements Processor {
        private final Plan plan;
        private final boolean isOuter;
        private final BatchBuilder rows;

        /** The parts that somebody reads: columns of the output. */
        private final int[] passing;

        private final int[] made;

        Running(Setup<Settings> setup, Plan plan) {
            this.plan = plan;
            this.isOuter = setup.settings().empty() == Empty.KEEP;
            BitSet demanded = setup.demanded("out");
            this.rows = BatchBuilder.recycling(setup.outputSchema("out"), demanded);
            this.passing =
                    demanded.stream().filter(i -> plan.parts.get(i).input >= 0).toArray();
            this.made =
                    demanded.stream().filter(i -> plan.parts.get(i).input < 0).toArray();
        }

        @Override
        public void process(int port, Batch batch, Outlet out) {
            Column column = batch.column(plan.column);
            int[] starts = column instanceof ArrayColumn array ? array.starts : ((MapColumn) column).starts;
            int[] ends = column instanceof ArrayColumn array ? array.ends : ((MapColumn) column).ends;
            Column elements = column instanceof ArrayColumn array ? array.elements : ((MapColumn) column).keys;
            boolean areRows = elements instanceof RowColumn && column instanceof ArrayColumn;
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                boolean isEmpty = true;
                int end = column.isNull(index) ? starts[index] : ends[index];
                for (int at = starts[index]; at < end; at++) {
                    if (!areRows || !elements.isNull(at)) {
                        isEmpty = false;
                        pass(batch, index);
                        element(column, at, at - starts[index] + 1);
                        end(batch, index, out);
                    }
                }
                if (isEmpty && isOuter) {
                    pass(batch, index);
                    for (int part : made) {
                        rows.column(part).appendNull();
                    }
                    end(batch, index, out);
                }
            }
            if (!rows.isEmpty()) {
                out.emit(0, rows.build());
            }
        }

        private void end(Batch batch, int index, Outlet out) {
            rows.endRow(batch.kindAt(index));
            if (rows.isFull()) {
                out.emit(0, rows.build());
            }
        }

        private void pass(Batch batch, int index) {
            for (int part : passing) {
                rows.column(part).appendFrom(batch.column(plan.parts.get(part).input), index);
            }
        }

        private void element(Column column, int at, int number) {
            for (int part : made) {
                ColumnBuilder target = rows.column(part);
                Column values = values(column, plan.parts.get(part).element);
                if (values == null) {
                    ((IntsBuilder) target).append(number);
                } else {
                    target.appendFrom(values, at);
                }
            }
        }

        /** What stands in a part of the elements; null for their numbers. */
        private static @Nullable Column values(Column column, int part) {
            if (column instanceof MapColumn map) {
                return part == 0 ? map.keys : map.values;
            }
            Column elements = ((ArrayColumn) column).elements;
            if (elements instanceof RowColumn row) {
                return part < row.type().children().size() ? row.field(part) : null;
            }
            return part == 0 ? elements : null;
        }
    }
}

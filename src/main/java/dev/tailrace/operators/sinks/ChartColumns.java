package dev.tailrace.operators.sinks;

import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.view.ChartView.Axis;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The columns that a chart, a gauge or a map draws: checks of their types, and their values as numbers on an axis. */
final class ChartColumns {
    private static final double MILLIS_PER_DAY = 86_400_000;

    private final Schema schema;
    private final List<Problem> problems = new ArrayList<>();

    private ChartColumns(Schema schema) {
        this.schema = schema;
    }

    static ChartColumns of(Placement<?> placement) {
        return new ChartColumns(placement.input().schema());
    }

    /** A column with a place on an axis: no array, map or row. */
    ChartColumns axis(String column, String setting) {
        return check(column, setting, type -> !type.isNested(), "operators.chart-sink.x-type");
    }

    ChartColumns number(@Nullable String column, String setting) {
        return column == null
                ? this
                : check(column, setting, type -> type.kind().isNumeric(), "operators.chart-sink.y-type");
    }

    /** A number or a time. */
    ChartColumns measure(String column, String setting) {
        return check(column, setting, type -> axisOf(type) != Axis.LABEL, "operators.chart-sink.bin-type");
    }

    ChartColumns numbers(List<String> columns, String setting) {
        problems.addAll(ColumnNames.check(columns, schema, setting));
        for (int i = 0; i < columns.size(); i++) {
            if (schema.contains(columns.get(i))) {
                number(columns.get(i), setting + "[" + i + "]");
            }
        }
        return this;
    }

    /** Any column. */
    ChartColumns known(@Nullable String column, String setting) {
        return column == null ? this : check(column, setting, type -> true, "");
    }

    ChartColumns add(@Nullable Problem problem) {
        if (problem != null) {
            problems.add(problem);
        }
        return this;
    }

    Output output() {
        return Output.failed(problems);
    }

    private ChartColumns check(String column, String setting, Predicate<DataType> fits, String code) {
        Problem unknown = ColumnNames.check(column, schema, setting);
        Field field = schema.field(column);
        if (unknown != null) {
            problems.add(unknown);
        } else if (field != null && !fits.test(field.type())) {
            problems.add(Problem.error(code, column, field.type()).in(setting));
        }
        return this;
    }

    /** What an axis shows of values of a type. */
    static Axis axisOf(DataType type) {
        if (type.kind().isTimestamp() || type.is(TypeKind.DATE)) {
            return Axis.TIME;
        }
        return type.kind().isNumeric() ? Axis.NUMBER : Axis.LABEL;
    }

    static Axis axisOf(Schema schema, String column) {
        return axisOf(schema.field(schema.indexOf(column)).type());
    }

    /** A number, or a time in milliseconds of the epoch. */
    static double value(Column column, int index) {
        if (column instanceof Column.Doubles doubles) {
            return doubles.values[index];
        }
        if (column instanceof Column.Longs longs) {
            return longs.values[index];
        }
        if (column instanceof Column.Ints ints) {
            return column.type().is(TypeKind.DATE) ? ints.values[index] * MILLIS_PER_DAY : ints.values[index];
        }
        if (column instanceof Column.Floats floats) {
            return floats.values[index];
        }
        return ((Column.Decimals) column).decimal(index).doubleValue();
    }

    static Map<String, BitSet> demand(Placement<?> placement, Collection<String> columns) {
        Schema schema = placement.input().schema();
        BitSet positions = new BitSet();
        columns.forEach(name -> positions.set(schema.indexOf(name)));
        return Map.of("in", positions);
    }

    /** On Flink the columns are printed. */
    static FlinkNode flink(Placement<?> placement, Collection<String> names, FlinkScript script) {
        Schema schema = placement.input().schema();
        String columns = names.stream().map(FlinkScript::quote).collect(Collectors.joining(", "));
        return new FlinkNode.SinkTable(
                "SELECT " + columns + " FROM " + script.view(),
                names.stream().map(name -> schema.field(schema.indexOf(name))).toList(),
                List.of(),
                Map.of("connector", "print"));
    }
}

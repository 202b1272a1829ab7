package dev.tailrace.operators.sources;

import com.google.auto.service.AutoService;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Expression;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.OnePartition;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Gives rows that stand in the settings.
 *
 * <p>Each row is a list of constant expressions, one for each column, such as {@code 7, 'tea', DATE '2024-03-01'}; NULL
 * may stand for any. A value is cast to the type of its column, where it is of that kind or both are numbers. The source
 * gives the rows in their order and ends. The meaning is that of VALUES in Flink SQL.
 */
@AutoService(Operator.class)
public final class InlineRows implements SourceOperator<InlineRows.Settings> {
    /** A column of all rows. */
    public record Column(@Setting(kind = Kind.TEXT) String name, @Setting(kind = Kind.TYPE) DataType type) {}

    /** @param values expressions with commas between them */
    public record Values(@Setting(kind = Kind.TEXT) String values) {}

    public record Settings(
            @Setting(kind = Kind.LIST) List<Column> columns, @Setting(kind = Kind.LIST) List<Values> rows) {
        public Settings {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "inline-rows",
                "operators",
                Family.SOURCES,
                "mdi2t-table-row",
                List.of(Port.out()),
                List.of("values", "literal", "constant", "fixed", "data grid", "test data"),
                List.of("VALUES (SQL)", "Create (Beam)", "Data grid (Hop)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public boolean isRepeatable(Settings settings) {
        return true;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        WrittenRows rows = WrittenRows.of(placement);
        return rows.problems().isEmpty()
                ? Output.of("out", StreamType.rows(schema(placement.settings(), rows)))
                : Output.failed(rows.problems());
    }

    /** A column may be NULL if it is in one of the rows. */
    private static Schema schema(Settings settings, WrittenRows rows) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < settings.columns().size(); i++) {
            int column = i;
            boolean nullable =
                    rows.cells().stream().anyMatch(cells -> cells.get(column).nullable());
            fields.add(new Field(
                    settings.columns().get(i).name(), settings.columns().get(i).type(), nullable));
        }
        return new Schema(fields);
    }

    @Override
    public Source source(Setup<Settings> setup) {
        return new OnePartition(
                "rows",
                () -> new InlineReader(
                        WrittenRows.of(setup.placement()).cells(), setup.outputSchema("out"), setup.demanded("out")));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        String rows = WrittenRows.of(placement).cells().stream()
                .map(cells -> cells.stream().map(Expression::sql).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(",\n  "));
        String columns = placement.settings().columns().stream()
                .map(column -> FlinkScript.quote(column.name()))
                .collect(Collectors.joining(", "));
        return FlinkNode.Views.of("out", "SELECT * FROM (VALUES\n  " + rows + "\n) AS `rows` (" + columns + ")");
    }

    @Override
    public String summary(Settings settings) {
        return settings.columns().stream().map(Column::name).collect(Collectors.joining(", "));
    }
}

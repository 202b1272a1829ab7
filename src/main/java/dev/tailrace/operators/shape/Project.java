package dev.tailrace.operators.shape;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Expression;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.ErrorPolicy;
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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses, renames, casts and computes the columns that go on.
 *
 * <p>The event-time column stays the event time where it is passed on unchanged, also under another name. Otherwise the
 * stream goes on without one.
 */
@AutoService(Operator.class)
public final class Project implements TransformOperator<Project.Settings> {
    /** One column of the output; without a name, it has that of the column it passes on. */
    public record ProjectedColumn(
            @Setting(kind = Kind.EXPRESSION) String expression, @Setting(kind = Kind.TEXT) @Nullable String name) {}

    /** The output's columns in their order. */
    public record Settings(
            @Setting(kind = Kind.LIST) List<ProjectedColumn> columns,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", advanced = true) ErrorPolicy onError) {
        public Settings {
            columns = List.copyOf(columns);
        }
    }

    private static final int ERROR = 1;

    /** What the settings say, as far as they are right. */
    private record Result(ComputedColumns columns, List<Problem> problems) {}

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "project",
                "operators",
                Family.SHAPE,
                "mdi2v-view-column-outline",
                List.of(Port.inPassed(), Port.outPassed("out"), Port.errors()),
                List.of("select", "rename", "cast", "columns", "reorder", "remove columns"),
                List.of("SELECT (SQL)", "Select values (Hop)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Result result = check(placement);
        StreamType input = placement.input();
        StreamType error = ComputableRows.errors(input);
        if (result.problems.stream().anyMatch(Problem::isError)) {
            return new Output(Map.of("error", error), result.problems);
        }
        return new Output(Map.of("out", result.columns.stream(input), "error", error), result.problems);
    }

    private static Result check(Placement<Settings> placement) {
        List<ProjectedColumn> wanted = placement.settings().columns();
        List<ComputedColumns.Result> columns = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (wanted.isEmpty()) {
            problems.add(Problem.error("operators.project.no-columns").in("columns"));
        }
        for (int i = 0; i < wanted.size(); i++) {
            String place = "columns[" + i + "].";
            Checked checked = placement.check(wanted.get(i).expression());
            checked.problems().forEach(problem -> problems.add(problem.in(place + "expression")));
            Expression expression = checked.expression();
            String name = wanted.get(i).name();
            if ((name == null || name.isBlank()) && expression != null) {
                name = expression.passesOn();
                if (name == null) {
                    problems.add(Problem.error("operators.name-missing").in(place + "name"));
                }
            }
            Problem taken = name == null || name.isBlank() ? null : ColumnNames.take(name, names, place + "name");
            if (taken != null) {
                problems.add(taken);
            } else if (name != null && expression != null) {
                columns.add(ComputedColumns.Result.of(name, expression));
            }
        }
        return new Result(new ComputedColumns(columns), problems);
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        Schema schema = placement.input().schema();
        return Map.of("in", check(placement).columns.demand(schema, demanded));
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return check(setup.placement())
                .columns
                .processor(setup, setup.settings().onError(), ERROR);
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return placement.isWired("error")
                ? new FlinkNode.Refused(Problem.error("operators.flink-error-port"), "error")
                : check(placement)
                        .columns
                        .flink(placement.input(), placement.settings().onError());
    }

    @Override
    public String summary(Settings settings) {
        return settings.columns().stream()
                .map(column -> column.name() == null || column.name().isBlank() ? column.expression() : column.name())
                .collect(Collectors.joining(", "));
    }
}

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

/**
 * Adds computed columns, or replaces columns of the same name, and keeps the others.
 *
 * <p>All expressions see the row as it came in, not each other's results, as in a SELECT. A stream whose event-time
 * column is replaced goes on without event time.
 */
@AutoService(Operator.class)
public final class Derive implements TransformOperator<Derive.Settings> {
    /** One column that is added or replaced. */
    public record DerivedColumn(
            @Setting(kind = Kind.TEXT) String name, @Setting(kind = Kind.EXPRESSION) String expression) {}

    /** What is computed. */
    public record Settings(
            @Setting(kind = Kind.LIST) List<DerivedColumn> columns,
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
                "derive",
                "operators",
                Family.SHAPE,
                "mdi2f-function-variant",
                List.of(Port.inPassed(), Port.outPassed("out"), Port.errors()),
                List.of("calculate", "compute", "add column", "expression", "formula", "map"),
                List.of("MapElements (Beam)", "Calculator (Hop)"));
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
        Schema input = placement.input().schema();
        List<ComputedColumns.Result> columns = new ArrayList<>();
        for (int i = 0; i < input.size(); i++) {
            columns.add(ComputedColumns.Result.passing(input.field(i), i));
        }
        List<DerivedColumn> wanted = placement.settings().columns();
        List<Problem> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (wanted.isEmpty()) {
            problems.add(Problem.error("operators.derive.no-columns").in("columns"));
        }
        for (int i = 0; i < wanted.size(); i++) {
            String place = "columns[" + i + "].";
            String name = wanted.get(i).name();
            Problem taken = ColumnNames.take(name, names, place + "name");
            Checked checked = placement.check(wanted.get(i).expression());
            checked.problems().forEach(problem -> problems.add(problem.in(place + "expression")));
            Expression expression = checked.expression();
            if (taken != null) {
                problems.add(taken);
            } else if (expression != null && input.contains(name)) {
                columns.set(input.indexOf(name), ComputedColumns.Result.of(name, expression));
            } else if (expression != null) {
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
        return settings.columns().stream().map(DerivedColumn::name).collect(Collectors.joining(", "));
    }
}

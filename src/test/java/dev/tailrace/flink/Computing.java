package dev.tailrace.flink;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Checked;
import dev.tailrace.language.EvaluationException;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import dev.tailrace.language.Projection;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The language alone: columns named after their expressions, all of them computed whoever reads them. */
record Computing(List<String> expressions) implements TransformOperator<Computing.Settings> {
    static final String ID = "computing";

    /** None. */
    record Settings() {}

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                ID, "flink", Family.SHAPE, "mdi2f-filter", List.of(Port.in(), Port.out()), List.of(), List.of());
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        List<Field> fields = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            Checked checked = placement.check(expressions.get(i));
            for (Problem problem : checked.problems()) {
                problems.add(problem.in(expressions.get(i)));
            }
            if (checked.expression() != null) {
                fields.add(checked.expression().as(name(i)));
            }
        }
        Output failed = Output.failed(problems);
        return failed.hasErrors() ? failed : Output.of("out", StreamType.rows(new Schema(fields)));
    }

    private String name(int column) {
        return expressions.get(column);
    }

    private List<Expression> checked(Placement<Settings> placement) {
        return expressions.stream()
                .map(text -> Objects.requireNonNull(placement.check(text).expression()))
                .toList();
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        Projection projection = Language.compileProjection(checked(setup.placement()), setup.inputSchema());
        return new Processor() {
            private ProcessorContext context;

            @Override
            @SuppressWarnings("NullAway.Init")
            public void open(ProcessorContext opened) {
                context = opened;
            }

            @Override
            public void process(int port, Batch batch, Outlet out) {
                try {
                    out.emit(0, batch.with(setup.outputSchema("out"), projection.evaluate(batch)));
                } catch (EvaluationException failed) {
                    throw context.fail(Problem.error("flink.row-failed", String.valueOf(failed.getMessage())));
                }
            }
        };
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        List<FlinkNode.Computed> columns = new ArrayList<>();
        for (Expression expression : checked(placement)) {
            columns.add(new FlinkNode.Computed(expression.as(name(columns.size())), expression.sql()));
        }
        return FlinkNode.RowByRow.select(columns);
    }
}

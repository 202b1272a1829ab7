package dev.tailrace.operators.shape;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Batch;
import dev.tailrace.data.Lease;
import dev.tailrace.data.Problem;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import dev.tailrace.language.RowFilter;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.ConditionCheck;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Passes the rows for which a condition holds.
 *
 * <p>A row whose condition is NULL is dropped as in SQL's WHERE, or kept. Nothing is copied: a batch leaves with a
 * selection of its rows.
 */
@AutoService(Operator.class)
public final class Filter implements TransformOperator<Filter.Settings> {
    /** What becomes of a row whose condition is neither TRUE nor FALSE. */
    public enum WhenNull {
        DROP,
        KEEP
    }

    /** What is passed. */
    public record Settings(
            @Setting(kind = Kind.EXPRESSION) String condition,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"drop\"") WhenNull whenNull,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", advanced = true) ErrorPolicy onError) {}

    private static final int OUT = 0;
    private static final int ERROR = 1;

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "filter",
                "operators",
                Family.SHAPE,
                "mdi2f-filter-outline",
                List.of(Port.inPassed(), Port.outPassed("out"), Port.errors()),
                List.of("where", "select rows", "condition", "drop", "keep"),
                List.of("WHERE (SQL)", "Filter (Beam)", "RouteOnAttribute (NiFi)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Checked checked = placement.check(placement.settings().condition());
        List<Problem> problems = ConditionCheck.problems(checked, "condition");
        return new Output(
                Map.of("out", placement.input(), "error", ComputableRows.errors(placement.input())), problems);
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        BitSet columns = Conditions.passedOn(placement, demanded);
        Expression condition = placement.check(placement.settings().condition()).expression();
        if (condition != null) {
            columns.or(condition.columns());
        }
        return Map.of("in", columns);
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return new Running(setup);
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        if (placement.isWired("error")) {
            return new FlinkNode.Refused(Problem.error("operators.flink-error-port"), "error");
        }
        Expression condition = condition(placement);
        Problem refusal = placement.settings().onError().flinkRefusal(List.of(condition));
        return refusal != null ? new FlinkNode.Refused(refusal, "onError") : FlinkNode.RowByRow.where(condition.sql());
    }

    @Override
    public String summary(Settings settings) {
        return settings.condition();
    }

    /** The condition that is TRUE exactly for the rows that pass. */
    private static Expression condition(Placement<Settings> placement) {
        String text = placement.settings().condition();
        return Conditions.expression(
                placement, placement.settings().whenNull() == WhenNull.DROP ? text : Conditions.isNotFalse(text));
    }

    private static final class Running implements Processor {
        private final Setup<Settings> setup;
        private final Consumer<Batch> evaluation;
        private ComputableRows rows;
        private int[] selection = new int[Batch.MAX_ROWS];
        private int passed;

        @SuppressWarnings("NullAway.Init")
        Running(Setup<Settings> setup) {
            this.setup = setup;
            RowFilter filter = Language.compileFilter(condition(setup.placement()));
            this.evaluation = batch -> passed = filter.filter(batch, selection);
        }

        @Override
        public void open(ProcessorContext context) {
            rows = ComputableRows.of(setup, setup.settings().onError(), ERROR, context);
        }

        @Override
        public void process(int port, Batch batch, Outlet out) {
            if (selection.length < batch.rows()) {
                selection = new int[batch.rows()];
            }
            rows.evaluate(batch, evaluation, out);
            if (passed == batch.rows()) {
                out.emit(OUT, batch);
            } else if (passed > 0) {
                Lease lease = new Lease(batch.lease());
                out.emit(OUT, batch.select(selection, passed).under(lease));
                if (!lease.release()) {
                    selection = new int[Batch.MAX_ROWS]; // Somebody holds it beyond the call.
                }
            }
        }
    }
}

package dev.tailrace.operators.shape;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Problem.Fix;
import dev.tailrace.language.ColumnRoom;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import dev.tailrace.language.Projection;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.ConditionCheck;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.FailingRows;
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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that conditions hold for every row.
 *
 * <p>As with CHECK in SQL, a condition that is NULL is not violated. All conditions are computed for all rows; a row that
 * violates one goes to the error port, with the first such rule as its message, or stops the run, or is counted and left
 * out. The others pass uncopied. Rows of a changelog keep their kinds.
 */
@AutoService(Operator.class)
public final class Assert implements TransformOperator<Assert.Settings> {
    /**
     * A condition that has to hold.
     *
     * @param message what is said of rows that violate it; null for the condition itself
     */
    public record Rule(
            @Setting(kind = Kind.EXPRESSION) String condition, @Setting(kind = Kind.TEXT) @Nullable String message) {}

    /** The rules in the order in which they are named. */
    public record Settings(
            @Setting(kind = Kind.LIST) List<Rule> rules,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"") ErrorPolicy onViolation) {
        public Settings {
            rules = List.copyOf(rules);
        }
    }

    private static final int OUT = 0;
    private static final int ERROR = 1;

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "assert",
                "operators",
                Family.SHAPE,
                "mdi2s-shield-check-outline",
                List.of(Port.inPassed(), Port.outPassed("out"), Port.errors()),
                List.of("check", "validate", "expectation", "constraint", "quality", "must hold", "test"),
                List.of("CHECK (SQL)", "ValidateRecord (NiFi)", "Data validator (Hop)", "expect (Delta Live Tables)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        List<Rule> rules = placement.settings().rules();
        List<Problem> problems = new ArrayList<>();
        if (rules.isEmpty()) {
            problems.add(Problem.error("operators.assert.no-rules").in("rules"));
        }
        for (int i = 0; i < rules.size(); i++) {
            problems.addAll(
                    ConditionCheck.problems(placement.check(rules.get(i).condition()), "rules[" + i + "].condition"));
        }
        return new Output(
                Map.of("out", placement.input(), "error", ComputableRows.errors(placement.input())), problems);
    }

    private static List<Expression> conditions(Placement<Settings> placement) {
        return placement.settings().rules().stream()
                .map(rule -> Conditions.expression(placement, Conditions.isNotFalse(rule.condition())))
                .toList();
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        BitSet columns = Conditions.passedOn(placement, demanded);
        conditions(placement).forEach(condition -> columns.or(condition.columns()));
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
        if (placement.settings().onViolation() == ErrorPolicy.STOP) {
            Problem stop = Problem.error("operators.assert.flink-stop")
                    .fixedBy(new Fix.ChangeSetting("operators.assert.fix.skip", List.of(), "onViolation", "\"skip\""));
            return new FlinkNode.Refused(stop, "onViolation");
        }
        List<Expression> conditions = conditions(placement);
        Problem refusal = ErrorPolicy.SKIP.flinkRefusal(conditions);
        return refusal != null
                ? new FlinkNode.Refused(refusal, "onViolation")
                : FlinkNode.RowByRow.where(
                        conditions.stream().map(Expression::sql).collect(Collectors.joining(" AND ")));
    }

    @Override
    public String summary(Settings settings) {
        return settings.rules().stream()
                .map(rule -> rule.message() == null ? rule.condition() : rule.message())
                .collect(Collectors.joining(", "));
    }

    private static final class Running implements Processor {
        private final Setup<Settings> setup;
        private final Projection conditions;
        private final List<Problem> violations;
        private final ColumnRoom room = new ColumnRoom();
        private Column[] results = {};
        private FailingRows failing;
        private ComputableRows rows;

        @SuppressWarnings("NullAway.Init")
        Running(Setup<Settings> setup) {
            this.setup = setup;
            this.conditions = Language.compileProjection(conditions(setup.placement()), setup.inputSchema());
            this.violations = setup.settings().rules().stream()
                    .map(rule -> rule.message() == null
                            ? Problem.error("operators.assert.violated", rule.condition())
                            : Problem.error("operators.row-failed", rule.message()))
                    .toList();
        }

        @Override
        public void open(ProcessorContext context) {
            failing = new FailingRows(
                    context,
                    setup.settings().onViolation(),
                    ERROR,
                    setup.placement().isWired("error"),
                    FailingRows.schema(setup.inputSchema()),
                    setup.demanded("error"));
            rows = new ComputableRows(failing);
        }

        @Override
        public void process(int port, Batch batch, Outlet out) {
            Batch computed = rows.evaluate(batch, some -> results = conditions.evaluate(some, room), out);
            int from = 0;
            while (from < computed.rows() && violated(computed.index(from)) < 0) {
                from++;
            }
            if (from == computed.rows()) {
                if (from > 0) {
                    out.emit(OUT, computed);
                }
                return;
            }
            int[] good = new int[computed.rows()];
            int count = 0;
            for (int i = 0; i < computed.rows(); i++) {
                int index = computed.index(i);
                int rule = violated(index);
                if (rule < 0) {
                    good[count++] = index;
                } else {
                    failing.add(computed, index, violations.get(rule), out);
                }
            }
            failing.flush(out);
            if (count > 0) {
                out.emit(OUT, computed.select(good, count));
            }
        }

        /** The first rule that a row violates, or -1. */
        private int violated(int index) {
            for (int rule = 0; rule < results.length; rule++) {
                if (!((Column.Booleans) results[rule]).values[index]) {
                    return rule;
                }
            }
            return -1;
        }
    }
}

package dev.tailrace.operators.shape;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.Lease;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Problem.Fix;
import dev.tailrace.language.ColumnRoom;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import dev.tailrace.language.Projection;
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
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sends each row to the first branch whose condition holds, or to every such branch.
 *
 * <p>A condition that is NULL does not hold. Rows for which none holds leave by {@code rest}. All conditions are computed
 * for all rows, also those behind the first that holds; a row for which one fails goes to no branch. Rows are not
 * copied.
 */
@AutoService(Operator.class)
public final class Route implements TransformOperator<Route.Settings> {
    /** How many branches a row may take. */
    public enum Mode {
        FIRST_MATCH,
        EVERY_MATCH
    }

    /** One way out: the name of its port and the condition. */
    public record Branch(@Setting(kind = Kind.TEXT) String name, @Setting(kind = Kind.EXPRESSION) String condition) {}

    /** The branches in the order in which they are tried. */
    public record Settings(
            @Setting(kind = Kind.LIST) List<Branch> branches,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"first-match\"") Mode mode,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", advanced = true) ErrorPolicy onError) {
        public Settings {
            branches = List.copyOf(branches);
        }
    }

    private static final Port REST = new Port("rest", Port.Side.OUTPUT, Port.Carries.PASSED_ON, true, false);
    private static final Set<String> FIXED_PORTS = Set.of("in", "rest", "error");

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "route",
                "operators",
                Family.SHAPE,
                "mdi2a-arrow-decision-outline",
                List.of(Port.inPassed(), REST, Port.errors()),
                List.of("split", "switch", "case", "branch", "partition"),
                List.of("Partition (Beam)", "RouteOnAttribute (NiFi)", "Switch / case (Hop)", "side output (Flink)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public List<Port> ports(Settings settings) {
        List<Port> ports = new ArrayList<>();
        ports.add(Port.inPassed());
        names(settings).forEach(name -> ports.add(Port.outPassed(name)));
        ports.add(REST);
        ports.add(Port.errors());
        return ports;
    }

    /** The branches that have a port: those with a usable name, once each. */
    private static Set<String> names(Settings settings) {
        Set<String> names = new LinkedHashSet<>();
        for (Branch branch : settings.branches()) {
            if (isPortName(branch.name())) {
                names.add(branch.name());
            }
        }
        return names;
    }

    private static boolean isPortName(String name) {
        return name.equals(portName(name)) && !name.isEmpty() && !FIXED_PORTS.contains(name);
    }

    /** The name with everything but letters, digits, {@code _} and {@code -} replaced, in lower case. */
    private static String portName(String name) {
        String safe = name.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_-]+", "-");
        return FIXED_PORTS.contains(safe) ? safe + "-rows" : safe;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        List<Branch> branches = placement.settings().branches();
        List<Problem> problems = new ArrayList<>();
        if (branches.isEmpty()) {
            problems.add(Problem.error("operators.route.no-branches").in("branches"));
        }
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < branches.size(); i++) {
            String place = "branches[" + i + "].";
            String name = branches.get(i).name();
            if (!isPortName(name)) {
                problems.add(portNameProblem(name).in(place + "name"));
            } else if (!taken.add(name)) {
                problems.add(Problem.error("operators.route.branch-twice", name).in(place + "name"));
            }
            problems.addAll(
                    ConditionCheck.problems(placement.check(branches.get(i).condition()), place + "condition"));
        }
        Map<String, StreamType> ports = new HashMap<>();
        names(placement.settings()).forEach(name -> ports.put(name, placement.input()));
        ports.put("rest", placement.input());
        ports.put("error", ComputableRows.errors(placement.input()));
        return new Output(ports, problems);
    }

    private static Problem portNameProblem(String name) {
        String better = portName(name);
        Problem problem = Problem.error("operators.route.port-name", name);
        return better.isEmpty()
                ? problem
                : problem.fixedBy(new Fix.ReplaceText("operators.route.fix.port-name", List.of(better), better));
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        BitSet columns = Conditions.passedOn(placement, demanded);
        for (Branch branch : placement.settings().branches()) {
            columns.or(Conditions.expression(placement, branch.condition()).columns());
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
        Problem refusal = placement.settings().onError().flinkRefusal(conditions(placement));
        if (refusal != null) {
            return new FlinkNode.Refused(refusal, "onError");
        }
        Map<String, FlinkNode.Select> selects = new HashMap<>();
        StringBuilder before = new StringBuilder();
        boolean first = placement.settings().mode() == Mode.FIRST_MATCH;
        for (Branch branch : placement.settings().branches()) {
            // The line ends before the bracket so that a comment at the end of the text does not swallow it.
            String condition =
                    "(" + Conditions.expression(placement, branch.condition()).sql() + "\n)";
            selects.put(branch.name(), new FlinkNode.Select(List.of(), first ? before + condition : condition));
            before.append(condition).append(" IS NOT TRUE AND ");
        }
        selects.put("rest", new FlinkNode.Select(List.of(), before + "TRUE"));
        return new FlinkNode.RowByRow(selects);
    }

    private static List<Expression> conditions(Placement<Settings> placement) {
        return placement.settings().branches().stream()
                .map(branch -> Conditions.expression(placement, branch.condition()))
                .toList();
    }

    @Override
    public String summary(Settings settings) {
        return settings.branches().stream().map(Branch::name).collect(Collectors.joining(", "));
    }

    private static final class Running implements Processor {
        private final Setup<Settings> setup;
        private final boolean firstOnly;
        private final Projection conditions;
        private final int branches;
        private ComputableRows rows;
        private final ColumnRoom room = new ColumnRoom();
        private Column[] results = {};
        /** By branch, the last for the rest: the positions of its rows. */
        private int[][] selections;

        private final int[] sizes;

        @SuppressWarnings("NullAway.Init")
        Running(Setup<Settings> setup) {
            this.setup = setup;
            this.firstOnly = setup.settings().mode() == Mode.FIRST_MATCH;
            this.branches = setup.settings().branches().size();
            this.selections = new int[branches + 1][Batch.MAX_ROWS];
            this.sizes = new int[branches + 1];
            this.conditions = Language.compileProjection(conditions(setup.placement()), setup.inputSchema());
        }

        @Override
        public void open(ProcessorContext context) {
            rows = ComputableRows.of(setup, setup.settings().onError(), branches + 1, context);
        }

        @Override
        public void process(int port, Batch batch, Outlet out) {
            Batch good = rows.evaluate(batch, some -> results = conditions.evaluate(some, room), out);
            int count = good.rows();
            if (selections[0].length < count) {
                selections = new int[branches + 1][count];
            }
            Arrays.fill(sizes, 0);
            for (int i = 0; i < count; i++) {
                int index = good.index(i);
                boolean taken = false;
                for (int branch = 0; branch < branches && !(taken && firstOnly); branch++) {
                    Column.Booleans condition = (Column.Booleans) results[branch];
                    if (!condition.isNull(index) && condition.values[index]) {
                        selections[branch][sizes[branch]++] = index;
                        taken = true;
                    }
                }
                if (!taken) {
                    selections[branches][sizes[branches]++] = index;
                }
            }
            Lease lease = new Lease(good.lease());
            for (int branch = 0; branch <= branches; branch++) {
                if (sizes[branch] > 0) {
                    out.emit(
                            branch,
                            good.select(selections[branch], sizes[branch]).under(lease));
                }
            }
            if (!lease.release()) {
                // Somebody holds a batch beyond the call.
                selections = new int[branches + 1][Batch.MAX_ROWS];
            }
        }
    }
}

package dev.tailrace.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.engine.NodeRig;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.state.MemorySnapshot;
import dev.tailrace.runtime.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs a transform over given input and makes sure that its answer depends on nothing else: it runs straight, with
 * batches of 1, 7 and 1,024 rows, and with snapshot and restore into a fresh processor at every point of the input (at
 * 16 seeded points where the input has more than 200 rows). All runs have to give the same rows per port, the same
 * counts of late and failed rows, and the same failure.
 *
 * <pre>{@code
 * var result = OperatorHarness.of(new Filter(), new Filter.Settings("n > 1"))
 *         .input("in", StreamType.rows(schema))
 *         .rows(Row.of(1L), Row.of(2L))
 *         .watermark(1_000)
 *         .rows(Row.of(3L))
 *         .run();
 * assertEquals(List.of(Row.of(2L), Row.of(3L)), result.rows());
 * }</pre>
 *
 * Wires end after the last step, in the order of the inputs, unless the script has ended them. Rows are compared as
 * multisets, or in order if {@link #inOrder()}; a changelog is compared as the table it adds up to; DOUBLE values within
 * 1e-9 of their size.
 */
public final class OperatorHarness<S extends Record> {
    private static final int EVERY_POINT_UP_TO = 200;
    private static final int SEEDED_POINTS = 16;

    private final TransformOperator<S> operator;
    private final S settings;
    private final Map<String, List<StreamType>> inputs = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private Environment environment = Environment.UTC;
    private @Nullable Set<String> wired;
    private boolean inOrder;
    private boolean ends = true;
    private long seed = 1;

    /** One thing that happens to the node. */
    private sealed interface Step {
        record Rows(int wire, List<Row> rows) implements Step {}

        record Watermark(int wire, long millis) implements Step {}

        record Now(long millis) implements Step {}

        record End(int wire) implements Step {}
    }

    /** What came out of a run. */
    public static final class Result {
        private final Map<String, List<Row>> rows;
        private final Output output;
        private final long late;
        private final long errors;
        private final @Nullable Problem failure;
        private final List<Row> failedRows;

        private Result(
                Map<String, List<Row>> rows,
                Output output,
                long late,
                long errors,
                @Nullable Problem failure,
                List<Row> failedRows) {
            this.rows = rows;
            this.output = output;
            this.late = late;
            this.errors = errors;
            this.failure = failure;
            this.failedRows = failedRows;
        }

        /** Rows of the port {@code out}, in the order in which they came. */
        public List<Row> rows() {
            return rows("out");
        }

        /** Rows of a wired output port, in the order in which they came. */
        public List<Row> rows(String port) {
            List<Row> found = rows.get(port);
            assertTrue(found != null, () -> "no wired output " + port);
            return found;
        }

        /** What the operator said of its outputs. */
        public Output output() {
            return output;
        }

        public long late() {
            return late;
        }

        public long errors() {
            return errors;
        }

        /** Why the node has failed, or null. */
        public @Nullable Problem failure() {
            return failure;
        }

        private Result plus(Result later) {
            Map<String, List<Row>> all = new LinkedHashMap<>();
            rows.forEach((port, before) -> {
                List<Row> joined = new ArrayList<>(before);
                joined.addAll(later.rows(port));
                all.put(port, joined);
            });
            return new Result(all, output, late + later.late, errors + later.errors, later.failure, later.failedRows);
        }

        /** The row at which it failed; empty if it did not say. */
        public List<Row> failedRows() {
            return failedRows;
        }
    }

    private OperatorHarness(TransformOperator<S> operator, S settings) {
        this.operator = operator;
        this.settings = settings;
    }

    public static <S extends Record> OperatorHarness<S> of(TransformOperator<S> operator, S settings) {
        return new OperatorHarness<>(operator, settings);
    }

    /** Declares what enters a port: one stream per wire. Before any step. */
    public OperatorHarness<S> input(String port, StreamType... wires) {
        inputs.put(port, List.of(wires));
        return this;
    }

    /** As {@link #input(String, StreamType...)} for one wire of plain rows into {@code in}. */
    public OperatorHarness<S> input(Schema schema) {
        return input("in", StreamType.rows(schema));
    }

    public OperatorHarness<S> environment(Environment newEnvironment) {
        environment = newEnvironment;
        return this;
    }

    /** The output ports that have a wire; all unless said. */
    public OperatorHarness<S> wired(String... ports) {
        wired = Set.of(ports);
        return this;
    }

    /** The order of the output rows matters. */
    public OperatorHarness<S> inOrder() {
        inOrder = true;
        return this;
    }

    /** The input does not end; what the node still holds back stays there. */
    public OperatorHarness<S> endless() {
        ends = false;
        return this;
    }

    /** Rows on the first wire of the first input. */
    public OperatorHarness<S> rows(Row... rows) {
        return add(new Step.Rows(0, List.of(rows)));
    }

    public OperatorHarness<S> rows(List<Row> rows) {
        return add(new Step.Rows(0, List.copyOf(rows)));
    }

    /** Rows on the first wire of a port. */
    public OperatorHarness<S> rows(String port, Row... rows) {
        return rows(port, 0, rows);
    }

    /** @param wire position among the wires of the port */
    public OperatorHarness<S> rows(String port, int wire, Row... rows) {
        return add(new Step.Rows(wire(port, wire), List.of(rows)));
    }

    /** A watermark on all wires. */
    public OperatorHarness<S> watermark(long millis) {
        for (int wire = 0; wire < wires(); wire++) {
            add(new Step.Watermark(wire, millis));
        }
        return this;
    }

    /** A watermark on the first wire of a port. */
    public OperatorHarness<S> watermark(String port, long millis) {
        return watermark(port, 0, millis);
    }

    /** @param wire position among the wires of the port */
    public OperatorHarness<S> watermark(String port, int wire, long millis) {
        return add(new Step.Watermark(wire(port, wire), millis));
    }

    /** The clock comes to this many milliseconds of the epoch; it stands at 0 before. */
    public OperatorHarness<S> now(long millis) {
        return add(new Step.Now(millis));
    }

    /** All wires of a port end. */
    public OperatorHarness<S> end(String port) {
        List<StreamType> wires = inputs.getOrDefault(port, List.of());
        for (int wire = 0; wire < wires.size(); wire++) {
            add(new Step.End(wire(port, wire)));
        }
        return this;
    }

    /** Where snapshots are taken if the input is long. */
    public OperatorHarness<S> seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /** Runs it in all ways, makes sure that they agree, and gives back what came out of the straight run. */
    public Result run() {
        Placement<S> placement = placement();
        Output output = operator.output(placement);
        assertTrue(!output.hasErrors(), () -> "the operator does not take this: " + output.problems());
        Setup<S> setup = setup(placement, output);
        Result straight = straight(setup, steps());
        for (int size : new int[] {1, 7, Batch.MAX_ROWS}) {
            Result cut = straight(setup, recut(size));
            assertSame(setup, straight, cut, "batches of " + size + " rows");
        }
        restoreEverywhere(setup, straight);
        return straight;
    }

    /** The problems that the operator has with this placement; for tests of what it refuses. */
    public List<Problem> problems() {
        return operator.output(placement()).problems();
    }

    private Result straight(Setup<S> setup, List<Step> script) {
        NodeRig rig = rig(setup);
        rig.open();
        script.forEach(step -> play(rig, step));
        rig.close();
        return result(setup, rig);
    }

    /** One run, row by row, that is snapshotted at each point; from each snapshot the rest is run once more. */
    private void restoreEverywhere(Setup<S> setup, Result straight) {
        List<Step> script = recut(1);
        Set<Integer> points = points(script.size());
        NodeRig first = rig(setup);
        first.open();
        Map<Integer, Resumption> resumptions = new LinkedHashMap<>();
        for (int at = 0; at <= script.size() && !first.hasFailed(); at++) {
            if (points.contains(at)) {
                resumptions.put(
                        at,
                        new Resumption(
                                first.snapshot(), first.inputWatermarks(), first.nowMillis(), result(setup, first)));
            }
            if (at < script.size()) {
                play(first, script.get(at));
            }
        }
        first.close();
        assertSame(setup, straight, result(setup, first), "a run with snapshots");
        resumptions.forEach((at, resumption) -> {
            NodeRig second = new NodeRig(
                    operator.processor(setup), portOfWire(), outputPorts().size(), resumption.nowMillis());
            second.open(resumption.snapshot(), resumption.inputWatermarks());
            script.subList(at, script.size()).forEach(step -> play(second, step));
            second.close();
            assertSame(
                    setup,
                    straight,
                    resumption.before().plus(result(setup, second)),
                    "snapshot and restore before step " + at + " of the rows one by one, seed " + seed);
        });
    }

    /** A snapshot with where the node stood and what had come out of it. */
    private record Resumption(MemorySnapshot snapshot, long[] inputWatermarks, long nowMillis, Result before) {}

    private Set<Integer> points(int steps) {
        Set<Integer> points = new TreeSet<>();
        if (steps <= EVERY_POINT_UP_TO) {
            for (int at = 0; at <= steps; at++) {
                points.add(at);
            }
            return points;
        }
        Random random = new Random(seed);
        while (points.size() < SEEDED_POINTS) {
            points.add(random.nextInt(steps + 1));
        }
        return points;
    }

    private void play(NodeRig rig, Step step) {
        if (step instanceof Step.Rows rows) {
            rig.rows(rows.wire(), BatchBuilder.batchOf(streamOf(rows.wire()).schema(), rows.rows()));
        } else if (step instanceof Step.Watermark watermark) {
            rig.watermark(watermark.wire(), watermark.millis());
        } else if (step instanceof Step.Now now) {
            rig.now(now.millis());
        } else if (step instanceof Step.End end) {
            rig.end(end.wire());
        }
    }

    private Result result(Setup<S> setup, NodeRig rig) {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        List<Port> ports = outputPorts();
        for (int port = 0; port < ports.size(); port++) {
            String name = ports.get(port).name();
            if (setup.placement().isWired(name)) {
                rows.put(name, rig.rows(port));
            }
        }
        Sample failed = rig.failedRow();
        return new Result(
                rows,
                new Output(setup.outputs(), List.of()),
                rig.late(),
                rig.errors(),
                rig.failure(),
                failed == null ? List.of() : failed.rows());
    }

    private void assertSame(Setup<S> setup, Result expected, Result actual, String run) {
        Problem failure = expected.failure();
        assertEquals(failure, actual.failure(), () -> "failure in " + run);
        if (failure != null) {
            assertEquals(expected.failedRows(), actual.failedRows(), () -> "failed row in " + run);
            return; // How many rows come out before the failing one depends on where batches are cut.
        }
        for (String port : setup.placement().wiredOutputs()) {
            StreamType stream = setup.outputs().get(port);
            boolean changes = stream != null && stream.changes();
            RowComparison comparison = new RowComparison(inOrder, changes);
            comparison.assertSame(expected.rows(port), actual.rows(port), "port " + port + ", " + run);
        }
        assertEquals(expected.late(), actual.late(), () -> "late rows in " + run);
        assertEquals(expected.errors(), actual.errors(), () -> "failed rows in " + run);
    }

    /** The script with its ends. */
    private List<Step> steps() {
        List<Step> all = new ArrayList<>(steps);
        for (int wire = 0; ends && wire < wires(); wire++) {
            Step end = new Step.End(wire);
            if (!all.contains(end)) {
                all.add(end);
            }
        }
        return all;
    }

    /** The script with rows that follow each other on one wire put together and cut anew. */
    private List<Step> recut(int size) {
        List<Step> cut = new ArrayList<>();
        List<Row> run = new ArrayList<>();
        int wireOfRun = -1;
        for (Step step : steps()) {
            if (step instanceof Step.Rows rows && (run.isEmpty() || rows.wire() == wireOfRun)) {
                wireOfRun = rows.wire();
                run.addAll(rows.rows());
                continue;
            }
            cut(run, wireOfRun, size, cut);
            if (step instanceof Step.Rows rows) {
                wireOfRun = rows.wire();
                run.addAll(rows.rows());
            } else {
                cut.add(step);
            }
        }
        cut(run, wireOfRun, size, cut);
        return cut;
    }

    private static void cut(List<Row> run, int wire, int size, List<Step> steps) {
        for (int from = 0; from < run.size(); from += size) {
            steps.add(new Step.Rows(wire, List.copyOf(run.subList(from, Math.min(run.size(), from + size)))));
        }
        run.clear();
    }

    private Placement<S> placement() {
        Set<String> outputs = wired;
        if (outputs == null) {
            outputs = new HashSet<>();
            for (Port port : outputPorts()) {
                outputs.add(port.name());
            }
        }
        return new Placement<>(
                "node", settings, inputs, outputs, environment, Path.of("").toAbsolutePath());
    }

    private static <S extends Record> Setup<S> setup(Placement<S> placement, Output output) {
        Map<String, BitSet> demanded = new HashMap<>();
        output.ports().forEach((port, stream) -> {
            BitSet columns = new BitSet();
            if (placement.isWired(port)) {
                columns.set(0, stream.schema().size());
            }
            demanded.put(port, columns);
        });
        return new Setup<>(placement, output.ports(), demanded);
    }

    private NodeRig rig(Setup<S> setup) {
        return new NodeRig(
                operator.processor(setup), portOfWire(), outputPorts().size(), 0);
    }

    private List<Port> outputPorts() {
        return operator.ports(settings).stream().filter(port -> !port.isInput()).toList();
    }

    private List<Port> inputPorts() {
        return operator.ports(settings).stream().filter(Port::isInput).toList();
    }

    private int[] portOfWire() {
        List<String> ports = inputPorts().stream().map(Port::name).toList();
        List<Integer> indexes = new ArrayList<>();
        inputs.forEach((port, wires) -> wires.forEach(wire -> {
            int index = ports.indexOf(port);
            assertTrue(index >= 0, () -> "no input " + port);
            indexes.add(index);
        }));
        return indexes.stream().mapToInt(Integer::intValue).toArray();
    }

    private int wires() {
        return inputs.values().stream().mapToInt(List::size).sum();
    }

    private int wire(String port, int wire) {
        int before = 0;
        for (Map.Entry<String, List<StreamType>> input : inputs.entrySet()) {
            if (input.getKey().equals(port)) {
                assertTrue(wire < input.getValue().size(), () -> "no wire " + wire + " into " + port);
                return before + wire;
            }
            before += input.getValue().size();
        }
        throw new AssertionError("no input " + port + " was declared");
    }

    private StreamType streamOf(int wire) {
        return inputs.values().stream().flatMap(List::stream).toList().get(wire);
    }

    private OperatorHarness<S> add(Step step) {
        assertTrue(!inputs.isEmpty(), "declare the inputs first");
        steps.add(step);
        return this;
    }
}

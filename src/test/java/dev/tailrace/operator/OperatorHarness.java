package dev.tailrace.operator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final TransformOperator<S> operator;
    private final S settings;
    private final Map<String, List<StreamType>> inputs = new LinkedHashMap<>();
    private final List<HarnessScript.Step> steps = new ArrayList<>();
    private Environment environment = Environment.UTC;
    private @Nullable Set<String> wired;
    private boolean inOrder;
    private boolean ends = true;
    private long seed = 1;

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
        return add(new HarnessScript.Step.Rows(0, List.of(rows)));
    }

    public OperatorHarness<S> rows(List<Row> rows) {
        return add(new HarnessScript.Step.Rows(0, List.copyOf(rows)));
    }

    /** Rows on the first wire of a port. */
    public OperatorHarness<S> rows(String port, Row... rows) {
        return rows(port, 0, rows);
    }

    /** @param wire position among the wires of the port */
    public OperatorHarness<S> rows(String port, int wire, Row... rows) {
        return add(new HarnessScript.Step.Rows(wire(port, wire), List.of(rows)));
    }

    /** A watermark on all wires. */
    public OperatorHarness<S> watermark(long millis) {
        for (int wire = 0; wire < wires(); wire++) {
            add(new HarnessScript.Step.Watermark(wire, millis));
        }
        return this;
    }

    /** A watermark on the first wire of a port. */
    public OperatorHarness<S> watermark(String port, long millis) {
        return watermark(port, 0, millis);
    }

    /** @param wire position among the wires of the port */
    public OperatorHarness<S> watermark(String port, int wire, long millis) {
        return add(new HarnessScript.Step.Watermark(wire(port, wire), millis));
    }

    /** The clock comes to this many milliseconds of the epoch; it stands at 0 before. */
    public OperatorHarness<S> now(long millis) {
        return add(new HarnessScript.Step.Now(millis));
    }

    /** All wires of a port end. */
    public OperatorHarness<S> end(String port) {
        List<StreamType> wires = inputs.getOrDefault(port, List.of());
        for (int wire = 0; wire < wires.size(); wire++) {
            add(new HarnessScript.Step.End(wire(port, wire)));
        }
        return this;
    }

    /** Where snapshots are taken if the input is long. */
    public OperatorHarness<S> seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /** Runs it in all ways, makes sure that they agree, and gives back what came out of the straight run. */
    public HarnessResult run() {
        Placement<S> placement = placement();
        Output output = operator.output(placement);
        assertTrue(!output.hasErrors(), () -> "the operator does not take this: " + output.problems());
        HarnessRuns<S> runs = new HarnessRuns<>(operator, setup(placement, output), inputs);
        HarnessScript script = new HarnessScript(steps).ended(ends ? wires() : 0);
        HarnessResult straight = runs.straight(script);
        for (int size : new int[] {1, 7, Batch.MAX_ROWS}) {
            straight.assertSame(runs.straight(script.recut(size)), inOrder, "batches of " + size + " rows");
        }
        HarnessScript rowByRow = script.recut(1);
        HarnessRuns.Restored restored = runs.restored(rowByRow, RestorePoints.of(rowByRow.size(), seed));
        straight.assertSame(restored.snapshotted(), inOrder, "a run with snapshots");
        restored.byPoint()
                .forEach((at, result) -> straight.assertSame(
                        result,
                        inOrder,
                        "snapshot and restore before step " + at + " of the rows one by one, seed " + seed));
        return straight;
    }

    /** The problems that the operator has with this placement; for tests of what it refuses. */
    public List<Problem> problems() {
        return operator.output(placement()).problems();
    }

    private Placement<S> placement() {
        Set<String> outputs = wired;
        if (outputs == null) {
            outputs = new HashSet<>();
            for (Port port : operator.ports(settings)) {
                if (!port.isInput()) {
                    outputs.add(port.name());
                }
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

    private OperatorHarness<S> add(HarnessScript.Step step) {
        assertTrue(!inputs.isEmpty(), "declare the inputs first");
        steps.add(step);
        return this;
    }
}

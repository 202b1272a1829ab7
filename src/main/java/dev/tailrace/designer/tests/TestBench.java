package dev.tailrace.designer.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.tests.TestEdits.Side;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineTest;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.proof.ComparedRow;
import dev.tailrace.proof.Folding;
import dev.tailrace.proof.Outcome;
import dev.tailrace.proof.RowJson;
import dev.tailrace.proof.TestRunner;
import dev.tailrace.runtime.Preview;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Sample;
import dev.tailrace.runtime.Tap;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The tests of one open pipeline: which is chosen, which run, and what came of them. Used on the JavaFX thread; tests run
 * on the workbench's background threads. What came of a test counts until the drawing or the test is changed.
 */
public final class TestBench {
    /** Rows recorded of a wire. */
    static final int RECORDED = 20;

    /** Rows read of each source where no run has been. */
    private static final int SOURCE_ROWS = 200;

    /** How far the tests that run have come. */
    public record Progress(int done, int all) {}

    private final Workbench workbench;
    private final Jobs jobs;
    private final TestRunner runner;
    private final IntegerProperty chosen = new SimpleIntegerProperty(-1);
    private final ObjectProperty<Map<PipelineTest, Outcome>> outcomes = new SimpleObjectProperty<>(Map.of());
    private final ReadOnlyObjectWrapper<Map<String, Boolean>> marks = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<@Nullable Progress> progress = new ReadOnlyObjectWrapper<>();
    private Pipeline tested;
    private Map<String, JsonNode> testedWith;
    private final String newName;

    /** @param here brings results to the JavaFX thread */
    public TestBench(Workbench workbench, Executor here) {
        this.workbench = workbench;
        this.jobs = new Jobs(workbench.background(), here, () -> progress.set(null));
        this.runner = new TestRunner(workbench.editor().catalogue(), workbench.runtime());
        this.tested = workbench.editor().pipeline();
        this.testedWith = workbench.editor().values();
        this.newName = workbench.texts().get("designer.tests.new");
        outcomes.addListener(change -> marks.set(marked()));
        workbench.editor().addListener(change -> {
            if (change == PipelineEditor.Change.PIPELINE) {
                edited();
            } else if (change == PipelineEditor.Change.CHECK) {
                checked();
            }
        });
        chosen.set(tests().isEmpty() ? -1 : 0);
    }

    Workbench workbench() {
        return workbench;
    }

    List<PipelineTest> tests() {
        return workbench.editor().pipeline().attachments().tests();
    }

    /** The position of the test that is open, or -1. */
    IntegerProperty chosenProperty() {
        return chosen;
    }

    @Nullable
    PipelineTest chosen() {
        int index = chosen.get();
        return index >= 0 && index < tests().size() ? tests().get(index) : null;
    }

    /** What came of tests as they are now; those that are missing have not run. */
    ObjectProperty<Map<PipelineTest, Outcome>> outcomesProperty() {
        return outcomes;
    }

    /** Nodes whose rows were compared, and whether all of them were as expected. */
    public ReadOnlyObjectProperty<Map<String, Boolean>> marksProperty() {
        return marks.getReadOnlyProperty();
    }

    /** Null while nothing runs. */
    public ReadOnlyObjectProperty<@Nullable Progress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** How many tests have failed or cannot run. */
    public int failed() {
        return (int) outcomes.get().values().stream()
                .filter(outcome -> !outcome.isPassed())
                .count();
    }

    TestEdits edits() {
        return new TestEdits(workbench.editor().pipeline());
    }

    /** Adds a test without rows, and opens it. */
    public void add() {
        workbench.editor().apply(edits().add(newName));
        chosen.set(tests().size() - 1);
    }

    /** Runs all tests, after those that run have been given up. */
    public void runAll() {
        run(tests());
    }

    void runChosen() {
        PipelineTest test = chosen();
        if (test != null) {
            run(List.of(test));
        }
    }

    private void run(List<PipelineTest> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        Pipeline pipeline = workbench.editor().pipeline();
        Path folder = workbench.editor().baseDirectory();
        Map<String, JsonNode> values = workbench.editor().values();
        Map<PipelineTest, Outcome> kept = new HashMap<>(outcomes.get());
        wanted.forEach(kept::remove);
        outcomes.set(kept);
        jobs.begin(here -> {
            for (int i = 0; i < wanted.size(); i++) {
                PipelineTest test = wanted.get(i);
                Outcome outcome = runner.run(pipeline, folder, test, values);
                int done = i + 1;
                here.execute(() -> take(pipeline, test, outcome, new Progress(done, wanted.size())));
            }
        });
        progress.set(new Progress(0, wanted.size()));
    }

    /** Gives up what runs. */
    public void cancel() {
        jobs.cancel();
    }

    private void take(Pipeline pipeline, PipelineTest test, Outcome outcome, Progress now) {
        progress.set(now);
        if (isSameDrawing(pipeline, workbench.editor().pipeline())) {
            tested = pipeline;
            Map<PipelineTest, Outcome> all = new HashMap<>(outcomes.get());
            all.put(test, outcome);
            outcomes.set(all);
        }
    }

    private void edited() {
        Pipeline now = workbench.editor().pipeline();
        if (!isSameDrawing(tested, now)) {
            cancel();
            outcomes.set(Map.of());
        } else {
            Map<PipelineTest, Outcome> kept = new HashMap<>(outcomes.get());
            if (kept.keySet().retainAll(now.attachments().tests())) {
                outcomes.set(kept);
            }
        }
        tested = now;
        chosen.set(Math.min(Math.max(chosen.get(), tests().isEmpty() ? -1 : 0), tests().size() - 1));
    }

    /** With other values of parameters, as of another environment, what came of tests counts no more. */
    private void checked() {
        Map<String, JsonNode> now = workbench.editor().values();
        if (!now.equals(testedWith)) {
            testedWith = now;
            cancel();
            outcomes.set(Map.of());
        }
    }

    /** Whether two drawings compute the same. */
    private static boolean isSameDrawing(Pipeline one, Pipeline other) {
        return one.nodes().equals(other.nodes())
                && one.wires().equals(other.wires())
                && one.parameters().equals(other.parameters())
                && one.timeZone().equals(other.timeZone());
    }

    private Map<String, Boolean> marked() {
        Map<String, Boolean> marked = new LinkedHashMap<>();
        for (Outcome outcome : outcomes.get().values()) {
            outcome.ports().forEach(port -> marked.merge(port.port().node(), port.isSame(), Boolean::logicalAnd));
            outcome.problems().stream()
                    .map(problem -> problem.node())
                    .filter(Objects::nonNull)
                    .forEach(node -> marked.put(node, false));
        }
        return marked;
    }

    /** The stream of a port: an output's, or that of the first wire into an input; null if it is not known. */
    @Nullable
    StreamType stream(PortRef port) {
        PipelineEditor editor = workbench.editor();
        StreamType out = editor.checked().stream(port);
        if (out != null) {
            return out;
        }
        List<Wire> wires = editor.pipeline().wiresInto(port);
        return wires.isEmpty() ? null : editor.checked().stream(wires.get(0));
    }

    /**
     * Takes rows of a wire as those that the open test gives to the wire's readers, or a new test if there is none: rows of
     * the run that is shown, or else of the first rows of the sources.
     *
     * @param noRows hears that no row has come, so that nothing was taken
     */
    public void record(Wire wire, Runnable noRows) {
        Sample seen = seen(wire);
        if (seen != null) {
            put(Side.GIVEN, wire.from(), seen.schema(), seen.rows());
            return;
        }
        if (!workbench.trustedProperty().get()) {
            noRows.run();
            return;
        }
        CheckedPipeline checked = workbench.editor().checked();
        jobs.begin(here -> {
            Preview preview = workbench.runtime().preview(checked, wire.from().node(), SOURCE_ROWS);
            Sample sample = preview.outputs().get(wire.from().port());
            here.execute(() -> {
                if (sample == null || sample.rows().isEmpty()) {
                    noRows.run();
                } else {
                    put(Side.GIVEN, wire.from(), sample.schema(), sample.rows());
                }
            });
        });
    }

    /** What the latest run has shown of a wire, or null. */
    private @Nullable Sample seen(Wire wire) {
        Run run = workbench.runProperty().get();
        if (run == null || !run.pipeline().pipeline().wires().contains(wire)) {
            return null;
        }
        try (Tap tap = run.tap(wire)) {
            List<Row> rows = tap.latest();
            return rows.isEmpty() ? null : new Sample(tap.schema(), rows);
        }
    }

    /**
     * Takes what comes to a wire as what should: in the open test, of the rows that it gives; without a test, of the run that
     * is shown.
     *
     * @param noRows hears that there is neither a test nor a row, so that nothing was taken
     * @param failed hears what came instead if the test cannot be run so far
     */
    public void expect(Wire wire, Runnable noRows, Consumer<Outcome> failed) {
        PipelineTest test = chosen();
        if (test == null || test.inputs().isEmpty()) {
            Sample seen = seen(wire);
            if (seen == null) {
                noRows.run();
                return;
            }
            StreamType stream = stream(wire.from());
            boolean changes = stream != null && stream.changes();
            put(Side.EXPECTED, wire.from(), seen.schema(), changes ? Folding.of(seen.rows()) : seen.rows());
            return;
        }
        String port = wire.from().toString();
        PipelineTest asked =
                new PipelineTest(test.name(), test.parameters(), test.inputs(), Map.of(port, List.of()), Map.of());
        Pipeline pipeline = workbench.editor().pipeline();
        Path folder = workbench.editor().baseDirectory();
        Map<String, JsonNode> values = workbench.editor().values();
        jobs.begin(here -> {
            Outcome outcome = runner.run(pipeline, folder, asked, values);
            here.execute(() -> {
                if (outcome.ports().isEmpty()) {
                    failed.accept(outcome);
                } else {
                    Outcome.ComparedPort came = outcome.ports().get(0);
                    put(Side.EXPECTED, wire.from(), came.schema(), came(came.rows()));
                }
            });
        });
    }

    private static List<Row> came(List<ComparedRow> rows) {
        return rows.stream().map(ComparedRow::actual).filter(Objects::nonNull).toList();
    }

    private void put(Side side, PortRef port, Schema schema, List<Row> rows) {
        RowJson json = new RowJson(workbench.editor().checked().environment().zone());
        List<ObjectNode> written = rows.stream()
                .limit(side == Side.GIVEN ? RECORDED : Long.MAX_VALUE)
                .map(row -> json.write(row, schema))
                .toList();
        if (chosen() == null) {
            workbench.editor().apply(edits().addWith(newName, side, port.toString(), written));
            chosen.set(tests().size() - 1);
        } else {
            workbench.editor().apply(edits().port(chosen.get(), side, port.toString(), written));
        }
    }
}

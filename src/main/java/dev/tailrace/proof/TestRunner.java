package dev.tailrace.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineTest;
import dev.tailrace.model.PortRef;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.operator.nested.SubPipelineFiles;
import dev.tailrace.proof.GivenRows.Given;
import dev.tailrace.proof.Outcome.ComparedPort;
import dev.tailrace.proof.Outcome.FailedRow;
import dev.tailrace.proof.Outcome.Status;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import dev.tailrace.runtime.Runtime;
import dev.tailrace.runtime.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs tests of pipelines. A test reads no file and writes none: only the operators between the given ports and the
 * expected ones run, on rows from memory. Safe on any thread.
 *
 * <p>Rows are compared as multisets, and a changelog by the table it adds up to; in order where the test says
 * {@code "ordered": true} and the port gives rows that are only added. DOUBLE and FLOAT are the same within 1e-9 of their
 * size. Columns that an expected row leaves out are not compared.
 */
public final class TestRunner {
    /** The field of a test that says whether the order of rows counts. */
    public static final String ORDERED = "ordered";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final Catalogue catalogue;
    private final PipelineCheck check;
    private final SubPipelineFiles files = new SubPipelineFiles();
    private final Runtime runtime;
    private final RunOptions options;

    public TestRunner(Catalogue catalogue, Runtime runtime) {
        this(catalogue, runtime, RunOptions.DEFAULT);
    }

    /** @param options that change no result */
    public TestRunner(Catalogue catalogue, Runtime runtime, RunOptions options) {
        this.catalogue = catalogue;
        this.check = new PipelineCheck(catalogue);
        this.runtime = runtime;
        this.options = options;
    }

    /**
     * Runs one test. Blocks, for half a minute at most; an interrupt cancels it.
     *
     * @param baseDirectory the folder of the pipeline's file
     * @param values of parameters, under those of the test
     */
    public Outcome run(Pipeline pipeline, Path baseDirectory, PipelineTest test, Map<String, JsonNode> values)
            throws InterruptedException {
        return new Attempt(pipeline, baseDirectory, test, values).run();
    }

    /** One run of one test. */
    private final class Attempt {
        private final PipelineTest test;
        private final Map<String, JsonNode> values;
        private final CheckedPipeline whole;
        private final RowJson json;
        private final long began = System.nanoTime();
        private final List<Problem> problems = new ArrayList<>();

        Attempt(Pipeline pipeline, Path baseDirectory, PipelineTest test, Map<String, JsonNode> values) {
            this.test = test;
            this.values = new HashMap<>(values);
            this.values.putAll(test.parameters());
            whole = check.check(pipeline, baseDirectory, this.values, files.read(pipeline, baseDirectory));
            json = new RowJson(whole.environment().zone());
        }

        Outcome run() throws InterruptedException {
            if (test.expected().isEmpty()) {
                problems.add(Problem.error("proof.expects-nothing"));
            }
            whole.problems().stream()
                    .filter(problem -> problem.isError() && problem.node() == null)
                    .forEach(problems::add);
            Map<PortRef, List<ObjectNode>> inputs = ports(test.inputs(), true);
            Map<PortRef, List<ObjectNode>> expected = ports(test.expected(), false);
            if (!problems.isEmpty()) {
                return unfit();
            }
            Cut cut = new Cut(whole, catalogue, inputs.keySet(), expected.keySet());
            problems.addAll(cut.problems());
            Map<PortRef, StreamType> given = cut.streams();
            Map<PortRef, List<TestedRow>> rows = read(inputs);
            Map<PortRef, List<TestedRow>> wanted = read(expected);
            if (!problems.isEmpty()) {
                return unfit();
            }
            Map<String, Given> sources = new HashMap<>();
            given.forEach((port, stream) -> {
                CheckedNode node = Objects.requireNonNull(whole.nodes().get(port.node()), port.node());
                Port known = Objects.requireNonNull(node.port(port.port()), port.port());
                List<TestedRow> ofPort = Objects.requireNonNull(rows.get(port), port.toString());
                sources.put(port.toString(), new Given(known, stream, ofPort));
            });
            return run(cut.pipeline(), new GivenRows(sources), wanted);
        }

        /** The ports that the test names; those that are not there are told. */
        private Map<PortRef, List<ObjectNode>> ports(Map<String, List<ObjectNode>> named, boolean areInputs) {
            Map<PortRef, List<ObjectNode>> found = new LinkedHashMap<>();
            named.forEach((name, rows) -> {
                PortRef port = parse(name);
                CheckedNode node = port == null ? null : whole.nodes().get(port.node());
                Port known = port == null || node == null ? null : node.port(port.port());
                if (port == null || node == null || known == null) {
                    problems.add(Problem.error("proof.no-port", name));
                } else if (areInputs && known.isInput()) {
                    problems.add(Problem.error("proof.input-of-input", name));
                } else if (known.isInput() && whole.pipeline().wiresInto(port).isEmpty()) {
                    problems.add(Problem.error("proof.not-wired", name));
                } else if (stream(port) == null) {
                    problems.add(Problem.error(
                            "proof.stream-unknown", name, node.node().name()));
                } else {
                    found.put(port, rows);
                }
            });
            return found;
        }

        private static @Nullable PortRef parse(String name) {
            try {
                return PortRef.parse(name);
            } catch (IllegalArgumentException noPort) {
                return null;
            }
        }

        /** What passes a port; that of its first wire for an input. */
        private @Nullable StreamType stream(PortRef port) {
            StreamType out = whole.stream(port);
            return out != null
                    ? out
                    : whole.pipeline().wiresInto(port).stream()
                            .findFirst()
                            .map(whole::stream)
                            .orElse(null);
        }

        private Map<PortRef, List<TestedRow>> read(Map<PortRef, List<ObjectNode>> ports) {
            Map<PortRef, List<TestedRow>> read = new LinkedHashMap<>();
            ports.forEach((port, rows) -> {
                StreamType stream = Objects.requireNonNull(stream(port), port.toString());
                boolean mayRetract = stream.changes() && test.inputs().containsKey(port.toString());
                read.put(
                        port,
                        json.read(
                                rows,
                                stream.schema(),
                                mayRetract,
                                wrong -> problems.add(Problem.error("proof.row", port.toString(), wrong))));
            });
            return read;
        }

        private Outcome run(Pipeline part, GivenRows given, Map<PortRef, List<TestedRow>> wanted)
                throws InterruptedException {
            CollectedRows collected = new CollectedRows();
            List<Operator<?>> operators = new ArrayList<>(catalogue.operators());
            operators.add(given);
            operators.add(collected);
            CheckedPipeline checked = new PipelineCheck(new Catalogue(operators, catalogue.formats()))
                    .check(part, whole.baseDirectory(), values, files.read(whole.pipeline(), whole.baseDirectory()));
            checked.problems().stream().filter(Problem::isError).forEach(problems::add);
            if (!problems.isEmpty()) {
                return unfit();
            }
            Run run = runtime.start(checked, options);
            boolean ended;
            try {
                ended = run.await(PATIENCE);
            } finally {
                if (!run.state().isFinal()) {
                    run.stop();
                }
            }
            if (!ended) {
                run.await(STOP_PATIENCE);
                problems.add(Problem.error("proof.too-long", PATIENCE.toSeconds()));
                return outcome(Status.FAILED, List.of(), null);
            }
            Problem failure = run.failure();
            if (failure != null) {
                problems.add(atDrawn(failure));
                return outcome(Status.FAILED, List.of(), failedRow(run));
            }
            List<ComparedPort> ports = new ArrayList<>();
            wanted.forEach((port, rows) -> ports.add(compared(port, rows, collected.rows(port.toString()))));
            boolean same = ports.stream().allMatch(ComparedPort::isSame);
            return outcome(same ? Status.PASSED : Status.FAILED, ports, null);
        }

        /** A problem of a stand-in is none of a node that people know. */
        private Problem atDrawn(Problem failure) {
            String node = failure.node();
            return node == null || whole.nodes().containsKey(node)
                    ? failure
                    : new Problem(
                            failure.code(), failure.arguments(), failure.severity(), null, null, null, failure.fixes());
        }

        private static @Nullable FailedRow failedRow(Run run) {
            Sample sample = run.failedRow();
            return sample == null || sample.rows().isEmpty()
                    ? null
                    : new FailedRow(sample.schema(), sample.rows().get(0));
        }

        private ComparedPort compared(PortRef port, List<TestedRow> expected, List<Row> came) {
            StreamType stream = Objects.requireNonNull(stream(port), port.toString());
            JsonNode ordered = test.extra().get(ORDERED);
            boolean inOrder = ordered != null && ordered.asBoolean() && !stream.changes();
            List<Row> rows = stream.changes() ? Folding.of(came) : came;
            return new ComparedPort(
                    port,
                    stream.schema(),
                    inOrder ? RowMatching.ofLists(expected, rows) : RowMatching.ofMultisets(expected, rows));
        }

        private Outcome unfit() {
            return outcome(Status.UNFIT, List.of(), null);
        }

        private Outcome outcome(Status status, List<ComparedPort> ports, @Nullable FailedRow failedRow) {
            return new Outcome(
                    test.name(),
                    status,
                    problems,
                    ports,
                    failedRow,
                    whole.environment().zone(),
                    Duration.ofNanos(System.nanoTime() - began));
        }
    }
}

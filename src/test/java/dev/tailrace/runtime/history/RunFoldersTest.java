package dev.tailrace.runtime.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import dev.tailrace.runtime.history.RunFolders.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFoldersTest {
    private static final Path FILE = Path.of("/pipelines/feed.tailrace.json");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Pipeline FEED = Pipeline.empty("Feed")
            .withNodes(List.of(Node.of("feed", "generator", "Feed", JsonNodeFactory.instance.objectNode())));
    private static final RunSeries SERIES = new RunSeries(
            new double[] {0, 1.5},
            new long[] {0, 290},
            Map.of("feed.out -> sink.in", new long[] {0, 300}),
            Map.of("feed", new RunSeries.OfNode(new long[] {0, 750}, new long[] {0, 2}, new long[] {0, 1})));

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    Path state;

    @Test
    void whatWasWrittenIsReadAgain() throws IOException {
        RunFacts run = facts(FILE, NOON, Outcome.FAILED);
        folders().begin(run, FEED);
        folders().write(run, SERIES);

        assertEquals(List.of(run), folders().list());
        assertEquals(Optional.of(FEED), folders().pipeline(run));
        RunSeries read = folders().series(run);
        assertArrayEquals(new long[] {0, 290}, read.sourceRows());
        assertArrayEquals(SERIES.seconds(), read.seconds());
        assertArrayEquals(new long[] {0, 300}, read.wires().get("feed.out -> sink.in"));
        RunSeries.OfNode node = read.nodes().get("feed");
        assertNotNull(node);
        assertArrayEquals(new long[] {0, 750}, node.busyMillis());
        assertArrayEquals(new long[] {0, 2}, node.errors());
        assertArrayEquals(new long[] {0, 1}, node.late());
    }

    @Test
    void theLatestRunComesFirst() throws IOException {
        RunFacts first = begun(FILE, NOON);
        RunFacts second = begun(FILE, NOON.plusSeconds(60));
        assertEquals(List.of(second.id(), first.id()), ids());
    }

    @Test
    void foldersThatWereNotWrittenToTheirEndAreLeftOut() throws IOException {
        RunFacts whole = begun(FILE, NOON);
        RunFacts torn = begun(FILE, NOON.plusSeconds(1));
        Path file = state.resolve("runs").resolve(torn.id()).resolve("run.json");
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() / 2));
        Files.createDirectories(state.resolve("runs").resolve("20260301-120000-000-none"));
        assertEquals(List.of(whole.id()), ids());
    }

    @Test
    void runWithoutSeriesOrPipelineIsStillListed() throws IOException {
        RunFacts run = begun(FILE, NOON);
        Path own = state.resolve("runs").resolve(run.id());
        Files.writeString(own.resolve("series.json"), "{\"seconds\": [0, 1");
        Files.delete(own.resolve("pipeline" + PipelineJson.SUFFIX));
        assertEquals(List.of(run.id()), ids());
        assertEquals(0, folders().series(run).size());
        assertEquals(Optional.empty(), folders().pipeline(run));
    }

    @Test
    void aDeletedRunCanBeBroughtBack() throws IOException {
        RunFacts kept = begun(FILE, NOON);
        RunFacts gone = begun(FILE, NOON.plusSeconds(1));
        folders().delete(gone);
        folders().delete(gone);
        assertEquals(List.of(kept.id()), ids());
        folders().trim();
        folders().bringBack(gone);
        assertEquals(List.of(gone.id(), kept.id()), ids());
        assertTrue(folders().pipeline(gone).isPresent());
    }

    @Test
    void runWhoseProgramIsGoneWasBrokenOff() throws IOException {
        RunFacts run = facts(FILE, NOON, Outcome.RUNNING);
        folders().begin(run, FEED);
        assertEquals(Outcome.RUNNING, folders().list().get(0).outcome());
        RunFolders afterwards = new RunFolders(state, Bounds.USUAL, process -> false);
        assertEquals(Outcome.BROKEN_OFF, afterwards.list().get(0).outcome());
    }

    @Test
    void theOldestRunsOfAPipelineGoBeyondTheBound() throws IOException {
        List<RunFacts> runs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            runs.add(begun(FILE, NOON.plusSeconds(i)));
        }
        RunFacts other = begun(Path.of("/other.tailrace.json"), NOON.minusSeconds(100));
        new RunFolders(state, new Bounds(10, 3, Long.MAX_VALUE), process -> true).trim();
        assertEquals(List.of(runs.get(4).id(), runs.get(3).id(), runs.get(2).id(), other.id()), ids());
    }

    @Test
    void theOldestRunsGoWhereAllTogetherAreTooLarge() throws IOException {
        RunFacts old = begun(FILE, NOON);
        RunFacts young = begun(FILE, NOON.plusSeconds(1));
        Path own = state.resolve("runs").resolve(old.id());
        Files.writeString(own.resolve("series.json"), " ".repeat(100_000));
        new RunFolders(state, new Bounds(10, 10, 50_000), process -> true).trim();
        assertEquals(List.of(young.id()), ids());
        assertFalse(Files.exists(own));
    }

    @Test
    void movingANodeGivesNoNewVersionAndRenamingOneDoes() {
        Pipeline moved = FEED.withLayout(Map.of("feed", new Point(100, 20)));
        assertEquals(PipelineVersion.of(FEED), PipelineVersion.of(moved));
        Pipeline renamed = FEED.withNodes(List.of(FEED.nodes().get(0).withName("Other")));
        assertNotEquals(PipelineVersion.of(FEED), PipelineVersion.of(renamed));
    }

    @Test
    void parametersThatDifferAreNamedWithBothValues() {
        RunFacts one = with(Map.of("late", "15", "pace", "10", "only", "x"));
        RunFacts other = with(Map.of("late", "30", "pace", "10"));
        assertEquals(
                Map.of("late", new RunFacts.Difference("15", "30"), "only", new RunFacts.Difference("x", "")),
                one.differencesTo(other));
    }

    @Test
    void exportHasALineForEachReading() throws IOException {
        assertEquals(
                "seconds,source rows,feed.out -> sink.in rows,feed busy_ms,feed errors,feed late\n0.0,0,0,0,0,0\n1.5,290,300,750,2,1\n",
                RunExport.csv(SERIES));
        RunFacts run = facts(FILE, NOON, Outcome.DONE);
        assertEquals(
                300,
                new ObjectMapper()
                        .readTree(RunExport.json(run, SERIES))
                        .at("/series/wires/feed.out -> sink.in/rows/1")
                        .asLong());
    }

    @Test
    void runIsWrittenDownWhileAndAfterItRuns() throws Exception {
        Run run = started();
        RunFolders folders = new RunFolders(state);
        List<IOException> failures = Collections.synchronizedList(new ArrayList<>());
        RunRecorder recorder =
                RunRecorder.start(run, FILE, "embedded", NOON, folders, problem -> problem.code(), failures::add);
        assertTrue(recorder.await(Duration.ofMinutes(2)));
        assertEquals(List.of(), failures);
        RunFacts facts = folders.list().get(0);
        assertEquals(Outcome.DONE, facts.outcome());
        assertEquals(5000, facts.rows());
        assertEquals(Map.of("most", "5000"), facts.parameters());
        assertEquals(Optional.of(run.pipeline().pipeline()), folders.pipeline(facts));
        RunSeries series = folders.series(facts);
        long[] rows = series.wires().get("numbers.out -> nothing.in");
        assertNotNull(rows);
        assertEquals(5000, rows[rows.length - 1]);
    }

    @Test
    void runGoesOnWhereItCannotBeWrittenDown() throws Exception {
        Files.writeString(state.resolve("runs"), "a file where a folder should be");
        Run run = started();
        List<IOException> failures = Collections.synchronizedList(new ArrayList<>());
        RunRecorder recorder = RunRecorder.start(
                run, FILE, "embedded", NOON, new RunFolders(state), problem -> problem.code(), failures::add);
        assertTrue(recorder.await(Duration.ofMinutes(2)));
        assertTrue(run.await(Duration.ofMinutes(2)));
        assertEquals(Run.State.DONE, run.state());
        assertEquals(1, failures.size());
    }

    private static Run started() {
        String text =
                """
                {
                  "tailrace": 1,
                  "name": "Numbers",
                  "parameters": [{"name": "most", "type": "BIGINT", "default": 5000}],
                  "nodes": [
                    {"id": "numbers", "operator": "generator", "name": "Numbers", "settings": {
                      "rows": 5000, "rowsPerSecond": 1000000,
                      "columns": [{"name": "n", "kind": "sequence"}]}},
                    {"id": "nothing", "operator": "discard", "name": "Nothing", "settings": {}}
                  ],
                  "wires": [{"from": "numbers.out", "to": "nothing.in"}]
                }
                """;
        Pipeline pipeline = PipelineJson.parse(text).pipeline();
        assertNotNull(pipeline);
        PipelineCheck check = new PipelineCheck(Catalogue.load());
        CheckedPipeline checked = check.check(pipeline, Path.of("").toAbsolutePath(), Map.of());
        assertEquals(List.of(), checked.problems());
        return new EmbeddedRuntime(check).start(checked, RunOptions.DEFAULT);
    }

    private RunFolders folders() {
        return new RunFolders(state, Bounds.USUAL, process -> true);
    }

    private List<String> ids() throws IOException {
        return folders().list().stream().map(RunFacts::id).toList();
    }

    private RunFacts begun(Path file, Instant started) throws IOException {
        RunFacts run = facts(file, started, Outcome.DONE);
        folders().begin(run, FEED);
        folders().write(run, SERIES);
        return run;
    }

    private static RunFacts facts(@Nullable Path file, Instant started, Outcome outcome) {
        return new RunFacts(
                RunFolders.newId(started),
                file,
                "Feed",
                "0123abc",
                "embedded",
                Map.of("late", "15"),
                started,
                Duration.ofMillis(1500),
                outcome,
                outcome == Outcome.FAILED ? "The file does not exist." : "",
                300,
                2,
                1,
                4711);
    }

    private static RunFacts with(Map<String, String> parameters) {
        return new RunFacts(
                "id", FILE, "Feed", "0", "embedded", parameters, NOON, Duration.ZERO, Outcome.DONE, "", 0, 0, 0, 1);
    }
}

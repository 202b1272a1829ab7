package dev.tailrace.designer.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.PortRef;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is offered after a run has failed at a row helps: with it, the same run goes through. */
class FailedRowTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final PipelineCheck CHECK = new PipelineCheck(CATALOGUE);

    /** Twelve is divided by each number of a file, 0 among them. */
    private static final Pipeline DIVISION = Objects.requireNonNull(PipelineJson.parse(
                    """
                    {"tailrace": 1, "nodes": [
                      {"id": "numbers", "operator": "file-source", "settings": {"path": "n.csv",
                        "format": {"type": "csv", "columns": [{"name": "n", "type": "INT"}]}}},
                      {"id": "share", "operator": "derive", "settings": {
                        "columns": [{"name": "share", "expression": "12 / n"}]}},
                      {"id": "out", "operator": "file-sink", "settings": {"path": "out.jsonl", "format": {"type": "json"}}}],
                     "wires": [{"from": "numbers.out", "to": "share.in"}, {"from": "share.out", "to": "out.in"}],
                     "layout": {"numbers": [80, 16], "share": [80, 124], "out": [80, 232]}}
                    """)
            .pipeline());

    private @TempDir Path folder;

    @BeforeEach
    void numbers() throws IOException {
        Files.writeString(folder.resolve("n.csv"), "n\n3\n0\n4\n");
    }

    private Run run(Pipeline pipeline) throws InterruptedException {
        CheckedPipeline checked = CHECK.check(pipeline, folder, Map.of());
        Run run = new EmbeddedRuntime(CHECK).start(checked, RunOptions.DEFAULT);
        assertTrue(run.await(Duration.ofSeconds(60)));
        return run;
    }

    private List<FixOffer> offers(Pipeline pipeline, Problem failure) {
        CheckedPipeline checked = CHECK.check(pipeline, folder, Map.of());
        return new FailedRow(CATALOGUE, new Ports(CATALOGUE, checked))
                .helped(pipeline, failure)
                .map(helped -> new FixOffers(CATALOGUE, checked, new Texts(Locale.ENGLISH)).of(pipeline, helped))
                .orElse(List.of());
    }

    private Problem failure() throws InterruptedException {
        Run failed = run(DIVISION);
        assertEquals(Run.State.FAILED, failed.state());
        assertNotNull(failed.failedRow());
        return Objects.requireNonNull(failed.failure());
    }

    @Test
    void theErrorPortCanBeWiredOrTheRowSkipped() throws InterruptedException {
        assertEquals(
                List.of("Collect failing rows", "Write them to share-failed.jsonl", "Skip failing rows"),
                offers(DIVISION, failure()).stream().map(FixOffer::words).toList());
    }

    @Test
    void withEachOfThemTheRunGoesThrough() throws Exception {
        Problem failure = failure();
        for (FixOffer offer : offers(DIVISION, failure)) {
            Pipeline after = Objects.requireNonNull(offer.edit()).apply(DIVISION);
            assertEquals(Run.State.DONE, run(after).state(), offer.words());
            assertEquals(2, Files.readAllLines(folder.resolve("out.jsonl")).size(), "12 / 3 and 12 / 4");
        }
        assertEquals(1, Files.readAllLines(folder.resolve("share-failed.jsonl")).size());
    }

    @Test
    void whatTakesFailingRowsStandsAsideOfWhatFollows() throws InterruptedException {
        Pipeline after = Objects.requireNonNull(
                        offers(DIVISION, failure()).get(0).edit())
                .apply(DIVISION);
        String table =
                after.wiresOutOf(new PortRef("share", "error")).get(0).to().node();
        assertEquals(new Point(440, 232), after.layout().get(table), "360 to the right and 108 down");
    }

    @Test
    void onceThePortIsWiredNothingMoreIsOffered() throws InterruptedException {
        Problem failure = failure();
        Pipeline after =
                Objects.requireNonNull(offers(DIVISION, failure).get(1).edit()).apply(DIVISION);
        assertEquals(List.of(), offers(after, failure));
    }

    @Test
    void aRecordThatASourceCannotReadIsHelpedToo() throws Exception {
        Files.writeString(folder.resolve("n.csv"), "n\n3\nthree\n4\n");
        Problem failure = Objects.requireNonNull(run(DIVISION).failure());
        assertTrue(FailedRow.isOfRecord(failure));
        assertEquals(
                List.of("Collect failing rows", "Write them to numbers-failed.jsonl"),
                offers(DIVISION, failure).stream().map(FixOffer::words).toList(),
                "to skip it is what the failure offers itself");
    }
}

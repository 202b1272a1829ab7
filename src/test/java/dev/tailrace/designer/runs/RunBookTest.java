package dev.tailrace.designer.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Problem;
import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.NoRuntime;
import dev.tailrace.designer.Workbench;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.RunOptions;
import dev.tailrace.runtime.history.RunFolders;
import dev.tailrace.runtime.history.RunRecorder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runs as they are listed; what is done in the background is done when a test says so. */
class RunBookTest {
    private static final Pipeline FEED = Objects.requireNonNull(PipelineJson.parse(
                    """
                    {"tailrace": 1, "name": "Feed", "nodes": [
                      {"id": "feed", "operator": "generator", "settings": {
                        "rows": 10, "columns": [{"name": "n", "kind": "sequence"}]}},
                      {"id": "gone", "operator": "discard"}],
                     "wires": [{"from": "feed.out", "to": "gone.in"}]}
                    """)
            .pipeline());

    @TempDir
    private Path state;

    private final List<Runnable> background = new ArrayList<>();
    private final List<Runnable> told = new ArrayList<>();

    @Test
    void aListThatWasReadEarlierDoesNotTakeThePlaceOfALaterOne() throws Exception {
        RunFolders folders = new RunFolders(state);
        RunBook book = new RunBook(
                new Workbench(Drawings.editor(FEED), new NoRuntime(), Drawings.TEXTS, background::add),
                folders,
                () -> null,
                Clock.systemUTC(),
                told::add,
                failed -> {
                    throw new AssertionError(failed);
                });
        book.refresh();
        background.remove(0).run();
        run(folders);
        book.refresh();
        background.remove(0).run();

        // Two threads have read at once, and the one that was asked last has come first.
        told.remove(1).run();
        told.remove(0).run();

        assertEquals(folders.list(), book.runs());
        assertEquals(1, book.runs().size());
    }

    /** Has a run written down. */
    private void run(RunFolders folders) throws InterruptedException {
        PipelineCheck check = new PipelineCheck(Catalogue.load());
        RunRecorder recorder = RunRecorder.start(
                new EmbeddedRuntime(check).start(check.check(FEED, state, Map.of()), RunOptions.DEFAULT),
                null,
                "embedded",
                Instant.parse("2026-03-01T12:00:00Z"),
                folders,
                Problem::code,
                failed -> {
                    throw new AssertionError(failed);
                });
        assertTrue(recorder.await(Duration.ofMinutes(2)));
    }
}

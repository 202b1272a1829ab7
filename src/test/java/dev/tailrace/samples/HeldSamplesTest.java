package dev.tailrace.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.data.Problem;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Breakpoint;
import dev.tailrace.runtime.Breakpoints;
import dev.tailrace.runtime.Held;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Samples that are held again and again, on all wires, and go on by steps of all kinds, give the answers that they give else. */
class HeldSamplesTest {
    private static final Path SAMPLES = Path.of("sample-pipelines");
    private static final long SEED = 20261121;

    private final PipelineCheck check = new PipelineCheck(Catalogue.load());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "flights/flights, out;weeklyOut, 1",
        "flights/flights, out;weeklyOut, 7",
        "flights/flights, out;weeklyOut, 1024",
        "earthquakes/late-quakes, out;lateOut, 1",
        "earthquakes/late-quakes, out;lateOut, 7",
        "earthquakes/late-quakes, out;lateOut, 1024",
        "chess/chess, out, 1",
        "chess/chess, out, 7",
        "chess/chess, out, 1024"
    })
    void holdingChangesNoAnswer(String sample, String outputs, int batchRows) throws IOException, InterruptedException {
        Map<String, List<String>> untouched = run(sample, outputs, batchRows, "straight", 0);
        Map<String, List<String>> held = run(sample, outputs, batchRows, "held", 977);

        assertFalse(untouched.get(outputs.split(";")[0]).isEmpty());
        assertEquals(untouched, held, () -> "seed " + SEED);
    }

    @Test
    void aConditionOnAColumnThatNothingReadsIsRefused() throws InterruptedException {
        CheckedPipeline checked = check(
                "flights/flights", Map.of("out", folder.resolve("daily.csv").toString()));
        Wire first = checked.pipeline().wires().get(0);
        Set<String> refused = new HashSet<>();
        for (String column :
                Objects.requireNonNull(checked.stream(first)).schema().names()) {
            Run run = new EmbeddedRuntime(check)
                    .start(
                            checked,
                            RunOptions.DEFAULT.withBreakpoints(
                                    Map.of(first, new Breakpoint("`" + column + "` IS NULL AND FALSE", 1))));
            assertTrue(run.await(Duration.ofMinutes(1)));
            Problem refusal = Objects.requireNonNull(run.breakpoints().tallies().get(first))
                    .refusal();
            if (refusal != null) {
                assertEquals("engine.breakpoint-unread", refusal.code());
                refused.add(column);
            }
        }
        assertEquals(unreadOfFlights(checked, first), refused);
    }

    /** As the plan of the run has it. */
    private Set<String> unreadOfFlights(CheckedPipeline checked, Wire wire) {
        return new HashSet<>(new EmbeddedRuntime(check)
                .plan(checked).sources().stream()
                        .filter(source -> source.node().equals(wire.from().node()))
                        .findFirst()
                        .orElseThrow()
                        .pruned());
    }

    private Map<String, List<String>> run(String sample, String outputs, int batchRows, String name, int everyHits)
            throws IOException, InterruptedException {
        Map<String, String> files = new HashMap<>();
        for (String output : outputs.split(";")) {
            files.put(output, folder.resolve(name + "-" + output + ".csv").toString());
        }
        CheckedPipeline checked = check(sample, files);
        Map<Wire, Breakpoint> breakpoints = new HashMap<>();
        if (everyHits > 0) {
            checked.pipeline().wires().forEach(wire -> breakpoints.put(wire, new Breakpoint("", everyHits)));
        }
        Run run = new EmbeddedRuntime(check)
                .start(checked, new RunOptions(batchRows, RunOptions.DEFAULT.linger(), breakpoints));
        Set<Wire> seen = everyHits > 0 ? step(run) : Set.of();
        assertTrue(run.await(Duration.ofMinutes(2)), "still " + run.state());
        assertEquals(Run.State.DONE, run.state(), () -> String.valueOf(run.failure()));
        assertEquals(everyHits > 0, !seen.isEmpty());
        Map<String, List<String>> written = new HashMap<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            written.put(
                    file.getKey(),
                    Files.readAllLines(Path.of(file.getValue())).stream()
                            .sorted()
                            .toList());
        }
        return written;
    }

    /** Goes on from each held row in one way or another; returns the wires at which one was held. */
    private static Set<Wire> step(Run run) throws InterruptedException {
        Random random = new Random(SEED);
        Semaphore told = new Semaphore(0);
        run.onStateChange(told::release);
        Set<Wire> seen = new HashSet<>();
        long last = 0;
        while (!run.state().isFinal()) {
            Held held = run.breakpoints().held();
            if (held == null || held.number() == last) {
                assertTrue(told.tryAcquire(1, TimeUnit.MINUTES), () -> "still " + run.state());
                continue;
            }
            last = held.number();
            seen.add(held.wire());
            int way = random.nextInt(4);
            if (way == 3) {
                run.resume();
            } else {
                run.breakpoints().step(Breakpoints.Step.values()[way]);
            }
        }
        return seen;
    }

    private CheckedPipeline check(String sample, Map<String, String> values) {
        Map<String, JsonNode> texts = new HashMap<>();
        texts.put("pace", TextNode.valueOf("0"));
        values.forEach((name, value) -> texts.put(name, TextNode.valueOf(value)));
        Path file = SAMPLES.resolve(sample + PipelineJson.SUFFIX);
        PipelineJson.Loaded loaded = PipelineJson.read(file);
        return check.check(
                Objects.requireNonNull(loaded.pipeline()), file.toAbsolutePath().getParent(), texts);
    }
}

package dev.tailrace.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import dev.tailrace.runtime.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole samples without sinks of files: how many rows their wires bring, which scripts of a few lines have counted. */
class SampleCountsTest {
    private static final Path SAMPLES = Path.of("sample-pipelines");

    @ParameterizedTest
    @CsvSource({
        "shop/visits, lines.error=3 visitors.rest=40 visitors.people=363 buying.out=57",
        "shop/orders, items.out=27 sound.error=1 cities.out=16 some.out=9",
        "shop/prices, versions.out=8 list.out=10 known.listed=5 known.rest=3",
        "earthquakes/regions, watched.rest=514 both.out=1193 counts.out=81",
        "flights/hours, hourly.out=1784 nights.out=2159"
    })
    void wiresBringAsManyRowsAsAScriptCounted(String sample, String counts) throws InterruptedException {
        Map<String, Long> expected = new TreeMap<>();
        for (String count : counts.split(" ")) {
            String[] parts = count.split("=");
            expected.put(parts[0], Long.valueOf(parts[1]));
        }

        Telemetry telemetry = run(SAMPLES.resolve(sample + PipelineJson.SUFFIX));

        Map<String, Long> actual = new TreeMap<>();
        telemetry.wires().forEach((wire, flow) -> {
            if (expected.containsKey(wire.from().toString())) {
                actual.put(wire.from().toString(), flow.rows());
            }
        });
        assertEquals(expected, actual);
    }

    private static Telemetry run(Path file) throws InterruptedException {
        PipelineCheck check = new PipelineCheck(Catalogue.load());
        CheckedPipeline checked = check.check(
                Objects.requireNonNull(PipelineJson.read(file).pipeline(), file.toString()),
                file.toAbsolutePath().getParent(),
                Map.of("pace", TextNode.valueOf("0")));
        Run run = new EmbeddedRuntime(check).start(checked, RunOptions.DEFAULT);
        assertTrue(run.await(Duration.ofMinutes(2)), "still running");
        assertEquals(Run.State.DONE, run.state(), () -> checked.problems() + " " + run.failure());
        return run.telemetry();
    }
}

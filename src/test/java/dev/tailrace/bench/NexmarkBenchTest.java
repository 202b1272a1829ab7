package dev.tailrace.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Node;
import dev.tailrace.operator.Source;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A short run of the bench: what it measures is the right work, and makes next to no garbage. */
final class NexmarkBenchTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long EVENTS = 8_000_000;

    /** Batches between two readings: many, as a reading allocates too. */
    private static final int STRETCH = 1500;

    private static final Path DIGESTS = Path.of("sample-pipelines/nexmark/data/digests.tsv");

    static Stream<String> queries() {
        return NexmarkQuery.STATELESS.stream();
    }

    /** The source of the bench with the settings that the sample's file of events was made with. */
    private static Node source(long events) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.put("events", events).put("rowsPerSecond", 0).put("seed", 3).put("rate", 500);
        return Node.of(NexmarkQuery.SOURCE, "nexmark", "Events", settings.put("start", "2015-07-15T19:59:50Z"));
    }

    private static void run(NexmarkQuery query) throws InterruptedException {
        Run run = new EmbeddedRuntime(query.check()).start(query.pipeline(), RunOptions.DEFAULT);
        assertTrue(run.await(PATIENCE), "still running");
        assertEquals(Run.State.DONE, run.state(), () -> String.valueOf(run.failure()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"q5", "q7", "q17"})
    void theLoopsByHandGiveTheAnswers(String query) throws Exception {
        ByHand loop = ByHand.of(query, true);
        Source source = NexmarkQuery.of(query, source(10_000), new ReadingSink(), ReadingSink.ID)
                .source();
        try (Source.Reader reader = source.open(source.partitions().get(0), new NexmarkRuns.Counting())) {
            while (reader.poll(loop) == Source.Reader.Poll.MORE) {
                // Goes on to the end.
            }
        }
        loop.end();

        List<String> lines = new ArrayList<>(loop.lines());
        lines.sort(null);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.US_ASCII)));
        String answer = Files.readAllLines(DIGESTS).stream()
                .filter(line -> line.startsWith(query + "\t"))
                .findFirst()
                .orElseThrow();
        assertEquals(answer.split("\t", -1)[2], HexFormat.of().formatHex(digest.digest()), lines.size() + " rows");
    }

    /** Those whose answers are rows, not changes, of which there are more or less as batches go. */
    static Stream<String> queriesOfRows() {
        return Stream.concat(queries(), Stream.of("q3", "q5", "q7", "q8", "q11", "q12", "q13", "q20"));
    }

    @ParameterizedTest
    @MethodSource("queriesOfRows")
    void theBenchDoesTheWorkOfTheSample(String query) throws Exception {
        ReadingSink made = new ReadingSink();
        run(NexmarkQuery.of(query, source(10_000), made, ReadingSink.ID));
        ReadingSink read = new ReadingSink();
        run(NexmarkQuery.of(query, null, read, ReadingSink.ID));

        assertEquals(answeredRows(query), made.rows());
        assertEquals(read.sum(), made.sum());
    }

    private static long answeredRows(String query) throws IOException {
        return Files.readAllLines(DIGESTS).stream()
                .map(line -> line.split("\t", -1))
                .filter(cells -> cells[0].equals(query))
                .mapToLong(cells -> Long.parseLong(cells[1]))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aRowAllocatesLessThanAByteOnceItsCodeIsOptimized(String query) throws Exception {
        List<String> printed = OwnProcess.java(NexmarkBenchTest.class, query).lines();

        assertEquals(1, printed.size(), printed::toString);
        double bytes = Double.parseDouble(printed.get(0));
        assertTrue(bytes < 1, bytes + " bytes an event");
    }

    /**
     * In a JVM of its own, as queries run before would make calls megamorphic, which allocates. When code is optimized,
     * nobody knows: the best stretch of a run counts.
     *
     * @param arguments a query; prints how many bytes it allocates for an event
     */
    public static void main(String[] arguments) throws InterruptedException {
        List<AllocatedBytes> readings = new ArrayList<>();
        AtomicInteger batches = new AtomicInteger();
        ReadingSink sink = new ReadingSink(rows -> {
            if (batches.incrementAndGet() % STRETCH == 0) {
                readings.add(AllocatedBytes.now());
            }
        });
        run(NexmarkQuery.of(arguments[0], source(EVENTS), sink, ReadingSink.ID));
        double least = IntStream.range(1, readings.size())
                .filter(i -> readings.get(i).threads() == readings.get(i - 1).threads())
                .mapToDouble(i -> readings.get(i).bytes() - readings.get(i - 1).bytes())
                .min()
                .orElseThrow();
        PrintStream out = System.out;
        out.println(least / STRETCH * batches.get() / EVENTS);
    }

    @Test
    void kernelsGiveWhatTheLoopsByHandGive() {
        for (Kernels.Kernel kernel : Kernels.all()) {
            assertEquals(kernel.byHand().getAsLong(), kernel.compiled().getAsLong(), kernel.name());
        }
    }
}

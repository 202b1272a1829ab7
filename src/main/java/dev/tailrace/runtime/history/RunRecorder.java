package dev.tailrace.runtime.history;

import dev.tailrace.data.Problem;
import dev.tailrace.model.Parameter;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run down while it lives, on a thread of its own that ends with the run. What cannot be written ends the
 * writing and never the run.
 */
public final class RunRecorder {
    /** Hears of the writing, on the thread that writes. */
    public interface Listener {
        /** The run has been written down: its beginning, and its end. */
        default void written() {}

        /** Why it is not written any more. */
        void cannotWrite(IOException reason);
    }

    private static final Duration WRITE_EVERY = Duration.ofSeconds(5);

    /** The longer a run has lasted, the less often its series are written anew: each time they are written whole. */
    private static final int WRITES_PER_LIFE = 20;

    private final Run run;
    private final RunFolders folders;
    private final Function<Problem, String> words;
    private final RunFacts atStart;
    private final SeriesKeeper series;
    private final CountDownLatch written = new CountDownLatch(1);

    private RunRecorder(Run run, RunFolders folders, RunFacts atStart, Function<Problem, String> words) {
        this.run = run;
        this.folders = folders;
        this.words = words;
        this.atStart = atStart;
        this.series = new SeriesKeeper(run.pipeline());
    }

    /**
     * Begins at once.
     *
     * @param file of the pipeline, or null if it has none
     * @param runtime that runs it, such as {@code embedded}
     * @param words of a problem
     */
    public static RunRecorder start(
            Run run,
            @Nullable Path file,
            String runtime,
            Instant started,
            RunFolders folders,
            Function<Problem, String> words,
            Listener listener) {
        Pipeline pipeline = run.pipeline().pipeline();
        RunFacts facts = new RunFacts(
                RunFolders.newId(started),
                file == null ? null : file.toAbsolutePath().normalize(),
                pipeline.name(),
                PipelineVersion.of(pipeline),
                runtime,
                parameters(run.pipeline()),
                started,
                Duration.ZERO,
                Outcome.RUNNING,
                "",
                0,
                0,
                0,
                ProcessHandle.current().pid());
        RunRecorder recorder = new RunRecorder(run, folders, facts, words);
        Thread thread = new Thread(() -> recorder.record(listener), "run history");
        thread.setDaemon(true);
        thread.start();
        return recorder;
    }

    /** Waits until all is written, after the end of the run; false if the time passed before. */
    public boolean await(Duration atMost) throws InterruptedException {
        return written.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static Map<String, String> parameters(CheckedPipeline checked) {
        Map<String, String> values = new HashMap<>();
        for (Parameter parameter : checked.pipeline().parameters()) {
            if (parameter.defaultValue() != null) {
                values.put(parameter.name(), parameter.defaultValue().asText());
            }
        }
        checked.environment().parameters().forEach((name, value) -> values.put(name, String.valueOf(value.value())));
        return values;
    }

    private void record(Listener listener) {
        try {
            folders.trim();
            folders.begin(atStart, run.pipeline().pipeline());
            listener.written();
            follow();
            listener.written();
        } catch (IOException e) {
            listener.cannotWrite(e);
        } catch (InterruptedException stopped) {
            // Nobody but the end of the program interrupts this thread; the run is then one without an end.
            Thread.currentThread().interrupt();
        } finally {
            written.countDown();
        }
    }

    private void follow() throws IOException, InterruptedException {
        series.add(run.telemetry());
        long writtenNanos = System.nanoTime();
        boolean ended;
        do {
            ended = run.await(Duration.ofNanos(series.stepNanos()));
            Telemetry now = run.telemetry();
            series.add(now);
            long pause = Math.max(WRITE_EVERY.toNanos(), series.elapsedNanos() / WRITES_PER_LIFE);
            if (ended || System.nanoTime() - writtenNanos >= pause) {
                folders.write(facts(now), series.series());
                writtenNanos = System.nanoTime();
            }
        } while (!ended);
    }

    private RunFacts facts(Telemetry now) {
        Problem failure = run.failure();
        return atStart.after(
                Duration.ofNanos(series.elapsedNanos()),
                Outcome.of(run.state()),
                failure == null ? "" : words.apply(failure),
                RunTotals.of(run.pipeline(), now));
    }
}

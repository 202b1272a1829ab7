package dev.tailrace.designer.preview;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Preview;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Sample;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Computes previews aside, the latest one only: a newer one cancels the one before. Used on the JavaFX thread. */
final class PreviewWork {
    private static final Duration REST = Duration.millis(200);
    private static final int SOURCE_ROWS = 200;

    private final Workbench workbench;
    private final Consumer<Made> listener;
    private final PauseTransition rest = new PauseTransition(REST);
    private @Nullable Wanted wanted;
    private @Nullable Wanted latest;
    private @Nullable FutureTask<Made> running;

    private record Wanted(CheckedPipeline subject, String node, SampleChoices.OfNode choice, @Nullable Run run) {}

    /**
     * A preview that was made.
     *
     * @param entered rows of the inputs as people see them
     * @param unread columns whose values the run did not read
     * @param problem why there is nothing, or not all, or null
     */
    record Made(
            CheckedPipeline subject,
            String node,
            Preview preview,
            Map<String, Sample> entered,
            Set<String> unread,
            @Nullable Problem problem) {}

    PreviewWork(Workbench workbench, Consumer<Made> listener) {
        this.workbench = workbench;
        this.listener = listener;
        rest.setOnFinished(rested -> compute());
    }

    /** Makes a preview a moment after the last call, unless it is the one that was made last. */
    void begin(String node, SampleChoices.OfNode choice) {
        PipelineEditor editor = workbench.editor();
        boolean ofRun = choice.origin() == SampleChoices.Origin.LAST_RUN;
        Wanted now = new Wanted(
                editor.checked(), node, choice, ofRun ? workbench.runProperty().get() : null);
        if (isSame(now, wanted) || wanted == null && isSame(now, latest) && !ofRun) {
            return;
        }
        cancel();
        wanted = now;
        rest.playFromStart();
    }

    /** The check makes a new object of each drawing, so that identity tells whether it is the same. */
    private static boolean isSame(Wanted one, @Nullable Wanted other) {
        return other != null
                && one.subject == other.subject
                && one.run == other.run
                && one.node.equals(other.node)
                && one.choice.equals(other.choice);
    }

    /** Cancels, and makes even the latest preview anew when it is asked for. */
    void forget() {
        cancel();
        latest = null;
    }

    void cancel() {
        rest.stop();
        wanted = null;
        if (running != null) {
            running.cancel(true);
            running = null;
        }
    }

    private void compute() {
        Wanted now = wanted;
        if (now == null) {
            return;
        }
        if (!workbench.editor().isCheckCurrent()) {
            // The check that is under way asks again.
            wanted = null;
            return;
        }
        FutureTask<Made> task = new FutureTask<>(work(now)) {
            @Override
            protected void done() {
                if (!isCancelled()) {
                    FutureTask<Made> self = this;
                    Platform.runLater(() -> finished(self, now));
                }
            }
        };
        running = task;
        workbench.background().execute(task);
    }

    private void finished(FutureTask<Made> task, Wanted now) {
        if (task != running) {
            return;
        }
        running = null;
        wanted = null;
        latest = now;
        try {
            listener.accept(task.get());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            // The window closes while a preview is computed: nobody waits for it.
            if (!(failed.getCause() instanceof InterruptedException)) {
                throw new IllegalStateException(failed.getCause());
            }
        }
    }

    private Callable<Made> work(Wanted now) {
        return switch (now.choice.origin()) {
            case FIRST_ROWS -> () -> made(now, Map.of(), null, Set.of(), Map.of());
            case LAST_RUN -> () -> ofRun(now);
            case TYPED -> () -> ofTyped(now);
        };
    }

    private static List<String> ports(Wanted now) {
        return now.subject.node(now.node).inputs().stream().map(Port::name).toList();
    }

    private Made ofRun(Wanted now) throws InterruptedException {
        RunRows rows = RunRows.of(now.run, now.subject, now.node, ports(now));
        if (rows.problem() != null) {
            return new Made(
                    now.subject, now.node, new Preview(Map.of(), Map.of(), null), Map.of(), Set.of(), rows.problem());
        }
        Set<String> unread = new LinkedHashSet<>();
        rows.unread().values().forEach(unread::addAll);
        // Rows of which nothing could be left out stand at the same places, so that they are seen as they were.
        Map<String, Sample> computable = rows.computable();
        return made(now, computable, null, unread, sameSize(rows.asSeen(), computable) ? rows.asSeen() : Map.of());
    }

    private static boolean sameSize(Map<String, Sample> one, Map<String, Sample> other) {
        return one.entrySet().stream().allMatch(entry -> {
            Sample sample = other.get(entry.getKey());
            return sample != null
                    && sample.rows().size() == entry.getValue().rows().size();
        });
    }

    private Made ofTyped(Wanted now) throws InterruptedException {
        Map<String, Sample> samples = new LinkedHashMap<>();
        @Nullable Problem problem = null;
        for (String port : ports(now)) {
            Schema schema = columns(now, port);
            if (schema != null) {
                TypedRows.Read read = new TypedRows(
                                schema, now.subject.environment().zone())
                        .read(now.choice.typed().getOrDefault(port, ""));
                samples.put(port, new Sample(schema, read.rows()));
                problem = problem == null ? read.problem() : problem;
            }
        }
        return made(now, samples, problem, Set.of(), Map.of());
    }

    private static @Nullable Schema columns(Wanted now, String port) {
        for (Wire wire : now.subject.pipeline().wiresTo(now.node)) {
            StreamType stream = wire.to().port().equals(port) ? now.subject.stream(wire) : null;
            if (stream != null) {
                return stream.schema();
            }
        }
        return null;
    }

    /** @param asSeen rows of inputs as they are shown, where that is not how they are computed with */
    private Made made(
            Wanted now,
            Map<String, Sample> given,
            @Nullable Problem problem,
            Set<String> unread,
            Map<String, Sample> asSeen)
            throws InterruptedException {
        Preview preview = workbench.runtime().preview(now.subject, now.node, SOURCE_ROWS, given);
        Map<String, Sample> inputs = new LinkedHashMap<>(preview.inputs());
        inputs.putAll(asSeen);
        CheckedNode node = now.subject.node(now.node);
        Problem found = problem != null ? problem : node.hasErrors() ? null : preview.problem();
        Preview shown = new Preview(inputs, preview.outputs(), preview.arrivals(), preview.problem());
        return new Made(now.subject, now.node, shown, inputs, unread, found);
    }
}

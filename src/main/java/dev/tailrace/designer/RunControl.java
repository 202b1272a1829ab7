package dev.tailrace.designer;

import dev.tailrace.data.Problem;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Starts and ends the runs of one open pipeline. A run executes the drawing as it was checked at its start; editing goes
 * on. Used on the JavaFX thread.
 */
final class RunControl {
    /** What the window does at the ends of a start. */
    interface Listener {
        /** The drawing has errors, so nothing was started. */
        void hasErrors(CheckedPipeline checked);

        void started();

        /** @param problem why the run has failed, or null if it ended well or was stopped */
        void ended(Run run, @Nullable Problem problem);
    }

    private final Workbench workbench;
    private final Listener listener;
    private final ReadOnlyObjectWrapper<Run.@Nullable State> state = new ReadOnlyObjectWrapper<>();
    private boolean startWhenChecked;
    private long startedNanos;
    private long endedNanos;

    RunControl(Workbench workbench, Listener listener) {
        this.workbench = workbench;
        this.listener = listener;
        workbench.editor().addListener(change -> {
            if (change == PipelineEditor.Change.CHECK && startWhenChecked) {
                start();
            }
        });
    }

    /** Of the latest run; null before the first. */
    ReadOnlyObjectProperty<Run.@Nullable State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Whether a run lives. */
    BooleanBinding running() {
        return Bindings.createBooleanBinding(this::isRunning, state);
    }

    /** Whether the sources still bring rows in. */
    BooleanBinding finishable() {
        return Bindings.createBooleanBinding(
                () -> state.get() == Run.State.STARTING
                        || state.get() == Run.State.RUNNING
                        || state.get() == Run.State.PAUSED
                        || state.get() == Run.State.HELD,
                state);
    }

    boolean isRunning() {
        Run.State now = state.get();
        return now != null && !now.isFinal();
    }

    /** How long the latest run has lasted, in nanoseconds; 0 before the first. */
    long elapsedNanos() {
        if (state.get() == null) {
            return 0;
        }
        return (isRunning() ? System.nanoTime() : endedNanos) - startedNanos;
    }

    /** Starts a run once the check of the present drawing is there; says so if it has errors. */
    void start() {
        if (isRunning()) {
            return;
        }
        PipelineEditor editor = workbench.editor();
        startWhenChecked = !editor.isCheckCurrent();
        if (startWhenChecked) {
            return;
        }
        CheckedPipeline checked = editor.checked();
        if (checked.hasErrors()) {
            listener.hasErrors(checked);
            return;
        }
        RunOptions options =
                RunOptions.DEFAULT.withBreakpoints(workbench.marks().breakpoints(checked.pipeline()));
        Run run = workbench.runtime().start(checked, options);
        startedNanos = System.nanoTime();
        state.set(Run.State.STARTING);
        workbench.runProperty().set(run);
        listener.started();
        run.onStateChange(() -> Platform.runLater(() -> follow(run)));
        follow(run);
    }

    /** Ends the sources and lets open windows fire. */
    void finish() {
        Run run = workbench.runProperty().get();
        if (run != null && isRunning()) {
            run.finish();
        }
    }

    /** Ends the run at once. */
    void stop() {
        startWhenChecked = false;
        Run run = workbench.runProperty().get();
        if (run != null && isRunning()) {
            run.stop();
        }
    }

    private void follow(Run run) {
        if (run != workbench.runProperty().get() || !isRunning()) {
            return;
        }
        Run.State now = run.state();
        if (now.isFinal()) {
            endedNanos = System.nanoTime();
        }
        state.set(now);
        if (now.isFinal()) {
            listener.ended(run, run.failure());
        }
    }
}

package dev.tailrace.designer.breakpoints;

import dev.tailrace.designer.Workbench;
import dev.tailrace.model.Wire;
import dev.tailrace.runtime.Breakpoint;
import dev.tailrace.runtime.Breakpoints.Step;
import dev.tailrace.runtime.Breakpoints.Tally;
import dev.tailrace.runtime.Held;
import dev.tailrace.runtime.Run;
import java.util.HashMap;
import java.util.Map;
import javafx.application.Platform;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * Brings the breakpoints of the open pipeline into its run, and what the run holds to whoever shows it. Used on the JavaFX
 * thread; conditions are compiled on another.
 */
public final class HoldControl {
    private final Workbench workbench;
    private final Marks marks;
    private final ReadOnlyObjectWrapper<Run.@Nullable State> state = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Held> held = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Map<Wire, Tally>> tallies = new SimpleObjectProperty<>(Map.of());
    private @Nullable Applied applied;

    /** What a run has been given. */
    private static final class Applied {
        private final Run run;
        private final Map<Wire, Breakpoint> present;
        private long revision;

        Applied(Run run, Map<Wire, Breakpoint> present) {
            this.run = run;
            this.present = new HashMap<>(present);
        }

        /** @param wanted as of a revision; an older one that comes late is left out */
        synchronized void set(Map<Wire, Breakpoint> wanted, long newRevision) {
            if (newRevision < revision) {
                return;
            }
            revision = newRevision;
            for (Wire wire : Map.copyOf(present).keySet()) {
                if (!wanted.containsKey(wire)) {
                    run.breakpoints().clear(wire);
                    present.remove(wire);
                }
            }
            wanted.forEach((wire, breakpoint) -> {
                if (!breakpoint.equals(present.put(wire, breakpoint))) {
                    run.breakpoints().set(wire, breakpoint);
                }
            });
        }
    }

    private long revision;

    public HoldControl(Workbench workbench) {
        this.workbench = workbench;
        this.marks = workbench.marks();
        marks.addListener(this::push);
        workbench.runProperty().addListener((property, before, run) -> follow(run));
        workbench.pictureProperty().addListener(change -> refresh());
        follow(workbench.runProperty().get());
    }

    /** What the run holds, or null. */
    public ReadOnlyObjectProperty<@Nullable Held> heldProperty() {
        return held.getReadOnlyProperty();
    }

    /** Of the run that is shown; null before the first. */
    public ReadOnlyObjectProperty<Run.@Nullable State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What the breakpoints of the run have seen, by its wires; set anew while it lives. */
    public ObjectProperty<Map<Wire, Tally>> talliesProperty() {
        return tallies;
    }

    /** Whether a run is held at a breakpoint. */
    public BooleanBinding isHeld() {
        return held.isNotNull();
    }

    /** Whether a run is paused or held. */
    public BooleanBinding isAtRest() {
        return state.isEqualTo(Run.State.PAUSED).or(state.isEqualTo(Run.State.HELD));
    }

    /** Whether there is a run that can be paused and is not. */
    public BooleanBinding canPause() {
        return state.isEqualTo(Run.State.RUNNING)
                .or(state.isEqualTo(Run.State.STARTING))
                .or(state.isEqualTo(Run.State.FINISHING))
                .and(javafx.beans.binding.Bindings.createBooleanBinding(
                        () -> {
                            Run run = workbench.runProperty().get();
                            return run != null && run.canPause();
                        },
                        workbench.runProperty()));
    }

    public void pause() {
        Run run = workbench.runProperty().get();
        if (run != null) {
            run.pause();
            refresh();
        }
    }

    public void resume() {
        Run run = workbench.runProperty().get();
        if (run != null) {
            run.resume();
            refresh();
        }
    }

    public void step(Step step) {
        Run run = workbench.runProperty().get();
        if (run != null) {
            run.breakpoints().step(step);
            refresh();
        }
    }

    private void follow(@Nullable Run run) {
        applied = run == null
                ? null
                : new Applied(run, marks.breakpoints(run.pipeline().pipeline()));
        if (run != null) {
            run.onStateChange(() -> Platform.runLater(() -> {
                if (run == workbench.runProperty().get()) {
                    refresh();
                }
            }));
        }
        refresh();
    }

    /** Gives the run what has been changed. */
    private void push() {
        Applied to = applied;
        if (to != null && !to.run.state().isFinal()) {
            long mine = ++revision;
            Map<Wire, Breakpoint> wanted = marks.breakpoints(to.run.pipeline().pipeline());
            workbench.background().execute(() -> to.set(wanted, mine));
        }
    }

    private void refresh() {
        Run run = workbench.runProperty().get();
        Held now = run == null ? null : run.breakpoints().held();
        Held before = held.get();
        if (now == null || before == null || now.number() != before.number()) {
            held.set(now);
        }
        state.set(run == null ? null : run.state());
        tallies.set(
                run == null || marks.isEmpty() ? Map.of() : run.breakpoints().tallies());
    }
}

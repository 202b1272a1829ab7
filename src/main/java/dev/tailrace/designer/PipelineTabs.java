package dev.tailrace.designer;

import dev.tailrace.designer.files.Session;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.model.Pipeline;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/**
 * The pipelines that are open in the window, and which of them is shown; none while the start screen is. Runs of tabs that
 * are not shown go on. Used on the JavaFX thread.
 */
final class PipelineTabs {
    private static final int CLOSED_KEPT = 20;

    /**
     * A tab that was closed and may come back.
     *
     * @param path of its file, or null if it never had one
     * @param pipeline as it was
     * @param folder that its relative paths start from
     */
    record Closed(@Nullable Path path, Pipeline pipeline, Path folder, @Nullable Viewport viewport) {}

    private final TabOrder<PipelineTab> order = new TabOrder<>();
    private final Deque<Closed> closed = new ArrayDeque<>();
    private final BooleanProperty reopenable = new SimpleBooleanProperty();
    private final BooleanProperty several = new SimpleBooleanProperty();
    private final BooleanProperty any = new SimpleBooleanProperty();
    private final BooleanProperty running = new SimpleBooleanProperty();
    private final List<Runnable> listeners = new ArrayList<>();
    private final Function<PipelineTab, EditingView> making;

    /** @param making makes the view of a tab when it is first shown */
    PipelineTabs(Function<PipelineTab, EditingView> making) {
        this.making = making;
    }

    /** Hears that tabs have come, gone or moved, or that another one is shown. */
    void addListener(Runnable listener) {
        listeners.add(listener);
    }

    List<PipelineTab> all() {
        return order.all();
    }

    /** Null while the start screen is shown. */
    @Nullable
    PipelineTab shown() {
        return order.shown();
    }

    /** The tab of a file, or null. */
    @Nullable
    PipelineTab of(Path path) {
        return order.all().stream()
                .filter(tab -> path.equals(tab.open().pathProperty().get()))
                .findFirst()
                .orElse(null);
    }

    /** Adds a pipeline without showing it. */
    PipelineTab add(OpenPipeline open, @Nullable Viewport viewport) {
        PipelineTab tab = tab(open, viewport);
        order.add(tab);
        tell();
        return tab;
    }

    /** Puts a pipeline in the place of another one, which is closed. */
    void replace(PipelineTab tab, OpenPipeline open) {
        order.replace(tab, tab(open, tab.viewport()));
        tell();
        tab.close();
    }

    private PipelineTab tab(OpenPipeline open, @Nullable Viewport viewport) {
        PipelineTab tab = new PipelineTab(open, viewport, making);
        open.pathProperty().addListener(change -> tell());
        tab.runProperty().addListener(change -> tellRunning());
        return tab;
    }

    /** Shows a tab, or the start screen for null. */
    void show(@Nullable PipelineTab tab) {
        order.show(tab);
        tell();
    }

    void showBeside(int steps) {
        PipelineTab beside = order.beside(steps);
        if (beside != null) {
            show(beside);
        }
    }

    /** Closes at once: whatever has to be asked was asked before. */
    void close(PipelineTab tab) {
        if (!tab.open().isUntouched()) {
            closed.push(new Closed(
                    tab.open().pathProperty().get(),
                    tab.open().editor().pipeline(),
                    tab.open().editor().baseDirectory(),
                    tab.viewport()));
            if (closed.size() > CLOSED_KEPT) {
                closed.removeLast();
            }
        }
        order.close(tab);
        tell();
        tab.close();
    }

    void move(PipelineTab tab, int position) {
        if (order.all().indexOf(tab) != position) {
            order.move(tab, position);
            tell();
        }
    }

    /** Takes the tab that was closed last from the list of closed ones; null if there is none. */
    @Nullable
    Closed lastClosed() {
        Closed last = closed.poll();
        reopenable.set(!closed.isEmpty());
        return last;
    }

    /** Whether a tab was closed that may come back. */
    BooleanProperty reopenable() {
        return reopenable;
    }

    BooleanProperty several() {
        return several;
    }

    BooleanProperty any() {
        return any;
    }

    /** Whether a pipeline runs in any of the tabs. */
    BooleanProperty running() {
        return running;
    }

    /** What is open now, to be remembered. */
    Session session(boolean reopen) {
        List<Session.Place> places = new ArrayList<>();
        int at = -1;
        for (PipelineTab tab : order.all()) {
            Path path = tab.open().pathProperty().get();
            if (path != null) {
                at = tab == order.shown() ? places.size() : at;
                places.add(new Session.Place(path, tab.viewport()));
            }
        }
        return new Session(reopen, places, at);
    }

    private void tellRunning() {
        running.set(order.all().stream().anyMatch(PipelineTab::isRunning));
    }

    private void tell() {
        tellRunning();
        reopenable.set(!closed.isEmpty());
        several.set(order.all().size() > 1);
        any.set(!order.all().isEmpty());
        List.copyOf(listeners).forEach(Runnable::run);
    }
}

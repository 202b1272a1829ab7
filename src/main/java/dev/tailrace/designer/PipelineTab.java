package dev.tailrace.designer;

import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.runtime.Run;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/**
 * An open pipeline in the row of tabs, with everything that is its own: what can be done with it, its view, its run. The
 * view is made when it is first seen, so that many files of last time cost nothing at the start. Used on the JavaFX thread.
 */
final class PipelineTab {
    private final OpenPipeline open;
    private final Actions actions = new Actions();
    private final Function<PipelineTab, EditingView> making;
    private final ReadOnlyObjectWrapper<Run.@Nullable State> run = new ReadOnlyObjectWrapper<>();
    private final @Nullable Viewport first;
    private @Nullable EditingView view;
    private @Nullable Node focused;

    /**
     * @param first where the drawing is looked at first, or null for the whole of it
     * @param making makes the view
     */
    PipelineTab(OpenPipeline open, @Nullable Viewport first, Function<PipelineTab, EditingView> making) {
        this.open = open;
        this.first = first;
        this.making = making;
    }

    OpenPipeline open() {
        return open;
    }

    /** What can be done while this tab is shown. */
    Actions actions() {
        return actions;
    }

    /** The view, made if it was never seen. */
    EditingView view() {
        EditingView made = view;
        if (made == null) {
            made = making.apply(this);
            view = made;
            run.bind(made.runs().stateProperty());
            if (first != null) {
                made.lookFirst(first);
            }
        }
        return made;
    }

    /** Of the latest run; null before the first. */
    ReadOnlyObjectProperty<Run.@Nullable State> runProperty() {
        return run.getReadOnlyProperty();
    }

    /** Whether its view has been made. */
    boolean isSeen() {
        return view != null;
    }

    boolean isRunning() {
        return view != null && view.runs().isRunning();
    }

    /** Where the person has chosen to look; null while the whole drawing is shown. */
    @Nullable
    Viewport viewport() {
        return view == null ? first : view.chosenViewport();
    }

    /** News of this tab, where somebody has seen it before; it is read when the tab is shown. */
    void tell(String news) {
        if (view != null) {
            view.notice().tell(NoticeBar.Kind.NEWS, news, null);
        }
    }

    /** The tab goes out of sight; what had the focus gets it back when the tab is shown again. */
    void leave(@Nullable Node focusOwner) {
        focused = focusOwner;
    }

    /** The tab has come into sight. */
    void enter() {
        Node wanted = focused;
        if (wanted != null && wanted.getScene() != null) {
            wanted.requestFocus();
        } else {
            view().focusCanvas();
        }
    }

    /** Ends what runs and gives up what was kept for recovery. */
    void close() {
        open.close();
        if (view != null) {
            view.close();
        }
    }
}

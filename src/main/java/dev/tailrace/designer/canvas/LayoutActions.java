package dev.tailrace.designer.canvas;

import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.commands.Arrange;
import dev.tailrace.designer.commands.SetFlow;
import dev.tailrace.designer.geometry.AutoLayout;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.Snap;
import dev.tailrace.designer.gestures.Surface;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.FlowDirection;
import dev.tailrace.model.Pipeline.Point;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Lays the drawing out; a large one is laid out in the background, and not at all if it has changed since. */
final class LayoutActions {
    /** So many nodes are laid out before a person notices. */
    private static final int AT_ONCE = 200;

    private final Surface surface;
    private final Function<Pipeline, CanvasModel> drafting;
    private final Executor background;
    private final Executor here;

    /**
     * @param drafting of a drawing that is not on the canvas
     * @param background lays large drawings out
     * @param here brings their places back to the editor's thread
     */
    LayoutActions(Surface surface, Function<Pipeline, CanvasModel> drafting, Executor background, Executor here) {
        this.surface = surface;
        this.drafting = drafting;
        this.background = background;
        this.here = here;
    }

    private PipelineEditor editor() {
        return surface.editor();
    }

    /**
     * Lays out what is selected if that is more than one thing, else all.
     *
     * @param then runs after it
     */
    void autolayout(Runnable then) {
        CanvasModel model = surface.model();
        Set<String> chosen = chosen(model);
        Pipeline before = editor().pipeline();
        run(chosen.size(), () -> inPlace(model, chosen), places -> {
            if (editor().pipeline() == before) {
                editor().apply(new Arrange(places, Arrange.Order.AUTOMATIC));
                then.run();
            }
        });
    }

    private static Set<String> all(CanvasModel model) {
        Set<String> ids = new HashSet<>();
        for (NodeBox node : model.nodes()) {
            ids.add(node.id());
        }
        return ids;
    }

    private Set<String> chosen(CanvasModel model) {
        Set<String> ids = new HashSet<>();
        for (String id : editor().selectedNodes()) {
            NodeBox box = model.node(id);
            if (box != null) {
                ids.add(box.id());
            }
        }
        return ids.size() > 1 ? ids : all(model);
    }

    /** With the upper left corner where it was. */
    private static Map<String, Point> inPlace(CanvasModel model, Set<String> chosen) {
        Map<String, Point> places = new HashMap<>(AutoLayout.of(model, chosen));
        Map<String, Point> before = new HashMap<>();
        for (NodeBox node : model.nodes()) {
            if (places.containsKey(node.id())) {
                before.put(node.id(), new Point(node.anchorX(), node.box().y()));
            }
        }
        double dx = Snap.toGrid(least(before, Point::x)) - least(places, Point::x);
        double dy = Snap.toGrid(least(before, Point::y)) - least(places, Point::y);
        places.replaceAll((id, point) -> new Point(point.x() + dx, point.y() + dy));
        places.putAll(NotesAside.of(model, places));
        return places;
    }

    private static double least(Map<String, Point> places, ToDoubleFunction<Point> coordinate) {
        return places.values().stream().mapToDouble(coordinate).min().orElse(0);
    }

    /** Turns the drawing and lays it out anew. */
    void setFlow(FlowDirection flow, Runnable then) {
        Pipeline before = editor().pipeline();
        if (before.flow() == flow) {
            return;
        }
        CanvasModel turned = drafting.apply(before.withFlow(flow));
        run(turned.nodes().size(), () -> inPlace(turned, all(turned)), places -> {
            if (editor().pipeline() == before) {
                editor().apply(new SetFlow(flow, places));
                then.run();
            }
        });
    }

    private void run(int nodes, Supplier<Map<String, Point>> layout, Consumer<Map<String, Point>> use) {
        if (nodes <= AT_ONCE) {
            use.accept(layout.get());
        } else {
            background.execute(() -> {
                Map<String, Point> places = layout.get();
                here.execute(() -> use.accept(places));
            });
        }
    }
}

package dev.tailrace.designer.canvas;

import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.commands.Arrange;
import dev.tailrace.designer.commands.SetFlow;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.Layers;
import dev.tailrace.designer.geometry.Snap;
import dev.tailrace.designer.gestures.Surface;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Lays the drawing out. Knows no toolkit. */
public final class LayoutActions {
    private final Surface surface;

    public LayoutActions(Surface surface) {
        this.surface = surface;
    }

    private PipelineEditor editor() {
        return surface.editor();
    }

    /** Lays all of it out, or what is selected if that is several things. */
    public void autolayout() {
        CanvasModel model = surface.model();
        Box before = model.bounds();
        Map<String, Point> places = new HashMap<>(Layers.of(model));
        if (before != null) {
            places.replaceAll(
                    (id, point) -> new Point(point.x() + Snap.toGrid(before.x()), point.y() + Snap.toGrid(before.y())));
        }
        editor().apply(new Arrange(places, Arrange.Order.AUTOMATIC));
    }

    public void setFlow(Pipeline.FlowDirection flow) {
        Pipeline turned = editor().pipeline().withFlow(flow);
        editor().apply(new SetFlow(flow, Layers.of(turned)));
    }
}

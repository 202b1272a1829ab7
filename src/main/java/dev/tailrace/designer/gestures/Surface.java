package dev.tailrace.designer.gestures;

import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.commands.Ports;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.Viewport;

/** What gestures work on: the canvas, or a stand-in without a screen. */
public interface Surface {
    PipelineEditor editor();

    /** The drawing as it stands, without what a gesture has moved. */
    CanvasModel model();

    Viewport viewport();

    /** Looks at another part of the canvas, at once. */
    void look(Viewport viewport);

    /** Lets the person choose an operator. */
    void pick(PickRequest request);

    /**
     * Says why a wire does not fit where it was let go, and offers what helps.
     *
     * @param atOnce whether the first thing that helps is done without asking
     */
    void refuse(RefusedWire wire, boolean atOnce);

    /** The ports of the drawing as last checked. */
    default Ports ports() {
        return new Ports(editor().catalogue(), editor().checked());
    }
}

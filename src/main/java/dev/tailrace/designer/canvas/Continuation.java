package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.PortSpot;
import dev.tailrace.designer.gestures.PickRequest;
import dev.tailrace.model.Pipeline.FlowDirection;
import dev.tailrace.operator.Port;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the next operator of a line goes: whoever adds one after the other builds a chain, since each is selected once it
 * is there. No toolkit.
 */
final class Continuation {
    /** Of the wire that is drawn with the operator, in canvas units: what a label needs. */
    private static final double WIRE_LENGTH = 72;

    /** Between nodes side by side. */
    private static final double BESIDE = 24;

    private static final int TRIES = 16;

    private Continuation() {}

    /**
     * A wish for an operator behind the only selected node.
     *
     * @return nothing if nothing or more is selected, or if something reads its rows already
     */
    static Optional<PickRequest> of(CanvasModel model, @Nullable String selected, FlowDirection flow) {
        NodeBox box = selected == null ? null : model.node(selected);
        if (box == null || box.isBlock()) {
            return Optional.empty();
        }
        return box.ports().stream()
                .filter(spot -> !spot.port().isInput() && isMain(spot.port()))
                .findFirst()
                .filter(spot -> !spot.wired())
                .map(spot -> behind(model, spot, flow == FlowDirection.DOWN));
    }

    /** Failed and late rows are what is left over; the line goes on with the others. */
    private static boolean isMain(Port port) {
        return port.carries() != Port.Carries.ERRORS && port.carries() != Port.Carries.LATE_ROWS;
    }

    private static PickRequest behind(CanvasModel model, PortSpot spot, boolean down) {
        double x = spot.x() + (down ? 0 : WIRE_LENGTH);
        double y = spot.y() + (down ? WIRE_LENGTH : 0);
        for (int i = 0; i < TRIES && !isFree(model, x, y, down); i++) {
            x += down ? NodeBox.WIDTH + BESIDE : 0;
            y += down ? 0 : NodeBox.HEIGHT + BESIDE;
        }
        return new PickRequest(x, y, spot.ref(), spot.port());
    }

    private static boolean isFree(CanvasModel model, double x, double y, boolean down) {
        Box wanted = down
                ? new Box(x - NodeBox.WIDTH / 2, y, NodeBox.WIDTH, NodeBox.HEIGHT)
                : new Box(x, y - NodeBox.HEIGHT / 2, NodeBox.WIDTH, NodeBox.HEIGHT);
        return model.nodesIn(wanted).isEmpty();
    }
}

package dev.tailrace.designer.gestures;

import dev.tailrace.designer.commands.Ports;
import dev.tailrace.designer.commands.Splice;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.WirePath;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Port;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds the wire into which a node would go if it were dropped where it is. */
final class SpliceOnDrop {
    /** How near the wire must come to the node's middle, in canvas units. */
    private static final double REACH_X = 40;

    private static final double REACH_Y = 20;

    private SpliceOnDrop() {}

    /** For a node of the drawing. */
    static Optional<Splice> under(Surface surface, Node node, Box box) {
        Pipeline pipeline = surface.editor().pipeline();
        Ports ports = surface.ports();
        return find(surface, box, wire -> Splice.of(pipeline, ports, wire, node));
    }

    /** For a node that is not there yet. */
    static Optional<Splice> under(Surface surface, List<Port> candidates, Box box) {
        Pipeline pipeline = surface.editor().pipeline();
        Ports ports = surface.ports();
        return find(surface, box, wire -> Splice.of(pipeline, ports, wire, candidates));
    }

    private static Optional<Splice> find(Surface surface, Box box, Function<Wire, Optional<Splice>> fitting) {
        Box core = new Box(box.centreX() - REACH_X, box.y() + NodeBox.HEIGHT / 2 - REACH_Y, 2 * REACH_X, 2 * REACH_Y);
        for (WirePath path : surface.model().wires()) {
            if (path.curve().meets(core)) {
                Optional<Splice> splice = fitting.apply(path.wire());
                if (splice.isPresent()) {
                    return splice;
                }
            }
        }
        return Optional.empty();
    }
}

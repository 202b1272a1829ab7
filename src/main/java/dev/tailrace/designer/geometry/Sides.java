package dev.tailrace.designer.geometry;

import dev.tailrace.model.Pipeline.FlowDirection;
import dev.tailrace.model.PortRef;
import dev.tailrace.operator.Port;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Spreads ports along the edges of a box. */
final class Sides {
    private static final double PORT_GAP = 24;

    /**
     * A port without a place.
     *
     * @param edge where it is while the flow runs down
     */
    record Socket(PortRef ref, Port port, Edge edge, boolean wired, boolean missing) {}

    private Sides() {}

    /**
     * @param height of the part of the box that has ports at its sides
     * @param sockets in the order along their edges
     */
    static List<PortSpot> spread(Box box, double height, FlowDirection flow, List<Socket> sockets) {
        Map<Edge, List<Socket>> byEdge = new LinkedHashMap<>();
        for (Socket socket : sockets) {
            Edge drawn =
                    flow == FlowDirection.DOWN ? socket.edge() : socket.edge().turned();
            byEdge.computeIfAbsent(drawn, any -> new ArrayList<>()).add(socket);
        }
        List<PortSpot> spots = new ArrayList<>(sockets.size());
        byEdge.forEach((edge, there) -> {
            double along = edge.isHorizontal() ? height : box.width();
            double gap = gap(edge, along, there.size());
            for (int i = 0; i < there.size(); i++) {
                Socket socket = there.get(i);
                double offset = along / 2 + (i - (there.size() - 1) / 2.0) * gap;
                double x =
                        switch (edge) {
                            case LEFT -> box.x();
                            case RIGHT -> box.right();
                            default -> box.x() + offset;
                        };
                double y =
                        switch (edge) {
                            case TOP -> box.y();
                            case BOTTOM -> box.bottom();
                            default -> box.y() + offset;
                        };
                spots.add(new PortSpot(socket.ref(), socket.port(), edge, x, y, socket.wired(), socket.missing()));
            }
        });
        return spots;
    }

    private static double gap(Edge edge, double along, int count) {
        if (count == 1) {
            return 0;
        }
        double dense = Math.min(PORT_GAP, along / count);
        return edge.isHorizontal() ? dense : Math.max(dense, along / (count + 1));
    }
}

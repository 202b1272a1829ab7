package dev.tailrace.designer.geometry;

import dev.tailrace.model.Group;
import dev.tailrace.model.Node;
import dev.tailrace.operator.Family;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node as it is drawn, or a block: a collapsed group, which is drawn as one node in the place of its own.
 *
 * @param node of a block: its id and its name are the group's
 * @param family of a block: it has none, and its colours are neutral
 *
 * @param summary what stands under its name, may be empty
 * @param summaryIsCode whether the summary is what the person wrote, and so is set as code
 * @param errors how many problems keep it from running
 * @param preview whether there is room for what it shows
 * @param anchorX of its upper left corner in the drawing; a box that is wider than usual grows to both sides of it, so
 *     that its ports stay over those of its neighbours
 * @param ports of a block: those of its nodes that have a wire across its edge
 * @param group whose block it is; null for a node
 */
public record NodeBox(
        Node node,
        Family family,
        String icon,
        String summary,
        boolean summaryIsCode,
        int errors,
        int warnings,
        boolean preview,
        double anchorX,
        Box box,
        List<PortSpot> ports,
        @Nullable Group group) {
    public static final double WIDTH = 208;
    public static final double MAX_WIDTH = 264;
    public static final double HEIGHT = 56;
    public static final double PREVIEW_HEIGHT = 76;
    public static final double TEXT_X = 53;
    public static final double TEXT_END = 14;
    public static final double BADGE_RADIUS = 10;

    public NodeBox {
        ports = List.copyOf(ports);
    }

    public String id() {
        return node.id();
    }

    public boolean isBlock() {
        return group != null;
    }

    /** Ids of the nodes that it stands for: its own, or those of its group. */
    public List<String> members() {
        return group == null ? List.of(id()) : group.nodes();
    }

    public int problems() {
        return errors + warnings;
    }

    /** Whether a point lies on the badge that counts problems. */
    public boolean badgeContains(double x, double y) {
        return problems() > 0 && Math.hypot(x - box.right(), y - box.y()) <= BADGE_RADIUS + 2;
    }

    /** Whether it is drawn alike: of its node, only the name and whether it is muted are seen. */
    public boolean looksAs(NodeBox other) {
        return this == other
                || node.id().equals(other.node.id())
                        && node.name().equals(other.node.name())
                        && node.muted() == other.node.muted()
                        && of(other.node).equals(other);
    }

    private NodeBox of(Node another) {
        return new NodeBox(
                another, family, icon, summary, summaryIsCode, errors, warnings, preview, anchorX, box, ports, group);
    }

    NodeBox moved(double dx, double dy) {
        List<PortSpot> spots = new ArrayList<>(ports.size());
        for (PortSpot spot : ports) {
            spots.add(spot.moved(dx, dy));
        }
        return new NodeBox(
                node,
                family,
                icon,
                summary,
                summaryIsCode,
                errors,
                warnings,
                preview,
                anchorX + dx,
                box.moved(dx, dy),
                spots,
                group);
    }
}

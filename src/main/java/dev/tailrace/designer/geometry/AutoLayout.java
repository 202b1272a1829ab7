package dev.tailrace.designer.geometry;

import dev.tailrace.designer.geometry.Layers.Item;
import dev.tailrace.designer.geometry.Layers.Kind;
import dev.tailrace.designer.geometry.Layers.Link;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PortRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lays a drawing out in {@link Layers}: a group in its frame by itself, then the groups and the other nodes. Leaves room
 * for the labels of wires. Safe on any thread.
 */
public final class AutoLayout {
    private final CanvasModel model;
    private final Set<String> chosen;
    private final Map<String, Point> places = new HashMap<>();

    private AutoLayout(CanvasModel model, Set<String> chosen) {
        this.model = model;
        this.chosen = chosen;
    }

    /** Places for all nodes and blocks, by their ids. */
    public static Map<String, Point> of(CanvasModel model) {
        return new AutoLayout(
                        model,
                        Set.copyOf(model.nodes().stream().map(NodeBox::id).toList()))
                .places();
    }

    /**
     * Places for some nodes and blocks; a group moves as one only if all of it is chosen.
     *
     * @param chosen their ids
     */
    public static Map<String, Point> of(CanvasModel model, Set<String> chosen) {
        return new AutoLayout(model, chosen).places();
    }

    /** Places for all nodes of a drawing whose ports are not known; those named as such spill. */
    public static Map<String, Point> of(Pipeline pipeline) {
        Map<String, Point> places = new LinkedHashMap<>();
        List<Item> items =
                pipeline.nodes().stream().map(Node::id).map(Item::node).toList();
        List<Link> links = pipeline.wires().stream()
                .map(wire -> new Link(wire.from().node(), wire.to().node(), named(wire.from())))
                .toList();
        Layers.of(items, links, pipeline.flow()).forEach((id, box) -> places.put(id, new Point(box.x(), box.y())));
        return places;
    }

    /** The drawing's places; nodes that have none stand where the automatic layout puts them. */
    static Map<String, Point> placesOf(Pipeline pipeline) {
        if (pipeline.nodes().stream().allMatch(node -> pipeline.layout().containsKey(node.id()))) {
            return pipeline.layout();
        }
        Map<String, Point> places = of(pipeline);
        places.putAll(pipeline.layout());
        return places;
    }

    private static Kind named(PortRef port) {
        return Set.of("error", "late").contains(port.port()) ? Kind.SPILL : Kind.STREAM;
    }

    private Map<String, Point> places() {
        Map<String, String> itemOf = new HashMap<>();
        Map<String, Map<String, Box>> inner = new HashMap<>();
        List<Item> items = new ArrayList<>();
        for (Frame frame : model.frames()) {
            if (chosen.containsAll(frame.group().nodes())) {
                frame.group().nodes().forEach(id -> itemOf.put(id, frame.id()));
                Map<String, Box> boxes = inner(frame);
                inner.put(frame.id(), boxes);
                Box around = around(boxes);
                items.add(new Item(
                        frame.id(),
                        around.width() + 2 * Frame.INSET,
                        around.height() + 2 * Frame.INSET + Frame.TITLE,
                        Frame.INSET,
                        Frame.INSET + Frame.TITLE));
            }
        }
        for (NodeBox node : model.nodes()) {
            if (chosen.contains(node.id()) && !itemOf.containsKey(node.id())) {
                itemOf.put(node.id(), node.id());
                items.add(item(node));
            }
        }
        Map<String, Box> outer =
                Layers.of(items, links(itemOf), model.pipeline().flow());
        outer.forEach((id, box) -> {
            Map<String, Box> within = inner.get(id);
            if (within == null) {
                place(id, box);
            } else {
                Box around = around(within);
                double dx = box.x() + Frame.INSET - around.x();
                double dy = box.y() + Frame.INSET + Frame.TITLE - around.y();
                within.forEach((node, at) -> place(node, at.moved(dx, dy)));
            }
        });
        return places;
    }

    private Map<String, Box> inner(Frame frame) {
        Map<String, String> itself = new HashMap<>();
        List<Item> items = new ArrayList<>();
        for (String id : frame.group().nodes()) {
            NodeBox node = model.node(id);
            if (node != null) {
                itself.put(id, id);
                items.add(item(node));
            }
        }
        return Layers.of(items, links(itself), model.pipeline().flow());
    }

    private static Item item(NodeBox node) {
        return new Item(node.id(), node.box().width(), node.box().height(), 0, 0);
    }

    private static Box around(Map<String, Box> boxes) {
        return boxes.values().stream().reduce(Box::with).orElse(new Box(0, 0, 0, 0));
    }

    /** A box that is wider than usual grows to both sides of what the drawing remembers. */
    private void place(String id, Box box) {
        places.put(id, new Point(Math.rint(box.centreX() - NodeBox.WIDTH / 2), Math.rint(box.y())));
    }

    /** @param itemOf what stands for a node or block; wires of others are left out */
    private List<Link> links(Map<String, String> itemOf) {
        List<Link> links = new ArrayList<>();
        for (WirePath path : model.wires()) {
            NodeBox writer = model.node(path.wire().from().node());
            NodeBox reader = model.node(path.wire().to().node());
            String from = writer == null ? null : itemOf.get(writer.id());
            String to = reader == null ? null : itemOf.get(reader.id());
            if (from != null && to != null) {
                links.add(new Link(from, to, kind(path)));
            }
        }
        return links;
    }

    private static Kind kind(WirePath path) {
        return switch (path.from().port().carries()) {
            case SIDE_TABLE -> Kind.TABLE;
            case ERRORS, LATE_ROWS -> Kind.SPILL;
            default -> Kind.STREAM;
        };
    }
}

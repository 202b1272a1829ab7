package dev.tailrace.designer.geometry;

import dev.tailrace.designer.geometry.Layers.Item;
import dev.tailrace.designer.geometry.Layers.Kind;
import dev.tailrace.designer.geometry.Layers.Link;
import dev.tailrace.model.Group;
import dev.tailrace.model.Nesting;
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
import org.jspecify.annotations.Nullable;

/**
 * Lays a drawing out in {@link Layers}: each group in its frame by itself, then the groups and the other nodes. Leaves room
 * for the labels of wires. Safe on any thread.
 */
public final class AutoLayout {
    private final CanvasModel model;
    private final Set<String> chosen;
    private final Nesting nesting;
    private final Map<String, Point> places = new HashMap<>();

    private AutoLayout(CanvasModel model, Set<String> chosen) {
        this.model = model;
        this.chosen = chosen;
        this.nesting = model.pipeline().attachments().nesting();
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
        laid(null).boxes.forEach(this::place);
        return places;
    }

    /**
     * What is drawn in a frame, laid out by itself.
     *
     * @param boxes of nodes and blocks, also of those in frames within it
     * @param around all of it, with the frames within it
     */
    private record Laid(Map<String, Box> boxes, Box around) {}

    /** @param frame null for the whole drawing */
    private Laid laid(@Nullable Frame frame) {
        Map<String, String> itemOf = new HashMap<>();
        Map<String, Laid> inner = new HashMap<>();
        List<Item> items = new ArrayList<>();
        for (Frame child : model.frames()) {
            if (model.isWithin(child, chosen) && frameAround(child.group()) == frame) {
                Laid within = laid(child);
                within.boxes.keySet().forEach(id -> itemOf.put(id, child.id()));
                inner.put(child.id(), within);
                items.add(new Item(
                        child.id(),
                        within.around.width() + 2 * Frame.INSET,
                        within.around.height() + 2 * Frame.INSET + Frame.TITLE,
                        Frame.INSET,
                        Frame.INSET + Frame.TITLE));
            }
        }
        for (NodeBox node : model.nodes()) {
            if (chosen.contains(node.id()) && frameAround(node) == frame) {
                itemOf.put(node.id(), node.id());
                items.add(item(node));
            }
        }
        Map<String, Box> outer =
                Layers.of(items, links(itemOf), model.pipeline().flow());
        Map<String, Box> boxes = new HashMap<>();
        outer.forEach((id, box) -> {
            Laid within = inner.get(id);
            if (within == null) {
                boxes.put(id, box);
            } else {
                double dx = box.x() + Frame.INSET - within.around.x();
                double dy = box.y() + Frame.INSET + Frame.TITLE - within.around.y();
                within.boxes.forEach((node, at) -> boxes.put(node, at.moved(dx, dy)));
            }
        });
        return new Laid(boxes, around(outer));
    }

    /** The innermost frame of those that are laid out. */
    private @Nullable Frame frameAround(NodeBox node) {
        return innermost(model.frames().stream()
                .filter(frame -> frame.group().nodes().containsAll(node.members()))
                .toList());
    }

    private @Nullable Frame frameAround(Group group) {
        List<String> outer = nesting.around(group).stream().map(Group::id).toList();
        return innermost(model.frames().stream()
                .filter(frame -> outer.contains(frame.id()))
                .toList());
    }

    private @Nullable Frame innermost(List<Frame> outerFirst) {
        Frame innermost = null;
        for (Frame frame : outerFirst) {
            innermost = model.isWithin(frame, chosen) ? frame : innermost;
        }
        return innermost;
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

package dev.tailrace.designer.geometry;

import dev.tailrace.designer.commands.Bend;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the nodes, ports and wires of a drawing stand, in canvas units. Immutable; made anew by {@link Drafting} when
 * the drawing changes, and moved in part while nodes are dragged.
 */
public final class CanvasModel {
    private final Pipeline pipeline;
    private final Map<String, NodeBox> nodes;
    private final Map<String, Frame> frames;
    private final Map<String, NoteBox> notes;
    private final Map<String, NodeBox> blockOfNode = new HashMap<>();
    private final List<WirePath> wires;

    /** @param earlier of which wires keep their paths whose ends and bends are where they were, or null */
    CanvasModel(
            Pipeline pipeline, Map<String, NodeBox> nodes, Map<String, NoteBox> notes, @Nullable CanvasModel earlier) {
        this(
                pipeline,
                nodes,
                Frames.of(pipeline, nodes.values()),
                notes,
                earlier,
                pipeline.attachments().bends());
    }

    private CanvasModel(
            Pipeline pipeline,
            Map<String, NodeBox> nodes,
            Map<String, Frame> frames,
            Map<String, NoteBox> notes,
            @Nullable CanvasModel earlier,
            Map<String, List<Point>> bends) {
        this.pipeline = pipeline;
        this.nodes = nodes;
        this.frames = frames;
        this.notes = notes;
        for (NodeBox box : nodes.values()) {
            if (box.isBlock()) {
                box.members().forEach(id -> blockOfNode.put(id, box));
            }
        }
        wires = new ArrayList<>(pipeline.wires().size());
        int next = 0;
        for (Wire wire : pipeline.wires()) {
            List<Point> through = bends.isEmpty() ? List.of() : bends.getOrDefault(wire.id(), List.of());
            int at = earlier == null ? -1 : earlier.find(wire, next);
            WirePath old = earlier == null || at < 0 ? null : earlier.wires.get(at);
            next = at < 0 ? next : at + 1;
            if (earlier != null && old != null && old.bends().equals(through) && standsAsIn(earlier, wire)) {
                wires.add(old);
                continue;
            }
            PortSpot from = output(wire.from());
            PortSpot to = input(wire.to());
            if (from != null && to != null && !isWithinBlock(wire)) {
                wires.add(WirePath.of(wire, from, to, through));
            }
        }
    }

    /** The position of a wire's path, if it is the next one or the one after that: wires keep their order; else -1. */
    private int find(Wire wire, int next) {
        for (int at = next; at < Math.min(next + 2, wires.size()); at++) {
            if (wires.get(at).wire().equals(wire)) {
                return at;
            }
        }
        return -1;
    }

    /** Whether both ends of a wire have the boxes that they had. */
    private boolean standsAsIn(CanvasModel earlier, Wire wire) {
        return node(wire.from().node()) == earlier.node(wire.from().node())
                && node(wire.to().node()) == earlier.node(wire.to().node());
    }

    private boolean isWithinBlock(Wire wire) {
        NodeBox writer = blockOfNode.get(wire.from().node());
        return writer != null && writer.equals(blockOfNode.get(wire.to().node()));
    }

    public Pipeline pipeline() {
        return pipeline;
    }

    /** Nodes and blocks in the order of the drawing, which is that of drawing: the last is on top. */
    public Collection<NodeBox> nodes() {
        return nodes.values();
    }

    /** The node or block of an id; of a node in a collapsed group, the group's block. */
    public @Nullable NodeBox node(String id) {
        NodeBox box = nodes.get(id);
        return box == null ? blockOfNode.get(id) : box;
    }

    /** The one node or block that a selection of nodes is, or null. */
    public @Nullable NodeBox only(Set<String> selected) {
        NodeBox box = selected.isEmpty() ? null : node(selected.iterator().next());
        return box != null && selected.size() == box.members().size() && selected.containsAll(box.members())
                ? box
                : null;
    }

    /** Each after those that it lies in. */
    public Collection<Frame> frames() {
        return frames.values();
    }

    /** Whether all that is drawn in a frame is among some nodes and blocks. */
    public boolean isWithin(Frame frame, Set<String> ids) {
        return frame.group().nodes().stream().map(this::node).allMatch(box -> box != null && ids.contains(box.id()));
    }

    public @Nullable Frame frame(String group) {
        return frames.get(group);
    }

    public Collection<NoteBox> notes() {
        return notes.values();
    }

    public @Nullable NoteBox note(String id) {
        return notes.get(id);
    }

    public List<WirePath> wires() {
        return wires;
    }

    public @Nullable WirePath wire(Wire wire) {
        for (WirePath path : wires) {
            if (path.wire().equals(wire)) {
                return path;
            }
        }
        return null;
    }

    public @Nullable PortSpot input(PortRef ref) {
        return spot(ref, true);
    }

    public @Nullable PortSpot output(PortRef ref) {
        return spot(ref, false);
    }

    private @Nullable PortSpot spot(PortRef ref, boolean input) {
        NodeBox box = node(ref.node());
        for (PortSpot spot : box == null ? List.<PortSpot>of() : box.ports()) {
            if (spot.port().isInput() == input && spot.ref().equals(ref)) {
                return spot;
            }
        }
        return null;
    }

    /** Whether the same is to be seen, though the drawings may differ: a setting that is being typed is not drawn. */
    public boolean looksAs(CanvasModel other) {
        return this == other || Looks.areSame(this, other);
    }

    /** Whether there is nothing on the canvas. */
    public boolean isEmpty() {
        return nodes.isEmpty() && notes.isEmpty();
    }

    /** Around everything; null if there is nothing. */
    public @Nullable Box bounds() {
        Box all = bounds(nodes.keySet());
        for (Frame frame : frames.values()) {
            all = all == null ? frame.box() : all.with(frame.box());
        }
        for (NoteBox note : notes.values()) {
            all = all == null ? note.box() : all.with(note.box());
        }
        return all;
    }

    /** Around some nodes and notes; null if there is none. */
    public @Nullable Box bounds(Collection<String> ids) {
        Box all = null;
        for (String id : ids) {
            NodeBox node = node(id);
            NoteBox note = notes.get(id);
            Box box = node != null ? node.box() : note != null ? note.box() : null;
            if (box != null) {
                all = all == null ? box : all.with(box);
            }
        }
        return all;
    }

    /** What a pointer meets: ports before bends, badges, nodes, titles of groups, wires, notes and borders of groups. */
    public Hit hit(double x, double y, Detail detail) {
        return new Pointing(this, x, y).hit(detail);
    }

    /** The nearest port within reach that is wanted, or null. */
    public @Nullable PortSpot portAt(double x, double y, Predicate<PortSpot> wanted) {
        return new Pointing(this, x, y).port(wanted);
    }

    /** Ids of the nodes that a rectangle touches, and of all nodes of the blocks that it touches. */
    public List<String> nodesIn(Box area) {
        return nodes.values().stream()
                .filter(node -> node.box().meets(area))
                .flatMap(node -> node.members().stream())
                .toList();
    }

    /** Ids of the notes that a rectangle touches. */
    public Set<String> notesIn(Box area) {
        return notes.values().stream()
                .filter(note -> note.box().meets(area))
                .map(NoteBox::id)
                .collect(Collectors.toSet());
    }

    public Set<Bend> bendsIn(Box area) {
        Set<Bend> found = new HashSet<>();
        for (WirePath path : wires) {
            for (int i = 0; i < path.bends().size(); i++) {
                if (area.contains(path.bends().get(i).x(), path.bends().get(i).y())) {
                    found.add(new Bend(path.wire().id(), i));
                }
            }
        }
        return found;
    }

    /** As {@link #moved(Set, Set, double, double)}, with no bends of their own. */
    public CanvasModel moved(Set<String> ids, double dx, double dy) {
        return moved(ids, Set.of(), dx, dy);
    }

    /**
     * The same drawing with some things elsewhere; what does not move is shared. A wire between two that move takes its
     * bends along; a group moves if all of its nodes do, else its frame stays as it is.
     *
     * @param ids of nodes, blocks and notes
     */
    public CanvasModel moved(Set<String> ids, Set<Bend> bends, double dx, double dy) {
        if (ids.isEmpty() && bends.isEmpty() || dx == 0 && dy == 0) {
            return this;
        }
        Map<String, NodeBox> changed = new LinkedHashMap<>(nodes);
        changed.replaceAll((id, node) -> ids.contains(id) ? node.moved(dx, dy) : node);
        Map<String, Frame> framed = new LinkedHashMap<>(frames);
        framed.replaceAll((id, frame) -> isWithin(frame, ids) ? frame.moved(dx, dy) : frame);
        Map<String, NoteBox> noted = new LinkedHashMap<>(notes);
        noted.replaceAll((id, note) -> ids.contains(id) ? note.moved(dx, dy) : note);
        Map<String, List<Point>> led = new HashMap<>();
        for (WirePath path : wires) {
            boolean writer = moves(path.wire().from(), ids);
            boolean reader = moves(path.wire().to(), ids);
            String id = path.wire().id();
            List<Point> through = new ArrayList<>(path.bends().size());
            for (int i = 0; i < path.bends().size(); i++) {
                Point bend = path.bends().get(i);
                boolean goes = writer && reader || bends.contains(new Bend(id, i));
                through.add(goes ? new Point(bend.x() + dx, bend.y() + dy) : bend);
            }
            led.put(id, through);
        }
        return new CanvasModel(pipeline, changed, framed, noted, this, led);
    }

    /** The same drawing with each of some nodes and blocks moved by its own distance. */
    public CanvasModel shifted(Map<String, Point> by) {
        Map<String, NodeBox> changed = new LinkedHashMap<>(nodes);
        by.forEach((id, far) -> changed.computeIfPresent(id, (same, node) -> node.moved(far.x(), far.y())));
        return new CanvasModel(pipeline, changed, notes, this);
    }

    /** The same drawing with a note changed. */
    public CanvasModel with(NoteBox note) {
        Map<String, NoteBox> noted = new LinkedHashMap<>(notes);
        noted.replace(note.id(), note);
        Map<String, List<Point>> led = new HashMap<>();
        for (WirePath path : wires) {
            if (!path.bends().isEmpty()) {
                led.put(path.wire().id(), path.bends());
            }
        }
        return new CanvasModel(pipeline, nodes, frames, noted, this, led);
    }

    private boolean moves(PortRef end, Set<String> ids) {
        NodeBox box = node(end.node());
        return box != null && ids.contains(box.id());
    }

    /** The nearest node that way, or null: what lies straight ahead counts more than what lies aside. */
    public @Nullable NodeBox next(NodeBox from, Edge way) {
        NodeBox best = null;
        double least = Double.MAX_VALUE;
        for (NodeBox node : nodes.values()) {
            double dx = node.box().centreX() - from.box().centreX();
            double dy = node.box().centreY() - from.box().centreY();
            double ahead = dx * way.dx() + dy * way.dy();
            double aside = Math.abs(dx * way.dy()) + Math.abs(dy * way.dx());
            if (ahead > 1 && ahead + 2 * aside < least) {
                least = ahead + 2 * aside;
                best = node;
            }
        }
        return best;
    }
}

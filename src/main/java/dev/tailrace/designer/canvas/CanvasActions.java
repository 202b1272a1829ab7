package dev.tailrace.designer.canvas;

import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Selection;
import dev.tailrace.designer.commands.Bend;
import dev.tailrace.designer.commands.ClipboardJson;
import dev.tailrace.designer.commands.DeleteAndHeal;
import dev.tailrace.designer.commands.DeleteSelected;
import dev.tailrace.designer.commands.DeleteWires;
import dev.tailrace.designer.commands.Explode;
import dev.tailrace.designer.commands.Fragment;
import dev.tailrace.designer.commands.MoveNodes;
import dev.tailrace.designer.commands.Paste;
import dev.tailrace.designer.commands.PullOut;
import dev.tailrace.designer.commands.SetMuted;
import dev.tailrace.designer.geometry.AutoLayout;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.Edge;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.gestures.Surface;
import dev.tailrace.designer.speech.FlowOrder;
import dev.tailrace.designer.speech.Part;
import dev.tailrace.model.Node;
import dev.tailrace.model.Note;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What keys and menus do to the drawing. Knows no toolkit: the clipboard is text that comes and goes. */
public final class CanvasActions {
    private static final double NUDGE = 8;
    private static final double FAR_NUDGE = 64;
    private static final double ASIDE = 24;

    private final Surface surface;
    private final Walk walk;

    public CanvasActions(Surface surface) {
        this.surface = surface;
        this.walk = new Walk(surface);
    }

    private PipelineEditor editor() {
        return surface.editor();
    }

    /** Whether anything is selected. */
    public boolean hasSelection() {
        return !editor().selection().isEmpty();
    }

    /** Whether something is selected that can be copied. */
    public boolean hasParts() {
        return !parts().isEmpty();
    }

    /** Ids of the selected nodes and notes. */
    private Set<String> parts() {
        Set<String> ids = new HashSet<>(editor().selectedNodes());
        ids.addAll(editor().selection().notes());
        return ids;
    }

    public boolean hasNodes() {
        return !editor().selectedNodes().isEmpty();
    }

    public void selectAll() {
        Pipeline all = editor().pipeline();
        editor().select(new Selection(
                all.nodes().stream().map(Node::id).collect(Collectors.toSet()),
                all.attachments().notes().stream().map(Note::id).collect(Collectors.toSet()),
                Set.of(),
                null));
    }

    public void delete() {
        Wire wire = editor().selectedWire();
        if (wire != null) {
            editor().apply(new DeleteWires(Set.of(wire)));
        } else if (hasSelection()) {
            Selection all = editor().selection();
            editor().apply(new DeleteSelected(all.nodes(), all.notes(), all.bends()));
        }
    }

    public void deleteAndHeal() {
        if (hasNodes()) {
            editor().apply(new DeleteAndHeal(editor().selectedNodes(), surface.ports()));
        } else {
            delete();
        }
    }

    /** The selected part as text. */
    public String copy() {
        return ClipboardJson.write(fragment());
    }

    /** As below, where the part stood before, and with its paths as they are. */
    public boolean paste(String text) {
        return paste(text, null, null);
    }

    /**
     * Adds a part of a drawing that is given as text.
     *
     * @param folder that the relative paths of the part start from, or null if that is not known
     * @param seen what is seen of the canvas: a part that stands elsewhere comes into its middle; null to leave it
     * @return whether the text was a part of a drawing
     */
    public boolean paste(String text, @Nullable Path folder, @Nullable Box seen) {
        Optional<Fragment> part = ClipboardJson.read(text);
        part.map(read -> folder == null ? read : PastePlace.from(folder, read, editor()))
                .map(read -> seen == null ? read : PastePlace.inSight(read, seen))
                .ifPresent(read -> editor().apply(new Paste(PastePlace.fresh(read, editor().pipeline()), false)));
        return part.isPresent();
    }

    public void duplicate() {
        if (hasParts()) {
            editor().apply(new Paste(PastePlace.fresh(fragment(), editor().pipeline()), true));
        }
    }

    private Fragment fragment() {
        Fragment part = Fragment.of(editor().pipeline(), parts());
        Map<String, Point> places = new HashMap<>(part.layout());
        for (Node node : part.nodes()) {
            NodeBox box = surface.model().node(node.id());
            if (box != null && !box.isBlock()) {
                places.put(node.id(), new Point(box.anchorX(), box.box().y()));
            }
        }
        return new Fragment(part.nodes(), part.wires(), places, part.marks(), part.parameters());
    }

    public void toggleMuted() {
        if (hasNodes()) {
            editor().apply(SetMuted.toggle(editor().pipeline(), editor().selectedNodes()));
        }
    }

    /** Whether a single node is selected that wires lead to or from. */
    public boolean canPullOut() {
        String id = editor().selectedNode();
        return id != null
                && !(editor().pipeline().wiresTo(id).isEmpty()
                        && editor().pipeline().wiresFrom(id).isEmpty());
    }

    /** Takes the selected node out of its wires; it goes aside, so that it is seen to be free. */
    public void pullOut() {
        NodeBox box = surface.model().only(editor().selectedNodes());
        if (box != null && canPullOut()) {
            boolean down = editor().pipeline().flow() == Pipeline.FlowDirection.DOWN;
            Point aside = new Point(
                    box.anchorX() + (down ? box.box().width() + ASIDE : 0),
                    box.box().y() + (down ? 0 : box.box().height() + ASIDE));
            editor().apply(new PullOut(box.id(), aside, surface.ports()));
        }
    }

    /** Whether the only selected node is drawn of others. */
    public boolean canExplode() {
        return exploding().isPresent();
    }

    /** Puts what the selected node is drawn of in its place. */
    public void explode() {
        exploding().ifPresent(editor()::apply);
    }

    private Optional<Explode> exploding() {
        String id = editor().selectedNode();
        return id == null || !editor().isCheckCurrent()
                ? Optional.empty()
                : Explode.of(editor().checked(), id, editor().catalogue(), AutoLayout::of);
    }

    /** Moves what is selected by a step of the grid, or by eight. */
    public void nudge(Edge way, boolean far) {
        double by = far ? FAR_NUDGE : NUDGE;
        Map<String, Point> to = new HashMap<>();
        for (Arranged part : Arranged.selected(surface)) {
            to.put(
                    part.id(),
                    new Point(part.anchorX() + way.dx() * by, part.box().y() + way.dy() * by));
        }
        Map<Bend, Point> bends = new HashMap<>();
        for (Bend bend : editor().selection().bends()) {
            Point at = editor().pipeline()
                    .attachments()
                    .bends()
                    .getOrDefault(bend.wire(), List.of())
                    .get(bend.index());
            bends.put(bend, new Point(at.x() + way.dx() * by, at.y() + way.dy() * by));
        }
        editor().apply(new MoveNodes(to, bends, true));
    }

    /** Selects the nearest node that way, or the end of the selected wire; the first node if nothing is selected. */
    public void step(Edge way) {
        Wire wire = editor().selectedWire();
        if (wire != null) {
            boolean back = way == Edge.TOP || way == Edge.LEFT;
            editor().selectNodes(List.of((back ? wire.from() : wire.to()).node()));
            return;
        }
        NodeBox from = current();
        NodeBox next = from == null ? first() : surface.model().next(from, way);
        if (next != null) {
            walk.to(next);
        }
    }

    /** Keeps the node that the arrows have come to selected while they go on, or no longer. */
    public void keepSelected() {
        walk.keep();
    }

    /** Whether the arrows stand on a node. */
    public boolean isOnNode() {
        return walk.current() != null;
    }

    /** Selects a node along a wire: the first reader or writer, or the next one at the same source. */
    public void follow(Edge way) {
        NodeBox from = current();
        if (from == null) {
            step(way);
            return;
        }
        Pipeline pipeline = editor().pipeline();
        List<String> candidates =
                switch (way) {
                    case BOTTOM ->
                        from.members().stream()
                                .flatMap(id -> pipeline.wiresFrom(id).stream())
                                .map(wire -> wire.to().node())
                                .toList();
                    case TOP ->
                        from.members().stream()
                                .flatMap(id -> pipeline.wiresTo(id).stream())
                                .map(wire -> wire.from().node())
                                .toList();
                    case LEFT, RIGHT -> siblings(pipeline, from.id(), way);
                };
        candidates.stream()
                .map(surface.model()::node)
                .filter(box -> box != null && !box.id().equals(from.id()))
                .findFirst()
                .ifPresent(walk::to);
    }

    private static List<String> siblings(Pipeline pipeline, String node, Edge way) {
        List<String> all = pipeline.wiresTo(node).stream()
                .flatMap(wire -> pipeline.wiresFrom(wire.from().node()).stream())
                .map(wire -> wire.to().node())
                .distinct()
                .toList();
        int next = all.indexOf(node) + way.dx();
        return next >= 0 && next < all.size() ? List.of(all.get(next)) : List.of();
    }

    /** Selects the next node or wire in flow order, or the one before. */
    public void tab(boolean backwards) {
        List<Part> parts = FlowOrder.of(surface.model());
        if (parts.isEmpty()) {
            return;
        }
        Part now = Part.selected(surface.model(), editor());
        int at = now == null ? (backwards ? 0 : -1) : parts.indexOf(now);
        editor().select(parts.get(Math.floorMod(at + (backwards ? -1 : 1), parts.size()))
                .selection());
    }

    /** The first output of the selected node that is not wired, else its first, to begin a wire by keyboard. */
    public @Nullable PortRef outputToWire() {
        NodeBox node = current();
        if (node == null) {
            return null;
        }
        PortRef first = null;
        for (var spot : node.ports()) {
            if (!spot.port().isInput()) {
                if (!spot.wired()) {
                    return spot.ref();
                }
                first = first == null ? spot.ref() : first;
            }
        }
        return first;
    }

    private @Nullable NodeBox current() {
        return walk.current();
    }

    private @Nullable NodeBox first() {
        return surface.model().nodes().stream().findFirst().orElse(null);
    }
}

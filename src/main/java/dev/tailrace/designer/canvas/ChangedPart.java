package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.WirePath;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where two scenes differ, of which all is the same but nodes, wires and what stands at them: a key that is pressed
 * changes one node of a drawing. For one thread.
 */
final class ChangedPart {
    private @Nullable Box around;

    private ChangedPart() {}

    /**
     * Around all that is drawn otherwise, in canvas units.
     *
     * @return empty if nothing is known of it, and all has to be painted
     */
    static Optional<Box> between(Scene before, Scene now) {
        ChangedPart part = new ChangedPart();
        boolean known = haveSameGround(before.model(), now.model())
                && part.nodes(before.model().nodes(), now.model().nodes())
                && part.wires(before, now);
        part.pills(before.pills(), now.pills());
        return known ? Optional.ofNullable(part.around) : Optional.empty();
    }

    private static boolean haveSameGround(CanvasModel one, CanvasModel other) {
        return List.copyOf(one.frames()).equals(List.copyOf(other.frames()))
                && List.copyOf(one.notes()).equals(List.copyOf(other.notes()));
    }

    /** @return whether all that has changed lies within the nodes' boxes */
    private boolean nodes(Collection<NodeBox> before, Collection<NodeBox> now) {
        if (before.size() != now.size()) {
            return false;
        }
        Iterator<NodeBox> others = now.iterator();
        for (NodeBox one : before) {
            NodeBox other = others.next();
            if (one == other) {
                continue;
            }
            // Beside the ports of a block stand names; the wires of a muted node are drawn otherwise.
            if (one.isBlock()
                    || other.isBlock()
                    || !one.id().equals(other.id())
                    || one.node().muted() != other.node().muted()) {
                return false;
            }
            if (!one.looksAs(other)) {
                add(one.box());
                add(other.box());
            }
        }
        return true;
    }

    private boolean wires(Scene before, Scene now) {
        List<WirePath> paths = before.model().wires();
        List<WirePath> others = now.model().wires();
        if (paths.size() != others.size()) {
            return false;
        }
        boolean sameNotes = before.notes().equals(now.notes());
        for (int i = 0; i < paths.size(); i++) {
            WirePath one = paths.get(i);
            WirePath other = others.get(i);
            boolean same = one == other || one.equals(other);
            if (!same
                    || !sameNotes
                            && !Objects.equals(
                                    before.notes().get(one.wire()), now.notes().get(other.wire()))) {
                add(one.bounds());
                add(other.bounds());
            }
        }
        return true;
    }

    private void pills(List<Pills.Pill> before, List<Pills.Pill> now) {
        Set<Pills.Pill> gone = new HashSet<>(before);
        gone.removeAll(Set.copyOf(now));
        Set<Pills.Pill> come = new HashSet<>(now);
        come.removeAll(Set.copyOf(before));
        gone.forEach(pill -> add(pill.box()));
        come.forEach(pill -> add(pill.box()));
    }

    private void add(Box box) {
        around = around == null ? box : around.with(box);
    }
}

package dev.tailrace.designer.geometry;

import dev.tailrace.designer.commands.Bend;
import dev.tailrace.model.Pipeline.Point;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What of a drawing lies under a point. */
record Pointing(CanvasModel model, double x, double y) {
    Hit hit(Detail detail) {
        Hit small = detail.hasPorts() ? portOrBend() : null;
        if (small != null) {
            return small;
        }
        Hit node = node();
        if (node != null) {
            return node;
        }
        Hit behind = Hit.NOTHING;
        for (NoteBox note : model.notes()) {
            if (note.cornerContains(x, y)) {
                return new Hit.OfNote(note, true);
            }
            if (note.box().contains(x, y)) {
                behind = new Hit.OfNote(note, false);
            }
        }
        Hit border = Hit.NOTHING;
        Hit title = Hit.NOTHING;
        for (Frame frame : model.frames()) {
            if (frame.titleContains(x, y)) {
                title = new Hit.OfFrame(frame, frame.foldContains(x, y));
            }
            if (frame.borderContains(x, y)) {
                border = new Hit.OfFrame(frame, false);
            }
        }
        if (title != Hit.NOTHING) {
            return title;
        }
        behind = behind == Hit.NOTHING ? border : behind;
        WirePath wire = wire();
        return wire == null ? behind : new Hit.OfWire(wire.wire());
    }

    private @Nullable Hit portOrBend() {
        PortSpot port = port(spot -> true);
        if (port != null) {
            return new Hit.OfPort(port);
        }
        for (WirePath path : model.wires()) {
            for (int i = 0; i < path.bends().size(); i++) {
                Point bend = path.bends().get(i);
                if (Math.hypot(bend.x() - x, bend.y() - y) <= WirePath.REACH) {
                    return new Hit.OfBend(new Bend(path.wire().id(), i), bend.x(), bend.y());
                }
            }
        }
        return null;
    }

    private @Nullable Hit node() {
        NodeBox found = null;
        for (NodeBox node : model.nodes()) {
            if (node.badgeContains(x, y)) {
                return new Hit.OfBadge(node);
            }
            if (node.box().contains(x, y)) {
                found = node;
            }
        }
        return found == null ? null : new Hit.OfNode(found);
    }

    @Nullable
    PortSpot port(Predicate<PortSpot> wanted) {
        PortSpot nearest = null;
        double least = PortSpot.REACH;
        for (NodeBox node : model.nodes()) {
            if (!node.box().grown(PortSpot.REACH).contains(x, y)) {
                continue;
            }
            for (PortSpot spot : node.ports()) {
                double distance = Math.hypot(spot.x() - x, spot.y() - y);
                if (distance <= least && wanted.test(spot)) {
                    least = distance;
                    nearest = spot;
                }
            }
        }
        return nearest;
    }

    private @Nullable WirePath wire() {
        WirePath nearest = null;
        double least = WirePath.REACH;
        for (WirePath path : model.wires()) {
            if (path.bounds().grown(WirePath.REACH).contains(x, y)) {
                double distance = path.curve().distance(x, y);
                if (distance <= least) {
                    least = distance;
                    nearest = path;
                }
            }
        }
        return nearest;
    }
}

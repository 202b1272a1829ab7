package dev.tailrace.designer.canvas;

import dev.tailrace.designer.commands.Arrange;
import dev.tailrace.designer.commands.Arrange.Order;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.Snap;
import dev.tailrace.designer.gestures.Surface;
import dev.tailrace.model.Pipeline.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts what is selected level, one above the other, or at equal gaps. Knows no toolkit. */
final class ArrangeActions {
    private final Surface surface;

    ArrangeActions(Surface surface) {
        this.surface = surface;
    }

    boolean canAlign() {
        return Arranged.selected(surface).size() > 1;
    }

    boolean canDistribute() {
        return Arranged.selected(surface).size() > 2;
    }

    void arrange(Order order) {
        List<Arranged> parts = Arranged.selected(surface);
        if (parts.size() > 1) {
            surface.editor().apply(new Arrange(places(parts, order), order));
        }
    }

    private static Map<String, Point> places(List<Arranged> parts, Order order) {
        Box all = parts.get(0).box();
        for (Arranged part : parts) {
            all = all.with(part.box());
        }
        double meanX = Snap.toGrid(parts.stream()
                .mapToDouble(part -> part.box().centreX())
                .average()
                .orElse(0));
        double meanY = Snap.toGrid(
                parts.stream().mapToDouble(part -> part.box().y()).average().orElse(0));
        if (order == Order.ACROSS || order == Order.DOWN) {
            return distributed(parts, order == Order.ACROSS);
        }
        Map<String, Point> to = new HashMap<>();
        for (Arranged part : parts) {
            Box box = part.box();
            to.put(
                    part.id(),
                    switch (order) {
                        case LEFT -> at(part, all.x(), box.y());
                        case RIGHT -> at(part, all.right() - box.width(), box.y());
                        case COLUMN -> at(part, meanX - box.width() / 2, box.y());
                        case TOP -> at(part, box.x(), all.y());
                        case BOTTOM -> at(part, box.x(), all.bottom() - box.height());
                        case MIDDLE -> at(part, box.x(), all.centreY() - box.height() / 2);
                        case ROW -> at(part, box.x(), meanY);
                        case ACROSS, DOWN, AUTOMATIC -> throw new IllegalStateException(order.name());
                    });
        }
        return to;
    }

    /** The outermost stay; the gaps between all become equal, to whole units. */
    private static Map<String, Point> distributed(List<Arranged> parts, boolean across) {
        List<Arranged> sorted = new ArrayList<>(parts);
        sorted.sort(Comparator.comparingDouble(
                part -> across ? part.box().x() : part.box().y()));
        double room = 0;
        for (int i = 0; i + 1 < sorted.size(); i++) {
            Box box = sorted.get(i).box();
            Box next = sorted.get(i + 1).box();
            room += across ? next.x() - box.right() : next.y() - box.bottom();
        }
        double gap = room / (sorted.size() - 1);
        double at = across ? sorted.get(0).box().x() : sorted.get(0).box().y();
        Map<String, Point> to = new HashMap<>();
        for (Arranged part : sorted) {
            Box box = part.box();
            double start = Math.rint(at);
            to.put(part.id(), across ? at(part, start, box.y()) : at(part, box.x(), start));
            at += (across ? box.width() : box.height()) + gap;
        }
        return to;
    }

    /** The place that the drawing remembers for a box whose upper left corner shall be there. */
    private static Point at(Arranged part, double x, double y) {
        return new Point(x + part.anchorX() - part.box().x(), y);
    }
}

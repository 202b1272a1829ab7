package dev.tailrace.designer.canvas;

import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.Frame;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.geometry.NoteBox;
import dev.tailrace.model.Pipeline.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps notes readable when nodes are laid out: those that would be covered come to stand beside the drawing. */
final class NotesAside {
    private static final double GAP = 24;

    private NotesAside() {}

    /**
     * @param places where nodes and blocks will stand; the others stay
     * @return the places of the notes that have to go
     */
    static Map<String, Point> of(CanvasModel model, Map<String, Point> places) {
        List<Box> taken = new ArrayList<>();
        for (NodeBox node : model.nodes()) {
            Point to = places.get(node.id());
            Box box = node.box();
            taken.add((to == null ? box : box.moved(to.x() - node.anchorX(), to.y() - box.y())).grown(Frame.INSET));
        }
        Map<String, Point> aside = new HashMap<>();
        if (taken.isEmpty()) {
            return aside;
        }
        Box all = taken.stream().reduce(Box::with).orElseThrow();
        double x = all.right() + GAP;
        double y = all.y();
        List<NoteBox> notes = model.notes().stream()
                .sorted(Comparator.comparingDouble((NoteBox note) -> note.box().y()))
                .toList();
        for (NoteBox note : notes) {
            if (taken.stream().anyMatch(note.box()::meets)) {
                aside.put(note.id(), new Point(x, y));
                y += note.box().height() + GAP;
            }
        }
        return aside;
    }
}

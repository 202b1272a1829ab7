package dev.tailrace.designer.geometry;

import dev.tailrace.model.Group;
import dev.tailrace.model.Pipeline.Point;

/** The frame round the nodes of a group that is not collapsed. */
public record Frame(Group group, Box box) {
    /** Height of the strip with the title, canvas units. */
    public static final double TITLE = 28;

    /** Where the title begins, after the arrow that collapses. */
    public static final double TITLE_X = 30;

    public static final double INSET = 20;

    private static final double BORDER = 6;

    /** Round what is drawn of the group: nodes, blocks, and frames within it. */
    static Frame of(Group group, Box content) {
        Box inner = content.grown(INSET);
        return new Frame(group, new Box(inner.x(), inner.y() - TITLE, inner.width(), inner.height() + TITLE));
    }

    public String id() {
        return group.id();
    }

    /** Whether a point lies on the arrow that collapses it. */
    public boolean foldContains(double x, double y) {
        return new Box(box.x(), box.y(), TITLE_X, TITLE).contains(x, y);
    }

    /** Whether a point lies on the strip with the title. */
    public boolean titleContains(double x, double y) {
        return new Box(box.x(), box.y(), box.width(), TITLE).contains(x, y);
    }

    boolean borderContains(double x, double y) {
        return box.grown(BORDER / 2).contains(x, y) && !box.grown(-BORDER).contains(x, y);
    }

    /** Where the group's block stands if it is collapsed: its middle over that of the nodes, on the grid. */
    public Point block() {
        double middle = box.y() + TITLE + (box.height() - TITLE) / 2;
        return new Point(Snap.toGrid(box.centreX() - NodeBox.WIDTH / 2), Snap.toGrid(middle - NodeBox.HEIGHT / 2));
    }

    Frame moved(double dx, double dy) {
        return new Frame(group, box.moved(dx, dy));
    }
}

package dev.tailrace.designer.geometry;

/** A side of a node, and the way out of it. */
public enum Edge {
    TOP(0, -1),
    RIGHT(1, 0),
    BOTTOM(0, 1),
    LEFT(-1, 0);

    private final int dx;
    private final int dy;

    Edge(int dx, int dy) {
        this.dx = dx;
        this.dy = dy;
    }

    /** 1 to the right, -1 to the left, else 0. */
    public int dx() {
        return dx;
    }

    /** 1 downwards, -1 upwards, else 0. */
    public int dy() {
        return dy;
    }

    public boolean isHorizontal() {
        return dy == 0;
    }

    /** The side that takes this one's part when the flow runs to the right instead of down. */
    Edge turned() {
        return switch (this) {
            case TOP -> LEFT;
            case LEFT -> TOP;
            case BOTTOM -> RIGHT;
            case RIGHT -> BOTTOM;
        };
    }
}

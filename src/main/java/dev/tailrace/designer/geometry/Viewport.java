package dev.tailrace.designer.geometry;

/**
 * How the canvas is looked at: a point of the canvas at (x, y) is seen at (x · zoom + dx, y · zoom + dy) of the pane.
 */
public record Viewport(double zoom, double dx, double dy) {
    public static final double MIN_ZOOM = 0.1;
    public static final double MAX_ZOOM = 2.5;

    /** One step of zooming in. */
    public static final double STEP = 1.2;

    private static final double BESIDE = 48;
    private static final double ABOVE = 48;

    /** What lies over the lower edge, such as the buttons that zoom, shall not touch the drawing. */
    private static final double BELOW = 64;

    public static final Viewport START = new Viewport(1, 0, 0);

    public double toCanvasX(double screenX) {
        return (screenX - dx) / zoom;
    }

    public double toCanvasY(double screenY) {
        return (screenY - dy) / zoom;
    }

    public double toScreenX(double x) {
        return x * zoom + dx;
    }

    public double toScreenY(double y) {
        return y * zoom + dy;
    }

    public Viewport panned(double screenDx, double screenDy) {
        return new Viewport(zoom, dx + screenDx, dy + screenDy);
    }

    /** Zoomed so that the canvas point under a point of the pane stays under it. */
    public Viewport zoomed(double factor, double screenX, double screenY) {
        return at(zoom * factor, screenX, screenY);
    }

    /** As {@link #zoomed}, to a zoom. */
    public Viewport at(double newZoom, double screenX, double screenY) {
        double within = Math.max(MIN_ZOOM, Math.min(MAX_ZOOM, newZoom));
        return new Viewport(within, screenX - toCanvasX(screenX) * within, screenY - toCanvasY(screenY) * within);
    }

    /** So that a part of the canvas is seen whole and near the middle, at 100 % at most. */
    public static Viewport fitting(Box part, double width, double height) {
        double zoom = Math.min(
                1,
                Math.min(
                        (width - 2 * BESIDE) / Math.max(1, part.width()),
                        (height - ABOVE - BELOW) / Math.max(1, part.height())));
        zoom = Math.max(MIN_ZOOM, zoom);
        double middle = ABOVE + (height - ABOVE - BELOW) / 2;
        return new Viewport(
                zoom, Math.round(width / 2 - part.centreX() * zoom), Math.round(middle - part.centreY() * zoom));
    }

    /** On the way to another one. */
    public Viewport towards(Viewport other, double share) {
        return new Viewport(
                zoom + (other.zoom - zoom) * share, dx + (other.dx - dx) * share, dy + (other.dy - dy) * share);
    }

    /** The part of the canvas that a pane of this size shows. */
    public Box visible(double width, double height) {
        return new Box(toCanvasX(0), toCanvasY(0), width / zoom, height / zoom);
    }
}

package dev.tailrace.designer.gestures;

import dev.tailrace.designer.geometry.Viewport;

/** Pulls the canvas along. */
public final class Pan implements Gesture {
    private final Surface surface;
    private final Pointer start;
    private final Viewport before;

    Pan(Surface surface, Pointer start) {
        this.surface = surface;
        this.start = start;
        this.before = surface.viewport();
    }

    @Override
    public void drag(Pointer pointer) {
        surface.look(before.panned(pointer.screenX() - start.screenX(), pointer.screenY() - start.screenY()));
    }

    @Override
    public void release(Pointer pointer) {
        drag(pointer);
    }

    @Override
    public void cancel() {
        surface.look(before);
    }
}

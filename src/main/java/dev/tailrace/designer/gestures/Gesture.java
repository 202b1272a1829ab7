package dev.tailrace.designer.gestures;

/** A press, what follows it, and its end: either {@link #release} or {@link #cancel}, once. */
public interface Gesture {
    /** The pointer has moved. */
    void drag(Pointer pointer);

    /** The pointer was let go: does what the gesture is for. */
    void release(Pointer pointer);

    /** Puts everything back as it was before the press. */
    default void cancel() {}

    /** What is drawn while it lasts. */
    default Overlay overlay() {
        return Overlay.NONE;
    }
}

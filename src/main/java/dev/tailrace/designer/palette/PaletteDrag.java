package dev.tailrace.designer.palette;

/**
 * Where operators go that are dragged out of the palette or chosen in it. Positions are in the window's scene. Plain mouse
 * events are used, not the toolkit's drag-and-drop, so that the canvas can draw what is being dropped. Called on the
 * JavaFX thread.
 */
public interface PaletteDrag {
    /** The pointer has moved with an operator. */
    void moved(String operator, double sceneX, double sceneY);

    /** It was let go. */
    void dropped(String operator, double sceneX, double sceneY);

    /** It was given up. */
    void cancelled();

    /** The operator was chosen without a place, by a double click or Enter. */
    void added(String operator);
}

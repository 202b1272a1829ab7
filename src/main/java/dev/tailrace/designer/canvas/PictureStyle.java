package dev.tailrace.designer.canvas;

import dev.tailrace.designer.watch.LivePicture;
import org.jspecify.annotations.Nullable;

/**
 * How a picture of a pipeline looks.
 *
 * @param pixelsPerUnit of a picture in pixels; 1 is the size of the canvas at 100 %
 * @param figures of a run at one moment, or null for a drawing at rest
 * @param marks on what differs from another version
 */
public record PictureStyle(boolean dark, double pixelsPerUnit, @Nullable LivePicture figures, ChangeMarks marks) {
    private static final double PIXELS_PER_UNIT = 2;

    /** At rest, and for PNG at twice the size of the canvas. */
    public static PictureStyle of(boolean dark) {
        return new PictureStyle(dark, PIXELS_PER_UNIT, null, ChangeMarks.NONE);
    }

    public PictureStyle with(ChangeMarks newMarks) {
        return new PictureStyle(dark, pixelsPerUnit, figures, newMarks);
    }
}

package dev.tailrace.designer.canvas;

import java.nio.IntBuffer;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * A picture that is drawn scaled, many times over, where the toolkit renders in software: it takes longer than a frame
 * to scale one of the size of a window. On the JavaFX thread.
 */
final class ScaledPicture {
    /** One that is filled and one that may still be rendered. */
    private static final class Sheet {
        private final int[] pixels;
        private final PixelBuffer<IntBuffer> buffer;
        private final WritableImage image;

        Sheet(int width, int height) {
            pixels = new int[width * height];
            buffer = new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
            image = new WritableImage(buffer);
        }
    }

    private final int width;
    private final int height;
    private final int[] source;
    private final Bilinear picture;
    private Sheet next;
    private Sheet other;

    /** For pictures of this size. */
    ScaledPicture(int width, int height) {
        this.width = width;
        this.height = height;
        source = new int[width * height];
        picture = new Bilinear(source, width, height);
        next = new Sheet(width, height);
        other = new Sheet(width, height);
    }

    boolean isFor(int otherWidth, int otherHeight) {
        return otherWidth == width && otherHeight == height;
    }

    /** Draws this one from now on. */
    void load(WritableImage image) {
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbPreInstance(), source, 0, width);
    }

    /** @param x where its left edge comes to lie */
    void draw(GraphicsContext gc, double scale, double x, double y) {
        Sheet sheet = next;
        next = other;
        other = sheet;
        Bilinear.Part part = picture.into(sheet.pixels, width, height, scale, x, y);
        if (part.isEmpty()) {
            return;
        }
        sheet.buffer.updateBuffer(changed -> new Rectangle2D(part.left(), part.top(), part.width(), part.height()));
        gc.drawImage(
                sheet.image,
                part.left(),
                part.top(),
                part.width(),
                part.height(),
                part.left(),
                part.top(),
                part.width(),
                part.height());
    }
}

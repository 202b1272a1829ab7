package dev.tailrace.designer.pen;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures of pixels as files. */
public final class Png {
    private Png() {}

    /**
     * Writes a picture; a file that is there is replaced once the picture is whole.
     *
     * @throws IOException as the system says it: ImageIO's own writing to files tells nothing of why it fails
     */
    public static void write(BufferedImage picture, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, "png", bytes)) {
            throw new IOException("no writer for PNG");
        }
        Files.write(file, bytes.toByteArray());
    }
}

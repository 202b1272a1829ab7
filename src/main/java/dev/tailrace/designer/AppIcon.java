package dev.tailrace.designer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/** The icon in the task bar, in the sizes that are there. */
final class AppIcon {
    private static final int[] SIZES = {16, 24, 32, 48, 64, 128, 256};

    private AppIcon() {}

    static void set(Stage stage) {
        for (int size : SIZES) {
            try (InputStream file = AppIcon.class.getResourceAsStream("icons/tailrace-" + size + ".png")) {
                if (file != null) {
                    stage.getIcons().add(new Image(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

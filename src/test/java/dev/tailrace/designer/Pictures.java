package dev.tailrace.designer;

import dev.tailrace.designer.theme.Mode;
import java.io.File;
import java.nio.file.Files;
import java.util.Locale;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javax.imageio.ImageIO;

/**
 * Pictures of what a test has built, for people to look at: in {@code target/pictures}, if they are asked for by
 * {@code -Dtailrace.pictures=true}. From any thread but that of JavaFX.
 */
public final class Pictures {
    private static final boolean WANTED = Boolean.getBoolean("tailrace.pictures");

    private Pictures() {}

    public static void of(Node node, String name) {
        if (WANTED) {
            write(node, name);
        }
    }

    /** As the window is now, and in the other mode. */
    static void inBothModes(TestWindow shown, String name) {
        if (!WANTED) {
            return;
        }
        for (Mode mode : Mode.values()) {
            write(shown.stage.getScene().getRoot(), name + "-" + mode.name().toLowerCase(Locale.ROOT));
            Screen.ask(() -> {
                ((ButtonBase) shown.find("#toolbar-theme")).fire();
                return mode;
            });
        }
    }

    private static void write(Node node, String name) {
        Screen.settle();
        Screen.ask(() -> {
            File file = new File("target/pictures/" + name + ".png");
            Files.createDirectories(file.toPath().getParent());
            return ImageIO.write(SwingFXUtils.fromFXImage(node.snapshot(null, null), null), "png", file);
        });
    }
}

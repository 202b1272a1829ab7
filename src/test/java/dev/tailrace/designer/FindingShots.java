package dev.tailrace.designer;

import java.io.File;
import javafx.embed.swing.SwingFXUtils;
import org.testfx.util.WaitForAsyncUtils;

final class FindingShots {
    static void take(TestWindow shown, String name) {
        if (!Boolean.getBoolean("shots")) {
            return;
        }
        try {
            WaitForAsyncUtils.waitForFxEvents();
            new java.util.concurrent.CountDownLatch(1).await(700, java.util.concurrent.TimeUnit.MILLISECONDS);
            WaitForAsyncUtils.asyncFx(() -> {
                var image = shown.stage.getScene().snapshot(null);
                new File("target/pictures").mkdirs();
                javax.imageio.ImageIO.write(
                        SwingFXUtils.fromFXImage(image, null), "png", new File("target/pictures/" + name + ".png"));
                return null;
            }).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}

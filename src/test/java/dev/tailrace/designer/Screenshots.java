package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.files.FileDialogs;
import dev.tailrace.designer.files.Folders;
import dev.tailrace.designer.start.Samples;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/**
 * Draws the window into PNG files, to be looked at beside the mock-ups: {@code Screenshots FOLDER [PIPELINE [LANGUAGE]]},
 * where the language is such as {@code zh}. Needs the properties that tests run with, so that no display is needed.
 */
public final class Screenshots {
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

    private Screenshots() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Path machine = Files.createTempDirectory("screenshots");
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Catalogue catalogue = Catalogue.load();
        Surroundings given = new Surroundings(
                new EmbeddedRuntime(new PipelineCheck(catalogue)),
                catalogue,
                new Texts(Locale.forLanguageTag(arguments.length > 2 ? arguments[2] : "en")),
                new Folders(machine.resolve("config"), machine.resolve("state")),
                Samples.folder(),
                Clock.systemDefaultZone(),
                Executors.newFixedThreadPool(2),
                Executors.newSingleThreadExecutor());
        Stage stage = onFx(Stage::new);
        DesignerWindow window = onFx(() -> new DesignerWindow(stage, given, new NoFiles()));
        onFx(() -> {
            window.show(null);
            return window;
        });
        shoot(stage, folder, "start-light");
        press(stage, "#start-theme");
        shoot(stage, folder, "start-dark");
        press(stage, "#start-theme");
        if (arguments.length > 1) {
            onFx(() -> {
                window.show(Path.of(arguments[1]));
                return window;
            });
            TimeUnit.SECONDS.sleep(2);
            shoot(stage, folder, "editing-light");
            press(stage, "#toolbar-theme");
            shoot(stage, folder, "editing-dark");
            press(stage, "#toolbar-theme");
            press(stage, "#toolbar-run");
            TimeUnit.SECONDS.sleep(6);
            shoot(stage, folder, "running-light");
            press(stage, "#toolbar-theme");
            shoot(stage, folder, "running-dark");
            press(stage, "#toolbar-theme");
            press(stage, "#toolbar-commands");
            shoot(stage, folder, "commands-light");
            onFx(() -> {
                stage.setWidth(1024);
                stage.setHeight(680);
                return stage;
            });
            shoot(stage, folder, "narrow-light");
        }
        System.exit(0);
    }

    private static void press(Stage stage, String button) throws Exception {
        onFx(() -> {
            Node node = stage.getScene().lookup(button);
            ((ButtonBase) node).fire();
            return node;
        });
    }

    private static void shoot(Stage stage, Path folder, String name) throws Exception {
        long until = System.nanoTime() + SETTLE_NANOS;
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
        WritableImage image = onFx(() -> {
            Scene scene = stage.getScene();
            return scene.snapshot(null);
        });
        try {
            ImageIO.write(
                    SwingFXUtils.fromFXImage(image, null),
                    "png",
                    folder.resolve(name + ".png").toFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T onFx(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }

    private static final class NoFiles implements FileDialogs {
        @Override
        public Optional<Path> open() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> save(String suggested) {
            return Optional.empty();
        }
    }
}

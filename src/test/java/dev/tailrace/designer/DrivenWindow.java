package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.files.FileDialogs;
import dev.tailrace.designer.files.Folders;
import dev.tailrace.designer.start.Samples;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * A window on a machine of its own that a program drives, for pictures and measurements. Everything waits for what it
 * wants to see, never for a time. Used from any thread but that of JavaFX.
 */
public final class DrivenWindow implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    final Stage stage;
    final DesignerWindow window;
    final Path machine;
    private final ExecutorService background = Executors.newFixedThreadPool(2);
    private final ExecutorService keeper = Executors.newSingleThreadExecutor();

    /** Starts the toolkit and shows the start screen. */
    public DrivenWindow(Locale locale) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        machine = Scratch.folder("driven");
        Catalogue catalogue = Catalogue.load();
        Surroundings given = new Surroundings(
                new EmbeddedRuntime(new PipelineCheck(catalogue)),
                catalogue,
                new Texts(locale),
                new Folders(machine.resolve("config"), machine.resolve("state")),
                Samples.folder(),
                Clock.systemDefaultZone(),
                background,
                keeper);
        stage = onFx(Stage::new);
        window = onFx(() -> new DesignerWindow(stage, given, new NoFiles()));
        open(null);
    }

    /** Opens a file, or shows the start screen; ends when it is shown and checked. */
    public void open(@Nullable Path file) throws Exception {
        doIt(() -> window.show(file));
        if (file != null) {
            until(() -> shows("#canvas"));
            until(() -> canvas().editor().isCheckCurrent()
                    && !canvas().editor().pipeline().nodes().isEmpty());
        }
    }

    public CanvasPane canvas() {
        return (CanvasPane) find("#canvas");
    }

    /** Does an action of the command palette. */
    public void run(String action) throws Exception {
        doIt(() -> window.actions().get(action).run());
    }

    public void press(String button) throws Exception {
        until(() -> shows(button));
        doIt(() -> ((ButtonBase) find(button)).fire());
    }

    /** Only on the JavaFX thread, as in {@link #until}. */
    public boolean shows(String selector) {
        Node node = stage.getScene().lookup(selector);
        return node != null && node.isVisible();
    }

    /** Only on the JavaFX thread. */
    public String text(String selector) {
        return ((Labeled) find(selector)).getText();
    }

    /** Only on the JavaFX thread. */
    public Node find(String selector) {
        return Objects.requireNonNull(stage.getScene().lookup(selector), selector);
    }

    /** Waits until it is so, looked at on the JavaFX thread. */
    public static void until(BooleanSupplier so) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!onFx(so::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("it did not come about");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** Writes what is to be seen, once two pictures in a row are the same but for what lives, or a second has passed. */
    public void shoot(Path file) throws Exception {
        WritableImage image = picture();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        for (WritableImage next = picture(); !same(image, next) && System.nanoTime() < end; next = picture()) {
            image = next;
        }
        ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile());
    }

    private WritableImage picture() throws Exception {
        // Two frames: what was asked for is laid out in the first and painted in the second.
        for (int frame = 0; frame < 2; frame++) {
            CountDownLatch painted = new CountDownLatch(1);
            doIt(() -> {
                stage.getScene().addPostLayoutPulseListener(once(painted));
                Platform.requestNextPulse();
            });
            painted.await();
        }
        return onFx(() -> stage.getScene().snapshot(null));
    }

    private Runnable once(CountDownLatch painted) {
        return new Runnable() {
            @Override
            public void run() {
                stage.getScene().removePostLayoutPulseListener(this);
                painted.countDown();
            }
        };
    }

    private static boolean same(WritableImage one, WritableImage other) {
        int width = (int) one.getWidth();
        int height = (int) one.getHeight();
        if (width != (int) other.getWidth() || height != (int) other.getHeight()) {
            return false;
        }
        for (int y = 0; y < height; y += 2) {
            for (int x = 0; x < width; x += 2) {
                if (one.getPixelReader().getArgb(x, y) != other.getPixelReader().getArgb(x, y)) {
                    return false;
                }
            }
        }
        return true;
    }

    public static void doIt(Runnable work) throws Exception {
        onFx(() -> {
            work.run();
            return true;
        });
    }

    public static <T> T onFx(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }

    @Override
    public void close() throws Exception {
        doIt(stage::hide);
        background.shutdownNow();
        keeper.shutdown();
        Platform.exit();
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

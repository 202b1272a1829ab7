package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.files.FileDialogs;
import dev.tailrace.designer.files.Folders;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Runtime;
import dev.tailrace.runtime.Translator;
import dev.tailrace.runtime.secrets.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;

/** A real window on a machine of its own, whose file dialogs are answered beforehand. */
final class TestWindow implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    /** Those that come with the program. */
    static final Path SAMPLES = Path.of("sample-pipelines").toAbsolutePath();

    final Path machine;
    /** Its own: a stage that outlives it would keep all windows that it ever showed. */
    final Stage stage = new Stage();

    final DesignerWindow window;
    /** What is asked for when the window has closed is not done, as when the program has ended. */
    private final ExecutorService background = new ThreadPoolExecutor(
            2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new ThreadPoolExecutor.DiscardPolicy());

    private final ExecutorService keeper = Executors.newSingleThreadExecutor();

    /** What the next dialog answers. */
    volatile Optional<Path> chosen = Optional.empty();

    TestWindow(Path machine, Runtime runtime) {
        this(machine, runtime, SAMPLES);
    }

    TestWindow(Path machine, Runtime runtime, Path samples) {
        this(machine, runtime, samples, secrets(machine), Locale.ENGLISH, null);
    }

    TestWindow(Path machine, Runtime runtime, Path samples, SecretStore secrets) {
        this(machine, runtime, samples, secrets, Locale.ENGLISH, null);
    }

    TestWindow(Path machine, Runtime runtime, Path samples, Translator flinkSql) {
        this(machine, runtime, samples, secrets(machine), Locale.ENGLISH, flinkSql);
    }

    /** On a new machine, that can run pipelines. On the JavaFX thread. */
    static TestWindow running() throws IOException {
        return new TestWindow(newMachine(), engine());
    }

    /** The same in a language such as {@code zh-CN}, from any thread. */
    static TestWindow inLanguage(String language) throws IOException {
        Path machine = newMachine();
        return Screen.ask(() ->
                new TestWindow(machine, engine(), SAMPLES, secrets(machine), Locale.forLanguageTag(language), null));
    }

    private static Runtime engine() {
        return new EmbeddedRuntime(new PipelineCheck(Catalogue.load()));
    }

    private static SecretStore secrets(Path machine) {
        return SecretStore.in(folders(machine).config(), Map.of());
    }

    private TestWindow(
            Path machine,
            Runtime runtime,
            Path samples,
            SecretStore secrets,
            Locale locale,
            @Nullable Translator flinkSql) {
        this.machine = machine;
        Surroundings given = new Surroundings(
                runtime,
                Catalogue.load(),
                new Texts(locale),
                folders(machine),
                samples,
                Clock.systemUTC(),
                background,
                keeper,
                secrets,
                flinkSql);
        window = new DesignerWindow(stage, given, new FileDialogs() {
            @Override
            public Optional<Path> open() {
                return chosen;
            }

            @Override
            public Optional<Path> save(String suggested) {
                return chosen;
            }
        });
    }

    static Folders folders(Path machine) {
        return new Folders(machine.resolve("config"), machine.resolve("state"));
    }

    static Path newMachine() throws IOException {
        return Scratch.folder("window");
    }

    Node find(String selector) {
        return stage.getScene().lookup(selector);
    }

    boolean shows(String selector) {
        Node node = find(selector);
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node != null;
    }

    /** Whether it is in the window at all, seen or not. */
    boolean has(String selector) {
        return stage.getScene().lookup(selector) != null;
    }

    String text(String selector) {
        return ((Labeled) find(selector)).getText();
    }

    /** A pipeline file on this machine, there or not. */
    Path file(String name) {
        return machine.resolve(name + PipelineFiles.SUFFIX);
    }

    /** Opens a pipeline with one file source, writing it at the first time. */
    Path open(FxRobot robot, String name) throws IOException {
        Path file = file(name);
        if (!Files.exists(file)) {
            write(file, name, "file-source");
        }
        robot.interact(() -> window.show(file));
        until(() -> stage.getTitle().contains(name));
        return file;
    }

    /** Writes a pipeline of one node. */
    static void write(Path file, String name, String operator) throws IOException {
        Files.writeString(
                file,
                """
                {"tailrace": 1, "name": "%s", "nodes": [{"id": "a", "operator": "%s", "name": "A"}],
                 "layout": {"a": [80, 80]}}
                """
                        .formatted(name, operator));
    }

    /** Asks it to close, as the button in its corner does. */
    void requestClose(FxRobot robot) {
        robot.interact(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
    }

    /** Waits until it is so, looked at on the JavaFX thread. */
    static void until(BooleanSupplier so) {
        Screen.until(so);
    }

    @Override
    public void close() throws InterruptedException {
        Platform.runLater(stage::hide);
        Screen.settle();
        background.shutdownNow();
        keeper.shutdown();
        keeper.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}

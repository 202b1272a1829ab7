package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.NoticeBar.Kind;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.actions.CommandPalette;
import dev.tailrace.designer.files.FailureLog;
import dev.tailrace.designer.files.FileDialogs;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.designer.files.WindowMemory;
import dev.tailrace.designer.start.Sample;
import dev.tailrace.designer.start.Samples;
import dev.tailrace.designer.start.StartScreen;
import dev.tailrace.designer.theme.Themes;
import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.runtime.Run;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The window: the start screen or one open pipeline, and a layer for questions over both. Used on the JavaFX thread. */
public final class DesignerWindow {
    private static final double LEAST_WIDTH = 1024;
    private static final double LEAST_HEIGHT = 680;

    private final Stage stage;
    private final Surroundings given;
    private final FileDialogs dialogs;
    private final Texts texts;
    private final Themes themes;
    private final Filing filing;
    private final Overlay overlay = new Overlay();
    private final BorderPane content = new BorderPane();
    private NoticeBar startNotice;
    private final FailureLog failures;
    private final Scene scene;
    private WindowMemory memory;
    private Actions actions = new Actions();
    private final LanguageChoice language;
    private final BooleanProperty reducedMotion = new SimpleBooleanProperty();
    private @Nullable EditingView editing;

    public DesignerWindow(Stage stage, Surroundings given, FileDialogs dialogs) {
        this.stage = stage;
        this.given = given;
        this.dialogs = dialogs;
        this.texts = given.texts();
        failures = new FailureLog(given.folders(), given.clock());
        memory = WindowMemory.read(given.folders());
        language = new LanguageChoice(texts, memory.language(), this::sayAnew);
        themes = new Themes(memory.mode());
        reducedMotion.set(memory.reducedMotion());
        filing = new Filing(given, dialogs, new Shown());
        startNotice = new NoticeBar(texts.get("designer.window.close-notice"));
        StackPane root = new StackPane(content, overlay);
        // A window that was left on a larger screen must not hang over the edges of this one.
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        scene = new Scene(
                root,
                Math.max(LEAST_WIDTH, Math.min(memory.width(), screen.getWidth())),
                Math.max(LEAST_HEIGHT, Math.min(memory.height(), screen.getHeight())));
        themes.dress(scene);
        themes.speak(texts.locale());
        scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (!overlay.isShowing()) {
                actions.handle(event);
            }
        });
        scene.setOnDragOver(this::dragOver);
        scene.setOnDragDropped(this::dragDropped);
        stage.setScene(scene);
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setMaximized(memory.maximized());
        AppIcon.set(stage);
        stage.setOnCloseRequest(event -> {
            event.consume();
            filing.unlessUnsaved(this::close);
        });
        showStart();
    }

    /** Shows the window: with a file, or with the start screen, where work that was not saved is offered. */
    public void show(@Nullable Path file) {
        stage.show();
        if (file != null) {
            filing.open(file);
        } else {
            filing.offerRecovery();
        }
    }

    /**
     * Says that something failed of the program's own fault, and writes it down. May be called on any thread; what was
     * being done is given up, and the window goes on.
     */
    void failed(Thread thread, Throwable failure) {
        String remedy;
        try {
            failures.add(thread, failure);
            remedy =
                    texts.get("designer.window.failure.written", failures.file().toString());
        } catch (IOException unwritable) {
            remedy = texts.get(
                    "designer.window.failure.not-written", failures.file().toString());
        }
        String words = remedy;
        Platform.runLater(() -> tell(Kind.ERROR, texts.get("designer.window.failure"), words));
    }

    private void close() {
        remember();
        leaveEditing();
        themes.leave(scene);
        stage.close();
    }

    private void remember() {
        WindowMemory now = editing == null ? memory : editing.remember(memory);
        boolean maximized = stage.isMaximized();
        memory = new WindowMemory(
                themes.modeProperty().get(),
                maximized ? now.width() : scene.getWidth(),
                maximized ? now.height() : scene.getHeight(),
                maximized,
                now.paletteWidth(),
                now.inspectorWidth(),
                now.bottomHeight(),
                now.paletteShown(),
                now.inspectorShown(),
                now.bottomShown(),
                now.bottomTab(),
                reducedMotion.get(),
                language.language());
        try {
            memory.write(given.folders());
        } catch (IOException e) {
            tell(Kind.NEWS, texts.get("designer.file.not-remembered", String.valueOf(e.getMessage())), null);
        }
    }

    private void leaveEditing() {
        if (editing != null) {
            memory = editing.remember(memory);
            editing.open().close();
            editing.close();
            editing = null;
            language.release();
        }
    }

    private void showStart() {
        leaveEditing();
        actions = new Actions();
        declare();
        StartScreen start =
                new StartScreen(texts, given.catalogue(), actions, filing.recent(), given.clock(), filing::open);
        startNotice = new NoticeBar(texts.get("designer.window.close-notice"));
        content.setTop(new VBox(startNotice));
        content.setCenter(start);
        stage.setTitle("Tailrace");
        Path samples = given.samples();
        if (samples != null) {
            given.background().execute(() -> {
                List<Sample> read = Samples.read(samples, texts.locale());
                Platform.runLater(() -> start.showSamples(read));
            });
        }
    }

    /** Builds what is seen once more, in the language of now. */
    private void sayAnew() {
        remember();
        themes.speak(texts.locale());
        if (editing == null) {
            showStart();
        } else {
            filing.renew(editing.open());
        }
    }

    private void show(OpenPipeline open) {
        leaveEditing();
        actions = new Actions();
        declare();
        declareEditing();
        EditingView view =
                new EditingView(open, actions, memory, filing::mayRun, run -> ran(open, run), given, dialogs);
        view.reducedMotionProperty().bind(reducedMotion);
        editing = view;
        language.heldBy(view.runs().running());
        content.setTop(null);
        content.setCenter(view);
        Runnable title = () -> stage.setTitle(title(open));
        open.pathProperty().addListener(change -> title.run());
        open.dirtyProperty().addListener(change -> title.run());
        title.run();
    }

    private static String title(OpenPipeline open) {
        Path path = open.pathProperty().get();
        String name = path == null ? open.editor().pipeline().name() : PipelineFiles.shortName(path);
        return (open.dirtyProperty().get() ? "• " : "") + name + " — Tailrace";
    }

    private void ran(OpenPipeline open, Run run) {
        LivePicture picture = open.workbench().pictureProperty().get();
        double seconds = editing == null ? 0 : editing.runs().elapsedNanos() / (double) TimeUnit.SECONDS.toNanos(1);
        filing.ran(open, run, picture == null || seconds <= 0 ? 0 : picture.sourceRows() / seconds);
    }

    private void declare() {
        actions.add(action("new", filing::create).on("Shortcut+N").withIcon("mdi2p-plus"));
        actions.add(action("open", filing::open).on("Shortcut+O").withIcon("mdi2f-folder-open-outline"));
        actions.add(
                action("commands", this::showCommands).on("Shortcut+Shift+P").withIcon("mdi2k-keyboard-outline"));
        actions.add(action("theme", () -> themes.modeProperty()
                        .set(themes.modeProperty().get().other()))
                .withIcon("mdi2t-theme-light-dark"));
        actions.add(Action.toggle("reduced-motion", () -> texts.get("designer.action.reduced-motion"), reducedMotion));
        language.declare(actions);
    }

    private void declareEditing() {
        actions.add(
                action("save", () -> filing.save(() -> {})).on("Shortcut+S").withIcon("mdi2c-content-save-outline"));
        actions.add(action("save-as", () -> filing.saveAs(() -> {})).on("Shortcut+Shift+S"));
        actions.add(action("start", filing::leave).withIcon("mdi2h-home-outline"));
        actions.add(action("find", this::showCommands).on("Shortcut+F").withIcon("mdi2m-magnify"));
    }

    private Action action(String id, Runnable handler) {
        return Action.of(id, () -> texts.get("designer.action." + id), handler);
    }

    private void showCommands() {
        CommandPalette palette = new CommandPalette(this::offered, texts, overlay::hide);
        overlay.show(palette, Pos.TOP_CENTER, () -> {});
        palette.open("");
    }

    private List<Action> offered() {
        List<Action> offered = new ArrayList<>(actions.all());
        offered.removeIf(action -> action.id().equals("commands"));
        if (editing != null) {
            offered.addAll(editing.nodes());
        }
        return offered;
    }

    private void tell(Kind kind, String what, @Nullable String remedy) {
        (editing == null ? startNotice : editing.notice()).tell(kind, what, remedy);
    }

    private void dragOver(DragEvent event) {
        if (dragged(event) != null) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    private void dragDropped(DragEvent event) {
        Path file = dragged(event);
        event.setDropCompleted(file != null);
        event.consume();
        if (file != null) {
            filing.open(file);
        }
    }

    private static @Nullable Path dragged(DragEvent event) {
        List<File> files = event.getDragboard().getFiles();
        return files.size() == 1 ? Objects.requireNonNull(files.get(0)).toPath() : null;
    }

    /** What filing sees of the window. */
    private final class Shown implements Filing.Stage {
        @Override
        public void show(OpenPipeline pipeline) {
            DesignerWindow.this.show(pipeline);
        }

        @Override
        public void showStart() {
            DesignerWindow.this.showStart();
        }

        @Override
        public @Nullable EditingView editing() {
            return editing;
        }

        @Override
        public Overlay overlay() {
            return overlay;
        }

        @Override
        public void tell(Kind kind, String what, @Nullable String remedy) {
            DesignerWindow.this.tell(kind, what, remedy);
        }
    }
}

package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.NoticeBar.Kind;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.files.FailureLog;
import dev.tailrace.designer.files.FileDialogs;
import dev.tailrace.designer.files.WindowMemory;
import dev.tailrace.designer.theme.Themes;
import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.runtime.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;

/** The window: open pipelines in tabs or the start screen, and a layer for questions over both. On the JavaFX thread. */
public final class DesignerWindow {
    private static final double LEAST_WIDTH = 1024;
    private static final double LEAST_HEIGHT = 680;

    private final Stage stage;
    private final Surroundings given;
    private final FileDialogs dialogs;
    private final Texts texts;
    private final Themes themes;
    private final Overlay overlay = new Overlay();
    private final BorderPane content = new BorderPane();
    private final FailureLog failures;
    private final Scene scene;
    private final PipelineTabs tabs = new PipelineTabs(this::view);
    private final Remembering remembering;
    private final FirstRun firstRun;
    private final SecretDesk secrets;
    private final Filing filing;
    private final LocalHistory history;
    private final VersionActions versionActions;
    private final CommandSearch commands;
    private final Closing closing;
    private final SessionKeeper session;
    private final RecoveryOffer recovery;
    private final DiskChanges disk;
    private final Dropping dropping;
    private final SqlImport sql;
    private final WindowActions windowActions;
    private final TabStrip strip;
    private final Shell shell;
    private final Actions startActions = new Actions();
    private final LanguageChoice language;
    private final BooleanProperty reducedMotion = new SimpleBooleanProperty();
    private WindowMemory memory;
    private @Nullable PipelineTab displayed;
    private StartView start;

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
        shell = new Shown();
        remembering = new Remembering(shell, texts, given.keeper());
        firstRun = new FirstRun(shell, given, remembering);
        secrets = new SecretDesk(shell, given);
        filing = new Filing(given, dialogs, shell, firstRun, remembering);
        history = new LocalHistory(shell, filing, given, themes);
        versionActions = new VersionActions(
                new Comparing(shell, filing, given, themes, dialogs),
                new Exporting(shell, given, themes, dialogs),
                given);
        commands = new CommandSearch(shell, filing, texts, this::actions);
        closing = new Closing(shell, filing, texts);
        session = new SessionKeeper(given, tabs, filing, remembering);
        recovery = new RecoveryOffer(shell, filing, given, remembering);
        disk = new DiskChanges(shell, filing, given);
        sql = new SqlImport(shell, filing, given);
        dropping = new Dropping(shell, filing, sql, given);
        windowActions = new WindowActions(texts, tabs, filing, closing);
        windowActions.declare(startActions, null, does());
        language.declare(startActions);
        language.heldBy(tabs.running());
        strip = new TabStrip(tabs, texts, closing::close);
        strip.bind(startActions);
        // A window that was left on a larger screen must not hang over the edges of this one.
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        scene = new Scene(
                new StackPane(content, overlay),
                Math.max(LEAST_WIDTH, Math.min(memory.width(), screen.getWidth())),
                Math.max(LEAST_HEIGHT, Math.min(memory.height(), screen.getHeight())));
        themes.dress(scene);
        themes.speak(texts.locale());
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (!overlay.isShowing()) {
                windowActions.steer(event);
            }
        });
        scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (!overlay.isShowing()) {
                actions().handle(event);
            }
        });
        dropping.listenTo(scene);
        stage.setScene(scene);
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setMaximized(memory.maximized());
        AppIcon.set(stage);
        stage.setOnCloseRequest(event -> {
            event.consume();
            closing.unlessAnyNeeded(this::close);
        });
        stage.addEventHandler(WindowEvent.WINDOW_HIDING, hiding -> tabs.all()
                .forEach(tab -> tab.open().keepLast()));
        stage.focusedProperty().addListener((property, before, focused) -> {
            if (focused) {
                disk.look();
            }
        });
        tabs.addListener(this::display);
        content.setTop(strip);
        showStart();
    }

    /** Shows the window with what was open last, a file, or the start screen; work that was not saved is offered. */
    public void show(@Nullable Path file) {
        stage.show();
        session.restore(() -> {
            session.begin();
            if (file != null) {
                filing.open(file);
            }
            recovery.offer();
        });
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
        Platform.runLater(() -> notice().tell(Kind.ERROR, texts.get("designer.window.failure"), words));
    }

    /** As if a file had been dropped at a place of the scene. */
    void drop(Path file, double sceneX, double sceneY) {
        dropping.drop(file, sceneX, sceneY);
    }

    private void close() {
        session.leave();
        remember();
        tabs.all().forEach(PipelineTab::close);
        themes.leave(scene);
        stage.close();
    }

    private void remember() {
        boolean maximized = stage.isMaximized();
        WindowMemory now = new WindowMemory(
                themes.modeProperty().get(),
                maximized ? memory.width() : scene.getWidth(),
                maximized ? memory.height() : scene.getHeight(),
                maximized,
                displayed == null ? memory.panes() : displayed.view().panes(),
                reducedMotion.get(),
                language.language());
        memory = now;
        remembering.write(() -> now.write(given.folders()));
    }

    private void showStart() {
        start = new StartView(given, startActions, filing);
        content.setCenter(start);
        stage.setTitle("Tailrace");
    }

    /** Builds what is seen once more, in the language of now. */
    private void sayAnew() {
        remember();
        themes.speak(texts.locale());
        tabs.all().stream().filter(PipelineTab::isSeen).forEach(filing::renew);
        if (displayed == null) {
            showStart();
        }
    }

    /** Brings into sight what the tabs say. */
    private void display() {
        PipelineTab now = tabs.shown();
        if (now == displayed) {
            return;
        }
        PipelineTab before = displayed;
        displayed = now;
        if (before != null) {
            memory = memory.withPanes(before.view().panes());
            before.leave(overlay.isShowing() ? null : scene.getFocusOwner());
        }
        if (now == null) {
            showStart();
            return;
        }
        EditingView view = now.view();
        view.adopt(memory.panes());
        content.setCenter(view);
        tellTitle();
        if (!overlay.isShowing()) {
            now.enter();
        }
        disk.look();
    }

    private void mayRun(OpenPipeline open, Runnable then) {
        firstRun.mayRun(open, () -> secrets.unlocked(open, then));
    }

    private EditingView view(PipelineTab tab) {
        windowActions.declare(tab.actions(), tab, does());
        versionActions.declare(tab.actions(), tab);
        language.declare(tab.actions());
        OpenPipeline open = tab.open();
        secrets.attach(open, tab.actions());
        EditingView view = new EditingView(
                open,
                tab.actions(),
                this::mayRun,
                run -> ran(tab, run),
                given,
                remembering,
                dialogs,
                copy -> filing.showUnsaved(copy, open.editor().baseDirectory()));
        view.reducedMotionProperty().bind(reducedMotion);
        SubPipelineActions nested = new SubPipelineActions(open, shell, filing, dialogs);
        nested.declare(tab.actions());
        view.canvas().elsewhere().setOnOpen(nested::open);
        KeptMarks.begin(open, given.folders(), remembering);
        open.pathProperty().addListener(change -> tellTitle());
        open.dirtyProperty().addListener(change -> tellTitle());
        return view;
    }

    private void tellTitle() {
        if (displayed != null) {
            OpenPipeline open = displayed.open();
            stage.setTitle((open.dirtyProperty().get() ? "• " : "") + open.name() + " — Tailrace");
        }
    }

    private void ran(PipelineTab tab, Run run) {
        LivePicture picture = tab.open().workbench().pictureProperty().get();
        double seconds = tab.view().runs().elapsedNanos() / (double) TimeUnit.SECONDS.toNanos(1);
        filing.ran(tab.open(), run, picture == null || seconds <= 0 ? 0 : picture.sourceRows() / seconds);
    }

    private WindowActions.Does does() {
        return new WindowActions.Does(
                commands::show,
                () -> themes.modeProperty().set(themes.modeProperty().get().other()),
                () -> dialogs.openScript().ifPresent(sql::open),
                history::show,
                this::showSamples,
                reducedMotion,
                session.reopenProperty());
    }

    Actions actions() {
        return displayed == null ? startActions : displayed.actions();
    }

    private void showSamples(@Nullable String operator) {
        tabs.show(null);
        start.showGallery(operator);
    }

    private NoticeBar notice() {
        return displayed == null ? start.notice() : displayed.view().notice();
    }

    /** What those who open, save and ask see of the window. */
    private final class Shown implements Shell {
        @Override
        public PipelineTabs tabs() {
            return tabs;
        }

        @Override
        public Overlay overlay() {
            return overlay;
        }

        @Override
        public NoticeBar notice() {
            return DesignerWindow.this.notice();
        }
    }
}

package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.theme.Fxml;
import dev.tailrace.designer.theme.Logo;
import dev.tailrace.designer.theme.SteadyNumber;
import dev.tailrace.designer.watch.Ticker;
import dev.tailrace.runtime.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The bar on top of the window: the file and its state, running, finding, the view. */
@SuppressWarnings("NullAway.Init") // the loader fills the fields
final class Toolbar implements AutoCloseable {
    /** Under this width of the window, labels become tooltips. */
    private static final double NARROW = 1200;

    private static final List<String> FILE_MENU = List.of(
            "new",
            "open",
            "import-sql",
            "",
            "save",
            "save-as",
            "local-history",
            "compare",
            "",
            "export-picture",
            "export-sql",
            "export-description",
            "export-json",
            "",
            "undo",
            "redo",
            "",
            "close-tab",
            "reopen-tab",
            "start");

    private static final List<String> VIEW_MENU = List.of(
            "palette",
            "outline",
            "inspector",
            "bottom",
            "wide-preview",
            "",
            "look-back",
            "live",
            "heat",
            "",
            "fit",
            "fit-selection",
            "",
            "flow-down",
            "flow-right",
            "autolayout",
            "",
            "theme",
            "reduced-motion",
            "reopen-files",
            "",
            "language-system",
            "language-en",
            "language-zh",
            "",
            "find",
            "commands");

    private @FXML HBox root;
    private @FXML HBox left;
    private @FXML HBox right;
    private @FXML MenuButton file;
    private @FXML Region dot;
    private @FXML Label state;
    private @FXML SteadyNumber elapsed;
    private @FXML Button run;
    private @FXML Button finish;
    private @FXML Button stop;
    private @FXML Button pause;
    private @FXML Button step;
    private @FXML Button check;
    private @FXML Label runtime;
    private @FXML MenuButton environment;
    private @FXML Button find;
    private @FXML Button theme;
    private @FXML MenuButton view;

    private final OpenPipeline open;
    private final RunControl runs;
    private final Texts texts;
    private final Ticker clock = new Ticker(Duration.ofMillis(250), this::tellElapsed);

    /** @param environments remembers the choice */
    static Toolbar load(OpenPipeline open, RunControl runs, Actions actions, EnvironmentKeeping environments) {
        Toolbar bar = new Toolbar(open, runs);
        Fxml.load(bar, "fxml/toolbar.fxml", bar.texts);
        bar.begin(actions);
        new EnvironmentChooser(bar.environment, open, environments, actions);
        return bar;
    }

    private Toolbar(OpenPipeline open, RunControl runs) {
        this.open = open;
        this.runs = runs;
        this.texts = open.workbench().texts();
    }

    Region region() {
        return root;
    }

    private void begin(Actions actions) {
        left.getChildren().add(0, new Logo(24));
        bind(actions, run, "run");
        bind(actions, finish, "finish");
        bind(actions, stop, "stop");
        bind(actions, pause, "pause");
        bind(actions, step, "step");
        bind(actions, check, "check");
        bind(actions, find, "commands");
        bind(actions, theme, "theme");
        runtime.setText(texts.get(
                "designer.status.runtime." + open.workbench().runtime().name()));
        file.setAccessibleText(texts.get("designer.toolbar.file"));
        file.setOnShowing(event -> menu(file, actions, FILE_MENU));
        menu(file, actions, List.of("new"));
        view.setAccessibleText(texts.get("designer.toolbar.view"));
        view.setTooltip(new Tooltip(texts.get("designer.toolbar.view")));
        view.setOnShowing(event -> menu(view, actions, VIEW_MENU));
        menu(view, actions, List.of("palette"));
        open.pathProperty().addListener(change -> tellFile());
        open.dirtyProperty().addListener(change -> tellState());
        open.editor().addListener(change -> {
            if (change == PipelineEditor.Change.PIPELINE) {
                tellFile();
            }
        });
        runs.stateProperty().addListener(change -> tellState());
        root.widthProperty().addListener((property, before, after) -> fit(after.doubleValue()));
        elapsed.managedProperty().bind(elapsed.visibleProperty());
        root.sceneProperty().addListener(change -> tellState());
        tellFile();
        tellState();
    }

    @Override
    public void close() {
        clock.stop();
    }

    private static void bind(Actions actions, ButtonBase button, String id) {
        actions.bind(button, id);
        button.setId("toolbar-" + id);
    }

    private static void menu(MenuButton button, Actions actions, List<String> ids) {
        button.getItems().clear();
        for (String id : ids) {
            button.getItems().add(id.isEmpty() ? new SeparatorMenuItem() : actions.menuItem(id));
        }
    }

    private void tellFile() {
        Path path = open.pathProperty().get();
        file.setText(open.name());
        String told = path == null ? "" : path.toString();
        Tooltip before = file.getTooltip();
        // Told again with each key that is pressed; a new one would have its styles looked up.
        if (!told.equals(before == null ? "" : before.getText())) {
            file.setTooltip(path == null ? null : new Tooltip(told));
        }
    }

    private void tellState() {
        Run.@Nullable State now = runs.stateProperty().get();
        boolean running = runs.isRunning();
        String word;
        String look;
        if (now != null && running) {
            word = "run." + now.name().toLowerCase(Locale.ROOT);
            look = isAtRest(now) ? "held" : "finished";
        } else if (open.dirtyProperty().get()) {
            word = "not-saved";
            look = "never-run";
        } else if (now != null) {
            word = "run." + now.name().toLowerCase(Locale.ROOT);
            look = now == Run.State.FAILED ? "failed" : "never-run";
        } else {
            word = open.pathProperty().get() == null ? "new" : "saved";
            look = "never-run";
        }
        state.setText(texts.get("designer.toolbar.state." + word));
        dot.getStyleClass().setAll("dot", look);
        elapsed.setVisible(now != null && now != Run.State.HELD && !word.equals("not-saved"));
        if (running && root.getScene() != null) {
            clock.start();
        } else {
            clock.stop();
        }
        tellElapsed();
        run.setText(texts.get(isAtRest(now) ? "designer.action.resume" : "designer.action.run"));
        // The one button that helps now is the loud one.
        run.getStyleClass().remove("primary");
        step.getStyleClass().remove("bordered");
        pause.getStyleClass().remove("bordered");
        stop.getStyleClass().remove("outlined");
        if (running) {
            stop.getStyleClass().add("outlined");
            (isAtRest(now) ? step : pause).getStyleClass().add("bordered");
        }
        if (!running || isAtRest(now)) {
            run.getStyleClass().add("primary");
        }
    }

    private static boolean isAtRest(Run.@Nullable State now) {
        return now == Run.State.PAUSED || now == Run.State.HELD;
    }

    private void tellElapsed() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(runs.elapsedNanos());
        long hours = seconds / 3600;
        elapsed.setText(
                hours > 0
                        ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, seconds / 60 % 60, seconds % 60)
                        : String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60));
    }

    private void fit(double width) {
        boolean narrow = width < NARROW;
        ContentDisplay display = narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT;
        for (Button button : List.of(finish, stop, pause, step, check)) {
            button.setContentDisplay(display);
        }
        find.setText(texts.get(narrow ? "designer.toolbar.find-narrow" : "designer.toolbar.find"));
        right.requestLayout();
    }
}

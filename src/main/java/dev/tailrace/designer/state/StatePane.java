package dev.tailrace.designer.state;

import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.PaneActions;
import dev.tailrace.designer.rows.RowGrid;
import dev.tailrace.designer.state.StateWords.Compared;
import dev.tailrace.designer.theme.Fxml;
import dev.tailrace.designer.theme.PaneSheet;
import dev.tailrace.designer.theme.StyleSheet;
import dev.tailrace.designer.watch.Shown;
import dev.tailrace.designer.watch.Ticker;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.StateLook;
import dev.tailrace.runtime.StateLook.Seen;
import dev.tailrace.runtime.StateLook.Table;
import dev.tailrace.runtime.StateLook.Unseen;
import dev.tailrace.runtime.StateLook.Why;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.fxml.FXML;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * What the selected node keeps: one of its tables of state, looked at again and again while people see the pane. Used on
 * the JavaFX thread.
 */
@SuppressWarnings("NullAway.Init") // the loader fills the fields
public final class StatePane {
    private static final Duration REFRESH = Duration.ofMillis(250);
    private static final javafx.util.Duration TYPING = javafx.util.Duration.millis(400);

    /** After which it is said that a look has not come. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private @FXML VBox root;
    private @FXML Label title;
    private @FXML Button choice;
    private @FXML Label table;
    private @FXML Label told;
    private @FXML ToggleButton compare;
    private @FXML ToggleButton search;
    private @FXML ToggleButton hold;
    private @FXML FontIcon holdIcon;
    private @FXML Button again;
    private @FXML Button more;
    private @FXML StackPane body;
    private @FXML Label empty;

    private final Workbench workbench;
    private final Texts texts;
    private final StateWords words;
    private final PaneActions actions;
    private final StateFeed feed;
    private final RowGrid grid;
    private final PauseTransition typing = new PauseTransition(TYPING);
    private final BooleanProperty held = new SimpleBooleanProperty();
    private final BooleanProperty comparing = new SimpleBooleanProperty();
    private final BooleanProperty reducedMotion = new SimpleBooleanProperty();

    private TableChoice tables;
    private StateHeading heading;
    private String node = "";
    private @Nullable Seen seen;
    private @Nullable Table shown;
    /** What is compared with. */
    private @Nullable Seen base;

    /** @param chooseFile asks for a file to write rows into, given a name for it */
    public static StatePane load(Workbench workbench, Function<String, Optional<Path>> chooseFile) {
        StatePane pane = new StatePane(workbench, chooseFile);
        Fxml.load(pane, "state.fxml", workbench.texts());
        pane.begin();
        return pane;
    }

    private StatePane(Workbench workbench, Function<String, Optional<Path>> chooseFile) {
        this.workbench = workbench;
        this.texts = workbench.texts();
        words = new StateWords(texts, ZoneId.systemDefault());
        feed = new StateFeed(Platform::runLater, this::take);
        grid = new RowGrid(
                texts, texts.get("designer.state.rows-of"), workbench.background(), chooseFile, this::searched);
        actions = new PaneActions(texts, Set.of("state-copy-cell", "state-copy-tsv", "state-copy-json", "state-open"));
        actions.add("state-table", "mdi2t-table", "F4", this::openChoice);
        actions.add("state-refresh", "mdi2r-refresh", "F5", this::lookAgain);
        actions.toggle("state-hold", "mdi2p-pause", "Shortcut+H", held);
        actions.toggle("state-compare", "mdi2c-compare", "Shortcut+Shift+M", comparing);
        actions.toggle("state-search", "mdi2m-magnify", "Shortcut+Alt+F", grid.searchShownProperty());
        actions.add("state-next-hit", "mdi2c-chevron-down", "F3", () -> grid.nextHit(1));
        actions.add("state-previous-hit", "mdi2c-chevron-up", "Shift+F3", () -> grid.nextHit(-1));
        actions.add("state-open", "mdi2a-arrow-expand", "F2", grid::openCell);
        actions.add("state-copy-cell", "mdi2c-content-copy", "Shortcut+Shift+C", grid::copyCell);
        actions.add("state-copy-tsv", "mdi2c-content-copy", "Shortcut+C", grid::copyRows);
        actions.add("state-copy-json", "mdi2c-code-json", "Shortcut+Alt+J", grid::copyJson);
        actions.add("state-export", "mdi2f-file-export-outline", "Shortcut+E", this::export);
    }

    private void begin() {
        PaneSheet.dress(root);
        root.getStylesheets().add(StyleSheet.beside(StatePane.class, "state.css"));
        heading = new StateHeading(title, told);
        tables = new TableChoice(words, choice, table, () -> showTable(null));
        body.getChildren().add(0, grid);
        choice.setOnAction(pressed -> openChoice());
        actions.explain(choice, "state-table");
        compare.selectedProperty().bindBidirectional(comparing);
        actions.explain(compare, "state-compare");
        hold.selectedProperty().bindBidirectional(held);
        actions.explain(hold, "state-hold");
        search.selectedProperty().bindBidirectional(grid.searchShownProperty());
        actions.explain(search, "state-search");
        again.setOnAction(pressed -> lookAgain());
        actions.explain(again, "state-refresh");
        more.setAccessibleText(texts.get("designer.state.more"));
        more.setTooltip(new Tooltip(texts.get("designer.state.more")));
        more.setOnAction(pressed -> actions.menu(
                        "state-open", "state-copy-cell", "state-copy-tsv", "state-copy-json", "state-export")
                .show(more, Side.BOTTOM, 0, 4));
        for (Region part : List.of(choice, compare, search, hold, again, more)) {
            part.managedProperty().bind(part.visibleProperty());
        }
        choice.setMinWidth(Region.USE_PREF_SIZE);
        held.addListener((property, before, now) -> {
            holdIcon.setIconLiteral(now ? "mdi2p-play" : "mdi2p-pause");
            if (!now) {
                feed.askAgain();
            }
            refresh();
        });
        comparing.addListener((property, before, now) -> {
            base = now ? seen : null;
            showTable(null);
        });
        typing.setOnFinished(over -> find());
        workbench.editor().addListener(change -> {
            if (change == PipelineEditor.Change.SELECTION || change == PipelineEditor.Change.PIPELINE) {
                refresh();
            }
        });
        workbench.runProperty().addListener((property, before, now) -> refresh());
        root.addEventHandler(KeyEvent.KEY_PRESSED, actions::handle);
        root.sceneProperty().addListener(change -> refresh());
        Ticker.whileShown(root, REFRESH, this::refresh);
    }

    public Region region() {
        return root;
    }

    /** What can be done here, for the window. */
    public List<Action> actions(Runnable reveal) {
        return actions.revealing(reveal);
    }

    /** Whether nothing flashes here. */
    public BooleanProperty reducedMotionProperty() {
        return reducedMotion;
    }

    /** Follows the selection and the run: four times a second, and after each change. */
    private void refresh() {
        if (!Shown.is(root)) {
            return;
        }
        Run run = workbench.runProperty().get();
        String selected = workbench.editor().selectedNode();
        String now = selected == null ? "" : selected;
        Run wanted = now.isEmpty() ? null : run;
        if (!feed.follows(wanted, now)) {
            begin(wanted, now);
        }
        heading.name(name());
        if (node.isEmpty()) {
            say(texts.get("designer.state.no-node"));
        } else if (run == null) {
            say(texts.get("designer.state.not-run", name()));
        } else if (run.pipeline().pipeline().node(node).isEmpty()) {
            say(texts.get("designer.state.new-node", name()));
        } else {
            if (run.state().isFinal() && seen != null && !seen.ended() && !feed.isFinding() && feed.isWhenAsked()) {
                feed.askAgain();
            }
            if (!held.get()) {
                feed.tick();
            }
            if (seen == null && feed.waitedNanos() > PATIENCE_NANOS) {
                say(texts.get("designer.state.waiting", name()));
            }
        }
    }

    private void begin(@Nullable Run run, String newNode) {
        feed.follow(run, newNode);
        node = newNode;
        seen = null;
        shown = null;
        base = null;
        comparing.set(false);
        held.set(false);
        grid.searchShownProperty().set(false);
        say("");
    }

    private String name() {
        return workbench.editor().pipeline().node(node).map(of -> of.name()).orElse("");
    }

    private ZoneId zone() {
        Run run = workbench.runProperty().get();
        return run == null ? ZoneId.of("UTC") : run.pipeline().environment().zone();
    }

    private void take(StateLook look) {
        if (look instanceof Seen now) {
            Seen before = seen;
            seen = now;
            if (comparing.get() && base == null) {
                base = now;
            }
            showTable(before);
        } else if (look instanceof Unseen unseen && unseen.why() == Why.IN_A_BATCH && seen != null) {
            // The look from before the batch stays: it says when it was.
            heading.add(texts.get("designer.state.before-its-batch"));
        } else if (look instanceof Unseen unseen) {
            seen = null;
            shown = null;
            Run run = workbench.runProperty().get();
            say(words.why(unseen.why(), name(), run != null && run.state().isFinal()));
        }
    }

    /** @param before the look before this one, whose changed cells flash; null for none */
    private void showTable(@Nullable Seen before) {
        Seen now = seen;
        if (now == null) {
            return;
        }
        List<Table> all = StateWords.shown(now);
        if (all.isEmpty()) {
            say(words.onlyWatermark(now, name(), zone()));
            return;
        }
        Table last = shown;
        Table of = tables.show(node, all, last);
        if (last == null || !last.table().equals(of.table())) {
            Schema schema = of.table().schema();
            grid.columns(schema, of.table().keys().size(), zone());
        }
        shown = of;
        Optional<StateDifference> flashing = StateDifference.since(before, of);
        Optional<StateDifference> marked = comparing.get() ? StateDifference.since(base, of) : Optional.empty();
        if (before == null || last == null || !last.rows().equals(of.rows())) {
            grid.show(
                    new RowGrid.Shown(
                            marked.isEmpty() ? of.rows() : marked.get().rows(),
                            flashing.map(StateDifference::cells).orElse(Map.of()),
                            marked.isEmpty() ? null : marked.get().changes()),
                    !reducedMotion.get());
        }
        Seen since = base;
        heading.tell(words.told(
                now, of, zone(), since == null || marked.isEmpty() ? null : new Compared(since.at(), marked.get())));
        if (feed.isWhenAsked() && !now.ended() && !feed.isFinding()) {
            heading.add(words.whenAsked(now, actions.keyText("state-refresh")));
        }
        showParts(true);
    }

    private void say(String words) {
        empty.setText(words);
        heading.tell("");
        choice.setVisible(false);
        showParts(false);
    }

    private void showParts(boolean rows) {
        grid.setVisible(rows);
        empty.setVisible(!rows);
        for (Region part : List.of(compare, search, hold, again, more)) {
            part.setVisible(rows);
        }
    }

    private void lookAgain() {
        feed.askAgain();
        feed.tick();
    }

    private void openChoice() {
        Seen now = seen;
        Table of = shown;
        if (now == null || of == null) {
            return;
        }
        tables.open(node, now, of);
    }

    private void searched() {
        typing.playFromStart();
    }

    /** What is not among the rows that are shown is looked for in all of them, once nothing more is typed. */
    private void find() {
        Table of = shown;
        Predicate<Row> wanted = grid.finding();
        boolean mayBeElsewhere = of != null && (!of.whole() || of.searched() >= 0);
        feed.find(mayBeElsewhere ? wanted : null);
        feed.tick();
    }

    private void export() {
        Table of = shown;
        if (of != null) {
            grid.export(name() + " " + words.name(of.table()));
        }
    }
}

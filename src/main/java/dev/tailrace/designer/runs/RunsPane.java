package dev.tailrace.designer.runs;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.theme.PaneSheet;
import dev.tailrace.designer.theme.StyleSheet;
import dev.tailrace.designer.watch.Shown;
import dev.tailrace.model.Pipeline;
import dev.tailrace.runtime.history.Outcome;
import dev.tailrace.runtime.history.RunExport;
import dev.tailrace.runtime.history.RunFacts;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The runs of the pipeline that have been, with the series of the chosen one; two that are chosen are compared. Used on the
 * JavaFX thread.
 */
public final class RunsPane extends StackPane {
    /** What the window does with a run. */
    public interface Does {
        /** @param time when it was started, in words */
        void open(Pipeline pipeline, String time);

        void restore(Pipeline pipeline, String time);

        /** Asks for a file and writes a text there. */
        void export(String suggestedName, String text);

        /** Says that runs were deleted, and offers to bring them back. */
        void deleted(int runs, Runnable bringBack);
    }

    private final RunBook book;
    private final Texts texts;
    private final Does does;
    private final RunWords words;
    private final RunsTable table;
    private final RunDetails details;
    private final Label count = new Label();
    private final BooleanBinding none;
    private final BooleanBinding notOne;
    private long reading;

    public RunsPane(RunBook book, Does does) {
        this.book = book;
        this.does = does;
        texts = book.workbench().texts();
        ZoneId zone = book.clock().getZone();
        words = new RunWords(texts, zone);
        table = new RunsTable(book, words);
        details = new RunDetails(book, words);
        ObservableList<RunFacts> selected = table.getSelectionModel().getSelectedItems();
        none = Bindings.isEmpty(selected);
        notOne = Bindings.size(selected).isNotEqualTo(1);
        getStyleClass().add("runs-pane");
        PaneSheet.dress(this);
        getStylesheets().add(StyleSheet.beside(RunsPane.class, "runs.css"));
        BorderPane left = new BorderPane(table);
        left.setTop(bar());
        left.setMinWidth(260);
        details.setMinWidth(220);
        details.setMinHeight(0);
        SplitPane halves = new SplitPane(left, details);
        halves.setOrientation(Orientation.HORIZONTAL);
        halves.setDividerPositions(0.44);
        halves.getStyleClass().add("runs-halves");
        Label empty = new Label(texts.get("designer.runs.none"));
        empty.setId("runs-empty");
        empty.getStyleClass().add("pane-empty");
        getChildren().addAll(halves, empty);
        halves.visibleProperty().bind(Bindings.isNotEmpty(book.runs()));
        empty.visibleProperty().bind(Bindings.isEmpty(book.runs()));
        table.getSelectionModel().getSelectedItems().addListener((ListChangeListener<RunFacts>) change -> chosen());
        book.runs().addListener((ListChangeListener<RunFacts>) change -> listed());
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        sceneProperty().addListener((property, before, scene) -> {
            if (scene != null) {
                book.refresh();
            }
        });
        book.workbench().editor().addListener(change -> {
            if (change == PipelineEditor.Change.PIPELINE && Shown.is(this)) {
                table.refresh();
            }
        });
    }

    /** What can be done with the chosen runs, for the window. */
    public List<Action> actions(Runnable reveal) {
        List<Action> actions = new ArrayList<>();
        actions.add(action("open", reveal, () -> withPipeline(does::open)).withIcon("mdi2o-open-in-new"));
        actions.add(action("restore", reveal, () -> withPipeline(does::restore)).withIcon("mdi2r-restore"));
        actions.add(action("export-csv", reveal, () -> export(".csv")).withIcon("mdi2f-file-delimited-outline"));
        actions.add(action("export-json", reveal, () -> export(".json")).withIcon("mdi2c-code-json"));
        actions.add(action("delete", reveal, this::delete).when(none.not()).withIcon("mdi2t-trash-can-outline"));
        return actions;
    }

    private Action action(String key, Runnable reveal, Runnable what) {
        Action action = Action.of("runs-" + key, () -> texts.get("designer.action.runs-" + key), () -> {
            reveal.run();
            what.run();
        });
        return action.when(notOne.not());
    }

    private HBox bar() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        count.getStyleClass().add("data-count");
        Label hint = new Label(texts.get("designer.runs.compare-hint"));
        hint.getStyleClass().add("data-count");
        hint.setMinWidth(0);
        hint.setTooltip(new Tooltip(hint.getText()));
        count.setMinWidth(Region.USE_PREF_SIZE);
        HBox bar = new HBox(
                2,
                count,
                hint,
                gap,
                button("mdi2o-open-in-new", "open", notOne, () -> withPipeline(does::open)),
                button("mdi2r-restore", "restore", notOne, () -> withPipeline(does::restore)),
                button("mdi2f-file-delimited-outline", "export-csv", notOne, () -> export(".csv")),
                button("mdi2c-code-json", "export-json", notOne, () -> export(".json")),
                button("mdi2t-trash-can-outline", "delete", none, this::delete));
        HBox.setMargin(hint, new Insets(0, 0, 0, 12));
        bar.getStyleClass().addAll("pane-bar", "runs-bar");
        return bar;
    }

    private Button button(String icon, String key, BooleanBinding disabled, Runnable handler) {
        Button button = new Button(null, new FontIcon(icon));
        button.setId("runs-" + key);
        button.getStyleClass().addAll("pane-button", "flat");
        button.setTooltip(new Tooltip(texts.get("designer.runs." + key)));
        button.setAccessibleText(texts.get("designer.runs." + key));
        button.setOnAction(pressed -> handler.run());
        button.disableProperty().bind(disabled);
        return button;
    }

    private void listed() {
        count.setText(texts.get("designer.runs.count", book.runs().size()));
        if (table.getSelectionModel().isEmpty() && !book.runs().isEmpty()) {
            table.getSelectionModel().select(0);
        }
    }

    /** Two are compared, the earlier one first; of more the first two. */
    private void chosen() {
        List<RunFacts> two = selected().stream()
                .limit(2)
                .sorted(Comparator.comparing(RunFacts::started))
                .toList();
        if (two.isEmpty()) {
            return;
        }
        long asked = ++reading;
        book.read(two, read -> {
            // Runs are read at once on several threads: what was chosen before may come later.
            if (asked == reading) {
                details.show(read);
            }
        });
    }

    private List<RunFacts> selected() {
        return table.getSelectionModel().getSelectedItems().stream()
                .filter(Objects::nonNull)
                .toList();
    }

    private void withPipeline(BiConsumer<Pipeline, String> then) {
        book.read(selected(), read -> {
            if (!read.isEmpty() && read.get(0).pipeline() != null) {
                then.accept(
                        read.get(0).pipeline(),
                        words.started(read.get(0).facts(), book.clock().instant()));
            }
        });
    }

    private void export(String suffix) {
        book.read(selected(), read -> {
            if (!read.isEmpty()) {
                PastRun run = read.get(0);
                String text =
                        suffix.equals(".csv") ? RunExport.csv(run.series()) : RunExport.json(run.facts(), run.series());
                does.export("run-" + run.facts().id() + suffix, text);
            }
        });
    }

    /** Those that have ended: one that lives is still written. */
    private void delete() {
        List<RunFacts> gone = selected().stream()
                .filter(run -> run.outcome() != Outcome.RUNNING)
                .toList();
        if (!gone.isEmpty()) {
            table.getSelectionModel().clearSelection();
            book.delete(gone);
            does.deleted(gone.size(), () -> book.bringBack(gone));
        }
    }

    private void key(KeyEvent key) {
        if (key.getCode() == KeyCode.DELETE && !selected().isEmpty()) {
            delete();
            key.consume();
        }
    }
}

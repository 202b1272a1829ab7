package dev.tailrace.designer.history;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.files.FileHistory;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.designer.theme.Mode;
import dev.tailrace.model.FileFailure;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The saved states of a pipeline's file with what changed from one to the next, the drawing of the chosen one beside the
 * present one, and the way back to it. Read in the background; used on the JavaFX thread.
 */
public final class HistoryCard extends VBox {
    private static final int ROW = 48;

    /** What the card is given. */
    public record Given(Texts texts, Catalogue catalogue, Executor background, ZoneId zone, Instant now, Mode mode) {}

    /** @param summary of what changed since the state before */
    private record Entry(FileHistory.State state, Pipeline pipeline, String summary) {}

    private final Given given;
    private final Texts texts;
    private final Pipeline present;
    private final ListView<Entry> list = new ListView<>();
    private final Label none = new Label();
    private final Label then = new Label();
    private final PipelineStill thenStill;
    private final PipelineStill nowStill;
    private final Button restore = new Button();

    /**
     * @param present the drawing as it is on the canvas
     * @param restored gets the chosen drawing and the words for its time
     * @param close takes the card away
     */
    public HistoryCard(
            Given given,
            FileHistory history,
            Path file,
            Pipeline present,
            BiConsumer<Pipeline, String> restored,
            Runnable close) {
        this.given = given;
        this.texts = given.texts();
        this.present = present;
        Path base = PipelineFiles.folderOf(file);
        thenStill = new PipelineStill(texts, given.catalogue(), base, given.background());
        nowStill = new PipelineStill(texts, given.catalogue(), base, given.background());
        getStyleClass().addAll("float-card", "history-card");
        setId("local-history");
        setAccessibleRole(AccessibleRole.DIALOG);
        setAccessibleText(texts.get("designer.history.title", PipelineFiles.shortName(file)));
        setMaxSize(1080, 640);
        Label title = new Label(getAccessibleText());
        title.getStyleClass().add("pane-title");
        Label hint = new Label(texts.get("designer.history.hint"));
        hint.getStyleClass().add("second");
        HBox head = new HBox(12, title, hint);
        head.setAlignment(Pos.BASELINE_LEFT);
        list.setId("history-states");
        list.setAccessibleText(getAccessibleText());
        list.setCellFactory(made -> new StateCell());
        list.setFixedCellSize(ROW);
        list.getStyleClass().add("plain-list");
        list.setPrefWidth(320);
        list.setMinWidth(320);
        list.setPlaceholder(none);
        none.setText(texts.get("designer.history.reading"));
        none.getStyleClass().add("hint");
        none.setWrapText(true);
        VBox before = thenStill.under(then);
        VBox now = nowStill.under(new Label(texts.get("designer.history.now")));
        HBox body = new HBox(16, list, before, now);
        VBox.setVgrow(body, Priority.ALWAYS);
        restore.setText(texts.get("designer.history.restore"));
        restore.setId("history-restore");
        restore.getStyleClass().add("primary");
        restore.setDefaultButton(true);
        restore.setDisable(true);
        Button cancel = new Button(texts.get("designer.history.close"));
        cancel.setId("history-close");
        cancel.setOnAction(event -> close.run());
        Label undoable = new Label(texts.get("designer.history.undoable"));
        undoable.getStyleClass().add("second");
        HBox foot = new HBox(8, restore, cancel, undoable);
        foot.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, body, foot);
        list.getSelectionModel().selectedItemProperty().addListener((property, old, entry) -> choose(entry));
        restore.setOnAction(event -> {
            Entry chosen = list.getSelectionModel().getSelectedItem();
            if (chosen != null) {
                close.run();
                restored.accept(chosen.pipeline(), time(chosen));
            }
        });
        nowStill.show(present, given.mode() == Mode.DARK);
        given.background().execute(() -> read(history, file));
    }

    /** The focus goes to the states. */
    public void open() {
        list.requestFocus();
    }

    private void read(FileHistory history, Path file) {
        List<Entry> entries = new ArrayList<>();
        String failure = null;
        try {
            ChangeSummary summary = new ChangeSummary(texts);
            Entry after = null;
            for (FileHistory.State state : history.states(file)) {
                Optional<Pipeline> pipeline = history.text(state).flatMap(PipelineFiles::parse);
                if (pipeline.isPresent()) {
                    if (after != null) {
                        entries.add(new Entry(
                                after.state(), after.pipeline(), summary.of(pipeline.get(), after.pipeline())));
                    }
                    after = new Entry(state, pipeline.get(), texts.get("designer.history.first"));
                }
            }
            if (after != null) {
                entries.add(after);
            }
        } catch (IOException e) {
            failure = texts.get("designer.history.unreadable", texts.message(FileFailure.reason(e)));
        }
        String words = failure == null ? texts.get("designer.history.none") : failure;
        Platform.runLater(() -> {
            none.setText(words);
            list.getItems().setAll(entries);
            list.getSelectionModel().selectFirst();
        });
    }

    private void choose(@Nullable Entry entry) {
        restore.setDisable(entry == null || entry.pipeline().equals(present));
        then.setText(entry == null ? "" : time(entry));
        if (entry != null) {
            thenStill.show(entry.pipeline(), given.mode() == Mode.DARK);
        }
    }

    private String time(Entry entry) {
        Locale locale = texts.locale();
        ZonedDateTime saved = entry.state().time().atZone(given.zone());
        LocalDate today = given.now().atZone(given.zone()).toLocalDate();
        String clock = saved.format(DateTimeFormatter.ofPattern("HH:mm:ss", locale));
        if (saved.toLocalDate().equals(today)) {
            return texts.get("designer.start.today", clock);
        }
        return saved.format(
                        DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale)) + " " + clock;
    }

    private final class StateCell extends ListCell<Entry> {
        private final Label time = new Label();
        private final Label summary = new Label();
        private final VBox words = new VBox(1, time, summary);

        StateCell() {
            time.getStyleClass().add("strong");
            summary.getStyleClass().add("second");
            words.setAlignment(Pos.CENTER_LEFT);
            words.setMinWidth(0);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (empty || entry == null) {
                setGraphic(null);
                setTooltip(null);
                setAccessibleText(null);
                return;
            }
            time.setText(time(entry));
            summary.setText(entry.summary());
            setTooltip(new Tooltip(entry.summary()));
            setAccessibleText(time.getText() + ", " + entry.summary());
            setGraphic(words);
        }
    }
}

package dev.tailrace.designer.versions;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.history.PipelineStill;
import dev.tailrace.designer.theme.Mode;
import dev.tailrace.designer.theme.Segments;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.versions.Change;
import dev.tailrace.model.versions.PipelineDiff;
import dev.tailrace.operator.Catalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/**
 * The drawing beside another version of it: what differs in words, and both as pictures, overlaid or side by side. Single
 * changes can be taken over from the other version. Reads in the background; used on the JavaFX thread.
 */
public final class CompareCard extends VBox {
    private static final int ROW = 48;
    private static final double ARRANGEMENT = 208;

    /** What the card is given. */
    public record Given(Texts texts, Catalogue catalogue, Executor background, Path folder, Mode mode) {}

    /** What the card asks for. */
    public interface Does {
        /** The drawing as it is now. */
        Pipeline present();

        /** Makes the drawing in one point what the other version has. */
        void take(PipelineDiff diff, Change change, String subject);

        /** Closes the card and goes to a node of the drawing. */
        void goTo(String node);

        /** Asks for a file. */
        Optional<Path> chooseFile();

        void close();
    }

    private final Given given;
    private final Texts texts;
    private final Does does;
    private final ComboBox<KnownVersion> versions = new ComboBox<>();
    private final ListView<Change> list = new ListView<>();
    private final Label nothing = new Label();
    private final PipelineStill both;
    private final PipelineStill theirs;
    private final PipelineStill ours;
    private final VBox bothBox;
    private final VBox theirsBox;
    private final VBox oursBox;
    private final Label theirName = new Label();
    private final Button take = new Button();
    private final Button show = new Button();
    private boolean beside;
    private @Nullable Pipeline other;
    private @Nullable PipelineDiff diff;

    public CompareCard(Given given, String name, Does does) {
        this.given = given;
        this.texts = given.texts();
        this.does = does;
        both = still();
        theirs = still();
        ours = still();
        getStyleClass().addAll("float-card", "history-card");
        setId("compare");
        setAccessibleRole(AccessibleRole.DIALOG);
        setAccessibleText(texts.get("designer.versions.title", name));
        setMaxSize(1080, 640);
        bothBox = both.under(new Label(texts.get("designer.versions.both")));
        theirsBox = theirs.under(theirName);
        oursBox = ours.under(new Label(texts.get("designer.history.now")));
        HBox body = new HBox(16, changes(), bothBox, theirsBox, oursBox);
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(head(), body, foot());
        arrange();
        tell();
    }

    /** Shows the versions that are at hand and begins with the first; where there is none, a file is wanted. */
    public void offer(List<KnownVersion> known) {
        versions.getItems().setAll(known);
        if (known.isEmpty()) {
            nothing.setText(texts.get("designer.versions.none"));
        } else {
            versions.getSelectionModel().selectFirst();
        }
    }

    /** Compares with a version that is not among those at hand. */
    public void compareWith(KnownVersion version) {
        versions.getItems().add(version);
        versions.getSelectionModel().select(version);
    }

    /** The focus goes to the choice of versions. */
    public void open() {
        versions.requestFocus();
    }

    /** Says that the versions at hand could not be found. */
    public void failed(String words) {
        nothing.setText(words);
    }

    private PipelineStill still() {
        return new PipelineStill(texts, given.catalogue(), given.folder(), given.background());
    }

    private HBox head() {
        Label title = new Label(getAccessibleText());
        title.getStyleClass().add("pane-title");
        title.setMinWidth(0);
        versions.setId("compare-versions");
        versions.setAccessibleText(texts.get("designer.versions.with"));
        versions.setPrefWidth(280);
        versions.setMinWidth(200);
        versions.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable KnownVersion version) {
                return version == null ? "" : version.name();
            }

            @Override
            public @Nullable KnownVersion fromString(String name) {
                return null;
            }
        });
        versions.valueProperty().addListener((property, before, version) -> {
            if (version != null) {
                read(version);
            }
        });
        Button file = new Button(texts.get("designer.versions.file"));
        file.setId("compare-file");
        file.setMinWidth(Region.USE_PREF_SIZE);
        file.setOnAction(event -> does.chooseFile().ifPresent(path -> compareWith(KnownVersion.ofFile(path, texts))));
        Segments arrangement = new Segments(
                List.of(
                        new Segments.Choice("compare-overlaid", texts.get("designer.versions.overlaid")),
                        new Segments.Choice("compare-beside", texts.get("designer.versions.beside"))),
                0,
                chosen -> {
                    beside = chosen == 1;
                    arrange();
                });
        arrangement.setMinWidth(ARRANGEMENT);
        arrangement.setPrefWidth(ARRANGEMENT);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(8, title, gap, versions, file, arrangement);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private ListView<Change> changes() {
        list.setId("compare-changes");
        list.setAccessibleText(texts.get("designer.versions.changes"));
        list.setCellFactory(made -> new ChangeCell(() -> diff == null ? null : words(diff)));
        list.setFixedCellSize(ROW);
        list.getStyleClass().add("plain-list");
        list.setPrefWidth(320);
        list.setMinWidth(320);
        nothing.setText(texts.get("designer.versions.reading"));
        nothing.getStyleClass().add("hint");
        nothing.setWrapText(true);
        list.setPlaceholder(nothing);
        list.getSelectionModel().selectedItemProperty().addListener(change -> chosen());
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                goTo();
            }
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                event.consume();
                goTo();
            }
        });
        return list;
    }

    private HBox foot() {
        take.setText(texts.get("designer.versions.take"));
        take.setId("compare-take");
        take.getStyleClass().add("primary");
        take.setOnAction(event -> take());
        show.setText(texts.get("designer.versions.show"));
        show.setId("compare-show");
        show.setOnAction(event -> goTo());
        Button close = new Button(texts.get("designer.history.close"));
        close.setId("compare-close");
        close.setOnAction(event -> does.close());
        Label undoable = new Label(texts.get("designer.history.undoable"));
        undoable.getStyleClass().add("second");
        HBox foot = new HBox(8, take, show, close, undoable);
        foot.setAlignment(Pos.CENTER_LEFT);
        return foot;
    }

    private void arrange() {
        bothBox.setVisible(!beside);
        theirsBox.setVisible(beside);
        oursBox.setVisible(beside);
        paint();
    }

    private void read(KnownVersion version) {
        other = null;
        diff = null;
        list.getItems().clear();
        nothing.setText(texts.get("designer.versions.reading"));
        theirName.setText(version.name());
        tell();
        given.background().execute(() -> {
            KnownVersion.Outcome outcome = version.source().read();
            Platform.runLater(() -> {
                if (versions.getValue() == version) {
                    other = outcome.pipeline();
                    if (outcome.failure() != null) {
                        nothing.setText(outcome.failure());
                    }
                    compare();
                }
            });
        });
    }

    /** Compares anew, as after a change was taken over. */
    private void compare() {
        Pipeline with = other;
        if (with == null) {
            return;
        }
        Pipeline present = does.present();
        given.background().execute(() -> {
            PipelineDiff found = PipelineDiff.of(with, present);
            Platform.runLater(() -> {
                if (other == with) {
                    int row = Math.max(0, list.getSelectionModel().getSelectedIndex());
                    diff = found;
                    nothing.setText(texts.get("designer.versions.same"));
                    list.getItems().setAll(found.changes());
                    list.getSelectionModel()
                            .select(Math.min(row, found.changes().size() - 1));
                    chosen();
                }
            });
        });
    }

    private ChangeWords words(PipelineDiff of) {
        return new ChangeWords(given.catalogue(), texts, of);
    }

    private @Nullable Change selected() {
        return list.getSelectionModel().getSelectedItem();
    }

    /** The chosen change's node in the drawing, or null. */
    private @Nullable String node() {
        Change change = selected();
        String node = change == null ? null : change.node();
        return node != null && does.present().node(node).isPresent() ? node : null;
    }

    private void chosen() {
        tell();
        paint();
    }

    private void tell() {
        take.setDisable(selected() == null);
        show.setDisable(node() == null);
    }

    private void paint() {
        PipelineDiff shown = diff;
        if (shown == null) {
            return;
        }
        Change change = selected();
        String focused = change == null ? null : change.node();
        boolean dark = given.mode() == Mode.DARK;
        if (beside) {
            show(theirs, () -> ComparedDrawing.before(shown, given.catalogue(), given.folder()), focused, dark);
            show(ours, () -> ComparedDrawing.after(shown, given.catalogue(), given.folder()), focused, dark);
        } else {
            show(both, () -> ComparedDrawing.overlaid(shown, given.catalogue(), given.folder()), focused, dark);
        }
    }

    private static void show(
            PipelineStill still, Supplier<ComparedDrawing> drawing, @Nullable String focused, boolean dark) {
        still.show(() -> drawing.get().focusing(focused), dark);
    }

    private void goTo() {
        String node = node();
        if (node != null) {
            does.goTo(node);
        }
    }

    private void take() {
        Change change = selected();
        PipelineDiff of = diff;
        if (change != null && of != null) {
            does.take(of, change, words(of).subject(change));
            compare();
        }
    }
}

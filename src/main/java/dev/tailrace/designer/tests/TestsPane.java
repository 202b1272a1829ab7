package dev.tailrace.designer.tests;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.commands.Command;
import dev.tailrace.designer.rows.CellEditor;
import dev.tailrace.designer.tests.TestBench.Progress;
import dev.tailrace.designer.tests.TestEdits.Side;
import dev.tailrace.designer.theme.PaneSheet;
import dev.tailrace.designer.theme.StyleSheet;
import dev.tailrace.model.PipelineTest;
import dev.tailrace.proof.Outcome;
import java.util.List;
import java.util.function.IntFunction;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The tests of the pipeline with what came of them, and the open one's rows: given ones beside expected ones. */
public final class TestsPane extends BorderPane {
    private static final double LIST_WIDTH = 280;

    /** Under this width of the pane the list gives way to the rows. */
    private static final double NARROW = 800;

    private static final double NARROW_LIST_WIDTH = 188;

    private final TestBench bench;
    private final Texts texts;
    private final ListView<PipelineTest> list = new ListView<>();
    private final Label empty = new Label();
    private final HBox bar = new HBox();
    private final HBox progress = new HBox();
    private final Label progressWords = new Label();
    private final ProgressBar progressBar = new ProgressBar();
    private final Button run = new Button();
    private final TestSide given;
    private final TestSide expected;
    private boolean isShowing;

    public TestsPane(TestBench bench) {
        this.bench = bench;
        texts = bench.workbench().texts();
        getStyleClass().add("tests-pane");
        PaneSheet.dress(this);
        getStylesheets().add(StyleSheet.beside(TestsPane.class, "tests.css"));
        given = new TestSide(bench, Side.GIVEN);
        expected = new TestSide(bench, Side.EXPECTED);
        HBox.setHgrow(given, Priority.ALWAYS);
        HBox.setHgrow(expected, Priority.ALWAYS);
        HBox sides = new HBox(given, expected);
        sides.getStyleClass().add("test-sides");
        given.setPrefWidth(0);
        expected.setPrefWidth(0);
        sides.visibleProperty().bind(Bindings.isNotEmpty(list.getItems()));
        list.setId("tests");
        list.getStyleClass().addAll("problems-list", "tests-list");
        list.setAccessibleText(texts.get("designer.window.tab-tests"));
        list.setEditable(true);
        list.setCellFactory(made -> new TestCell());
        list.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        list.getSelectionModel().selectedIndexProperty().addListener((property, before, after) -> {
            if (!isShowing && after.intValue() >= 0) {
                bench.chosenProperty().set(after.intValue());
            }
        });
        empty.getStyleClass().add("pane-empty");
        empty.setWrapText(true);
        empty.setText(texts.get("designer.tests.none"));
        buildBars();
        BorderPane left = new BorderPane(new StackPane(list));
        left.setTop(new StackPane(bar, progress));
        left.getStyleClass().add("tests-left");
        left.setPrefWidth(LIST_WIDTH);
        left.setMinWidth(NARROW_LIST_WIDTH);
        widthProperty().addListener((property, before, width) -> {
            boolean narrow = width.doubleValue() < NARROW;
            left.setPrefWidth(narrow ? NARROW_LIST_WIDTH : LIST_WIDTH);
            run.setContentDisplay(narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
        });
        setLeft(left);
        StackPane right = new StackPane(sides, empty);
        setCenter(right);
        empty.visibleProperty().bind(Bindings.isEmpty(list.getItems()));
        bench.workbench().editor().addListener(change -> {
            if (change == PipelineEditor.Change.PIPELINE || change == PipelineEditor.Change.CHECK) {
                show();
            }
        });
        bench.chosenProperty().addListener(change -> show());
        bench.outcomesProperty().addListener(change -> ran());
        bench.progressProperty().addListener(change -> progressed());
        progressed();
        show();
    }

    private void buildBars() {
        run.setText(texts.get("designer.action.run-tests"));
        run.setGraphic(new FontIcon("mdi2p-play"));
        run.setTooltip(new Tooltip(run.getText()));
        run.setId("tests-run");
        run.getStyleClass().addAll("pane-button", "tests-run");
        run.setOnAction(pressed -> bench.runAll());
        run.disableProperty().bind(Bindings.isEmpty(list.getItems()));
        run.setMinWidth(Region.USE_PREF_SIZE);
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        Button one = button("mdi2p-play-outline", "run-one", bench::runChosen);
        Button add = button("mdi2p-plus", "add", bench::add);
        Button copy = button("mdi2c-content-copy", "duplicate", this::duplicate);
        Button delete = button("mdi2t-trash-can-outline", "delete", this::delete);
        List.of(one, copy, delete).forEach(button -> button.disableProperty().bind(Bindings.isEmpty(list.getItems())));
        bar.getChildren().setAll(run, spring, one, add, copy, delete);
        bar.getStyleClass().add("pane-bar");
        progressWords.getStyleClass().add("data-count");
        Hyperlink cancel = new Hyperlink(texts.get("designer.tests.cancel"));
        cancel.setId("tests-cancel");
        cancel.setOnAction(pressed -> bench.cancel());
        HBox.setHgrow(progressBar, Priority.ALWAYS);
        progressBar.setMaxWidth(Double.MAX_VALUE);
        progress.setSpacing(8);
        progress.getStyleClass().add("pane-bar");
        progress.getChildren().setAll(progressWords, progressBar, cancel);
    }

    private Button button(String icon, String key, Runnable handler) {
        Button button = new Button(null, new FontIcon(icon));
        button.setId("tests-" + key);
        button.getStyleClass().addAll("pane-button", "flat");
        button.setTooltip(new Tooltip(texts.get("designer.tests." + key)));
        button.setAccessibleText(texts.get("designer.tests." + key));
        button.setOnAction(pressed -> handler.run());
        return button;
    }

    private void progressed() {
        Progress now = bench.progressProperty().get();
        bar.setVisible(now == null);
        progress.setVisible(now != null);
        if (now != null) {
            progressWords.setText(texts.get("designer.tests.running", Math.min(now.done() + 1, now.all()), now.all()));
            progressBar.setProgress(now.done() / (double) now.all());
        }
    }

    private void ran() {
        list.refresh();
        given.ran();
        expected.ran();
    }

    private void show() {
        isShowing = true;
        List<PipelineTest> tests = bench.tests();
        if (!tests.equals(list.getItems())) {
            list.getItems().setAll(tests);
        }
        int chosen = bench.chosenProperty().get();
        if (chosen >= 0 && chosen < tests.size()) {
            list.getSelectionModel().clearAndSelect(chosen);
        }
        isShowing = false;
        given.show();
        expected.show();
    }

    private void apply(IntFunction<Command> edit) {
        if (bench.chosen() != null) {
            bench.workbench().editor().apply(edit.apply(bench.chosenProperty().get()));
        }
    }

    private void duplicate() {
        apply(index -> bench.edits().duplicate(index));
        bench.chosenProperty()
                .set(Math.min(bench.chosenProperty().get() + 1, bench.tests().size() - 1));
    }

    private void delete() {
        apply(index -> bench.edits().delete(index));
    }

    private void key(KeyEvent key) {
        if (list.getEditingIndex() >= 0) {
            return;
        }
        boolean isHeard = true;
        if (key.getCode() == KeyCode.F2) {
            list.edit(bench.chosenProperty().get());
        } else if (key.getCode() == KeyCode.DELETE) {
            delete();
        } else if (key.getCode() == KeyCode.ENTER) {
            bench.runChosen();
        } else if (key.isShortcutDown() && key.getCode() == KeyCode.D) {
            duplicate();
        } else {
            isHeard = false;
        }
        if (isHeard) {
            key.consume();
        }
    }

    /** Glyph, name, and what came of it in a word. */
    private final class TestCell extends ListCell<@Nullable PipelineTest> {
        private final FontIcon icon = new FontIcon();
        private final Label name = new Label();
        private final Label word = new Label();
        private final HBox box = new HBox(8, icon, name, word);

        TestCell() {
            name.getStyleClass().add("test-name");
            name.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(name, Priority.ALWAYS);
            word.getStyleClass().add("test-word");
            word.setMinWidth(Region.USE_PREF_SIZE);
            box.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0);
            setOnMouseClicked(click -> {
                if (click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 2 && !isEmpty()) {
                    list.edit(getIndex());
                }
            });
        }

        @Override
        protected void updateItem(@Nullable PipelineTest test, boolean nothing) {
            super.updateItem(test, nothing);
            getStyleClass().removeAll("passed", "failed", "open");
            if (test == null || nothing) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            Outcome outcome = bench.outcomesProperty().get().get(test);
            name.setText(test.name());
            setTooltip(new Tooltip(
                    outcome == null
                            ? test.name()
                            : texts.get(
                                    "designer.tests.took",
                                    test.name(),
                                    outcome.elapsed().toMillis())));
            if (outcome == null) {
                getStyleClass().add("open");
                icon.setIconLiteral("mdi2c-circle-outline");
                word.setText(texts.get("designer.tests.not-run"));
            } else {
                getStyleClass().add(outcome.isPassed() ? "passed" : "failed");
                icon.setIconLiteral(outcome.isPassed() ? "mdi2c-check-circle-outline" : "mdi2c-close-circle-outline");
                word.setText(
                        switch (outcome.status()) {
                            case PASSED -> texts.get("designer.tests.passed");
                            case FAILED -> texts.get("designer.tests.failed");
                            case UNFIT -> texts.get("designer.tests.unfit");
                        });
            }
            setGraphic(box);
        }

        @Override
        public void startEdit() {
            super.startEdit();
            PipelineTest test = getItem();
            if (!isEditing() || test == null) {
                return;
            }
            CellEditor editor = new CellEditor(test.name(), this::isEditing, this::take, this::cancelEdit);
            setGraphic(editor);
            editor.begin();
        }

        private void take(String typed) {
            int index = getIndex();
            cancelEdit();
            bench.workbench().editor().apply(bench.edits().rename(index, typed));
            list.requestFocus();
        }

        @Override
        public void cancelEdit() {
            super.cancelEdit();
            updateItem(getItem(), isEmpty());
        }
    }
}

package dev.tailrace.designer.finding;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.LatestAnswer;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Asks for a column's other name, and shows every setting that changes with it before anything does. */
final class RenameColumnCard extends VBox {
    private static final double WIDTH = 560;

    private final Workbench workbench;
    private final Texts texts;
    private final Column column;
    private final Runnable close;
    private final ColumnRename renames;
    private final TextField name = new TextField();
    private final Label state = new Label();
    private final Button rename = new Button();
    private final HitList list;
    private final LatestAnswer<ColumnRename.Plan> plans;
    private ColumnRename.@Nullable Ready ready;

    /** @param close takes the card away */
    RenameColumnCard(Workbench workbench, Column column, Runnable close) {
        super(10);
        this.workbench = workbench;
        this.texts = workbench.texts();
        this.column = column;
        this.close = close;
        this.renames = new ColumnRename(workbench.editor().catalogue());
        this.plans = new LatestAnswer<>(workbench.background(), this::show);
        setId("rename-column");
        getStyleClass().addAll("float-card", "replace-card");
        setPrefWidth(WIDTH);
        Label title = new Label(texts.get("designer.column.rename-title", column.name()));
        title.getStyleClass().add("pane-title");
        name.setId("rename-column-name");
        name.getStyleClass().add("mono");
        name.setAccessibleText(title.getText());
        name.setText(column.name());
        name.textProperty().addListener((property, before, now) -> plan());
        HBox field = new HBox(name);
        field.getStyleClass().add("search-field");
        HBox.setHgrow(name, Priority.ALWAYS);
        list = new HitList(workbench.editor(), texts, null);
        list.setId("rename-column-places");
        state.setId("rename-column-state");
        state.getStyleClass().add("second");
        state.setWrapText(true);
        state.setMaxWidth(Double.MAX_VALUE);
        state.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(state, Priority.ALWAYS);
        rename.setId("rename-column-do");
        rename.setText(texts.get("designer.column.rename-do"));
        rename.getStyleClass().add("primary");
        rename.setMinWidth(USE_PREF_SIZE);
        rename.setOnAction(pressed -> rename());
        Button cancel = new Button(texts.get("designer.column.cancel"));
        cancel.setMinWidth(USE_PREF_SIZE);
        cancel.setOnAction(pressed -> close.run());
        HBox foot = new HBox(8, state, cancel, rename);
        foot.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(title, field, list, foot);
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                close.run();
                key.consume();
            } else if (key.getCode() == KeyCode.ENTER && key.getTarget() == name) {
                rename();
                key.consume();
            }
        });
        say(texts.get("designer.column.rename-hint"), false);
        rename.setDisable(true);
    }

    void open() {
        name.requestFocus();
        name.selectAll();
    }

    void editorChanged(PipelineEditor.Change change) {
        if (change == PipelineEditor.Change.CHECK) {
            plan();
        }
    }

    private void plan() {
        plans.forget();
        String wish = name.getText().strip();
        ready = null;
        rename.setDisable(true);
        if (wish.isEmpty() || wish.equals(column.name()) || !workbench.editor().isCheckCurrent()) {
            list.show(List.of());
            say(texts.get("designer.column.rename-hint"), false);
            return;
        }
        CheckedPipeline checked = workbench.editor().checked();
        plans.ask(() -> renames.plan(checked, column, wish));
    }

    private void show(ColumnRename.Plan plan) {
        if (plan instanceof ColumnRename.Ready found) {
            ready = found;
            rename.setDisable(false);
            list.show(found.lines().stream()
                    .map(line -> new HitList.Entry(line.node(), line.path(), line.before(), line.after()))
                    .toList());
            int lines = found.lines().size();
            say(texts.get(found.atSource() ? "designer.column.places-source" : "designer.column.places", lines), false);
        } else if (plan instanceof ColumnRename.Refused refused) {
            list.show(List.of());
            String why = refused.cause() == null ? "" : " " + texts.of(refused.cause());
            say(texts.of(refused.reason()) + why, true);
        }
    }

    private void say(String words, boolean wrong) {
        state.setText(words);
        state.getStyleClass().remove("wrong");
        if (wrong) {
            state.getStyleClass().add("wrong");
        }
    }

    private void rename() {
        ColumnRename.Ready plan = ready;
        if (plan != null) {
            close.run();
            workbench.editor().applyAlone(plan.command());
        }
    }
}

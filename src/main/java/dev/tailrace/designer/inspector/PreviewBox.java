package dev.tailrace.designer.inspector;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Texts;
import dev.tailrace.data.TypeKind;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.watch.CellText;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Preview;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * What the node makes of the first rows of its sources, computed aside a moment after the last keystroke. Sources are
 * read only for a pipeline that the person trusts, or when asked for.
 */
final class PreviewBox extends VBox {
    private static final Duration REST = Duration.millis(300);
    private static final int SOURCE_ROWS = 200;
    private static final int ROWS_SHOWN = 6;
    private static final int COLUMNS_SHOWN = 2;
    private static final int COLUMNS_SHOWN_ALONE = 3;

    private final Workbench workbench;
    private final Label count = new Label();
    private final VBox table = new VBox();
    private final Label words = new Label();
    private final Button show;
    private final PauseTransition rest = new PauseTransition(REST);
    private @Nullable String node;
    private @Nullable FutureTask<@Nullable Preview> running;
    private @Nullable CheckedPipeline previewed;
    private boolean asked;

    PreviewBox(Workbench workbench) {
        this.workbench = workbench;
        getStyleClass().add("preview");
        Texts texts = workbench.texts();
        Label title = new Label(texts.get("designer.inspector.preview"));
        title.getStyleClass().add("inspector-label");
        count.getStyleClass().add("inspector-count");
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        table.getStyleClass().add("preview-table");
        table.managedProperty().bind(table.visibleProperty());
        words.getStyleClass().add("inspector-hint");
        words.setWrapText(true);
        words.managedProperty().bind(words.visibleProperty());
        show = new Button(texts.get("designer.inspector.show-preview"));
        show.managedProperty().bind(show.visibleProperty());
        show.setOnAction(pressed -> {
            asked = true;
            previewed = null;
            update();
        });
        getChildren().addAll(new HBox(8, title, spring, count), table, words, show);
        rest.setOnFinished(rested -> compute());
        workbench.trustedProperty().addListener((property, before, after) -> update());
        hide();
    }

    /** @param newNode whose rows are shown from now on, or null for none */
    void show(@Nullable String newNode) {
        if (!java.util.Objects.equals(newNode, node)) {
            node = newNode;
            previewed = null;
            hide();
        }
        update();
    }

    /** The drawing or its check has changed. */
    void update() {
        CheckedPipeline checked = workbench.editor().checked();
        CheckedNode found = node == null ? null : checked.nodes().get(node);
        boolean possible = found != null
                && !found.inputs().isEmpty()
                && !found.outputs().isEmpty()
                && !found.hasErrors()
                && found.placement() != null;
        if (!possible) {
            cancel();
            // A preview of the text before a mistake stays until the mistake is mended.
            if (found == null || previewed == null) {
                hide();
            }
            return;
        }
        if (!workbench.trustedProperty().get() && !asked) {
            say(workbench.texts().get("designer.inspector.preview-reads"), true);
        } else if (checked != previewed) {
            rest.playFromStart();
        }
    }

    private void cancel() {
        rest.stop();
        if (running != null) {
            running.cancel(true);
            running = null;
        }
    }

    private void compute() {
        cancel();
        PipelineEditor editor = workbench.editor();
        CheckedPipeline subject = editor.checked();
        String mine = node;
        if (mine == null || !editor.isCheckCurrent() || getScene() == null) {
            return;
        }
        FutureTask<@Nullable Preview> task = new FutureTask<>(
                () -> workbench.runtime().preview(subject, mine, SOURCE_ROWS)) {
            @Override
            protected void done() {
                if (!isCancelled()) {
                    FutureTask<@Nullable Preview> self = this;
                    Platform.runLater(() -> finished(self, subject));
                }
            }
        };
        running = task;
        workbench.background().execute(task);
    }

    private void finished(FutureTask<@Nullable Preview> task, CheckedPipeline subject) {
        if (task != running) {
            return;
        }
        running = null;
        previewed = subject;
        Preview preview;
        try {
            preview = task.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return;
        } catch (java.util.concurrent.ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
        if (preview != null) {
            show(preview, subject);
        }
    }

    private void show(Preview preview, CheckedPipeline subject) {
        PreviewRows rows = PreviewRows.of(preview, named(subject));
        if (preview.problem() != null) {
            say(workbench.texts().of(preview.problem()), false);
        } else if (rows == null || rows.rows().isEmpty()) {
            say(workbench.texts().get("designer.inspector.preview-empty", SOURCE_ROWS), false);
        } else {
            words.setVisible(false);
            show.setVisible(false);
            table.setVisible(true);
            fill(rows, subject.environment().zone());
        }
        setVisible(true);
        setManaged(true);
    }

    private void fill(PreviewRows rows, ZoneId zone) {
        List<Boolean> passes = rows.passes();
        Texts texts = workbench.texts();
        count.setText(
                passes == null
                        ? texts.get("designer.inspector.preview-rows", rows.rows().size())
                        : texts.get("designer.inspector.preview-pass", rows.passing(), rows.rows().size()));
        int shown = passes == null ? COLUMNS_SHOWN_ALONE : COLUMNS_SHOWN;
        List<Integer> columns = rows.columns().subList(0, Math.min(shown, rows.columns().size()));
        table.getChildren().clear();
        HBox header = new HBox(10);
        header.getStyleClass().add("preview-header");
        for (int column : columns) {
            Field field = rows.schema().field(column);
            Label name = new Label(field.name());
            name.getStyleClass().add("column-name");
            Label type = new Label(field.type().toString());
            type.getStyleClass().add("column-type");
            header.getChildren().add(cell(field, new VBox(name, type)));
        }
        if (passes != null) {
            header.getChildren().add(verdict(new Label()));
        }
        table.getChildren().add(header);
        for (int i = 0; i < Math.min(ROWS_SHOWN, rows.rows().size()); i++) {
            table.getChildren().add(line(rows, i, columns, zone));
        }
    }

    private Node line(PreviewRows rows, int index, List<Integer> columns, ZoneId zone) {
        HBox line = new HBox(10);
        line.getStyleClass().add("preview-row");
        Row row = rows.rows().get(index);
        for (int column : columns) {
            Field field = rows.schema().field(column);
            Label value = new Label(CellText.of(row.get(column), zone));
            if (!field.type().is(TypeKind.STRING)) {
                value.getStyleClass().add("value");
            }
            line.getChildren().add(cell(field, value));
        }
        List<Boolean> passes = rows.passes();
        if (passes != null) {
            boolean pass = passes.get(index);
            Label said = new Label(workbench
                    .texts()
                    .get(pass ? "designer.inspector.preview-passes" : "designer.inspector.preview-drops"));
            said.setGraphic(new FontIcon(pass ? "mdi2c-check" : "mdi2m-minus"));
            said.getStyleClass().add(pass ? "passes" : "drops");
            line.getChildren().add(verdict(said));
            if (!pass) {
                line.getStyleClass().add("dropped");
            }
        }
        return line;
    }

    /** Cells of a column share the width equally, numbers at the right. */
    private static Node cell(Field field, Region content) {
        HBox box = new HBox(content);
        box.setAlignment(field.type().kind().isNumeric() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
        if (content instanceof VBox both) {
            both.setAlignment(box.getAlignment());
        }
        box.setPrefWidth(60);
        box.setMinWidth(0);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private static Node verdict(Label label) {
        HBox box = new HBox(label);
        box.setAlignment(Pos.CENTER_RIGHT);
        box.setMinWidth(62);
        return box;
    }

    /** Words of the settings, so that the columns they name are shown first. */
    private Set<String> named(CheckedPipeline subject) {
        Set<String> found = new HashSet<>();
        String shown = node;
        CheckedNode checked = shown == null ? null : subject.nodes().get(shown);
        if (checked != null) {
            collect(checked.node().settings(), found);
        }
        return found;
    }

    private static void collect(JsonNode value, Set<String> words) {
        if (value.isTextual()) {
            words.addAll(List.of(value.textValue().split("[^\\p{L}\\p{N}_]+")));
        } else {
            value.forEach(inside -> collect(inside, words));
        }
    }

    private void say(String sentence, boolean offer) {
        count.setText("");
        table.setVisible(false);
        words.setText(sentence);
        words.setVisible(true);
        show.setVisible(offer);
        setVisible(true);
        setManaged(true);
    }

    private void hide() {
        setVisible(false);
        setManaged(false);
    }
}

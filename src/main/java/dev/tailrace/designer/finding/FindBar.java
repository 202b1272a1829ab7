package dev.tailrace.designer.finding;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.canvas.Spotlight;
import dev.tailrace.model.Group;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Finds nodes of the drawing: those that match are lit, and one after the other is brought into view. */
final class FindBar extends VBox {
    private static final double WIDTH = 440;

    private final Workbench workbench;
    private final CanvasPane canvas;
    private final Texts texts;
    private final NodeSearch search;
    private final TextField query = new TextField();
    private final Label count = new Label();
    private final Label by = new Label();
    private List<NodeSearch.Hit> hits = List.of();
    private int at = -1;

    /** @param close takes the bar away */
    FindBar(Workbench workbench, CanvasPane canvas, Runnable close) {
        this.workbench = workbench;
        this.canvas = canvas;
        this.texts = workbench.texts();
        this.search = new NodeSearch(workbench.editor().catalogue(), texts);
        setId("find-bar");
        getStyleClass().addAll("float-card", "find-bar");
        setPrefWidth(WIDTH);
        query.setId("find-query");
        query.setPromptText(texts.get("designer.find.prompt"));
        query.setAccessibleText(texts.get("designer.action.find"));
        query.textProperty().addListener((property, before, text) -> search());
        query.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER) {
                step(key.isShiftDown() ? -1 : 1);
                key.consume();
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                close.run();
                key.consume();
            }
        });
        count.setId("find-count");
        count.getStyleClass().add("hint");
        count.setMinWidth(USE_PREF_SIZE);
        HBox field = new HBox(8, new FontIcon("mdi2m-magnify"), query, count);
        field.getStyleClass().add("search-field");
        HBox.setHgrow(query, Priority.ALWAYS);
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox line = new HBox(
                4,
                field,
                button("mdi2c-chevron-up", "previous", () -> step(-1)),
                button("mdi2c-chevron-down", "next", () -> step(1)),
                button("mdi2c-close", "close", close));
        line.getStyleClass().add("find-line");
        by.setId("find-by");
        by.getStyleClass().addAll("second", "find-by");
        by.managedProperty().bind(by.visibleProperty());
        by.setVisible(false);
        getChildren().addAll(line, by);
    }

    /** The field gets the focus, and what was looked for last is looked for again. */
    void open() {
        query.requestFocus();
        query.selectAll();
        search();
    }

    void editorChanged(PipelineEditor.Change change) {
        if (change == PipelineEditor.Change.CHECK) {
            List<NodeSearch.Hit> before = hits;
            look();
            if (!hits.equals(before)) {
                at = Math.min(at, hits.size() - 1);
                show();
            }
        }
    }

    private Button button(String icon, String key, Runnable run) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("quiet-button", "find-button");
        button.setAccessibleText(texts.get("designer.find." + key));
        button.setTooltip(new Tooltip(texts.get("designer.find." + key)));
        button.setOnAction(pressed -> run.run());
        return button;
    }

    private void search() {
        at = -1;
        look();
        show();
    }

    private void look() {
        PipelineEditor editor = workbench.editor();
        hits = search.find(editor.checked(), editor.pipeline(), query.getText());
    }

    /** Goes on to the next that matches, or back, and around at the ends. */
    private void step(int places) {
        if (!hits.isEmpty()) {
            at = at < 0 ? (places > 0 ? 0 : hits.size() - 1) : Math.floorMod(at + places, hits.size());
            show();
            // The card grows by the line that says why; what it covers then is known only after it is laid out.
            if (getParent() != null) {
                getParent().layout();
            }
            canvas.camera().reveal(hits.get(at).node());
        }
    }

    private void show() {
        Set<String> found = hits.stream().map(NodeSearch.Hit::node).collect(Collectors.toSet());
        for (Group group : workbench.editor().pipeline().attachments().groups()) {
            if (found.contains(group.id())) {
                found.addAll(group.nodes());
            }
        }
        canvas.light(new Spotlight(found, Set.of(), Set.of()));
        if (query.getText().isBlank()) {
            count.setText("");
        } else if (at >= 0) {
            count.setText(texts.get("designer.find.at", at + 1, hits.size()));
        } else {
            count.setText(texts.get("designer.find.count", hits.size()));
        }
        boolean none = hits.isEmpty() && !query.getText().isBlank();
        by.setVisible(at >= 0 || none);
        if (at >= 0) {
            NodeSearch.Hit hit = hits.get(at);
            String key = "designer.find.by-" + hit.by().name().toLowerCase(Locale.ROOT);
            by.setText(texts.get(key, hit.text()));
        } else if (none) {
            by.setText(texts.get("designer.find.none", query.getText().strip()));
        }
    }
}

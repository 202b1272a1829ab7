package dev.tailrace.designer.finding;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.theme.FamilyTile;
import dev.tailrace.model.Node;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.graph.CheckedNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The nodes of the drawing as a tree in the order of the flow; a click or Enter goes to the node on the canvas. */
public final class OutlinePane extends VBox {
    /** What the tree asks of the canvas. */
    public interface Canvas {
        /** Selects nodes and brings the first of them into view; the focus stays where it is. */
        void show(List<String> nodes);

        /** Begins to rename what is selected. */
        void rename();

        /** Deletes what is selected. */
        void delete();

        /** Takes the focus. */
        void focus();
    }

    private final Workbench workbench;
    private final Texts texts;
    private final Canvas canvas;
    private final TextField filter = new TextField();
    private final TreeView<Outline.Line> tree = new TreeView<>(new TreeItem<>());
    private final Label none = new Label();
    private final Set<String> folded = new HashSet<>();
    private List<Outline.Line> lines = List.of();
    private boolean selecting;
    private boolean isBehind;

    public OutlinePane(Workbench workbench, Canvas canvas) {
        this.workbench = workbench;
        this.texts = workbench.texts();
        this.canvas = canvas;
        getStyleClass().addAll("palette", "outline");
        setId("outline");
        filter.setId("outline-filter");
        filter.setPromptText(texts.get("designer.outline.filter"));
        filter.setAccessibleText(filter.getPromptText());
        filter.textProperty().addListener((property, before, now) -> rebuild());
        filter.addEventFilter(KeyEvent.KEY_PRESSED, this::steerFromFilter);
        HBox field = new HBox(8, new FontIcon("mdi2f-filter-variant"), filter);
        field.getStyleClass().add("search-field");
        HBox.setHgrow(filter, Priority.ALWAYS);
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox row = new HBox(field);
        row.getStyleClass().add("palette-search");
        tree.setId("outline-tree");
        tree.setShowRoot(false);
        tree.setFixedCellSize(30);
        tree.setCellFactory(view -> new Cell());
        tree.setAccessibleText(texts.get("designer.outline.title"));
        tree.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
        tree.getSelectionModel().selectedItemProperty().addListener((property, before, item) -> {
            if (item != null && !selecting) {
                canvas.show(nodesOf(item.getValue()));
            }
        });
        none.getStyleClass().add("pane-empty");
        none.setWrapText(true);
        none.setMouseTransparent(true);
        StackPane body = new StackPane(tree, none);
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(row, body);
        workbench.editor().addListener(this::changed);
        workbench.runProperty().addListener(change -> tree.refresh());
        visibleProperty().addListener((property, before, visible) -> {
            if (visible && isBehind) {
                rebuild();
                follow();
            }
        });
        rebuild();
    }

    /** Takes the focus into the tree. */
    public void focusTree() {
        tree.requestFocus();
        if (tree.getSelectionModel().getSelectedItem() == null) {
            tree.getSelectionModel().selectFirst();
        }
    }

    /** Out of sight it costs an edit nothing. */
    private void changed(PipelineEditor.Change change) {
        if (!isVisible()) {
            isBehind = true;
            return;
        }
        switch (change) {
            case PIPELINE, CHECK -> rebuild();
            case SELECTION -> follow();
            case SAVED -> {}
        }
    }

    private void rebuild() {
        isBehind = false;
        PipelineEditor editor = workbench.editor();
        List<Outline.Line> now = Outline.of(editor.pipeline(), editor.checked(), filter.getText());
        if (now.equals(lines)) {
            tree.refresh();
            return;
        }
        lines = now;
        selecting = true;
        TreeItem<Outline.Line> root = new TreeItem<>();
        add(lines, root);
        tree.setRoot(root);
        selecting = false;
        none.setVisible(lines.isEmpty());
        none.setText(texts.get(
                filter.getText().isBlank() ? "designer.outline.empty" : "designer.outline.none",
                filter.getText().strip()));
        follow();
    }

    private void add(List<Outline.Line> shown, TreeItem<Outline.Line> under) {
        for (Outline.Line line : shown) {
            TreeItem<Outline.Line> item = new TreeItem<>(line);
            if (line instanceof Outline.OfGroup group) {
                add(group.lines(), item);
                String id = group.group().id();
                item.setExpanded(!folded.contains(id));
                item.expandedProperty().addListener((property, before, open) -> {
                    if (open) {
                        folded.remove(id);
                    } else {
                        folded.add(id);
                    }
                });
            }
            under.getChildren().add(item);
        }
    }

    /** Selects what is selected on the canvas. */
    private void follow() {
        Set<String> selected = workbench.editor().selectedNodes();
        TreeItem<Outline.Line> now = tree.getSelectionModel().getSelectedItem();
        if (now != null
                && now.getValue() != null
                && Set.copyOf(nodesOf(now.getValue())).equals(selected)) {
            return;
        }
        selecting = true;
        tree.getSelectionModel().clearSelection();
        String one = workbench.editor().selectedNode();
        if (one != null) {
            find(tree.getRoot(), one);
        }
        selecting = false;
    }

    private void find(TreeItem<Outline.Line> under, String node) {
        for (TreeItem<Outline.Line> item : under.getChildren()) {
            if (item.getValue() instanceof Outline.OfNode of && of.node().id().equals(node)) {
                tree.getSelectionModel().select(item);
                return;
            }
            if (item.isExpanded()) {
                find(item, node);
            }
        }
    }

    private static List<String> nodesOf(Outline.Line line) {
        if (line instanceof Outline.OfGroup group) {
            return group.group().nodes();
        }
        return line instanceof Outline.OfNode of ? List.of(of.node().id()) : List.of();
    }

    private void steerFromFilter(KeyEvent key) {
        if (key.getCode() == KeyCode.ESCAPE && !filter.getText().isEmpty()) {
            filter.clear();
            key.consume();
        } else if (key.getCode() == KeyCode.DOWN || key.getCode() == KeyCode.ENTER) {
            focusTree();
            key.consume();
        }
    }

    private void steer(KeyEvent key) {
        TreeItem<Outline.Line> item = tree.getSelectionModel().getSelectedItem();
        if (item == null) {
            return;
        }
        switch (key.getCode()) {
            case ENTER -> canvas.focus();
            case F2 -> canvas.rename();
            case DELETE, BACK_SPACE -> canvas.delete();
            default -> {
                return;
            }
        }
        key.consume();
    }

    private final class Cell extends TreeCell<Outline.Line> {
        Cell() {
            // As wide as the tree: a long name is cut.
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Outline.@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            setText(null);
            setGraphic(null);
            if (empty || line == null) {
                return;
            }
            Label name = new Label();
            name.setMinWidth(0);
            Region spring = new Region();
            HBox.setHgrow(spring, Priority.ALWAYS);
            HBox row = new HBox(9, name, spring);
            row.getStyleClass().add("outline-row");
            row.setMinWidth(0);
            if (line instanceof Outline.OfGroup group) {
                name.setText(group.group().name());
                Label count = new Label(Integer.toString(group.size()));
                count.getStyleClass().add("hint");
                row.getChildren().add(0, new FontIcon("mdi2p-package-variant-closed"));
                row.getChildren().add(count);
            } else if (line instanceof Outline.OfNode of) {
                name.setText(of.node().name());
                addTile(row, of.node());
                addState(row, of.node());
            }
            setGraphic(row);
            setAccessibleText(name.getText());
        }

        private void addTile(HBox row, Node node) {
            Operator<?> operator = workbench.editor().catalogue().operator(node.operator());
            row.getChildren()
                    .add(
                            0,
                            operator == null
                                    ? new FontIcon("mdi2h-help-circle-outline")
                                    : new FamilyTile(
                                            operator.spec().family(),
                                            operator.spec().icon()));
            row.setOpacity(node.muted() ? 0.45 : 1);
        }

        private void addState(HBox row, Node node) {
            CheckedNode checked = workbench.editor().checked().nodes().get(node.id());
            List<Problem> problems = checked == null ? List.of() : checked.problems();
            boolean wrong = problems.stream().anyMatch(Problem::isError);
            if (!problems.isEmpty()) {
                Label badge = new Label(
                        Integer.toString(problems.size()),
                        new FontIcon(wrong ? "mdi2a-alert-circle-outline" : "mdi2a-alert-outline"));
                badge.getStyleClass().addAll("outline-state", wrong ? "err" : "warn");
                badge.setMinWidth(Region.USE_PREF_SIZE);
                row.getChildren().add(badge);
            } else if (isRunning()) {
                FontIcon running = new FontIcon("mdi2p-play");
                running.getStyleClass().add("outline-running");
                row.getChildren().add(running);
            }
        }

        private boolean isRunning() {
            var run = workbench.runProperty().get();
            return run != null && !run.state().isFinal();
        }
    }
}

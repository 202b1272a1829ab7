package dev.tailrace.designer.inspector;

import dev.tailrace.data.Problem;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.canvas.CanvasAction;
import dev.tailrace.designer.parameters.PipelinePane;
import dev.tailrace.designer.preview.PreviewBox;
import dev.tailrace.designer.theme.PaneSheet;
import dev.tailrace.model.Node;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.SettingsForm;
import dev.tailrace.operator.graph.CheckedNode;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The pane at the right: the settings, ports, figures and notes of the selected node. Its form is generated from the
 * operator's settings; each edit goes through the editor, so that undo takes it back, and what changes elsewhere is
 * shown here without disturbing what is being typed.
 */
public final class InspectorPane extends BorderPane {
    private final Workbench workbench;
    private final InspectorHeader header;
    private final TabPane tabs = new TabPane();
    private final Tab settingsTab;
    private final Label settingsCount = new Label();
    private final VBox settings = new VBox();
    private final PortsTab ports;
    private final Tab portsTab;
    private final Previews previews;
    private final MetricsBox metrics;
    private final MetricsBox footer;
    private final Label notRun = new Label();
    private final NotesTab notes;
    private final PipelinePane pipeline;
    private final VBox content;
    private final LastExpression lastExpression = new LastExpression();
    private final SeveralPane several;
    private Runnable left = () -> {};
    private @Nullable String node;
    private @Nullable String operator;
    private @Nullable Form form;

    public InspectorPane(Workbench workbench) {
        this.workbench = workbench;
        this.header = new InspectorHeader(workbench);
        this.ports = new PortsTab(workbench);
        this.several = new SeveralPane(workbench);
        this.notes = new NotesTab(workbench);
        this.previews = new Previews(workbench, this::refreshForm);
        this.metrics = new MetricsBox(workbench);
        this.footer = new MetricsBox(workbench);
        getStyleClass().add("inspector");
        PaneSheet.dress(this);
        settings.getStyleClass().add("inspector-settings");
        settingsCount.getStyleClass().add("count-badge");
        settingsTab = tab("settings", scrolling(settings));
        settingsTab.setGraphic(settingsCount);
        notRun.setText(workbench.texts().get("designer.inspector.not-run"));
        notRun.getStyleClass().add("inspector-hint");
        notRun.visibleProperty().bind(metrics.visibleProperty().not());
        notRun.managedProperty().bind(notRun.visibleProperty());
        VBox figures = new VBox(notRun, metrics);
        figures.getStyleClass().add("inspector-tab");
        portsTab = tab("ports", scrolling(ports));
        tabs.getTabs().setAll(settingsTab, portsTab, tab("metrics", scrolling(figures)), tab("notes", notes));
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.setAccessibleText(workbench.texts().get("designer.action.inspector"));
        footer.getStyleClass().add("inspector-footer");
        content = new VBox(header, tabs);
        VBox.setVgrow(tabs, Priority.ALWAYS);
        pipeline = new PipelinePane(workbench);
        addEventFilter(KeyEvent.KEY_PRESSED, this::undoIsThePipelines);
        workbench.editor().addListener(this::changed);
        workbench.pictureProperty().addListener((property, before, after) -> updateFigures());
        tabs.getSelectionModel().selectedItemProperty().addListener((property, before, after) -> {
            updateFigures();
            showPorts();
        });
        KeptFocus.in(this, () -> left.run());
        sceneProperty()
                .flatMap(Scene::focusOwnerProperty)
                .addListener((property, before, owner) -> lastExpression.follow(owner));
        select();
    }

    /** What is shown while no node is selected. */
    public PipelinePane pipeline() {
        return pipeline;
    }

    /** What leads to samples with the operator of what is selected. */
    public void setOnSamples(Runnable show) {
        header.setOnSamples(show);
    }

    /** @param takeFocus takes the focus when what had it here is gone and nothing around it is left */
    public void setOnLeft(Runnable takeFocus) {
        left = takeFocus;
    }

    /** @param actions what can be done with several nodes at once */
    public void setActionsOfSeveral(List<CanvasAction> actions) {
        several.setActions(actions);
    }

    /** What can be done with a column in the tab of the ports, and by F2 where a setting gives it its name. */
    public void setColumnActions(ColumnActions actions) {
        ports.setActions(actions);
        settings.addEventHandler(KeyEvent.KEY_PRESSED, key -> NamedColumns.renameByKey(key, checkedNode(), actions));
    }

    private @Nullable CheckedNode checkedNode() {
        return node == null ? null : workbench.editor().checked().nodes().get(node);
    }

    /** Goes to a setting of the selected node, such as {@code condition} or {@code columns[2].expression}. */
    public void focusSetting(String place) {
        tabs.getSelectionModel().select(settingsTab);
        if (form != null) {
            form.focus(place);
        }
    }

    /** The button of the remedy goes: the setting is gone on with, if the remedy has left it. */
    private void focusMended(String place) {
        if (form != null && !form.focus(place)) {
            focusSettings();
        }
    }

    /** Goes to the first setting of the selected node, or to its name if it has none. */
    public void focusSettings() {
        tabs.getSelectionModel().select(settingsTab);
        if (form == null || !form.focusFirst()) {
            header.focusName();
        }
    }

    /**
     * A preview of the selected node with more rows, for a wider place.
     *
     * @param shown whether somebody sees it; otherwise nothing is computed for it
     */
    public PreviewBox widePreview(ObservableBooleanValue shown) {
        return previews.wide(shown);
    }

    /** Whether an expression of the selected node is or was being written. */
    BooleanProperty hasExpressionProperty() {
        return lastExpression.isThereProperty();
    }

    /** Goes to the expression that was written last and does something there. */
    void inExpression(Consumer<ExpressionField> work) {
        lastExpression.in(work);
    }

    /** Goes to the name of the selected node, as F2 does. */
    public void focusName() {
        header.focusName();
    }

    private Tab tab(String key, javafx.scene.Node body) {
        Tab tab = new Tab(workbench.texts().get("designer.inspector.tab." + key), body);
        tab.setId("inspector-" + key);
        return tab;
    }

    private static ScrollPane scrolling(javafx.scene.Node body) {
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return scroll;
    }

    /** Undo inside a field takes back an edit of the pipeline: fields have no history of their own. */
    private void undoIsThePipelines(KeyEvent key) {
        if (!key.isShortcutDown() || key.isAltDown() || PreviewBox.hasOwnUndo(key.getTarget())) {
            return;
        }
        if (key.getCode() == KeyCode.Z && !key.isShiftDown()) {
            workbench.editor().undo();
            key.consume();
        } else if (key.getCode() == KeyCode.Y || key.getCode() == KeyCode.Z) {
            workbench.editor().redo();
            key.consume();
        }
    }

    private void changed(PipelineEditor.Change change) {
        switch (change) {
            case SELECTION -> select();
            case PIPELINE -> {
                showSeveral();
                show();
            }
            case CHECK -> showCheck();
            case SAVED -> {}
        }
    }

    /** @return whether several nodes are selected */
    private boolean showSeveral() {
        List<Node> chosen = workbench.editor().pipeline().nodes().stream()
                .filter(each -> workbench.editor().selectedNodes().contains(each.id()))
                .toList();
        if (chosen.size() > 1) {
            several.show(chosen);
        }
        return chosen.size() > 1;
    }

    private void select() {
        String selected = workbench.editor().selectedNode();
        if (selected == null) {
            node = null;
            form = null;
            operator = null;
            setCenter(showSeveral() ? several : pipeline);
            setBottom(null);
            previews.show(null);
            return;
        }
        if (!selected.equals(node)) {
            previews.forgetRows();
            lastExpression.forget();
            operator = null;
        }
        node = selected;
        setCenter(content);
        setBottom(footer);
        show();
        metrics.show(selected);
        footer.show(selected);
        updateFigures();
    }

    private void show() {
        Node found =
                node == null ? null : workbench.editor().pipeline().node(node).orElse(null);
        if (found == null) {
            return;
        }
        Operator<?> known = workbench.editor().catalogue().operator(found.operator());
        header.show(found, known);
        if (!Objects.equals(operator, found.operator())) {
            operator = found.operator();
            rebuild(found, known);
        }
        if (form != null) {
            form.show(found.settings());
        }
        notes.show(found);
        showCheck();
    }

    private void rebuild(Node found, @Nullable Operator<?> known) {
        if (known == null) {
            form = null;
            Label unknown = new Label(workbench.texts().get("designer.inspector.unknown-operator", found.operator()));
            unknown.setWrapText(true);
            unknown.getStyleClass().add("inspector-hint");
            settings.getChildren().setAll(unknown);
            return;
        }
        FormScope scope = new FormScope(workbench, found.id(), previews.row(), this::focusMended);
        form = new Form(SettingsForm.fields(known, workbench.editor().catalogue()), scope, scope::change);
        settings.getChildren().setAll(form.view(), previews.near());
    }

    /** Shows what the latest check says, also while it lags some keystrokes behind. */
    private void showCheck() {
        String shown = node;
        if (shown == null) {
            return;
        }
        CheckedNode checked = workbench.editor().checked().nodes().get(shown);
        List<Problem> problems = checked == null ? List.of() : checked.problems();
        if (form != null) {
            form.refresh();
            form.showProblems(Placed.of(problems));
        }
        long errors = problems.stream().filter(Problem::isError).count();
        settingsCount.setText(Long.toString(errors));
        settingsCount.setVisible(errors > 0);
        settingsCount.setManaged(errors > 0);
        showPorts();
        previews.show(shown);
    }

    /** The columns of all ports are many controls: they are made only where they are seen. */
    private void showPorts() {
        String shown = node;
        if (shown != null && tabs.getSelectionModel().getSelectedItem() == portsTab) {
            ports.show(shown);
        }
    }

    /** Expressions are computed for other rows now. */
    private void refreshForm() {
        if (form != null) {
            form.refresh();
        }
    }

    private void updateFigures() {
        boolean onSettings = tabs.getSelectionModel().getSelectedItem() == settingsTab;
        metrics.update();
        footer.update();
        if (!onSettings) {
            footer.setVisible(false);
            footer.setManaged(false);
        }
    }
}

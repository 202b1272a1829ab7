package dev.tailrace.designer.inspector;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.canvas.CanvasAction;
import dev.tailrace.designer.finding.SharedSettings;
import dev.tailrace.designer.preview.PreviewedRow;
import dev.tailrace.model.Node;
import dev.tailrace.operator.FormField;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.SettingsForm;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The inspector of several nodes: how many there are, what can be done with all of them, and the settings that all of
 * them have, in a form in which every edit changes all.
 */
final class SeveralPane extends VBox {
    private final Workbench workbench;
    private final Texts texts;
    private final Label title = new Label();
    private final Label kinds = new Label();
    private final FlowPane buttons = new FlowPane(8, 8);
    private final VBox settings = new VBox();
    private List<CanvasAction> actions = List.of();
    private Set<String> ids = Set.of();
    private List<Operator<?>> operators = List.of();
    private List<FormField> fields = List.of();
    private @Nullable Form form;

    SeveralPane(Workbench workbench) {
        this.workbench = workbench;
        this.texts = workbench.texts();
        setId("inspector-several");
        title.setId("inspector-several-title");
        title.getStyleClass().add("inspector-several-title");
        kinds.getStyleClass().add("inspector-operator");
        kinds.setWrapText(true);
        VBox head = new VBox(2, title, kinds);
        head.getStyleClass().addAll("inspector-header", "inspector-several-head");
        buttons.getStyleClass().add("inspector-several-buttons");
        settings.getStyleClass().add("inspector-settings");
        ScrollPane scroll = new ScrollPane(settings);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, buttons, scroll);
    }

    void setActions(List<CanvasAction> offered) {
        actions = List.copyOf(offered);
    }

    /** @param nodes at least two */
    void show(List<Node> nodes) {
        List<Operator<?>> now = operators(nodes);
        List<FormField> common = now.isEmpty() ? List.of() : SharedSettings.fields(forms(now));
        title.setText(texts.get("designer.several.title", nodes.size()));
        kinds.setText(nodes.stream().map(this::operatorName).distinct().collect(Collectors.joining(", ")));
        showButtons();
        Set<String> shown = nodes.stream().map(Node::id).collect(Collectors.toSet());
        if (common.isEmpty()) {
            form = null;
            Label hint = new Label(texts.get("designer.several.different"));
            hint.getStyleClass().add("inspector-hint");
            hint.setWrapText(true);
            settings.getChildren().setAll(hint);
        } else if (form == null || !now.equals(operators) || !shown.equals(ids)) {
            fields = common;
            // No problems are shown here, and so no remedies.
            FormScope scope = new FormScope(workbench, nodes.get(0).id(), new PreviewedRow(), mended -> {});
            form = new Form(fields, scope, (setting, value) -> workbench
                    .editor()
                    .apply(SharedSettings.edit(selected(), setting, value)));
            settings.getChildren().setAll(form.view());
        }
        ids = shown;
        operators = now;
        Form shared = form;
        if (shared != null) {
            SharedSettings settings = SharedSettings.of(nodes, fields);
            shared.show(settings.common());
            shared.markSeveral(settings.differing());
        }
    }

    /** The different ones of the nodes; none if one of them is not known. */
    private List<Operator<?>> operators(List<Node> nodes) {
        Set<Operator<?>> found = new LinkedHashSet<>();
        for (Node node : nodes) {
            Operator<?> known = workbench.editor().catalogue().operator(node.operator());
            if (known == null) {
                return List.of();
            }
            found.add(known);
        }
        return List.copyOf(found);
    }

    private List<List<FormField>> forms(List<Operator<?>> of) {
        return of.stream()
                .map(operator ->
                        SettingsForm.fields(operator, workbench.editor().catalogue()))
                .toList();
    }

    private List<Node> selected() {
        return workbench.editor().pipeline().nodes().stream()
                .filter(node -> ids.contains(node.id()))
                .toList();
    }

    private String operatorName(Node node) {
        Operator<?> known = workbench.editor().catalogue().operator(node.operator());
        return known == null ? node.operator() : texts.get(known.spec().key("name"));
    }

    private void showButtons() {
        buttons.getChildren().clear();
        for (CanvasAction action : actions) {
            Button button = new Button(texts.get(action.titleKey()));
            button.setId("several-" + action.id());
            button.setDisable(!action.enabled().getAsBoolean());
            button.setOnAction(pressed -> action.run().run());
            action.keys().stream().findFirst().ifPresent(key -> button.setTooltip(new Tooltip(key.getDisplayText())));
            buttons.getChildren().add(button);
        }
    }
}

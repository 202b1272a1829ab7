package dev.tailrace.designer.inspector;

import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.commands.RenameNode;
import dev.tailrace.model.Node;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is selected: its tile, its name to be changed, its operator, and what that does. */
final class InspectorHeader extends VBox {
    private final Workbench workbench;
    private final StackPane tile = new StackPane();
    private final FontIcon icon = new FontIcon();
    private final TextField name = new TextField();
    private final Label operatorName = new Label();
    private final Label help = new Label();
    private final ToggleButton helpButton = new ToggleButton(null, new FontIcon("mdi2h-help-circle-outline"));
    private final Hyperlink samples = new Hyperlink();
    private @Nullable Node node;

    InspectorHeader(Workbench workbench) {
        this.workbench = workbench;
        getStyleClass().add("inspector-header");
        tile.getStyleClass().add("inspector-tile");
        tile.getChildren().add(icon);
        name.getStyleClass().add("inspector-name");
        name.setAccessibleText(workbench.texts().get("designer.inspector.name"));
        name.setOnAction(entered -> rename());
        name.focusedProperty().addListener((property, before, focused) -> {
            if (!focused) {
                rename();
            }
        });
        name.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ESCAPE && node != null) {
                name.setText(node.name());
                key.consume();
            }
        });
        operatorName.getStyleClass().add("inspector-operator");
        VBox words = new VBox(name, operatorName);
        HBox.setHgrow(words, Priority.ALWAYS);
        helpButton.getStyleClass().addAll("inspector-icon-button", "flat");
        helpButton.setId("inspector-help");
        helpButton.setTooltip(new Tooltip(workbench.texts().get("designer.inspector.help")));
        help.getStyleClass().add("inspector-help");
        help.setWrapText(true);
        help.setMinHeight(USE_PREF_SIZE);
        help.visibleProperty().bind(helpButton.selectedProperty());
        help.managedProperty().bind(helpButton.selectedProperty());
        HBox line = new HBox(8, tile, words, helpButton);
        line.getStyleClass().add("inspector-header-line");
        samples.setText(workbench.texts().get("designer.action.samples-with-operator"));
        samples.setId("inspector-samples");
        samples.visibleProperty().bind(helpButton.selectedProperty());
        samples.managedProperty().bind(helpButton.selectedProperty());
        getChildren().addAll(line, help, samples);
    }

    void show(Node shown, @Nullable Operator<?> operator) {
        boolean other =
                node == null || !node.id().equals(shown.id()) || !node.name().equals(shown.name());
        node = shown;
        // A name that is being typed stays until it is entered, unless it was changed elsewhere.
        if (other) {
            name.setText(shown.name());
        }
        if (operator == null) {
            look("inspector-tile");
            icon.setIconLiteral("mdi2h-help-circle-outline");
            operatorName.setText(shown.operator());
            helpButton.setVisible(false);
            helpButton.setSelected(false);
            return;
        }
        OperatorSpec spec = operator.spec();
        icon.setIconLiteral(spec.icon());
        look("inspector-tile", spec.family().name().toLowerCase(Locale.ROOT));
        operatorName.setText(workbench.texts().get(spec.key("name")));
        helpButton.setVisible(true);
        help.setText(helpText(spec));
    }

    private void look(String... classes) {
        if (!tile.getStyleClass().equals(List.of(classes))) {
            tile.getStyleClass().setAll(classes);
        }
    }

    /** What leads to samples with the operator of what is selected. */
    void setOnSamples(Runnable show) {
        samples.setOnAction(event -> show.run());
    }

    void focusName() {
        name.requestFocus();
        name.selectAll();
    }

    private String helpText(OperatorSpec spec) {
        Stream<@Nullable String> lines = Stream.of(
                workbench.texts().find(spec.key("line")),
                workbench.texts().find(spec.key("help")),
                spec.elsewhere().isEmpty()
                        ? null
                        : workbench.texts().get("designer.inspector.elsewhere", String.join(", ", spec.elsewhere())));
        return String.join("\n", lines.filter(line -> line != null).toList());
    }

    private void rename() {
        if (node != null && !name.getText().equals(node.name())) {
            if (name.getText().isBlank()) {
                name.setText(node.name());
            } else {
                workbench.editor().endMerge();
                workbench.editor().apply(new RenameNode(node.id(), name.getText()));
            }
        }
    }
}

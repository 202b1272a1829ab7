package dev.tailrace.designer.parameters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.model.Environment;
import dev.tailrace.model.Node;
import dev.tailrace.model.Parameter;
import dev.tailrace.operator.graph.ParameterUses.Use;
import dev.tailrace.operator.graph.ParameterValues;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** One parameter: its name, its type, its value by default and in each environment, and where it is used. */
final class ParameterCard extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final double LABEL_WIDTH = 72;

    private final int index;
    private final PipelineEditor editor;
    private final Texts texts;
    private final BiConsumer<String, String> goTo;
    private final TextField name = new TextField();
    private final ComboBox<String> type = new ComboBox<>();
    private final Button remove = new Button(null, new FontIcon("mdi2t-trash-can-outline"));
    private final List<TextField> values = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();
    private final FlowPane uses = new FlowPane(6, 2);
    private final Label message = new Label();
    private final HBox problem;
    private String shownName = "";
    private List<Use> shownUses = List.of();
    private boolean showing;

    /**
     * @param index of the parameter among those of the pipeline
     * @param environments how many there are
     * @param goTo takes a node and a setting of it
     */
    ParameterCard(int index, int environments, PipelineEditor editor, Texts texts, BiConsumer<String, String> goTo) {
        super(8);
        this.index = index;
        this.editor = editor;
        this.texts = texts;
        this.goTo = goTo;
        getStyleClass().add("parameter-card");
        setId("parameter-" + index);
        name.getStyleClass().add("inspector-code");
        name.setId("parameter-name-" + index);
        name.setAccessibleText(texts.get("designer.parameters.name"));
        name.setPrefColumnCount(1);
        name.setOnAction(entered -> rename());
        name.focusedProperty().addListener((property, before, focused) -> {
            if (!focused) {
                rename();
            }
        });
        name.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                name.setText(parameter().name());
                key.consume();
            }
        });
        HBox.setHgrow(name, Priority.ALWAYS);
        fillType();
        remove.getStyleClass().addAll("inspector-row-button", "flat");
        remove.setId("parameter-remove-" + index);
        remove.setOnAction(
                pressed -> editor.applyAlone(ParameterEdits.delete(parameter().name())));
        HBox first = new HBox(6, name, type, remove);
        first.setAlignment(Pos.CENTER_LEFT);
        message.setWrapText(true);
        message.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(message, Priority.ALWAYS);
        problem = new HBox(6, new FontIcon("mdi2a-alert-circle-outline"), message);
        problem.getStyleClass().addAll("inspector-message", "error");
        uses.getStyleClass().add("parameter-uses");
        getChildren().addAll(first, grid(environments), problem, uses);
    }

    private void fillType() {
        type.getItems()
                .setAll(
                        "STRING",
                        "INT",
                        "BIGINT",
                        "DOUBLE",
                        "DECIMAL(10, 2)",
                        "BOOLEAN",
                        "DATE",
                        "TIME",
                        "TIMESTAMP(3)",
                        "TIMESTAMP_LTZ(3)");
        type.setEditable(true);
        type.setVisibleRowCount(type.getItems().size());
        type.setPrefWidth(124);
        type.setMinWidth(100);
        type.setId("parameter-type-" + index);
        type.setAccessibleText(texts.get("designer.parameters.type"));
        type.getStyleClass().add("inspector-code");
        type.getEditor().textProperty().addListener((property, before, text) -> {
            if (!showing && text != null && !text.isBlank()) {
                editor.apply(ParameterEdits.type(parameter().name(), text.strip()));
            }
        });
        endsStep(type.getEditor());
    }

    private GridPane grid(int environments) {
        GridPane grid = new GridPane();
        grid.setHgap(8);
        grid.setVgap(6);
        ColumnConstraints label = new ColumnConstraints(LABEL_WIDTH);
        ColumnConstraints field = new ColumnConstraints();
        field.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(label, field);
        for (int row = 0; row <= environments; row++) {
            int which = row - 1;
            Label called = new Label();
            called.getStyleClass().add("inspector-cell-label");
            TextField value = new TextField();
            value.getStyleClass().add("inspector-code");
            value.setId("parameter-value-" + index + "-" + row);
            value.textProperty().addListener((property, before, text) -> {
                if (!showing) {
                    editor.apply(ParameterEdits.value(
                            parameter(), which < 0 ? null : environment(which).name(), text));
                }
            });
            endsStep(value);
            called.setLabelFor(value);
            labels.add(called);
            values.add(value);
            grid.addRow(row, called, value);
        }
        return grid;
    }

    private void endsStep(TextField field) {
        field.focusedProperty().addListener((property, before, focused) -> {
            if (!focused) {
                editor.endMerge();
            }
        });
    }

    /** @param all uses of all parameters */
    void show(List<Use> all) {
        Parameter shown = parameter();
        showing = true;
        // A name that is being typed stays until it is entered, unless it was changed elsewhere.
        if (!shown.name().equals(shownName)) {
            shownName = shown.name();
            name.setText(shownName);
        }
        if (!shown.type()
                .equals(Objects.requireNonNullElse(type.getEditor().getText(), "")
                        .strip())) {
            type.setValue(shown.type());
            type.getEditor().setText(shown.type());
        }
        String byDefault = ParameterEdits.text(shown.defaultValue());
        for (int row = 0; row < values.size(); row++) {
            TextField field = values.get(row);
            JsonNode value = row == 0
                    ? shown.defaultValue()
                    : environment(row - 1).values().get(shown.name());
            String called = row == 0
                    ? texts.get("designer.parameters.default")
                    : environment(row - 1).name();
            labels.get(row).setText(called);
            field.setAccessibleText(shown.name() + " " + called);
            field.setPromptText(row == 0 ? texts.get("designer.parameters.no-default") : byDefault);
            boolean says = value == null
                    ? field.getText().isEmpty()
                    : value.equals(ParameterEdits.valueOf(shown.type(), field.getText()));
            if (!says) {
                field.setText(ParameterEdits.text(value));
            }
        }
        showing = false;
        showProblems(shown);
        List<Use> mine =
                all.stream().filter(use -> use.parameter().equals(shown.name())).toList();
        remove.setDisable(!mine.isEmpty());
        remove.setAccessibleText(texts.get("designer.parameters.remove", shown.name()));
        remove.setTooltip(new Tooltip(remove.getAccessibleText()));
        Tooltip.install(remove, new Tooltip(remove.getAccessibleText()));
        if (!mine.equals(shownUses) || uses.getChildren().isEmpty()) {
            shownUses = mine;
            showUses();
        }
    }

    private void showProblems(Parameter shown) {
        List<Problem> first = new ArrayList<>();
        for (int row = 0; row < values.size(); row++) {
            JsonNode value = row == 0
                    ? shown.defaultValue()
                    : environment(row - 1).values().get(shown.name());
            List<Problem> found = ParameterValues.problems(shown, value, zone());
            values.get(row).pseudoClassStateChanged(WRONG, !found.isEmpty());
            first.addAll(found);
        }
        say(first.isEmpty() ? null : texts.message(first.get(0)));
    }

    private void say(@Nullable String words) {
        message.setText(words == null ? "" : words);
        problem.setVisible(words != null);
        problem.setManaged(words != null);
    }

    private void showUses() {
        Label words = new Label(
                texts.get(shownUses.isEmpty() ? "designer.parameters.unused" : "designer.parameters.used-in"));
        words.getStyleClass().add("inspector-hint");
        uses.getChildren().setAll(words);
        List<String> told = new ArrayList<>();
        for (Use use : shownUses) {
            if (!told.contains(use.node())) {
                told.add(use.node());
                Hyperlink link = new Hyperlink(
                        editor.pipeline().node(use.node()).map(Node::name).orElse(use.node()));
                link.setOnAction(pressed -> goTo.accept(use.node(), use.place()));
                uses.getChildren().add(link);
            }
        }
    }

    void focusName() {
        name.requestFocus();
        name.selectAll();
    }

    private void rename() {
        if (index >= editor.pipeline().parameters().size()) {
            return;
        }
        String before = parameter().name();
        String wanted = name.getText().strip();
        if (wanted.equals(before)) {
            return;
        }
        if (!ParameterEdits.isFree(editor.pipeline(), wanted)) {
            name.setText(before);
            say(texts.get("designer.parameters.bad-name", wanted));
            return;
        }
        editor.applyAlone(new ParameterEdits(editor.catalogue()).rename(before, wanted));
    }

    private Parameter parameter() {
        return editor.pipeline().parameters().get(index);
    }

    private Environment environment(int which) {
        return editor.pipeline().attachments().environments().get(which);
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(editor.pipeline().timeZone());
        } catch (DateTimeException unknown) {
            return ZoneId.of("UTC");
        }
    }
}

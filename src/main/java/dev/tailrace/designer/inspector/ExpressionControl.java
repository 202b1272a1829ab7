package dev.tailrace.designer.inspector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.designer.watch.CellText;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Environment;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import dev.tailrace.model.Parameter;
import dev.tailrace.operator.FormField;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * An expression over the input's columns. Under it stand the type that it gives, its value for the previewed row, and the
 * values of its parameters.
 */
final class ExpressionControl implements SettingControl {
    private static final Duration REST = Duration.millis(150);

    private final VBox view = new VBox(6);
    private final ExpressionField input;
    private final Label type = new Label();
    private final Label value = new Label();
    private final Label parameters = new Label();
    private final HBox below;
    private final PauseTransition rest = new PauseTransition(REST);
    private final FormField field;
    private final FormScope scope;
    private final boolean roomy;
    private List<Placed> problems = List.of();
    private Schema lastColumns = Schema.EMPTY;
    private Environment lastEnvironment = Environment.UTC;
    private @Nullable Row lastRow;
    private long asked;

    /** What was found out about the text. */
    private record Answer(@Nullable Expression expression, Language.@Nullable Value value) {}

    /** @param roomy whether it stands alone, so that it has several lines; else it says its type only while edited */
    ExpressionControl(FormField field, FormScope scope, boolean roomy, Edit edit) {
        this.field = field;
        this.scope = scope;
        this.roomy = roomy;
        input = new ExpressionField(
                scope.expressionHelp(field.port(), () -> WantedGroup.of(field.name(), scope::sibling)),
                scope.texts(),
                scope.background(),
                roomy ? 2 : 1,
                scope::apply,
                text -> {
                    edit.to(text.isEmpty() ? null : TextNode.valueOf(text));
                    changed();
                });
        type.setGraphic(new FontIcon("mdi2c-check-circle-outline"));
        type.getStyleClass().add("expression-type");
        type.setMinWidth(Label.USE_PREF_SIZE);
        value.getStyleClass().add("expression-value");
        value.setTooltip(new Tooltip());
        HBox.setHgrow(value, Priority.ALWAYS);
        value.setMaxWidth(Double.MAX_VALUE);
        parameters.getStyleClass().add("expression-parameters");
        below = new HBox(8, type, value, parameters);
        view.getChildren().addAll(input, below);
        input.area().focusedProperty().addListener((property, before, focused) -> layBelow());
        rest.setOnFinished(rested -> check());
        show(new Answer(null, null));
    }

    @Override
    public Node view() {
        return view;
    }

    ExpressionField field() {
        return input;
    }

    @Override
    public void show(@Nullable JsonNode shown) {
        String text = shown == null ? "" : shown.asText();
        if (!text.equals(input.text())) {
            input.show(text);
            changed();
        }
    }

    @Override
    public void showProblems(List<Placed> newProblems) {
        problems = newProblems;
        input.showProblems(problems.stream().map(Placed::problem).toList());
        Messages.mark(input, problems);
        if (!problems.isEmpty()) {
            show(new Answer(null, null));
        } else if (!type.isVisible()) {
            rest.playFromStart();
        }
    }

    @Override
    public void refresh() {
        Schema columns = scope.columns(field.port());
        Environment environment = scope.environment();
        Row row = scope.previewedRow(field.port());
        boolean same = columns.equals(lastColumns) && environment.equals(lastEnvironment);
        if (!same) {
            input.refresh();
        }
        if (!same || !Objects.equals(row, lastRow)) {
            lastColumns = columns;
            lastEnvironment = environment;
            lastRow = row;
            changed();
        }
    }

    @Override
    public void focus(String insidePlace) {
        input.requestFocus();
    }

    private void changed() {
        asked++;
        parameters.setText(parameterValues());
        rest.playFromStart();
    }

    /** Checks and computes the text on another thread; the answer counts only if nothing was typed meanwhile. */
    private void check() {
        String text = input.text();
        if (text.isBlank()) {
            show(new Answer(null, null));
            return;
        }
        long mine = asked;
        Schema columns = scope.columns(field.port());
        Environment environment = scope.environment();
        Row row = scope.previewedRow(field.port());
        scope.background().execute(() -> {
            Answer answer = answer(Language.check(text, columns, environment), row);
            Platform.runLater(() -> {
                if (mine == asked) {
                    show(answer);
                }
            });
        });
    }

    private static Answer answer(Checked checked, @Nullable Row row) {
        Expression expression = checked.expression();
        return new Answer(expression, expression == null || row == null ? null : Language.evaluate(expression, row));
    }

    private void show(Answer answer) {
        Expression expression = answer.expression();
        boolean fine = expression != null && problems.isEmpty();
        type.setText(fine && expression != null ? expression.type().toString() : "");
        type.setVisible(fine);
        Language.Value computed = fine ? answer.value() : null;
        value.setText(computed == null ? "" : words(computed));
        value.getStyleClass().removeAll("failed", "null-value");
        if (computed != null) {
            value.getTooltip().setText(scope.texts().get("designer.expression.value-hint", words(computed)));
            if (computed.problem() != null) {
                value.getStyleClass().add("failed");
            } else if (computed.value() == null) {
                value.getStyleClass().add("null-value");
            }
        }
        layBelow();
    }

    private void layBelow() {
        boolean something = type.isVisible() || !parameters.getText().isEmpty();
        boolean shown = something && (roomy || input.area().isFocused());
        below.setVisible(shown);
        below.setManaged(shown);
    }

    private String words(Language.Value computed) {
        return computed.problem() == null
                ? "= " + CellText.of(computed.value(), scope.environment().zone())
                : scope.texts().message(computed.problem());
    }

    private String parameterValues() {
        String text = input.text();
        return scope.parameters().stream()
                .filter(parameter -> Pattern.compile(":" + Pattern.quote(parameter.name()) + "\\b")
                        .matcher(text)
                        .find())
                .map(ExpressionControl::said)
                .collect(Collectors.joining("  "));
    }

    private static String said(Parameter parameter) {
        JsonNode byDefault = parameter.defaultValue();
        return parameter.name() + " = " + (byDefault == null ? "?" : byDefault.asText());
    }
}

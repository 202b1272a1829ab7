package dev.tailrace.designer.inspector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Environment;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import dev.tailrace.model.Parameter;
import dev.tailrace.operator.FormField;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** An expression over the input's columns, with the type that it gives and the values of its parameters under it. */
final class ExpressionControl implements SettingControl {
    private static final Duration REST = Duration.millis(150);

    private final VBox view = new VBox(6);
    private final ExpressionField input;
    private final Label type = new Label();
    private final Label parameters = new Label();
    private final HBox below;
    private final PauseTransition rest = new PauseTransition(REST);
    private final FormField field;
    private final FormScope scope;
    private List<Placed> problems = List.of();
    private Schema lastColumns = Schema.EMPTY;
    private Environment lastEnvironment = Environment.UTC;
    private long asked;

    /** @param roomy whether it stands alone, so that it has several lines and says its type */
    ExpressionControl(FormField field, FormScope scope, boolean roomy, Edit edit) {
        this.field = field;
        this.scope = scope;
        input = new ExpressionField(
                scope.expressionHelp(),
                scope.texts(),
                () -> scope.columns(field.port()),
                scope::environment,
                roomy ? 2 : 1,
                text -> {
                    edit.to(text.isEmpty() ? null : TextNode.valueOf(text));
                    changed();
                });
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        type.setGraphic(new FontIcon("mdi2c-check-circle-outline"));
        type.getStyleClass().add("expression-type");
        parameters.getStyleClass().add("expression-parameters");
        below = new HBox(8, type, spring, parameters);
        view.getChildren().add(input);
        if (roomy) {
            view.getChildren().add(below);
        }
        rest.setOnFinished(rested -> check());
        showType(null);
    }

    @Override
    public Node view() {
        return view;
    }

    ExpressionField field() {
        return input;
    }

    @Override
    public void show(@Nullable JsonNode value) {
        String text = value == null ? "" : value.asText();
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
            showType(null);
        } else if (!type.isVisible()) {
            rest.playFromStart();
        }
    }

    @Override
    public void refresh() {
        Schema columns = scope.columns(field.port());
        Environment environment = scope.environment();
        if (!columns.equals(lastColumns) || !environment.equals(lastEnvironment)) {
            lastColumns = columns;
            lastEnvironment = environment;
            input.refresh();
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

    /** Types the text on another thread; the answer counts only if nothing was typed meanwhile. */
    private void check() {
        String text = input.text();
        if (text.isBlank()) {
            showType(null);
            return;
        }
        long mine = asked;
        Schema columns = scope.columns(field.port());
        Environment environment = scope.environment();
        scope.background().execute(() -> {
            Checked checked = Language.check(text, columns, environment);
            Platform.runLater(() -> {
                if (mine == asked) {
                    showType(checked.expression());
                }
            });
        });
    }

    private void showType(@Nullable Expression expression) {
        boolean fine = expression != null && problems.isEmpty();
        type.setText(fine && expression != null ? expression.type().toString() : "");
        type.setVisible(fine);
        boolean something = fine || !parameters.getText().isEmpty();
        below.setVisible(something);
        below.setManaged(something);
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
        JsonNode value = parameter.defaultValue();
        return parameter.name() + " = " + (value == null ? "?" : value.asText());
    }
}

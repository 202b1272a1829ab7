package dev.tailrace.designer.inspector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** A SQL query over the tables that enter, in the same field as expressions. */
final class QueryControl implements SettingControl {
    private static final int LINES = 8;

    private final ExpressionField input;

    QueryControl(FormScope scope, Edit edit) {
        input = new ExpressionField(
                new QueryHelp(scope::tables, scope::environment, scope.texts().get("designer.expression.table")),
                scope.texts(),
                scope.background(),
                LINES,
                scope::apply,
                text -> edit.to(text.isEmpty() ? null : TextNode.valueOf(text)));
    }

    @Override
    public Node view() {
        return input;
    }

    @Override
    public void show(@Nullable JsonNode value) {
        input.show(value == null ? "" : value.asText());
    }

    @Override
    public void showProblems(List<Placed> problems) {
        input.showProblems(problems.stream().map(Placed::problem).toList());
    }

    @Override
    public void refresh() {
        input.refresh();
    }

    @Override
    public void focus(String insidePlace) {
        input.requestFocus();
    }
}

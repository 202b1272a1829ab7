package dev.tailrace.designer.inspector;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.input.KeyCombination;

/** What the field of an expression can do, for the command palette; the field hears its keys itself. */
public final class ExpressionActions {
    private ExpressionActions() {}

    public static void declare(Actions actions, InspectorPane inspector, Texts texts) {
        declare(actions, inspector, texts, "expression-complete", "Shortcut+Space", ExpressionField::complete);
        declare(
                actions,
                inspector,
                texts,
                "expression-signature",
                "Shortcut+Shift+Space",
                ExpressionField::showSignature);
        declare(actions, inspector, texts, "expression-inspect", "Shortcut+K", ExpressionField::inspect);
        declare(actions, inspector, texts, "expression-fix", "Alt+Enter", ExpressionField::fix);
    }

    private static void declare(
            Actions actions,
            InspectorPane inspector,
            Texts texts,
            String id,
            String key,
            Consumer<ExpressionField> work) {
        actions.add(Action.of(id, texts, () -> inspector.inExpression(work))
                .heardElsewhere(List.of(KeyCombination.keyCombination(key)))
                .when(inspector.hasExpressionProperty()));
    }
}

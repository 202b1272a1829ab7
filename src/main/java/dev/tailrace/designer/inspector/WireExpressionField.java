package dev.tailrace.designer.inspector;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.designer.LatestAnswer;
import dev.tailrace.designer.Workbench;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Completion;
import dev.tailrace.language.Environment;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import dev.tailrace.language.TypeGroup;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.StreamType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** An expression over the columns of a wire, with what is wrong about it. Checked on another thread while it is typed. */
public final class WireExpressionField extends VBox {
    private static final Duration REST = Duration.millis(150);

    private final Workbench workbench;
    private final ExpressionField input;
    private final Label problem = new Label();
    private final PauseTransition rest = new PauseTransition(REST);
    private final LatestAnswer<List<Problem>> problems;
    private final TypeGroup wanted;
    private @Nullable Wire wire;

    /** @param wanted what it should give; where a BOOLEAN is wanted, anything else is told */
    public WireExpressionField(Workbench workbench, TypeGroup wanted, String accessible) {
        super(6);
        this.workbench = workbench;
        this.wanted = wanted;
        this.problems = new LatestAnswer<>(workbench.background(), this::tell);
        Completion.Wanted whole = new Completion.Wanted(wanted, Map.of());
        input = new ExpressionField(
                new LanguageHelp(
                        this::columns, () -> workbench.editor().checked().environment(), () -> whole),
                workbench.texts(),
                workbench.background(),
                1,
                this::apply,
                text -> changed());
        input.area().setAccessibleText(accessible);
        problem.getStyleClass().addAll("hint", "refused");
        problem.setWrapText(true);
        problem.managedProperty().bind(problem.visibleProperty());
        problem.setVisible(false);
        rest.setOnFinished(rested -> check());
        getChildren().addAll(input, problem);
    }

    /** Shows an expression over the columns of a wire. */
    public void show(Wire shown, String text) {
        wire = shown;
        input.show(text);
        changed();
    }

    public String text() {
        return input.text();
    }

    /** Whether proposals are shown, which Escape hides first. */
    public boolean isProposing() {
        return input.isProposing();
    }

    /** Whether it is being typed into. */
    public boolean holdsFocus() {
        return input.area().isFocused();
    }

    @Override
    public void requestFocus() {
        input.requestFocus();
    }

    private Schema columns() {
        StreamType stream = wire == null ? null : workbench.editor().checked().stream(wire);
        return stream == null ? Schema.EMPTY : stream.schema();
    }

    private void apply(Problem wrong, Problem.Fix fix) {
        if (fix instanceof Problem.Fix.ReplaceText replace) {
            input.show(replace.in(input.text(), wrong));
            changed();
        }
    }

    private void changed() {
        problems.forget();
        rest.playFromStart();
    }

    private void check() {
        String text = input.text();
        if (text.isBlank()) {
            tell(List.of());
            return;
        }
        Schema columns = columns();
        Environment environment = workbench.editor().checked().environment();
        problems.ask(() -> problems(Language.check(text, columns, environment)));
    }

    private List<Problem> problems(Checked checked) {
        List<Problem> found = new ArrayList<>(checked.problems());
        Expression expression = checked.expression();
        if (expression != null
                && wanted == TypeGroup.BOOLEAN
                && !expression.type().is(TypeKind.BOOLEAN)) {
            found.add(Problem.error("designer.breakpoint.no-condition", expression.type()));
        }
        return found;
    }

    private void tell(List<Problem> found) {
        input.showProblems(found);
        problem.setVisible(!found.isEmpty());
        problem.setText(found.isEmpty() ? "" : workbench.texts().message(found.get(0)));
    }
}

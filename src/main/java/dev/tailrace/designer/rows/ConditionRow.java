package dev.tailrace.designer.rows;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.LatestAnswer;
import dev.tailrace.designer.inspector.ExpressionField;
import dev.tailrace.designer.inspector.LanguageHelp;
import dev.tailrace.language.Completion;
import dev.tailrace.language.Environment;
import dev.tailrace.language.TypeGroup;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A field for the condition that rows must fulfil to be shown, and under it what is wrong with it. The field is made when
 * it is first needed: most people look at most wires without one.
 */
final class ConditionRow extends VBox {
    private static final Duration REST = Duration.millis(200);
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Texts texts;
    private final Executor background;
    private final Consumer<@Nullable ConditionFilter> found;
    private final HBox message = new HBox(6);
    private final PauseTransition rest = new PauseTransition(REST);
    private final LatestAnswer<ConditionFilter.Outcome> outcome;
    private Schema columns = Schema.EMPTY;
    private Environment environment = Environment.UTC;
    private String text = "";
    private @Nullable ExpressionField field;

    /**
     * @param background compiles
     * @param found hears of each condition that holds from now on; null for none
     */
    ConditionRow(Texts texts, Executor background, Consumer<@Nullable ConditionFilter> found) {
        super(4);
        this.texts = texts;
        this.background = background;
        this.found = found;
        this.outcome = new LatestAnswer<>(background, this::compiled);
        getStyleClass().add("condition-row");
        message.getStyleClass().addAll("inspector-message", "error");
        rest.setOnFinished(rested -> compile());
    }

    private ExpressionField field() {
        if (field != null) {
            return field;
        }
        Completion.Wanted condition = new Completion.Wanted(TypeGroup.BOOLEAN, Map.of());
        LanguageHelp help = new LanguageHelp(() -> columns, () -> environment, () -> condition);
        ExpressionField made = new ExpressionField(help, texts, background, 1, this::apply, typed -> {
            text = typed;
            rest.playFromStart();
        });
        made.setId("rows-condition-field");
        HBox.setHgrow(made, Priority.ALWAYS);
        Label prompt = new Label(texts.get("designer.rows.condition-prompt"));
        prompt.getStyleClass().add("condition-prompt");
        made.area().setPlaceholder(prompt, Pos.CENTER_LEFT);
        made.area().addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER && !key.isConsumed()) {
                compile();
                key.consume();
            }
        });
        made.area().setAccessibleText(texts.get("designer.rows.condition"));
        HBox line = new HBox(8, new FontIcon("mdi2f-filter-outline"), made);
        line.getStyleClass().add("data-line");
        getChildren().setAll(line);
        field = made;
        return made;
    }

    String text() {
        return text;
    }

    /** The rows are others from now on; a text that was typed for them earlier is shown again. */
    void begin(Schema newColumns, Environment newEnvironment, String newText) {
        columns = newColumns;
        environment = newEnvironment;
        show(newText);
        compile();
    }

    private void show(String newText) {
        text = newText;
        if (field != null || !newText.isEmpty()) {
            field().show(newText);
            field().refresh();
        }
    }

    /** All rows are shown again. */
    void clear() {
        show("");
        compile();
    }

    @Override
    public void requestFocus() {
        field().requestFocus();
    }

    private void compile() {
        rest.stop();
        String typed = text;
        if (typed.isBlank()) {
            outcome.forget();
            say(List.of());
            found.accept(null);
            return;
        }
        Schema over = columns;
        Environment in = environment;
        outcome.ask(() -> ConditionFilter.compile(typed, over, in));
    }

    private void compiled(ConditionFilter.Outcome compiled) {
        say(compiled.problems());
        if (compiled.filter() != null) {
            found.accept(compiled.filter());
        }
    }

    /** While the text is wrong, what was shown before stays. */
    private void say(List<Problem> problems) {
        Problem first = problems.stream().filter(Problem::isError).findFirst().orElse(null);
        if (field != null) {
            field.showProblems(problems);
            field.pseudoClassStateChanged(WRONG, first != null);
        }
        message.getChildren().clear();
        getChildren().remove(message);
        if (first != null) {
            getChildren().add(message);
            Label words = new Label(texts.of(first));
            words.setWrapText(true);
            words.setMinHeight(USE_PREF_SIZE);
            message.getChildren().addAll(new FontIcon("mdi2a-alert-circle-outline"), words);
            for (Problem.Fix fix : first.fixes()) {
                if (fix instanceof Problem.Fix.ReplaceText replace) {
                    message.getChildren().add(remedy(first, replace));
                }
            }
        }
    }

    private Hyperlink remedy(Problem problem, Problem.Fix.ReplaceText fix) {
        Hyperlink link = new Hyperlink(texts.get(fix.code(), fix.arguments().toArray()));
        link.setMinWidth(USE_PREF_SIZE);
        link.setOnAction(pressed -> apply(problem, fix));
        return link;
    }

    private void apply(Problem problem, Problem.Fix fix) {
        if (fix instanceof Problem.Fix.ReplaceText replace) {
            show(replace.in(text, problem));
            compile();
        }
    }
}

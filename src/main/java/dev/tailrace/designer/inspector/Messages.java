package dev.tailrace.designer.inspector;

import dev.tailrace.data.Problem;
import dev.tailrace.designer.commands.FixOffer;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is wrong with a setting, under its control: the sentence, and the buttons that help. */
final class Messages {
    private static final String MISSING = "operator.missing-setting";

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final VBox view = new VBox(4);
    private final FormScope scope;
    private final String label;
    private List<Placed> shown = List.of();

    Messages(FormScope scope) {
        this(scope, "");
    }

    /** @param label what the form calls the setting; empty if they are not those of one setting */
    Messages(FormScope scope, String label) {
        this.scope = scope;
        this.label = label;
        hideIfEmpty();
    }

    Node view() {
        return view;
    }

    void show(List<Placed> problems) {
        if (problems.equals(shown)) {
            return;
        }
        shown = problems;
        view.getChildren().setAll(problems.stream().map(this::message).toList());
        hideIfEmpty();
    }

    /** Gives a control its red outline, or takes it away. */
    static void mark(Node control, List<Placed> problems) {
        control.pseudoClassStateChanged(
                WRONG,
                problems.stream()
                        .anyMatch(placed -> placed.isOwn() && placed.problem().isError()));
    }

    private void hideIfEmpty() {
        boolean any = !view.getChildren().isEmpty();
        view.setVisible(any);
        view.setManaged(any);
    }

    /** In a text of several lines the words alone do not say where. */
    private String lineOf(Problem problem) {
        Problem.Span span = problem.span();
        return span == null || span.endLine() == 1
                ? ""
                : scope.texts().get("designer.inspector.line", span.startLine()) + " ";
    }

    /** A setting is called as the form has it, not as the file does. */
    private String said(Placed placed) {
        Problem problem = placed.problem();
        boolean isMissing = placed.isOwn() && !label.isEmpty() && problem.code().equals(MISSING);
        return scope.texts().of(isMissing ? Problem.error(MISSING, label) : problem);
    }

    private Node message(Placed placed) {
        Problem problem = placed.problem();
        FontIcon icon = new FontIcon(problem.isError() ? "mdi2a-alert-circle-outline" : "mdi2a-alert-outline");
        Label words = new Label(lineOf(problem) + said(placed));
        words.setWrapText(true);
        words.setMinHeight(Label.USE_PREF_SIZE);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox sentence = new HBox(6, icon, words);
        VBox message = new VBox(2, sentence);
        message.getStyleClass().addAll("inspector-message", problem.isError() ? "error" : "warning");
        for (FixOffer offer : scope.offers(problem)) {
            Hyperlink button = new Hyperlink(offer.words());
            button.setTooltip(new Tooltip(offer.change()));
            button.setAccessibleHelp(offer.change());
            button.setOnAction(pressed -> scope.apply(problem, offer));
            message.getChildren().add(button);
        }
        return message;
    }
}

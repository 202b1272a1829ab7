package dev.tailrace.designer.inspector;

import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.language.Inspection;
import dev.tailrace.language.SignatureHelp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.event.MouseOverTextEvent;
import org.jspecify.annotations.Nullable;

/**
 * The cards beside the letters of an expression: how a function is called while the caret is within its parentheses,
 * what the part under the pointer is, and what is wrong with it.
 */
final class ExpressionHints {
    private static final Duration POINTER_RESTS = Duration.ofMillis(400);
    private static final int MOST_LETTERS = 60;

    private final CodeArea area;
    private final ExpressionHelp help;
    private final Texts texts;
    private final Executor background;
    private final Supplier<List<Problem>> problems;
    private final BiConsumer<Problem, Problem.Fix> fix;
    private final HintPopup signature = new HintPopup("signature-card");
    private final HintPopup part = new HintPopup("part-card");
    private long asked;

    /** @param fix applies a remedy */
    ExpressionHints(
            CodeArea area,
            ExpressionHelp help,
            Texts texts,
            Executor background,
            Supplier<List<Problem>> problems,
            BiConsumer<Problem, Problem.Fix> fix) {
        this.area = area;
        this.help = help;
        this.texts = texts;
        this.background = background;
        this.problems = problems;
        this.fix = fix;
        area.setMouseOverTextDelay(POINTER_RESTS);
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN, event -> tell(event.getCharacterIndex()));
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_END, event -> hidePartUnlessEntered());
    }

    boolean isShowing() {
        return signature.isShowing() || part.isShowing();
    }

    void hide() {
        asked++;
        signature.hide();
        part.hide();
    }

    void hidePart() {
        asked++;
        part.hide();
    }

    /** The pointer may be on its way to a remedy on the card. */
    private void hidePartUnlessEntered() {
        if (part.card().lookup(".hyperlink") == null) {
            hidePart();
        }
    }

    /** The caret or the text has moved: the card about the call follows, or goes. */
    void follow() {
        if (signature.isShowing()) {
            showSignature();
        }
    }

    /** Shows how the function around the caret is called, if there is one. */
    void showSignature() {
        SignatureHelp found = help.signature(area.getText(), area.getCaretPosition());
        if (found == null || !area.isFocused()) {
            signature.hide();
            return;
        }
        List<Node> lines = new ArrayList<>();
        for (int i = 0; i < found.overloads().size(); i++) {
            lines.add(line(found.overloads().get(i), i == found.active()));
        }
        lines.add(words(texts.get(found.function().docKey()), "hint-doc"));
        String name = found.function().name();
        area.getCharacterBoundsOnScreen(found.start(), found.start() + name.length())
                .ifPresent(letters -> signature.show(area, letters, lines.toArray(Node[]::new)));
    }

    private static Node line(SignatureHelp.Overload overload, boolean isActive) {
        String all = overload.text();
        TextFlow flow = new TextFlow(
                text(all.substring(0, overload.from()), "signature-text"),
                text(all.substring(overload.from(), overload.to()), "signature-argument"),
                text(all.substring(overload.to()), "signature-text"));
        if (isActive) {
            flow.getStyleClass().add("signature-active");
        }
        return flow;
    }

    private static Text text(String words, String style) {
        Text text = new Text(words);
        text.getStyleClass().add(style);
        return text;
    }

    private static Label words(String words, String style) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.getStyleClass().add(style);
        return label;
    }

    /** Tells what the part at an offset is, or what is wrong there. */
    void tell(int offset) {
        String text = area.getText();
        long mine = ++asked;
        for (Problem problem : problems.get()) {
            int[] range = ExpressionColours.range(problem, text);
            if (range[0] <= offset && offset <= range[1]) {
                bounds(range[0], range[1]).ifPresent(letters -> part.show(area, letters, problem(problem)));
                return;
            }
        }
        Supplier<Inspection.@Nullable Part> inspection = help.inspection(text, offset);
        background.execute(() -> {
            Inspection.Part found = inspection.get();
            Platform.runLater(() -> {
                if (mine == asked && text.equals(area.getText())) {
                    show(found);
                }
            });
        });
    }

    private void show(Inspection.@Nullable Part found) {
        if (found == null || area.getScene() == null) {
            part.hide();
            return;
        }
        List<Node> lines = new ArrayList<>();
        if (found.type() != null) {
            String letters = found.text().replaceAll("\\s+", " ");
            Label what = words(
                    letters.length() > MOST_LETTERS ? letters.substring(0, MOST_LETTERS) + "…" : letters, "part-text");
            Label type = words(new Field("", found.type(), found.nullable()).typeText(), "part-type");
            lines.add(new HBox(12, what, type));
            if (found.nullable()) {
                lines.add(words(texts.get("designer.expression.may-be-null"), "hint-doc"));
            }
        }
        if (found.docKey() != null) {
            lines.add(words(texts.get(found.docKey()), "hint-doc"));
        }
        bounds(found.start(), found.end()).ifPresent(letters -> part.show(area, letters, lines.toArray(Node[]::new)));
    }

    private java.util.Optional<Bounds> bounds(int from, int to) {
        return area.getScene() == null || from >= to
                ? java.util.Optional.empty()
                : area.getCharacterBoundsOnScreen(from, to);
    }

    private Node[] problem(Problem problem) {
        List<Node> lines = new ArrayList<>();
        lines.add(words(texts.message(problem), problem.isError() ? "part-wrong" : "part-doubtful"));
        String remedy = texts.remedy(problem);
        if (remedy != null) {
            lines.add(words(remedy, "hint-doc"));
        }
        for (Problem.Fix remedyToApply : problem.fixes()) {
            Hyperlink apply = new Hyperlink(
                    texts.get(remedyToApply.code(), remedyToApply.arguments().toArray()));
            apply.setOnAction(pressed -> {
                hide();
                fix.accept(problem, remedyToApply);
            });
            Label key = words(texts.get("designer.expression.fix-key"), "hint-key");
            HBox line = new HBox(8, apply, key);
            line.getStyleClass().add("hint-fix");
            lines.add(line);
        }
        return lines.toArray(Node[]::new);
    }
}

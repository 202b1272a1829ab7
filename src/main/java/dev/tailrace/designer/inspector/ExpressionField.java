package dev.tailrace.designer.inspector;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.language.Backticks;
import dev.tailrace.language.Brackets;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.PlainTextChange;
import org.fxmisc.richtext.util.UndoUtils;
import org.fxmisc.wellbehaved.event.EventPattern;
import org.fxmisc.wellbehaved.event.InputMap;
import org.fxmisc.wellbehaved.event.Nodes;
import org.jspecify.annotations.Nullable;

/**
 * A field for one expression: coloured as it is typed, wrong pieces underlined, with proposals, hints and remedies. It
 * grows with its lines. Undo is the pipeline's, not its own.
 */
public final class ExpressionField extends StackPane {
    private static final double LINE = 18;
    private static final double PADDING = 14;
    private static final int MORE_LINES = 6;
    private static final PseudoClass FOCUSED = PseudoClass.getPseudoClass("focused");

    private final CodeArea area = new CodeArea();
    private final Squiggles squiggles = new Squiggles(area);
    private final ExpressionHelp help;
    private final Texts texts;
    private final ProposalPopup popup;
    private final ExpressionHints hints;
    private final BiConsumer<Problem, Problem.Fix> fix;
    private List<Problem> problems = List.of();
    private Brackets.@Nullable Pair brackets;
    private boolean showing;

    /** Hears of each change by the person. */
    public interface Typed {
        void text(String text);
    }

    /**
     * @param background for what asks the parser
     * @param fix applies a remedy
     */
    public ExpressionField(
            ExpressionHelp help,
            Texts texts,
            Executor background,
            int lines,
            BiConsumer<Problem, Problem.Fix> fix,
            Typed typed) {
        this.help = help;
        this.texts = texts;
        this.fix = fix;
        this.popup = new ProposalPopup(texts, this::accept);
        this.hints = new ExpressionHints(area, help, texts, background, () -> problems, fix);
        getStyleClass().add("expression-field");
        area.setWrapText(true);
        area.setUndoManager(UndoUtils.noOpUndoManager());
        area.getStyleClass().add("expression-area");
        getChildren().addAll(area, squiggles);
        area.prefHeightProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> height(lines), area.totalHeightEstimateProperty(), area.textProperty()));
        area.minHeightProperty().bind(area.prefHeightProperty());
        area.focusedProperty().addListener((property, before, focused) -> {
            pseudoClassStateChanged(FOCUSED, focused);
            if (!focused) {
                popup.hide();
                hints.hide();
            }
            markBrackets();
        });
        area.textProperty().addListener((property, before, text) -> {
            hints.hidePart();
            colour();
            if (!showing) {
                typed.text(text);
            }
        });
        area.caretPositionProperty().addListener((property, before, caret) -> {
            hints.hidePart();
            // The caret moves before the text is coloured and laid out anew.
            Platform.runLater(() -> {
                markBrackets();
                hints.follow();
            });
        });
        area.plainTextChanges().subscribe(this::typed);
        // Tab and Shift+Tab leave the field, as in any form; the popup takes Tab before this map sees it.
        Nodes.addInputMap(area, InputMap.ignore(EventPattern.keyPressed(KeyCode.TAB)));
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    public String text() {
        return area.getText();
    }

    /** Whether proposals are shown. */
    boolean isProposing() {
        return popup.isShowing();
    }

    public CodeArea area() {
        return area;
    }

    /** Shows a text that came from outside; the caret stays where it can. */
    public void show(String text) {
        if (text.equals(area.getText())) {
            return;
        }
        int caret = area.getCaretPosition();
        showing = true;
        area.replaceText(text);
        showing = false;
        area.moveTo(Math.min(caret, text.length()));
    }

    /** The columns or parameters may have changed. */
    public void refresh() {
        colour();
    }

    /** Underlines the spans of problems. */
    public void showProblems(List<Problem> newProblems) {
        if (!newProblems.equals(problems)) {
            problems = List.copyOf(newProblems);
            squiggles.show(problems);
        }
    }

    @Override
    public void requestFocus() {
        area.requestFocus();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        squiggles.resizeRelocate(0, 0, getWidth(), getHeight());
    }

    private double height(int lines) {
        Double estimate = area.totalHeightEstimateProperty().getValue();
        double typed = estimate == null ? LINE : estimate;
        return Math.max(lines * LINE, Math.min((lines + MORE_LINES) * LINE, typed)) + PADDING;
    }

    private void colour() {
        String text = area.getText();
        if (!text.isEmpty()) {
            boolean fits = brackets != null && brackets.close() < text.length();
            area.setStyleSpans(0, ExpressionColours.of(text, help.styles(text), fits ? brackets : null));
        }
    }

    private void markBrackets() {
        Brackets.Pair found = area.isFocused() ? Brackets.at(area.getText(), area.getCaretPosition()) : null;
        if (!java.util.Objects.equals(found, brackets)) {
            brackets = found;
            colour();
        }
    }

    private void typed(PlainTextChange change) {
        String inserted = change.getInserted();
        boolean typing = area.isFocused() && !showing && inserted.length() == 1;
        boolean begins = typing && (Character.isLetter(inserted.charAt(0)) || ":`.'".contains(inserted));
        boolean calls = typing && "(,[".contains(inserted);
        // The caret has its new place only after the next layout.
        Platform.runLater(() -> {
            if (typing) {
                quote();
            }
            if (begins || popup.isShowing()) {
                propose(false);
            }
            if (calls) {
                hints.showSignature();
            }
        });
    }

    /** Puts backticks around a reserved word that turned out to be a column. */
    private void quote() {
        int caret = area.getCaretPosition();
        Backticks.Quoting quoting = help.quoting(area.getText(), caret);
        if (quoting != null) {
            area.replaceText(quoting.start(), quoting.end(), quoting.quoted());
            area.moveTo(caret + quoting.quoted().length() - (quoting.end() - quoting.start()));
        }
    }

    private void keyPressed(KeyEvent event) {
        KeyCode key = event.getCode();
        if (key == KeyCode.SPACE && event.isControlDown()) {
            if (event.isShiftDown()) {
                hints.showSignature();
            } else {
                complete();
            }
        } else if (key == KeyCode.ENTER && event.isAltDown()) {
            fix();
        } else if (key == KeyCode.K && event.isShortcutDown() && !event.isShiftDown()) {
            inspect();
        } else if (key == KeyCode.ESCAPE && !popup.isShowing() && hints.isShowing()) {
            hints.hide();
        } else if (!popup.isShowing() || !popup.handle(key)) {
            return;
        }
        event.consume();
    }

    /** Proposes what may be written at the caret. */
    void complete() {
        propose(true);
    }

    /** Tells what the part at the caret is, or what is wrong there. */
    void inspect() {
        hints.tell(area.getCaretPosition());
    }

    /** Tells how the function around the caret is called. */
    void showSignature() {
        hints.showSignature();
    }

    /** Applies the remedy of the problem at the caret or, if there is none, of the first one; asks if there are several. */
    void fix() {
        int caret = area.getCaretPosition();
        Problem problem = problems.stream()
                .filter(one -> !one.fixes().isEmpty())
                .min(java.util.Comparator.comparing(one -> !isAt(one, caret)))
                .orElse(null);
        if (problem == null) {
            return;
        }
        hints.hide();
        popup.hide();
        if (problem.fixes().size() == 1) {
            apply(problem, problem.fixes().get(0));
            return;
        }
        ContextMenu menu = new ContextMenu();
        for (Problem.Fix remedy : problem.fixes()) {
            MenuItem item =
                    new MenuItem(texts.get(remedy.code(), remedy.arguments().toArray()));
            item.setMnemonicParsing(false);
            item.setOnAction(chosen -> apply(problem, remedy));
            menu.getItems().add(item);
        }
        menu.show(this, Side.BOTTOM, 0, 2);
    }

    private void apply(Problem problem, Problem.Fix remedy) {
        String before = area.getText();
        int end = ExpressionColours.range(problem, before)[1];
        fix.accept(problem, remedy);
        // The caret goes behind what was mended, so that typing goes on there.
        area.moveTo(Math.max(0, Math.min(area.getLength(), end + area.getLength() - before.length())));
        area.requestFocus();
    }

    private boolean isAt(Problem problem, int caret) {
        int[] range = ExpressionColours.range(problem, area.getText());
        return range[0] <= caret && caret <= range[1];
    }

    /** @param asked whether the person asked, so that one proposal that is already typed is shown too */
    private void propose(boolean asked) {
        String text = area.getText();
        List<ExpressionHelp.Proposal> proposals = help.proposals(text, area.getCaretPosition());
        boolean typedOut = proposals.size() == 1
                && proposals
                        .get(0)
                        .insert()
                        .equals(text.substring(
                                proposals.get(0).from(), proposals.get(0).to()));
        if (proposals.isEmpty() || (typedOut && !asked)) {
            popup.hide();
            return;
        }
        Bounds caret = area.getCaretBounds().orElseGet(() -> area.localToScreen(area.getBoundsInLocal()));
        popup.show(area, proposals, caret);
    }

    private void accept(ExpressionHelp.Proposal proposal) {
        area.replaceText(proposal.from(), proposal.to(), proposal.insert());
        area.moveTo(proposal.from() + proposal.insert().length());
        popup.hide();
        if (proposal.insert().endsWith("(") || proposal.insert().endsWith("[")) {
            Platform.runLater(hints::showSignature);
        }
    }
}

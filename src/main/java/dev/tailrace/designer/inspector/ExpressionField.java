package dev.tailrace.designer.inspector;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.language.Environment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.fxmisc.richtext.util.UndoUtils;
import org.fxmisc.wellbehaved.event.EventPattern;
import org.fxmisc.wellbehaved.event.InputMap;
import org.fxmisc.wellbehaved.event.Nodes;

/**
 * A field for one expression: coloured as it is typed, wrong pieces underlined, and with proposals. It grows with its
 * lines. Undo is the pipeline's, not its own.
 */
public final class ExpressionField extends StackPane {
    private static final double LINE = 18;
    private static final double PADDING = 14;
    private static final int MOST_LINES = 8;
    private static final PseudoClass FOCUSED = PseudoClass.getPseudoClass("focused");

    private final CodeArea area = new CodeArea();
    private final ExpressionHelp help;
    private final ProposalPopup popup;
    private final Supplier<Schema> schema;
    private final Supplier<Environment> environment;
    private List<Problem> problems = List.of();
    private boolean showing;

    /** Hears of each change by the person. */
    public interface Typed {
        void text(String text);
    }

    /** @param lines how many lines it has room for before more are typed */
    public ExpressionField(
            ExpressionHelp help,
            Texts texts,
            Supplier<Schema> schema,
            Supplier<Environment> environment,
            int lines,
            Typed typed) {
        this.help = help;
        this.popup = new ProposalPopup(texts, this::accept);
        this.schema = schema;
        this.environment = environment;
        getStyleClass().add("expression-field");
        area.setWrapText(true);
        area.setUndoManager(UndoUtils.noOpUndoManager());
        area.getStyleClass().add("expression-area");
        getChildren().add(area);
        area.prefHeightProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> height(lines), area.totalHeightEstimateProperty(), area.textProperty()));
        area.minHeightProperty().bind(area.prefHeightProperty());
        area.focusedProperty().addListener((property, before, focused) -> {
            pseudoClassStateChanged(FOCUSED, focused);
            if (!focused) {
                popup.hide();
            }
        });
        area.textProperty().addListener((property, before, text) -> {
            colour();
            if (!showing) {
                typed.text(text);
            }
        });
        area.plainTextChanges().subscribe(change -> {
            boolean typing =
                    area.isFocused() && !showing && change.getInserted().length() == 1;
            boolean begins = typing
                    && (Character.isLetter(change.getInserted().charAt(0)) || ":`".contains(change.getInserted()));
            if (begins || popup.isShowing()) {
                // The caret has its new place only after the next layout.
                Platform.runLater(() -> propose(false));
            }
        });
        // Tab and Shift+Tab leave the field, as in any form; the popup takes Tab before this map sees it.
        Nodes.addInputMap(area, InputMap.ignore(EventPattern.keyPressed(KeyCode.TAB)));
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    public String text() {
        return area.getText();
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
            colour();
        }
    }

    @Override
    public void requestFocus() {
        area.requestFocus();
    }

    private double height(int lines) {
        Double estimate = area.totalHeightEstimateProperty().getValue();
        double typed = estimate == null ? LINE : estimate;
        return Math.max(lines * LINE, Math.min(MOST_LINES * LINE, typed)) + PADDING;
    }

    private void colour() {
        String text = area.getText();
        if (text.isEmpty()) {
            return;
        }
        StyleSpans<Collection<String>> spans = spans(text);
        for (Problem problem : problems) {
            Problem.Span span = problem.span();
            int start = span == null ? 0 : span.startOffset(text);
            int end = span == null ? text.length() : span.endOffset(text);
            if (end <= start) {
                // What is missing at the end is marked at the last letter.
                start = Math.max(0, Math.min(start, text.length() - 1));
                end = Math.min(text.length(), start + 1);
            }
            StyleSpansBuilder<Collection<String>> mark = new StyleSpansBuilder<>();
            mark.add(List.of(), start);
            mark.add(List.of(problem.isError() ? "wrong" : "doubtful"), end - start);
            mark.add(List.of(), text.length() - end);
            spans = spans.overlay(mark.create(), ExpressionField::both);
        }
        area.setStyleSpans(0, spans);
    }

    private static Collection<String> both(Collection<String> one, Collection<String> other) {
        List<String> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private StyleSpans<Collection<String>> spans(String text) {
        StyleSpansBuilder<Collection<String>> builder = new StyleSpansBuilder<>();
        int at = 0;
        for (ExpressionHelp.Styled piece : help.styles(text, schema.get(), environment.get())) {
            builder.add(List.of(), piece.start() - at);
            builder.add(List.of(piece.style()), piece.end() - piece.start());
            at = piece.end();
        }
        builder.add(List.of(), text.length() - at);
        return builder.create();
    }

    private void keyPressed(KeyEvent event) {
        if (event.getCode() == KeyCode.SPACE && event.isControlDown()) {
            propose(true);
            event.consume();
        } else if (popup.isShowing() && popup.handle(event.getCode())) {
            event.consume();
        }
    }

    /** @param asked whether the person asked, so that one proposal that is already typed is shown too */
    private void propose(boolean asked) {
        String text = area.getText();
        List<ExpressionHelp.Proposal> proposals =
                help.proposals(text, area.getCaretPosition(), schema.get(), environment.get());
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
    }
}

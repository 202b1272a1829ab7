package dev.tailrace.designer.inspector;

import dev.tailrace.data.Problem;
import dev.tailrace.language.Brackets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.jspecify.annotations.Nullable;

/** Style classes for the letters of an expression: kinds of tokens, the brackets at the caret. Knows no toolkit. */
final class ExpressionColours {
    private ExpressionColours() {}

    /** @param text not empty */
    static StyleSpans<Collection<String>> of(
            String text, List<ExpressionHelp.Styled> pieces, Brackets.@Nullable Pair brackets) {
        StyleSpansBuilder<Collection<String>> builder = new StyleSpansBuilder<>();
        int at = 0;
        for (ExpressionHelp.Styled piece : pieces) {
            builder.add(List.of(), piece.start() - at);
            builder.add(List.of(piece.style()), piece.end() - piece.start());
            at = piece.end();
        }
        builder.add(List.of(), text.length() - at);
        StyleSpans<Collection<String>> spans = builder.create();
        if (brackets == null) {
            return spans;
        }
        StyleSpansBuilder<Collection<String>> mark = new StyleSpansBuilder<>();
        mark.add(List.of(), brackets.open());
        mark.add(List.of("bracket"), 1);
        mark.add(List.of(), brackets.close() - brackets.open() - 1);
        mark.add(List.of("bracket"), 1);
        mark.add(List.of(), text.length() - brackets.close() - 1);
        return spans.overlay(mark.create(), ExpressionColours::both);
    }

    /** The letters of a problem, {@code from} and before {@code to}; at least one letter of a text that has any. */
    static int[] range(Problem problem, String text) {
        Problem.Span span = problem.span();
        int start = span == null ? 0 : span.startOffset(text);
        int end = span == null ? text.length() : span.endOffset(text);
        if (end <= start) {
            // What is missing at the end is marked at the last letter.
            start = Math.max(0, Math.min(start, text.length() - 1));
            end = Math.min(text.length(), start + 1);
        }
        return new int[] {start, end};
    }

    private static Collection<String> both(Collection<String> one, Collection<String> other) {
        List<String> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }
}

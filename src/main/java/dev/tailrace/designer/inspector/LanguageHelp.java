package dev.tailrace.designer.inspector;

import dev.tailrace.data.Schema;
import dev.tailrace.language.Completion;
import dev.tailrace.language.Environment;
import dev.tailrace.language.Highlight;
import java.util.List;
import java.util.Locale;

/** Colours and proposals from the expression language. */
public enum LanguageHelp implements ExpressionHelp {
    INSTANCE;

    @Override
    public List<Styled> styles(String text, Schema input, Environment environment) {
        // What is wrong is marked from the check's problems, which know more than the colouring.
        return Highlight.of(text, input, environment).stream()
                .filter(piece -> piece.kind() != Highlight.Kind.ERROR)
                .map(piece -> new Styled(
                        piece.start(), piece.end(), piece.kind().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    @Override
    public List<Proposal> proposals(String text, int caret, Schema input, Environment environment) {
        return Completion.at(text, caret, input, environment).stream()
                .map(found -> new Proposal(
                        found.label(), found.detail(), found.docKey(), found.insert(), found.start(), found.end()))
                .toList();
    }
}

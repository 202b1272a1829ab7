package dev.tailrace.designer.inspector;

import dev.tailrace.data.Schema;
import dev.tailrace.language.Environment;
import java.util.List;

/** Colours and proposals from the expression language. */
enum LanguageHelp implements ExpressionHelp {
    INSTANCE;

    @Override
    public List<Styled> styles(String text) {
        return List.of();
    }

    @Override
    public List<Proposal> proposals(String text, int caret, Schema input, Environment environment) {
        return List.of();
    }
}

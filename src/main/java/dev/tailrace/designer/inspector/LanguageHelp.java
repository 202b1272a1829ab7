package dev.tailrace.designer.inspector;

import dev.tailrace.data.Schema;
import dev.tailrace.language.Backticks;
import dev.tailrace.language.Completion;
import dev.tailrace.language.Environment;
import dev.tailrace.language.Highlight;
import dev.tailrace.language.Inspection;
import dev.tailrace.language.SignatureHelp;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Colours, proposals and hints from the expression language.
 *
 * @param columns that may be named
 * @param wanted what the whole expression should give
 */
public record LanguageHelp(
        Supplier<Schema> columns, Supplier<Environment> environment, Supplier<Completion.Wanted> wanted)
        implements ExpressionHelp {
    @Override
    public List<Styled> styles(String text) {
        // What is wrong is marked from the check's problems, which know more than the colouring.
        return Highlight.of(text, columns.get(), environment.get()).stream()
                .filter(piece -> piece.kind() != Highlight.Kind.ERROR)
                .map(piece -> new Styled(
                        piece.start(), piece.end(), piece.kind().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    @Override
    public List<Proposal> proposals(String text, int caret) {
        return Completion.at(text, caret, columns.get(), environment.get(), wanted.get()).stream()
                .map(found -> new Proposal(
                        found.kind(),
                        found.label(),
                        found.detail(),
                        found.docKey(),
                        found.insert(),
                        found.start(),
                        found.end(),
                        found.fits()))
                .toList();
    }

    @Override
    public @Nullable SignatureHelp signature(String text, int caret) {
        return SignatureHelp.at(text, caret);
    }

    @Override
    public Backticks.@Nullable Quoting quoting(String text, int caret) {
        return Backticks.wanted(text, caret, columns.get());
    }

    @Override
    public Supplier<Inspection.@Nullable Part> inspection(String text, int offset) {
        Schema input = columns.get();
        Environment now = environment.get();
        return () -> Inspection.at(text, offset, input, now);
    }
}

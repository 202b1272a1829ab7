package dev.tailrace.language;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the function is called within whose parentheses the caret stands. Fast; loads no parser.
 *
 * @param overloads all ways to call it
 * @param active index of the one that what is typed so far may become
 * @param start offset of the function's name in the text
 */
public record SignatureHelp(FunctionCatalog.Function function, List<Overload> overloads, int active, int start) {
    /**
     * One way to call a function; the argument at the caret is the range of the text from {@code from} to before
     * {@code to}, empty if this way has none there.
     */
    public record Overload(String text, int from, int to) {}

    /** @param caret offset in UTF-16 units */
    public static @Nullable SignatureHelp at(String text, int caret) {
        List<Token> before = new ArrayList<>();
        for (Token token : Tokenizer.meaningful(text)) {
            if (token.end() <= caret) {
                before.add(token);
            }
        }
        CaretCall call = CaretCall.innermost(before, text);
        // In parentheses of its own, or in an index, the call around it is what is being written.
        while (call != null && call.function() == null) {
            before = before.subList(0, call.open());
            call = CaretCall.innermost(before, text);
        }
        if (call == null || call.function() == null) {
            return null;
        }
        List<Overload> overloads = new ArrayList<>();
        for (String form : call.function().signatures()) {
            Signature signature = Signature.of(form);
            Signature.Part part = signature.words().containsAll(call.words()) ? signature.part(call.argument()) : null;
            overloads.add(new Overload(form, part == null ? 0 : part.start(), part == null ? 0 : part.end()));
        }
        return new SignatureHelp(
                call.function(),
                List.copyOf(overloads),
                call.overload(),
                before.get(call.open() - 1).start());
    }
}

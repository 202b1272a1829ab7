package dev.tailrace.designer.inspector;

import dev.tailrace.language.Backticks;
import dev.tailrace.language.Completion;
import dev.tailrace.language.Inspection;
import dev.tailrace.language.SignatureHelp;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the field for expressions asks of the language besides the check. On the JavaFX thread; each answers at once. */
public interface ExpressionHelp {
    /** A piece of the text and its style class, such as {@code keyword}. */
    record Styled(int start, int end, String style) {}

    /**
     * @param label what the list shows
     * @param detail shown beside it, such as a type
     * @param docKey key of one line about it, or null
     * @param insert takes the place of the text between the offsets
     * @param fits whether its type is wanted there
     */
    record Proposal(
            Completion.Kind kind,
            String label,
            String detail,
            @Nullable String docKey,
            String insert,
            int from,
            int to,
            boolean fits) {}

    /** Pieces in order, without overlaps; what is left out has no style. */
    List<Styled> styles(String text);

    List<Proposal> proposals(String text, int caret);

    /** How the function is called within whose parentheses the caret stands; null outside. */
    @Nullable
    SignatureHelp signature(String text, int caret);

    /** The name before the caret that needs backticks, now that something is typed behind it, or null. */
    Backticks.@Nullable Quoting quoting(String text, int caret);

    /** What asks for the part at a place; the supplier is for a background thread. */
    Supplier<Inspection.@Nullable Part> inspection(String text, int offset);
}

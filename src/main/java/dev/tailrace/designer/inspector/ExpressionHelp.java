package dev.tailrace.designer.inspector;

import dev.tailrace.data.Schema;
import dev.tailrace.language.Environment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the field for expressions asks of the language besides the check. */
public interface ExpressionHelp {
    /** A piece of the text and its style class, such as {@code keyword}. */
    record Styled(int start, int end, String style) {}

    /**
     * @param label what the list shows
     * @param detail shown beside it, such as a type or a signature
     * @param docKey key of one line about it, or null
     * @param insert takes the place of the text between the offsets
     */
    record Proposal(String label, String detail, @Nullable String docKey, String insert, int from, int to) {}

    /** Pieces in order, without overlaps; what is left out has no style. */
    List<Styled> styles(String text, Schema input, Environment environment);

    List<Proposal> proposals(String text, int caret, Schema input, Environment environment);
}

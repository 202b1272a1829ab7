package dev.tailrace.language;

import dev.tailrace.data.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of checking a text.
 *
 * @param expression null if there are errors
 * @param problems with spans in the text; node and place are left for the caller to fill
 */
public record Checked(@Nullable Expression expression, List<Problem> problems) {
    public Checked {
        problems = List.copyOf(problems);
    }
}

package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes what belongs to the pipeline as a whole: its name, its time zone, its parameters and environments.
 *
 * @param edit gives the same for the same drawing, each time it is applied
 * @param titleKey of the words in the menu
 * @param mergeKey of edits in a row that are one step of undo, or null
 */
public record ChangePipeline(
        UnaryOperator<Pipeline> edit, String titleKey, List<Object> titleArguments, @Nullable String mergeKey)
        implements Command {
    public ChangePipeline {
        titleArguments = List.copyOf(titleArguments);
    }

    @Override
    public Pipeline apply(Pipeline before) {
        return edit.apply(before);
    }
}

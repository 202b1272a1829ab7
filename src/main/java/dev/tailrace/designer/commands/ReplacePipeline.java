package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import java.util.List;

/**
 * Puts another drawing in place of the present one, as when an earlier state comes back.
 *
 * @param titleKey of the words in the menu
 */
public record ReplacePipeline(Pipeline with, String titleKey, List<Object> titleArguments) implements Command {
    public ReplacePipeline {
        titleArguments = List.copyOf(titleArguments);
    }

    @Override
    public Pipeline apply(Pipeline before) {
        return with;
    }
}

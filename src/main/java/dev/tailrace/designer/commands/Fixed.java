package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An edit under the words of the remedy that it is, as a step of undo of its own. */
record Fixed(Command edit, String titleKey, List<Object> titleArguments) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        return edit.apply(before);
    }

    @Override
    public @Nullable List<String> selectAfter() {
        return edit.selectAfter();
    }
}

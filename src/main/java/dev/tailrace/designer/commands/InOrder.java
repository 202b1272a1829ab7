package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Edits one after the other, as one: named for the last and with its selection. */
record InOrder(List<Command> edits) implements Command {
    InOrder {
        edits = List.copyOf(edits);
    }

    @Override
    public Pipeline apply(Pipeline before) {
        Pipeline after = before;
        for (Command edit : edits) {
            after = edit.apply(after);
        }
        return after;
    }

    @Override
    public String titleKey() {
        return last().titleKey();
    }

    @Override
    public List<Object> titleArguments() {
        return last().titleArguments();
    }

    @Override
    public @Nullable List<String> selectAfter() {
        return last().selectAfter();
    }

    private Command last() {
        return edits.get(edits.size() - 1);
    }
}

package dev.tailrace.designer;

import dev.tailrace.designer.commands.Command;
import dev.tailrace.model.Pipeline;

/** Gives the pipeline a name, as when it is first saved. */
record NamePipeline(String name) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        return before.withName(name);
    }

    @Override
    public String titleKey() {
        return "designer.file.name-pipeline";
    }
}

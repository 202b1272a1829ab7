package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.versions.Change;
import dev.tailrace.model.versions.PipelineDiff;
import dev.tailrace.model.versions.TakeBack;
import java.util.List;

/**
 * Makes the drawing in one point what another version has there.
 *
 * @param diff from the other version to the drawing
 * @param subject what the menu calls it
 */
public record TakeVersion(PipelineDiff diff, Change change, String subject) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        return TakeBack.of(before, diff, change);
    }

    @Override
    public String titleKey() {
        return "designer.command.take-version";
    }

    @Override
    public List<Object> titleArguments() {
        return List.of(subject);
    }
}

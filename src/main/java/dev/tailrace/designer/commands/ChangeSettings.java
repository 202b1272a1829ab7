package dev.tailrace.designer.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.model.Pipeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives a node other settings.
 *
 * @param settings all of them; not changed afterwards by whoever gave them
 * @param setting the one that is being typed, whose edits in a row are one step of undo, or null for a step of its own
 */
public record ChangeSettings(String node, ObjectNode settings, @Nullable String setting) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        return before.node(node)
                .map(old -> before.replacing(old.withSettings(settings)))
                .orElse(before);
    }

    @Override
    public String titleKey() {
        return setting == null ? "designer.command.settings" : "designer.command.setting";
    }

    @Override
    public List<Object> titleArguments() {
        return setting == null ? List.of() : List.of(setting);
    }

    @Override
    public @Nullable String mergeKey() {
        return setting == null ? null : "setting:" + node + ":" + setting;
    }
}

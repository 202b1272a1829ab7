package dev.tailrace.designer.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gives several nodes other settings in one step.
 *
 * @param settings all of them, by node; not changed afterwards by whoever gave them
 * @param kind ends the key of the command's words
 * @param setting the one that is being typed, whose edits in a row are one step of undo, or null for a step of its own
 */
public record EditSettings(Map<String, ObjectNode> settings, Kind kind, @Nullable String setting) implements Command {
    /** What the edit is called. */
    public enum Kind {
        SEVERAL("designer.command.settings-of-several"),
        REPLACE("designer.command.replace-in-settings");

        private final String key;

        Kind(String key) {
            this.key = key;
        }
    }

    public EditSettings {
        settings = Map.copyOf(settings);
    }

    @Override
    public Pipeline apply(Pipeline before) {
        return on(before, settings);
    }

    static Pipeline on(Pipeline before, Map<String, ObjectNode> settings) {
        Pipeline after = before;
        for (Node node : before.nodes()) {
            ObjectNode changed = settings.get(node.id());
            if (changed != null) {
                after = after.replacing(node.withSettings(changed));
            }
        }
        return after;
    }

    @Override
    public String titleKey() {
        return kind.key;
    }

    @Override
    public List<Object> titleArguments() {
        return List.of(settings.size());
    }

    @Override
    public @Nullable String mergeKey() {
        return setting == null ? null : "settings:" + new TreeSet<>(settings.keySet()) + ":" + setting;
    }
}

package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Draws a group as one block, or as a frame round its nodes again.
 *
 * @param block where the block stands; null to expand the group: its nodes stand where the block has taken them
 */
public record CollapseGroup(String group, @Nullable Point block) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        Pipeline after =
                Edits.regrouping(before, old -> old.id().equals(group) ? old.withCollapsed(block != null) : old);
        if (block == null) {
            return after;
        }
        Map<String, Point> layout = new LinkedHashMap<>(after.layout());
        layout.put(group, block);
        return after.withLayout(layout);
    }

    @Override
    public String titleKey() {
        return block == null ? "designer.command.expand" : "designer.command.collapse";
    }
}

package dev.tailrace.designer.commands;

import dev.tailrace.model.Group;
import dev.tailrace.model.Pipeline;
import java.util.ArrayList;
import java.util.List;

/** Draws nodes in one frame, within the groups that have all of them; they leave groups that have some of them. */
public record GroupNodes(Group group) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        Pipeline left = Edits.regrouping(before, old -> {
            if (old.nodes().containsAll(group.nodes()) || group.nodes().containsAll(old.nodes())) {
                return old;
            }
            List<String> rest = new ArrayList<>(old.nodes());
            rest.removeAll(group.nodes());
            return rest.isEmpty() ? null : old.withNodes(rest);
        });
        List<Group> groups = new ArrayList<>(left.attachments().groups());
        groups.add(group);
        return left.withAttachments(left.attachments().withGroups(groups));
    }

    @Override
    public String titleKey() {
        return "designer.command.group";
    }

    @Override
    public List<Object> titleArguments() {
        return List.of(group.nodes().size());
    }
}

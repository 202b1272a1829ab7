package dev.tailrace.designer.canvas;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.commands.CollapseGroup;
import dev.tailrace.designer.commands.Fresh;
import dev.tailrace.designer.commands.GroupNodes;
import dev.tailrace.designer.commands.Ungroup;
import dev.tailrace.designer.geometry.Frame;
import dev.tailrace.designer.geometry.NodeBox;
import dev.tailrace.designer.gestures.Surface;
import dev.tailrace.model.Group;
import dev.tailrace.model.Nesting;
import dev.tailrace.model.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What keys and menus do with groups. Knows no toolkit. */
final class GroupActions {
    private final Surface surface;
    private final Texts texts;

    GroupActions(Surface surface, Texts texts) {
        this.surface = surface;
        this.texts = texts;
    }

    private PipelineEditor editor() {
        return surface.editor();
    }

    /** Whether the selected nodes are not one group already. */
    boolean canGroup() {
        return !editor().selectedNodes().isEmpty() && selected() == null;
    }

    /** Draws the selected nodes in one frame. */
    void group() {
        if (canGroup()) {
            Set<String> wanted = editor().selectedNodes();
            List<String> nodes = editor().pipeline().nodes().stream()
                    .map(Node::id)
                    .filter(wanted::contains)
                    .toList();
            String id = Fresh.id(editor().pipeline(), "group");
            editor().apply(new GroupNodes(Group.of(id, freshName(), nodes)));
        }
    }

    private String freshName() {
        Set<String> taken = editor().pipeline().attachments().groups().stream()
                .map(Group::name)
                .collect(Collectors.toSet());
        String plain = texts.get("designer.canvas.group");
        String name = plain;
        for (int number = 2; taken.contains(name); number++) {
            name = plain + " " + number;
        }
        return name;
    }

    /** Whether a selected node is in a group. */
    boolean canUngroup() {
        return !touched().isEmpty();
    }

    void ungroup() {
        editor().apply(new Ungroup(touched().stream().map(Group::id).collect(Collectors.toSet())));
    }

    /** Collapses the groups of the selected nodes, or expands those that are collapsed. */
    void fold() {
        touched().forEach(this::fold);
    }

    void fold(Group group) {
        Frame frame = surface.model().frame(group.id());
        if (group.collapsed()) {
            editor().apply(new CollapseGroup(group.id(), null));
        } else if (frame != null) {
            editor().apply(new CollapseGroup(group.id(), frame.block()));
        }
    }

    /** The group whose nodes, and nothing else, are selected; null if there is none. */
    @Nullable
    Group selected() {
        Set<String> nodes = editor().selectedNodes();
        for (Group group : editor().pipeline().attachments().groups()) {
            if (nodes.size() == group.nodes().size() && nodes.containsAll(group.nodes())) {
                return group;
            }
        }
        return null;
    }

    /** The selected group whose title would be edited rather than the name of its only node. */
    @Nullable
    Group renamed() {
        Group group = selected();
        NodeBox box = surface.model().only(editor().selectedNodes());
        return box == null || box.isBlock() ? group : null;
    }

    /** Of each selected node the largest group that is selected with it, else the innermost one that it is in. */
    private Set<Group> touched() {
        Set<String> nodes = editor().selectedNodes();
        Nesting nesting = editor().pipeline().attachments().nesting();
        Set<Group> touched = new LinkedHashSet<>();
        for (String node : nodes) {
            List<Group> around = nesting.around(node);
            around.stream()
                    .filter(group -> nodes.containsAll(group.nodes()))
                    .findFirst()
                    .or(() -> Optional.ofNullable(nesting.innermost(node)))
                    .ifPresent(touched::add);
        }
        return touched;
    }
}

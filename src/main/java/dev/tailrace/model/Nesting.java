package dev.tailrace.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the groups of a drawing lie in each other: of two groups, one has all nodes of the other, or they share none. Of two
 * with the same nodes the earlier one lies outside. Immutable.
 */
public final class Nesting {
    private final List<Group> outerFirst;
    private final Map<String, Set<String>> nodes;

    /** @param groups nested or apart, as those of a {@link Pipeline} are */
    public Nesting(List<Group> groups) {
        List<Group> sorted = new ArrayList<>(groups);
        // Stable, so that those with the same nodes stay in their order.
        sorted.sort((one, other) ->
                Integer.compare(other.nodes().size(), one.nodes().size()));
        outerFirst = List.copyOf(sorted);
        nodes = groups.stream().collect(Collectors.toMap(Group::id, group -> Set.copyOf(group.nodes()), (a, b) -> a));
    }

    /** All groups, each after those that it lies in. */
    public List<Group> outerFirst() {
        return outerFirst;
    }

    /** All groups that a node is in, the outermost first. */
    public List<Group> around(String node) {
        return outerFirst.stream().filter(group -> has(group, node)).toList();
    }

    /** The innermost group that a node is in, or null. */
    public @Nullable Group innermost(String node) {
        List<Group> all = around(node);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** All groups that a group lies in, the outermost first. */
    public List<Group> around(Group group) {
        return outerFirst.subList(0, outerFirst.indexOf(group)).stream()
                .filter(outer -> has(outer, group.nodes().get(0)))
                .toList();
    }

    /** The groups that lie in a group, at any depth, each after those that it lies in itself. */
    public List<Group> within(Group group) {
        return outerFirst.subList(outerFirst.indexOf(group) + 1, outerFirst.size()).stream()
                .filter(inner -> has(group, inner.nodes().get(0)))
                .toList();
    }

    /** The collapsed group in whose block a node is drawn: the outermost one; empty if it is drawn itself. */
    public Optional<Group> blockOf(String node) {
        return around(node).stream().filter(Group::collapsed).findFirst();
    }

    /** Whether a group is drawn neither as a frame nor as a block, since one around it is collapsed. */
    public boolean isHidden(Group group) {
        return around(group).stream().anyMatch(Group::collapsed);
    }

    private boolean has(Group group, String node) {
        return nodes.getOrDefault(group.id(), Set.of()).contains(node);
    }

    /**
     * Nested or apart, without nodes that there are not: a node of two groups that overlap stays in the earlier one. A
     * group without nodes goes.
     *
     * @param known ids of the nodes that there are
     */
    static List<Group> mended(List<Group> groups, Set<String> known) {
        List<Group> kept = new ArrayList<>();
        List<Set<String>> members = new ArrayList<>();
        for (Group group : groups) {
            List<String> own =
                    group.nodes().stream().filter(known::contains).distinct().toList();
            Set<String> left = new HashSet<>(own);
            for (Set<String> earlier : members) {
                boolean isNested = earlier.containsAll(left) || left.containsAll(earlier);
                if (!isNested && !Collections.disjoint(earlier, left)) {
                    left.removeAll(earlier);
                }
            }
            if (!left.isEmpty()) {
                List<String> nodes = own.stream().filter(left::contains).toList();
                kept.add(nodes.equals(group.nodes()) ? group : group.withNodes(nodes));
                members.add(left);
            }
        }
        return kept;
    }
}

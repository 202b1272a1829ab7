package dev.tailrace.model;

import dev.tailrace.model.Pipeline.Point;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a drawing carries beside its graph. Nothing here changes what the pipeline computes.
 *
 * @param bends points that a wire is led through, from its writer to its reader, by {@link Wire#id()}
 */
public record Attachments(
        List<Group> groups,
        List<Note> notes,
        Map<String, List<Point>> bends,
        List<Environment> environments,
        List<PipelineTest> tests) {
    public static final Attachments NONE = new Attachments(List.of(), List.of(), Map.of(), List.of(), List.of());

    public Attachments {
        groups = List.copyOf(groups);
        notes = List.copyOf(notes);
        Map<String, List<Point>> copy = new LinkedHashMap<>();
        bends.forEach((wire, points) -> copy.put(wire, List.copyOf(points)));
        bends = Extras.copy(copy);
        environments = List.copyOf(environments);
        tests = List.copyOf(tests);
    }

    /** The first of this name. */
    public Optional<Environment> environment(String name) {
        return environments.stream()
                .filter(environment -> environment.name().equals(name))
                .findFirst();
    }

    public Attachments withGroups(List<Group> newGroups) {
        return new Attachments(newGroups, notes, bends, environments, tests);
    }

    public Attachments withNotes(List<Note> newNotes) {
        return new Attachments(groups, newNotes, bends, environments, tests);
    }

    public Attachments withBends(Map<String, List<Point>> newBends) {
        return new Attachments(groups, notes, newBends, environments, tests);
    }

    public Attachments withEnvironments(List<Environment> newEnvironments) {
        return new Attachments(groups, notes, bends, newEnvironments, tests);
    }

    public Attachments withTests(List<PipelineTest> newTests) {
        return new Attachments(groups, notes, bends, environments, newTests);
    }

    /**
     * Without members of groups and bends of wires that are not drawn (any more), as after a merge of two edits. Groups
     * come to lie in each other or apart.
     */
    Attachments among(List<Node> nodes, List<Wire> wires) {
        if (groups.isEmpty() && bends.isEmpty()) {
            return this;
        }
        Set<String> known = nodes.stream().map(Node::id).collect(Collectors.toSet());
        Set<String> drawn = wires.stream().map(Wire::id).collect(Collectors.toSet());
        Map<String, List<Point>> led = new LinkedHashMap<>(bends);
        led.keySet().retainAll(drawn);
        return new Attachments(Nesting.mended(groups, known), notes, led, environments, tests);
    }

    /** How the groups lie in each other. */
    public Nesting nesting() {
        return new Nesting(groups);
    }
}

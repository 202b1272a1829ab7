package dev.tailrace.designer.commands;

import dev.tailrace.model.Attachments;
import dev.tailrace.model.Group;
import dev.tailrace.model.Node;
import dev.tailrace.model.Note;
import dev.tailrace.model.Parameter;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A part of a drawing: nodes, the wires among them, and where they stand.
 *
 * @param marks the groups, notes and bends of the part, and nothing else
 * @param parameters those that its nodes name
 */
public record Fragment(
        List<Node> nodes, List<Wire> wires, Map<String, Point> layout, Attachments marks, List<Parameter> parameters) {
    public Fragment {
        nodes = List.copyOf(nodes);
        wires = List.copyOf(wires);
        layout = Map.copyOf(layout);
        parameters = List.copyOf(parameters);
    }

    public Fragment(List<Node> nodes, List<Wire> wires, Map<String, Point> layout, Attachments marks) {
        this(nodes, wires, layout, marks, List.of());
    }

    public Fragment(List<Node> nodes, List<Wire> wires, Map<String, Point> layout) {
        this(nodes, wires, layout, Attachments.NONE);
    }

    /** The nodes and notes with these ids, the groups that are whole within them, and bends of the wires among them. */
    public static Fragment of(Pipeline pipeline, Set<String> ids) {
        List<Wire> wires = pipeline.wires().stream()
                .filter(wire -> ids.contains(wire.from().node())
                        && ids.contains(wire.to().node()))
                .toList();
        Attachments all = pipeline.attachments();
        List<Group> groups = all.groups().stream()
                .filter(group -> ids.containsAll(group.nodes()))
                .toList();
        Map<String, List<Point>> bends = new LinkedHashMap<>(all.bends());
        bends.keySet().retainAll(wires.stream().map(Wire::id).toList());
        Set<String> placed = new HashSet<>(ids);
        groups.forEach(group -> placed.add(group.id()));
        Map<String, Point> layout = new LinkedHashMap<>(pipeline.layout());
        layout.keySet().retainAll(placed);
        List<Node> nodes = pipeline.nodes().stream()
                .filter(node -> ids.contains(node.id()))
                .toList();
        return new Fragment(
                nodes,
                wires,
                layout,
                Attachments.NONE
                        .withGroups(groups)
                        .withNotes(all.notes().stream()
                                .filter(note -> ids.contains(note.id()))
                                .toList())
                        .withBends(bends),
                named(pipeline.parameters(), nodes));
    }

    /** The parameters that these nodes say somewhere. */
    private static List<Parameter> named(List<Parameter> parameters, List<Node> nodes) {
        String said = nodes.stream().map(node -> node.settings().toString()).collect(Collectors.joining());
        return parameters.stream()
                .filter(parameter -> Pattern.compile(
                                "(:|\\$\\{)" + Pattern.quote(parameter.name()) + "(?![A-Za-z0-9_])")
                        .matcher(said)
                        .find())
                .toList();
    }

    /** The part with other nodes under the same ids. */
    public Fragment withNodes(List<Node> others) {
        return new Fragment(others, wires, layout, marks, parameters);
    }

    /** The same part elsewhere. */
    public Fragment moved(double dx, double dy) {
        Map<String, Point> places = new HashMap<>(layout);
        places.replaceAll((id, point) -> new Point(point.x() + dx, point.y() + dy));
        Map<String, List<Point>> bends = new LinkedHashMap<>(marks.bends());
        bends.replaceAll((wire, points) -> points.stream()
                .map(point -> new Point(point.x() + dx, point.y() + dy))
                .toList());
        return new Fragment(nodes, wires, places, marks.withBends(bends), parameters);
    }

    /** The same part, moved and with ids that the pipeline does not have. */
    public Fragment freshIn(Pipeline pipeline, double dx, double dy) {
        Set<String> taken = new HashSet<>(Fresh.ids(pipeline));
        Map<String, String> newIds = new HashMap<>();
        nodes.forEach(node -> newIds.put(node.id(), fresh(taken, node.id())));
        marks.groups().forEach(group -> newIds.put(group.id(), fresh(taken, group.id())));
        marks.notes().forEach(note -> newIds.put(note.id(), fresh(taken, note.id())));
        Map<String, Point> places = new HashMap<>();
        layout.forEach((id, point) -> {
            String fresh = newIds.get(id);
            if (fresh != null) {
                places.put(fresh, new Point(point.x() + dx, point.y() + dy));
            }
        });
        return new Fragment(
                nodes.stream()
                        .map(node -> node.withId(newIds.getOrDefault(node.id(), node.id())))
                        .toList(),
                wires.stream().map(wire -> renamed(wire, newIds)).toList(),
                places,
                renamed(newIds, dx, dy),
                parameters);
    }

    private static String fresh(Set<String> taken, String id) {
        String fresh = Fresh.id(taken, id.replaceFirst("-\\d+$", ""));
        taken.add(fresh);
        return fresh;
    }

    private Attachments renamed(Map<String, String> ids, double dx, double dy) {
        Map<String, List<Point>> bends = new LinkedHashMap<>();
        for (Wire wire : wires) {
            List<Point> points = marks.bends().get(wire.id());
            if (points != null) {
                bends.put(
                        renamed(wire, ids).id(),
                        points.stream()
                                .map(point -> new Point(point.x() + dx, point.y() + dy))
                                .toList());
            }
        }
        return Attachments.NONE
                .withGroups(marks.groups().stream()
                        .map(group -> new Group(
                                ids.getOrDefault(group.id(), group.id()),
                                group.name(),
                                group.nodes().stream()
                                        .map(node -> ids.getOrDefault(node, node))
                                        .toList(),
                                group.collapsed(),
                                group.extra()))
                        .toList())
                .withNotes(marks.notes().stream()
                        .map(note -> new Note(
                                ids.getOrDefault(note.id(), note.id()),
                                note.text(),
                                note.width(),
                                note.height(),
                                note.extra()))
                        .toList())
                .withBends(bends);
    }

    private static Wire renamed(Wire wire, Map<String, String> ids) {
        return new Wire(
                new PortRef(
                        ids.getOrDefault(wire.from().node(), wire.from().node()),
                        wire.from().port()),
                new PortRef(
                        ids.getOrDefault(wire.to().node(), wire.to().node()),
                        wire.to().port()),
                wire.extra());
    }
}

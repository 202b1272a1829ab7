package dev.tailrace.designer.commands;

import dev.tailrace.model.Attachments;
import dev.tailrace.model.Group;
import dev.tailrace.model.Node;
import dev.tailrace.model.Note;
import dev.tailrace.model.Parameter;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Adds a part of a drawing.
 *
 * @param part whose ids the pipeline does not have, see {@link Fragment#freshIn}
 * @param duplicate whether it comes from the drawing itself rather than from the clipboard
 */
public record Paste(Fragment part, boolean duplicate) implements Command {
    @Override
    public Pipeline apply(Pipeline before) {
        List<Node> nodes = new ArrayList<>(before.nodes());
        nodes.addAll(part.nodes());
        List<Wire> wires = new ArrayList<>(before.wires());
        wires.addAll(part.wires());
        Attachments all = before.attachments();
        Map<String, List<Point>> bends = new LinkedHashMap<>(all.bends());
        bends.putAll(part.marks().bends());
        List<Group> groups = new ArrayList<>(all.groups());
        groups.addAll(part.marks().groups());
        List<Note> notes = new ArrayList<>(all.notes());
        notes.addAll(part.marks().notes());
        Map<String, Point> layout = new LinkedHashMap<>(before.layout());
        layout.putAll(part.layout());
        return before.withParameters(parameters(before.parameters()))
                .withNodes(nodes)
                .withWires(wires)
                .withAttachments(all.withGroups(groups).withNotes(notes).withBends(bends))
                .withLayout(layout);
    }

    /** With those that the part names and that are not there; of one name, the drawing's own is meant. */
    private List<Parameter> parameters(List<Parameter> own) {
        Set<String> known = own.stream().map(Parameter::name).collect(Collectors.toSet());
        List<Parameter> all = new ArrayList<>(own);
        part.parameters().stream()
                .filter(parameter -> known.add(parameter.name()))
                .forEach(all::add);
        return all;
    }

    @Override
    public String titleKey() {
        String key = duplicate ? "designer.command.duplicate" : "designer.command.paste";
        return part.nodes().isEmpty() ? key + "-notes" : key;
    }

    @Override
    public List<Object> titleArguments() {
        return List.of(
                part.nodes().isEmpty()
                        ? part.marks().notes().size()
                        : part.nodes().size());
    }

    @Override
    public List<String> selectAfter() {
        return Stream.concat(
                        part.nodes().stream().map(Node::id),
                        part.marks().notes().stream().map(Note::id))
                .toList();
    }
}

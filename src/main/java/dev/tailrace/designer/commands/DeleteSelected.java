package dev.tailrace.designer.commands;

import dev.tailrace.model.Attachments;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Deletes nodes with their wires, notes, and bends. */
public record DeleteSelected(Set<String> nodes, Set<String> notes, Set<Bend> bends) implements Command {
    public DeleteSelected {
        nodes = Set.copyOf(nodes);
        notes = Set.copyOf(notes);
        bends = Set.copyOf(bends);
    }

    public DeleteSelected(Set<String> nodes) {
        this(nodes, Set.of(), Set.of());
    }

    @Override
    public Pipeline apply(Pipeline before) {
        Attachments all = before.attachments();
        Map<String, List<Point>> led = new LinkedHashMap<>();
        all.bends().forEach((wire, points) -> {
            List<Point> kept = new ArrayList<>();
            for (int i = 0; i < points.size(); i++) {
                if (!bends.contains(new Bend(wire, i))) {
                    kept.add(points.get(i));
                }
            }
            if (!kept.isEmpty()) {
                led.put(wire, kept);
            }
        });
        Attachments rest = all.withBends(led)
                .withNotes(all.notes().stream()
                        .filter(note -> !notes.contains(note.id()))
                        .toList());
        Map<String, Point> layout = new LinkedHashMap<>(before.layout());
        layout.keySet().removeAll(notes);
        return Edits.removing(before.withAttachments(rest).withLayout(layout), nodes);
    }

    @Override
    public String titleKey() {
        return notes.isEmpty() && bends.isEmpty() ? "designer.command.delete" : "designer.command.delete-selected";
    }

    @Override
    public List<Object> titleArguments() {
        return List.of(nodes.size());
    }
}

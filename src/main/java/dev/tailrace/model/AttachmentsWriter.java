package dev.tailrace.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.model.Pipeline.Point;
import java.util.List;
import java.util.Map;

/** Puts attachments into the tree of a file, after the layout; what is empty is not written. */
final class AttachmentsWriter {
    private AttachmentsWriter() {}

    static void write(Attachments attachments, ObjectNode root) {
        if (!attachments.groups().isEmpty()) {
            ArrayNode groups = root.putArray("groups");
            attachments.groups().forEach(group -> write(group, groups.addObject()));
        }
        if (!attachments.notes().isEmpty()) {
            ArrayNode notes = root.putArray("notes");
            attachments.notes().forEach(note -> write(note, notes.addObject()));
        }
        if (!attachments.bends().isEmpty()) {
            ObjectNode bends = root.putObject("bends");
            attachments.bends().forEach((wire, points) -> write(points, bends.putArray(wire)));
        }
        if (!attachments.environments().isEmpty()) {
            ArrayNode environments = root.putArray("environments");
            attachments.environments().forEach(environment -> write(environment, environments.addObject()));
        }
        if (!attachments.tests().isEmpty()) {
            ArrayNode tests = root.putArray("tests");
            attachments.tests().forEach(test -> write(test, tests.addObject()));
        }
    }

    private static void write(Group group, ObjectNode object) {
        object.put("id", group.id());
        object.put("name", group.name());
        if (group.collapsed()) {
            object.put("collapsed", true);
        }
        group.extra().forEach(object::set);
        ArrayNode nodes = object.putArray("nodes");
        group.nodes().forEach(nodes::add);
    }

    private static void write(Note note, ObjectNode object) {
        object.put("id", note.id());
        object.put("text", note.text());
        note.extra().forEach(object::set);
        object.set("size", PipelineWriter.tree(new Point(note.width(), note.height())));
    }

    private static void write(List<Point> points, ArrayNode array) {
        points.forEach(point -> array.add(PipelineWriter.tree(point)));
    }

    private static void write(Environment environment, ObjectNode object) {
        object.put("name", environment.name());
        environment.extra().forEach(object::set);
        ObjectNode values = object.putObject("values");
        environment.values().forEach(values::set);
    }

    private static void write(PipelineTest test, ObjectNode object) {
        object.put("name", test.name());
        test.extra().forEach(object::set);
        if (!test.parameters().isEmpty()) {
            ObjectNode parameters = object.putObject("parameters");
            test.parameters().forEach(parameters::set);
        }
        write(test.inputs(), object.putObject("inputs"));
        write(test.expected(), object.putObject("expected"));
    }

    private static void write(Map<String, List<ObjectNode>> rows, ObjectNode object) {
        rows.forEach((port, list) -> object.putArray(port).addAll(list));
    }
}

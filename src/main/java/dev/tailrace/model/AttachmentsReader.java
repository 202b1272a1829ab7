package dev.tailrace.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.model.Pipeline.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a drawing carries beside its graph; mistakes are told by the reader of the whole file. */
final class AttachmentsReader {
    static final Set<String> FIELDS = Set.of("groups", "notes", "bends", "environments", "tests");

    private static final Set<String> GROUP_FIELDS = Set.of("id", "name", "nodes", "collapsed");
    private static final Set<String> NOTE_FIELDS = Set.of("id", "text", "size");
    private static final Set<String> ENVIRONMENT_FIELDS = Set.of("name", "values");
    private static final Set<String> TEST_FIELDS = Set.of("name", "parameters", "inputs", "expected");

    private final ObjectNode root;
    private final PipelineReader reader;

    AttachmentsReader(ObjectNode root, PipelineReader reader) {
        this.root = root;
        this.reader = reader;
    }

    Attachments read() {
        return new Attachments(
                reader.list("groups", this::group),
                reader.list("notes", this::note),
                bends(),
                reader.list("environments", this::environment),
                reader.list("tests", this::test));
    }

    private @Nullable Group group(String pointer) {
        JsonNode object = root.at(pointer);
        String id = reader.id(object, pointer);
        if (id == null) {
            return null;
        }
        List<String> nodes = new ArrayList<>();
        JsonNode listed = object.path("nodes");
        if (!listed.isMissingNode() && !listed.isArray()) {
            reader.wrong(pointer + "/nodes", "model.not-a-list", "nodes");
        }
        for (JsonNode node : listed) {
            if (!node.isTextual()) {
                reader.wrong(pointer + "/nodes", "model.not-a-text", "nodes", node.toString());
            }
            nodes.add(node.asText());
        }
        return new Group(
                id,
                reader.text(object, pointer, "name", id),
                nodes,
                reader.flag(object, pointer, "collapsed"),
                PipelineReader.others(object, GROUP_FIELDS));
    }

    private @Nullable Note note(String pointer) {
        JsonNode object = root.at(pointer);
        String id = reader.id(object, pointer);
        if (id == null) {
            return null;
        }
        Point size = object.has("size") ? PipelineReader.point(object.get("size")) : new Point(216, 96);
        if (size == null || size.x() <= 0 || size.y() <= 0) {
            reader.wrong(pointer + "/size", "model.bad-size", id);
            return null;
        }
        return new Note(
                id,
                reader.text(object, pointer, "text", ""),
                size.x(),
                size.y(),
                PipelineReader.others(object, NOTE_FIELDS));
    }

    private Map<String, List<Point>> bends() {
        Map<String, List<Point>> bends = new LinkedHashMap<>();
        reader.object(root, "", "bends").fields().forEachRemaining(entry -> {
            if (!entry.getValue().isArray()) {
                reader.wrong("/bends/" + entry.getKey(), "model.not-a-list", entry.getKey());
            }
            List<Point> points = new ArrayList<>();
            for (JsonNode element : entry.getValue()) {
                Point point = PipelineReader.point(element);
                if (point == null) {
                    reader.wrong("/bends/" + entry.getKey(), "model.bad-point", entry.getKey());
                    return;
                }
                points.add(point);
            }
            bends.put(entry.getKey(), points);
        });
        return bends;
    }

    private Environment environment(String pointer) {
        JsonNode object = root.at(pointer);
        return new Environment(
                reader.text(object, pointer, "name", ""),
                fields(reader.object(object, pointer, "values")),
                PipelineReader.others(object, ENVIRONMENT_FIELDS));
    }

    private PipelineTest test(String pointer) {
        JsonNode object = root.at(pointer);
        return new PipelineTest(
                reader.text(object, pointer, "name", ""),
                fields(reader.object(object, pointer, "parameters")),
                rows(object, pointer, "inputs"),
                rows(object, pointer, "expected"),
                PipelineReader.others(object, TEST_FIELDS));
    }

    private Map<String, List<ObjectNode>> rows(JsonNode object, String pointer, String field) {
        Map<String, List<ObjectNode>> byPort = new LinkedHashMap<>();
        reader.object(object, pointer, field).fields().forEachRemaining(entry -> {
            List<ObjectNode> rows = new ArrayList<>();
            String at = pointer + "/" + field + "/" + entry.getKey();
            if (!entry.getValue().isArray()) {
                reader.wrong(at, "model.not-a-list", entry.getKey());
                return;
            }
            for (JsonNode element : entry.getValue()) {
                if (element instanceof ObjectNode row) {
                    rows.add(row);
                } else {
                    reader.wrong(at + "/" + rows.size(), "model.entry-not-an-object", entry.getKey());
                    return;
                }
            }
            byPort.put(entry.getKey(), rows);
        });
        return byPort;
    }

    private static Map<String, JsonNode> fields(JsonNode object) {
        return PipelineReader.others(object, Set.of());
    }
}

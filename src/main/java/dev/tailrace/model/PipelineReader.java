package dev.tailrace.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Problem;
import dev.tailrace.model.Pipeline.FlowDirection;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PipelineJson.Loaded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the tree of a file into a pipeline. What it does not know it keeps; what is wrong it tells with its line. */
final class PipelineReader {
    private static final Set<String> PIPELINE_FIELDS = Set.of(
            "tailrace",
            "name",
            "timeZone",
            "parallelism",
            "checkpointInterval",
            "flow",
            "parameters",
            "nodes",
            "wires",
            "layout");
    private static final Set<String> NODE_FIELDS =
            Set.of("id", "operator", "name", "settings", "parallelism", "muted", "notes");
    private static final Set<String> WIRE_FIELDS = Set.of("from", "to");
    private static final Set<String> PARAMETER_FIELDS = Set.of("name", "type", "default");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern PARAMETER_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    private final FileLines lines;
    private final List<Problem> problems = new ArrayList<>();
    private ObjectNode root;

    PipelineReader(ObjectNode root, FileLines lines) {
        this.root = root;
        this.lines = lines;
    }

    Loaded read() {
        if (!checkVersion()) {
            return new Loaded(null, problems, lines);
        }
        Integer parallelism = count(root, "", "parallelism");
        Pipeline pipeline = new Pipeline(
                text(root, "", "name", "Untitled"),
                text(root, "", "timeZone", "UTC"),
                parallelism == null ? 1 : parallelism,
                root.has("checkpointInterval") ? text(root, "", "checkpointInterval", "") : null,
                flow(),
                list("parameters", this::parameter),
                list("nodes", this::node),
                list("wires", this::wire),
                layout(),
                new AttachmentsReader(root, this).read(),
                unknown());
        return new Loaded(problems.stream().anyMatch(Problem::isError) ? null : pipeline, problems, lines);
    }

    private boolean checkVersion() {
        JsonNode version = root.get("tailrace");
        if (version == null) {
            wrong("", "model.no-version");
            return false;
        }
        if (!version.isInt() || version.intValue() < 1) {
            wrong("/tailrace", "model.bad-version", version.toString());
            return false;
        }
        if (version.intValue() > Pipeline.FORMAT_VERSION) {
            wrong("/tailrace", "model.newer-version", version.intValue(), Pipeline.FORMAT_VERSION);
            return false;
        }
        root = Migrations.CURRENT.toLatest(root, version.intValue());
        return true;
    }

    <T> List<T> list(String field, Function<String, @Nullable T> element) {
        JsonNode array = root.get(field);
        List<T> list = new ArrayList<>();
        if (array == null) {
            return list;
        }
        if (!array.isArray()) {
            wrong("/" + field, "model.not-a-list", field);
            return list;
        }
        for (int i = 0; i < array.size(); i++) {
            String pointer = "/" + field + "/" + i;
            if (!array.get(i).isObject()) {
                wrong(pointer, "model.entry-not-an-object", field);
                continue;
            }
            T value = element.apply(pointer);
            if (value != null) {
                list.add(value);
            }
        }
        return list;
    }

    private Map<String, JsonNode> unknown() {
        Map<String, JsonNode> unknown = others(root, PIPELINE_FIELDS);
        unknown.keySet().removeAll(AttachmentsReader.FIELDS);
        return unknown;
    }

    /** The id of a node, group or note; null, and a problem, if it cannot be one. */
    @Nullable
    String id(JsonNode object, String pointer) {
        String id = text(object, pointer, "id", "");
        if (!ID.matcher(id).matches()) {
            wrong(pointer + "/id", "model.bad-id", id);
            return null;
        }
        return id;
    }

    private @Nullable Node node(String pointer) {
        JsonNode object = root.at(pointer);
        String id = id(object, pointer);
        if (id == null) {
            return null;
        }
        lines.putNode(id, pointer);
        String operator = text(object, pointer, "operator", "");
        if (operator.isEmpty()) {
            wrong(pointer, "model.no-operator", id);
            return null;
        }
        JsonNode settings = object.path("settings");
        if (!settings.isMissingNode() && !settings.isObject()) {
            wrong(pointer + "/settings", "model.settings-not-an-object", id);
            return null;
        }
        return new Node(
                id,
                operator,
                text(object, pointer, "name", id),
                settings instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode(),
                count(object, pointer, "parallelism"),
                flag(object, pointer, "muted"),
                text(object, pointer, "notes", ""),
                others(object, NODE_FIELDS));
    }

    private @Nullable Wire wire(String pointer) {
        JsonNode object = root.at(pointer);
        PortRef from = port(object, pointer, "from");
        PortRef to = port(object, pointer, "to");
        return from == null || to == null ? null : new Wire(from, to, others(object, WIRE_FIELDS));
    }

    private @Nullable PortRef port(JsonNode object, String pointer, String field) {
        String text = text(object, pointer, field, "");
        try {
            return PortRef.parse(text);
        } catch (IllegalArgumentException malformed) {
            wrong(pointer + "/" + field, "model.bad-wire-end", field, text);
            return null;
        }
    }

    private @Nullable Parameter parameter(String pointer) {
        JsonNode object = root.at(pointer);
        String name = text(object, pointer, "name", "");
        if (!PARAMETER_NAME.matcher(name).matches()) {
            wrong(pointer + "/name", "model.bad-parameter-name", name);
            return null;
        }
        return new Parameter(
                name, text(object, pointer, "type", "STRING"), object.get("default"), others(object, PARAMETER_FIELDS));
    }

    private FlowDirection flow() {
        String text = text(root, "", "flow", "down");
        for (FlowDirection direction : FlowDirection.values()) {
            if (direction.name().toLowerCase(Locale.ROOT).equals(text)) {
                return direction;
            }
        }
        wrong("/flow", "model.bad-flow", text);
        return FlowDirection.DOWN;
    }

    private Map<String, Point> layout() {
        Map<String, Point> layout = new LinkedHashMap<>();
        JsonNode object = root.path("layout");
        if (!object.isMissingNode() && !object.isObject()) {
            wrong("/layout", "model.layout-not-an-object");
        }
        object.fields().forEachRemaining(entry -> {
            Point point = point(entry.getValue());
            if (point == null) {
                wrong("/layout/" + entry.getKey(), "model.bad-point", entry.getKey());
            } else {
                layout.put(entry.getKey(), point);
            }
        });
        return layout;
    }

    /** A pair of coordinates, or null if it is not one. */
    static @Nullable Point point(JsonNode pair) {
        return pair.isArray() && pair.size() == 2 && isCoordinate(pair.get(0)) && isCoordinate(pair.get(1))
                ? new Point(pair.get(0).doubleValue(), pair.get(1).doubleValue())
                : null;
    }

    private static boolean isCoordinate(JsonNode node) {
        return node.isNumber() && Math.abs(node.doubleValue()) <= 1e7;
    }

    /** The field, which is an object; an empty one, and a problem, if it is something else. */
    JsonNode object(JsonNode parent, String pointer, String field) {
        JsonNode object = parent.path(field);
        if (object.isObject() || object.isMissingNode()) {
            return object;
        }
        wrong(pointer + "/" + field, "model.field-not-an-object", field);
        return JsonNodeFactory.instance.objectNode();
    }

    String text(JsonNode object, String pointer, String field, String otherwise) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isTextual()) {
            wrong(pointer + "/" + field, "model.not-a-text", field, value.toString());
            return otherwise;
        }
        return value.textValue();
    }

    private @Nullable Integer count(JsonNode object, String pointer, String field) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isInt() || value.intValue() < 1 || value.intValue() > 1024) {
            wrong(pointer + "/" + field, "model.bad-count", field, value.toString());
            return null;
        }
        return value.intValue();
    }

    boolean flag(JsonNode object, String pointer, String field) {
        JsonNode value = object.get(field);
        if (value != null && !value.isBoolean()) {
            wrong(pointer + "/" + field, "model.not-a-flag", field, value.toString());
        }
        return value != null && value.asBoolean();
    }

    static Map<String, JsonNode> others(JsonNode object, Set<String> known) {
        Map<String, JsonNode> others = new LinkedHashMap<>();
        object.fields().forEachRemaining(entry -> {
            if (!known.contains(entry.getKey())) {
                others.put(entry.getKey(), entry.getValue());
            }
        });
        return others;
    }

    void wrong(String pointer, String code, Object... arguments) {
        int line = lines.line(pointer);
        problems.add(Problem.error(code, arguments).at(new Problem.Span(line, 1, line, 1)));
    }
}

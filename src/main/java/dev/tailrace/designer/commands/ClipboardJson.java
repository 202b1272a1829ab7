package dev.tailrace.designer.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.json.JsonReading;
import dev.tailrace.data.json.JsonText;
import dev.tailrace.model.Group;
import dev.tailrace.model.Node;
import dev.tailrace.model.Note;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.Wire;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parts of drawings as text: JSON with {@code nodes}, {@code wires}, {@code layout}, groups, notes and bends as in files, so
 * that they can be sent in a chat and pasted again, and a whole file can be pasted too. What no file could hold is no part.
 */
public final class ClipboardJson {
    private static final List<String> GRAPH = List.of("parameters", "nodes", "wires", "layout");
    private static final List<String> MARKS = List.of("groups", "notes", "bends");

    private ClipboardJson() {}

    public static String write(Fragment part) {
        Map<String, Point> layout = new LinkedHashMap<>();
        ids(part).forEach(id -> {
            Point point = part.layout().get(id);
            if (point != null) {
                layout.put(id, point);
            }
        });
        Pipeline drawing = Pipeline.empty("")
                .withParameters(part.parameters())
                .withNodes(part.nodes())
                .withWires(part.wires())
                .withAttachments(part.marks())
                .withLayout(layout);
        ObjectNode file = PipelineJson.tree(drawing);
        file.retain(Stream.concat(GRAPH.stream(), MARKS.stream()).toList());
        return JsonText.lines(file);
    }

    private static Stream<String> ids(Fragment part) {
        return Stream.of(
                        part.nodes().stream().map(Node::id),
                        part.marks().groups().stream().map(Group::id),
                        part.marks().notes().stream().map(Note::id))
                .flatMap(ids -> ids);
    }

    /** Nothing if the text is something else; words and fences round the JSON, as in a chat, are passed over. */
    public static Optional<Fragment> read(String text) {
        JsonNode whole = JsonReading.parse(text);
        if (!((whole == null ? JsonReading.parse(within(text)) : whole) instanceof ObjectNode root)
                || !root.path("nodes").isArray()
                || root.path("nodes").isEmpty() && root.path("notes").isEmpty()) {
            return Optional.empty();
        }
        Pipeline drawing = drawing(root, Stream.concat(GRAPH.stream(), MARKS.stream()));
        // Groups, notes and bends are left out where one is not well written.
        Pipeline read = drawing == null ? drawing(root, GRAPH.stream()) : drawing;
        return Optional.ofNullable(read).map(ClipboardJson::part).filter(ClipboardJson::hasOneOfEachId);
    }

    /** From the first brace to the last. */
    private static String within(String text) {
        int first = text.indexOf('{');
        return first < 0 ? "" : text.substring(first, Math.max(first, text.lastIndexOf('}') + 1));
    }

    private static @Nullable Pipeline drawing(ObjectNode root, Stream<String> fields) {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        JsonNode version = root.get("tailrace");
        file.set("tailrace", version == null ? JsonNodeFactory.instance.numberNode(Pipeline.FORMAT_VERSION) : version);
        fields.filter(root::has).forEach(field -> file.set(field, root.get(field)));
        return PipelineJson.parse(file).pipeline();
    }

    /** Without wires to what is not part of it. */
    private static Fragment part(Pipeline drawing) {
        List<Wire> wires = drawing.wires().stream()
                .filter(wire -> drawing.node(wire.from().node()).isPresent()
                        && drawing.node(wire.to().node()).isPresent())
                .toList();
        Pipeline whole = drawing.withWires(wires);
        return new Fragment(
                whole.nodes(),
                wires,
                whole.layout(),
                whole.attachments().withEnvironments(List.of()).withTests(List.of()),
                whole.parameters());
    }

    private static boolean hasOneOfEachId(Fragment part) {
        Set<String> seen = new HashSet<>();
        return ids(part).allMatch(seen::add);
    }
}

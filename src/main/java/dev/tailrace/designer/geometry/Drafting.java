package dev.tailrace.designer.geometry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.commands.Ports;
import dev.tailrace.designer.pen.Face;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.model.Group;
import dev.tailrace.model.Node;
import dev.tailrace.model.Note;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the {@link CanvasModel} of a drawing: sizes by content, ports on their edges. Keeps the latest one, so that after
 * an edit only what it has changed is measured again. For one thread.
 */
public final class Drafting {
    private static final double WIDTH_STEP = 8;
    private static final String UNKNOWN_ICON = "mdi2h-help-circle-outline";

    private final Catalogue catalogue;
    private final Texts texts;
    private final Typefaces faces;
    private @Nullable LatestDraft latest;

    public Drafting(Catalogue catalogue, Texts texts, Typefaces faces) {
        this.catalogue = catalogue;
        this.texts = texts;
        this.faces = faces;
    }

    /**
     * Nodes of which nothing has changed since the latest draft keep their boxes, and wires between the same places their
     * paths.
     *
     * @param checked the latest check, possibly of an older drawing
     * @param previews ids of nodes that show something under their name
     */
    public CanvasModel draft(Pipeline pipeline, CheckedPipeline checked, Set<String> previews) {
        LatestDraft before = latest;
        Map<String, Point> places = before == null ? AutoLayout.placesOf(pipeline) : before.placesOf(pipeline);
        LatestDraft.Kept standing = before == null ? null : before.keptIn(pipeline, places);
        Sockets sockets = new Sockets(pipeline, new Ports(catalogue, checked), places);
        Blocks blocks = new Blocks(pipeline, checked, sockets, places);
        Map<String, NodeBox> boxes = new LinkedHashMap<>();
        for (Node node : pipeline.nodes()) {
            Group group = blocks.groupOf(node.id());
            if (group != null) {
                if (!boxes.containsKey(group.id())) {
                    boxes.put(group.id(), block(blocks, group));
                }
                continue;
            }
            CheckedNode found = checked.nodes().get(node.id());
            boolean preview = previews.contains(node.id());
            NodeBox kept = standing == null ? null : standing.box(node, found, preview);
            boxes.put(
                    node.id(),
                    kept == null
                            ? box(node, found, places.getOrDefault(node.id(), new Point(0, 0)), preview, sockets)
                            : kept);
        }
        CanvasModel model = new CanvasModel(pipeline, boxes, notes(pipeline), before == null ? null : before.model());
        latest = new LatestDraft(pipeline, checked.nodes(), previews, places, model);
        return model;
    }

    private NodeBox block(Blocks blocks, Group group) {
        String summary = texts.get("designer.canvas.block", group.nodes().size());
        return blocks.block(group, summary, width(group.name(), summary, false));
    }

    private static Map<String, NoteBox> notes(Pipeline pipeline) {
        Map<String, NoteBox> notes = new LinkedHashMap<>();
        for (Note note : pipeline.attachments().notes()) {
            Point at = pipeline.layout().getOrDefault(note.id(), new Point(0, 0));
            notes.put(note.id(), new NoteBox(note, new Box(at.x(), at.y(), note.width(), note.height())));
        }
        return notes;
    }

    /** What would stand under a new node's name; its box has no ports. */
    public NodeBox ghost(Node node, double x, double y) {
        Operator<?> operator = catalogue.operator(node.operator());
        return new NodeBox(
                node,
                operator == null ? Family.SINKS : operator.spec().family(),
                operator == null ? UNKNOWN_ICON : operator.spec().icon(),
                "",
                false,
                0,
                0,
                false,
                x,
                new Box(x, y, NodeBox.WIDTH, NodeBox.HEIGHT),
                List.of(),
                null);
    }

    private NodeBox box(Node node, @Nullable CheckedNode checked, Point at, boolean preview, Sockets sockets) {
        Operator<?> operator = catalogue.operator(node.operator());
        CheckedNode described = checked != null && checked.node().operator().equals(node.operator()) ? checked : null;
        String summary = summary(node, operator, described);
        // Of the settings that it was made of: those of the drawing may be some keystrokes ahead.
        boolean code = isWritten((described == null ? node : described.node()).settings(), summary);
        double width = width(node.name(), summary, code);
        double x = at.x() - (width - NodeBox.WIDTH) / 2;
        Box box = new Box(x, at.y(), width, NodeBox.HEIGHT + (preview ? NodeBox.PREVIEW_HEIGHT : 0));
        List<Problem> problems = checked == null ? List.of() : checked.problems();
        int errors = (int) problems.stream().filter(Problem::isError).count();
        return new NodeBox(
                node,
                operator == null ? Family.SINKS : operator.spec().family(),
                operator == null ? UNKNOWN_ICON : operator.spec().icon(),
                summary,
                code,
                errors,
                problems.size() - errors,
                preview,
                at.x(),
                box,
                sockets.spots(node.id(), box),
                null);
    }

    private String summary(Node node, @Nullable Operator<?> operator, @Nullable CheckedNode checked) {
        if (operator == null) {
            return texts.get("designer.canvas.unknown-operator", node.operator());
        }
        String summary = "";
        if (checked != null && checked.placement() != null && checked.operator() != null) {
            summary = summary(checked.operator(), checked.placement());
        }
        if (!summary.isEmpty()) {
            return summary;
        }
        String kind = texts.get(operator.spec().key("name"));
        return node.name().startsWith(kind) ? "" : kind;
    }

    /** The check has mapped the settings to the operator's own record. */
    @SuppressWarnings("unchecked")
    private static <S extends Record> String summary(Operator<S> operator, Placement<?> placement) {
        return operator.summary((S) placement.settings());
    }

    private static boolean isWritten(JsonNode settings, String summary) {
        if (settings.isTextual()) {
            return settings.textValue().equals(summary);
        }
        for (JsonNode child : settings) {
            if (isWritten(child, summary)) {
                return true;
            }
        }
        return false;
    }

    private double width(String name, String summary, boolean code) {
        double text = Math.max(
                faces.width(name, Face.TEXT_STRONG, 13), faces.width(summary, code ? Face.CODE : Face.TEXT, 11));
        double wanted = NodeBox.TEXT_X + text + NodeBox.TEXT_END;
        double stepped = Math.ceil(wanted / WIDTH_STEP) * WIDTH_STEP;
        return Math.max(NodeBox.WIDTH, Math.min(NodeBox.MAX_WIDTH, stepped));
    }
}

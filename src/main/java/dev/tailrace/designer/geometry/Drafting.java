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
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the {@link CanvasModel} of a drawing: sizes by content, ports on their edges. */
public final class Drafting {
    private static final double WIDTH_STEP = 8;
    private static final String UNKNOWN_ICON = "mdi2h-help-circle-outline";

    private final Catalogue catalogue;
    private final Texts texts;
    private final Typefaces faces;

    public Drafting(Catalogue catalogue, Texts texts, Typefaces faces) {
        this.catalogue = catalogue;
        this.texts = texts;
        this.faces = faces;
    }

    /**
     * @param checked the latest check, possibly of an older drawing
     * @param previews ids of nodes that show something under their name
     */
    public CanvasModel draft(Pipeline pipeline, CheckedPipeline checked, Set<String> previews) {
        Map<String, List<Port>> ports = new Ports(catalogue, checked).all(pipeline);
        Map<String, Point> places = AutoLayout.placesOf(pipeline);
        Set<PortRef> wired = new HashSet<>();
        for (Wire wire : pipeline.wires()) {
            wired.add(wire.from());
            wired.add(wire.to());
        }
        Map<String, NodeBox> boxes = new LinkedHashMap<>();
        Blocks blocks = new Blocks(pipeline, checked, ports, places);
        for (Node node : pipeline.nodes()) {
            Group group = blocks.groupOf(node.id());
            if (group != null) {
                if (!boxes.containsKey(group.id())) {
                    boxes.put(group.id(), block(blocks, group));
                }
                continue;
            }
            Point at = places.getOrDefault(node.id(), new Point(0, 0));
            boxes.put(
                    node.id(),
                    box(
                            pipeline,
                            node,
                            checked.nodes().get(node.id()),
                            ports.getOrDefault(node.id(), List.of()),
                            at,
                            places,
                            wired,
                            previews));
        }
        return new CanvasModel(pipeline, boxes, notes(pipeline));
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

    private NodeBox box(
            Pipeline pipeline,
            Node node,
            @Nullable CheckedNode checked,
            List<Port> ports,
            Point at,
            Map<String, Point> places,
            Set<PortRef> wired,
            Set<String> previews) {
        Operator<?> operator = catalogue.operator(node.operator());
        String summary = summary(node, operator, checked);
        boolean code = isWritten(node.settings(), summary);
        double width = width(node.name(), summary, code);
        boolean preview = previews.contains(node.id());
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
                spots(pipeline, node, ports, box, places, wired),
                null);
    }

    private String summary(Node node, @Nullable Operator<?> operator, @Nullable CheckedNode checked) {
        if (operator == null) {
            return texts.get("designer.canvas.unknown-operator", node.operator());
        }
        String summary = "";
        if (checked != null
                && checked.placement() != null
                && checked.operator() != null
                && checked.node().operator().equals(node.operator())) {
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

    private static List<PortSpot> spots(
            Pipeline pipeline, Node node, List<Port> ports, Box box, Map<String, Point> places, Set<PortRef> wired) {
        List<Sides.Socket> sockets = new ArrayList<>(ports.size());
        for (Port port : ports) {
            PortRef ref = new PortRef(node.id(), port.name());
            boolean isWired = wired.contains(ref);
            sockets.add(new Sides.Socket(
                    ref,
                    port,
                    edge(pipeline, node.id(), port, places),
                    isWired,
                    port.isInput() && !isWired && !port.optional()));
        }
        return Sides.spread(box, NodeBox.HEIGHT, pipeline.flow(), sockets);
    }

    /** Where a port is while the flow runs down. */
    static Edge edge(Pipeline pipeline, String node, Port port, Map<String, Point> places) {
        return switch (port.carries()) {
            case ERRORS, LATE_ROWS -> port.isInput() ? Edge.TOP : Edge.RIGHT;
            case SIDE_TABLE -> tableEdge(pipeline, node, port, places);
            default -> port.isInput() ? Edge.TOP : Edge.BOTTOM;
        };
    }

    /** Tables come from the left and leave to the right, unless the node at the other end stands on the other side. */
    private static Edge tableEdge(Pipeline pipeline, String node, Port port, Map<String, Point> places) {
        PortRef ref = new PortRef(node, port.name());
        for (Wire wire : pipeline.wires()) {
            String other = port.isInput() && wire.to().equals(ref)
                    ? wire.from().node()
                    : !port.isInput() && wire.from().equals(ref) ? wire.to().node() : null;
            Point mine = places.get(node);
            Point its = other == null ? null : places.get(other);
            if (mine != null && its != null) {
                return across(pipeline, its) < across(pipeline, mine) ? Edge.LEFT : Edge.RIGHT;
            }
        }
        return port.isInput() ? Edge.LEFT : Edge.RIGHT;
    }

    private static double across(Pipeline pipeline, Point point) {
        return pipeline.flow() == Pipeline.FlowDirection.DOWN ? point.x() : point.y();
    }
}

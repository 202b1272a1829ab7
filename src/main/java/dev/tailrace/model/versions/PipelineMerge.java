package dev.tailrace.model.versions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.PipelineJson.Loaded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes one pipeline of two that were edited apart. Entries are found by what identifies them, as in {@link
 * PipelineDiff}, and merged field by field; lists of named entries within settings, such as columns, name by name. Where
 * both sides say different things of one field, ours stays and a conflict is told. Nodes, notes and groups that both sides
 * added under one id are different things: theirs get ids of their own.
 *
 * @param merged a whole pipeline in any case
 * @param renamed ids that theirs got anew
 */
public record PipelineMerge(Pipeline merged, List<Conflict> conflicts, Map<String, String> renamed) {

    /**
     * Both sides have changed one thing differently.
     *
     * @param id as in {@link Change}
     * @param pointer as in {@link Change}
     * @param ours what stays, null if we took it away
     * @param theirs what is left out, null if they took it away
     */
    public record Conflict(Part part, String id, String pointer, @Nullable JsonNode ours, @Nullable JsonNode theirs) {}

    public PipelineMerge {
        conflicts = List.copyOf(conflicts);
        renamed = Map.copyOf(renamed);
    }

    /** @param base the version that both sides began with; an empty pipeline if there is none */
    public static PipelineMerge of(Pipeline base, Pipeline ours, Pipeline theirs) {
        ObjectNode theirTree = PipelineJson.tree(theirs);
        Map<String, String> renamed = FreshIds.tellApart(PipelineJson.tree(base), PipelineJson.tree(ours), theirTree);
        Merging merging = new Merging(PipelineJson.tree(base), PipelineJson.tree(ours), theirTree);
        ObjectNode tree = merging.merge();
        Loaded loaded = PipelineJson.parse(tree);
        Pipeline merged = loaded.pipeline();
        if (merged == null) {
            throw new IllegalStateException("merged into what is no pipeline: " + loaded.problems());
        }
        return new PipelineMerge(merged, merging.conflicts, renamed);
    }

    public boolean isClean() {
        return conflicts.isEmpty();
    }

    /** Walks through three trees. */
    private static final class Merging {
        private final ObjectNode base;
        private final ObjectNode ours;
        private final ObjectNode theirs;
        private final ObjectNode merged;
        private final List<Conflict> conflicts = new ArrayList<>();

        Merging(ObjectNode base, ObjectNode ours, ObjectNode theirs) {
            this.base = base;
            this.ours = ours;
            this.theirs = theirs;
            this.merged = ours.objectNode();
        }

        ObjectNode merge() {
            Map<String, JsonNode> own = entries(Part.PIPELINE, own(base), own(ours), own(theirs));
            own.forEach(merged::set);
            for (Part part : Part.values()) {
                if (part != Part.PIPELINE) {
                    Entries.set(
                            part,
                            merged,
                            entries(part, Entries.of(part, base), Entries.of(part, ours), Entries.of(part, theirs)));
                }
            }
            dropLooseWires();
            return merged;
        }

        private static Map<String, JsonNode> own(ObjectNode tree) {
            Map<String, JsonNode> fields = Entries.fields(tree);
            fields.keySet().removeIf(name -> !Part.isOwn(name));
            return fields;
        }

        private Map<String, JsonNode> entries(
                Part part, Map<String, JsonNode> old, Map<String, JsonNode> mine, Map<String, JsonNode> other) {
            Map<String, JsonNode> result = new LinkedHashMap<>();
            for (String id : order(old, mine, other)) {
                boolean field = part == Part.PIPELINE;
                JsonNode value = value(
                        part,
                        field ? "" : id,
                        field ? Pointers.field("", id) : "",
                        old.get(id),
                        mine.get(id),
                        other.get(id));
                if (value != null) {
                    result.put(id, value);
                }
            }
            return result;
        }

        private @Nullable JsonNode value(
                Part part,
                String id,
                String pointer,
                @Nullable JsonNode old,
                @Nullable JsonNode mine,
                @Nullable JsonNode other) {
            if (same(mine, other) || same(old, other)) {
                return mine;
            }
            if (same(old, mine)) {
                return other;
            }
            if (mine != null && other != null) {
                if (mine.isObject() && other.isObject()) {
                    return object(part, id, pointer, old, mine, other);
                }
                if (isNamed(old) && isNamed(mine) && isNamed(other)) {
                    return list(part, id, pointer, old, mine, other);
                }
            }
            conflicts.add(new Conflict(part, id, pointer, mine, other));
            return mine;
        }

        private ObjectNode object(
                Part part, String id, String pointer, @Nullable JsonNode old, JsonNode mine, JsonNode other) {
            ObjectNode result = merged.objectNode();
            Map<String, JsonNode> before = old != null && old.isObject() ? Entries.fields(old) : Map.of();
            Map<String, JsonNode> here = Entries.fields(mine);
            Map<String, JsonNode> there = Entries.fields(other);
            for (String name : order(before, here, there)) {
                JsonNode value = value(
                        part, id, Pointers.field(pointer, name), before.get(name), here.get(name), there.get(name));
                if (value != null) {
                    result.set(name, value);
                }
            }
            return result;
        }

        private JsonNode list(
                Part part, String id, String pointer, @Nullable JsonNode old, JsonNode mine, JsonNode other) {
            Map<String, JsonNode> before = named(old);
            Map<String, JsonNode> here = named(mine);
            Map<String, JsonNode> there = named(other);
            var result = merged.arrayNode();
            for (String name : order(before, here, there)) {
                JsonNode value = value(
                        part, id, Pointers.field(pointer, name), before.get(name), here.get(name), there.get(name));
                if (value != null) {
                    result.add(value);
                }
            }
            return result;
        }

        /** Whether it is a list of entries that have names, each another; a list that is not there has none. */
        private static boolean isNamed(@Nullable JsonNode list) {
            if (list == null) {
                return true;
            }
            Set<String> names = new HashSet<>();
            for (JsonNode entry : list) {
                if (!entry.path("name").isTextual()
                        || !names.add(entry.path("name").asText())) {
                    return false;
                }
            }
            return list.isArray();
        }

        private static Map<String, JsonNode> named(@Nullable JsonNode list) {
            Map<String, JsonNode> entries = new LinkedHashMap<>();
            if (list != null) {
                list.forEach(entry -> entries.put(entry.path("name").asText(), entry));
            }
            return entries;
        }

        private static boolean same(@Nullable JsonNode one, @Nullable JsonNode other) {
            return one == null ? other == null : one.equals(other);
        }

        /** Ours in our order, or in theirs if only they changed it; each addition of the other side behind its neighbour. */
        private static List<String> order(
                Map<String, JsonNode> old, Map<String, JsonNode> mine, Map<String, JsonNode> other) {
            boolean kept = Entries.shared(mine, old).equals(Entries.shared(old, mine));
            boolean theirsKept = Entries.shared(other, old).equals(Entries.shared(old, other));
            Map<String, JsonNode> lead = kept && !theirsKept ? other : mine;
            Map<String, JsonNode> follow = lead == mine ? other : mine;
            List<String> order = new ArrayList<>(lead.keySet());
            int last = -1;
            for (String id : follow.keySet()) {
                int at = order.indexOf(id);
                if (at >= 0) {
                    last = at;
                    continue;
                }
                int place = last + 1;
                while (place < order.size()
                        && !follow.containsKey(order.get(place))
                        && !old.containsKey(order.get(place))) {
                    place++;
                }
                order.add(place, id);
                last = place;
            }
            return order;
        }

        /** A wire that one side drew to a node that the other took away cannot stay. */
        private void dropLooseWires() {
            Set<String> nodes =
                    new LinkedHashSet<>(Entries.of(Part.NODE, merged).keySet());
            Set<String> known = new HashSet<>(Entries.of(Part.NODE, base).keySet());
            Map<String, JsonNode> wires = Entries.of(Part.WIRE, merged);
            wires.entrySet().removeIf(entry -> {
                JsonNode wire = entry.getValue();
                boolean loose = !TakeBack.hasEnds(wire, nodes) && TakeBack.hasEnds(wire, union(nodes, known));
                if (loose) {
                    boolean mine = Entries.of(Part.WIRE, ours).containsKey(entry.getKey());
                    conflicts.add(new Conflict(Part.WIRE, entry.getKey(), "", mine ? wire : null, mine ? null : wire));
                }
                return loose;
            });
            Entries.set(Part.WIRE, merged, wires);
            if (merged.get("layout") instanceof ObjectNode layout) {
                Set<String> standing = new HashSet<>(nodes);
                standing.addAll(Entries.of(Part.NOTE, merged).keySet());
                standing.addAll(Entries.of(Part.GROUP, merged).keySet());
                layout.retain(standing);
            }
        }

        private static Set<String> union(Set<String> one, Set<String> other) {
            Set<String> all = new HashSet<>(one);
            all.addAll(other);
            return all;
        }
    }
}

package dev.tailrace.model.versions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.versions.Change.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one version of a pipeline differs from another, entry by entry: nodes, groups and notes are the same if their ids
 * are, wires if their ends are, parameters, environments and tests if their names are.
 *
 * @param changes in the order of the file's parts; empty if the versions are the same
 */
public record PipelineDiff(Pipeline before, Pipeline after, List<Change> changes) {
    public PipelineDiff {
        changes = List.copyOf(changes);
    }

    public static PipelineDiff of(Pipeline before, Pipeline after) {
        return new PipelineDiff(
                before, after, new Comparison(PipelineJson.tree(before), PipelineJson.tree(after)).changes());
    }

    public boolean isSame() {
        return changes.isEmpty();
    }

    /** What more than the look of the drawing differs in. */
    public List<Change> meaning() {
        return changes.stream().filter(change -> !change.isLayout()).toList();
    }

    /** What only the look of the drawing differs in. */
    public List<Change> layout() {
        return changes.stream().filter(Change::isLayout).toList();
    }

    /** Nodes of the later version that were not in the earlier one, by id. */
    public Set<String> addedNodes() {
        return nodes(Set.of(Kind.ADDED));
    }

    /** Nodes of the earlier version that are not in the later one, by id. */
    public Set<String> removedNodes() {
        return nodes(Set.of(Kind.REMOVED));
    }

    /** Nodes of both versions that are not the same, wherever they stand, by id. */
    public Set<String> changedNodes() {
        return nodes(Set.of(Kind.CHANGED, Kind.RENAMED));
    }

    private Set<String> nodes(Set<Kind> kinds) {
        Set<String> ids = new LinkedHashSet<>();
        for (Change change : changes) {
            if (change.part() == Part.NODE && kinds.contains(change.kind())) {
                ids.add(change.id());
            }
        }
        return ids;
    }

    /** Walks through two trees. */
    private static final class Comparison {
        private final ObjectNode before;
        private final ObjectNode after;
        private final List<Change> changes = new ArrayList<>();

        Comparison(ObjectNode before, ObjectNode after) {
            this.before = before;
            this.after = after;
        }

        List<Change> changes() {
            for (Part part : Part.values()) {
                if (part == Part.PIPELINE) {
                    own();
                } else {
                    entries(part, Entries.of(part, before), Entries.of(part, after));
                }
            }
            return changes;
        }

        private void own() {
            Set<String> names = new LinkedHashSet<>(Entries.fields(before).keySet());
            names.addAll(Entries.fields(after).keySet());
            names.removeIf(name -> !Part.isOwn(name));
            for (String name : names) {
                value(Part.PIPELINE, "", Pointers.field("", name), before.get(name), after.get(name));
            }
        }

        private void entries(Part part, Map<String, JsonNode> old, Map<String, JsonNode> now) {
            old.forEach((id, entry) -> {
                JsonNode other = now.get(id);
                if (other != null) {
                    entry(part, id, entry, other);
                } else if (isOfItsOwn(part, id)) {
                    changes.add(new Change(part, Kind.REMOVED, id, "", entry, null));
                }
            });
            now.forEach((id, entry) -> {
                if (!old.containsKey(id) && isOfItsOwn(part, id)) {
                    changes.add(new Change(part, Kind.ADDED, id, "", null, entry));
                }
            });
            if (part.isList() && !Entries.shared(old, now).equals(Entries.shared(now, old))) {
                changes.add(
                        new Change(part, Kind.REORDERED, "", "", before.get(part.field()), after.get(part.field())));
            }
        }

        private void entry(Part part, String id, JsonNode old, JsonNode now) {
            if (part.isMap() && !old.equals(now)) {
                changes.add(new Change(part, Kind.MOVED, id, "", old, now));
            } else if (!part.isMap()) {
                value(part, id, "", old, now);
            }
        }

        /** A place comes and goes with what stands there. */
        private boolean isOfItsOwn(Part part, String id) {
            return part != Part.PLACE || has(before, id) && has(after, id);
        }

        private static boolean has(ObjectNode tree, String id) {
            return Arrays.stream(Part.values())
                    .anyMatch(part -> part.stands() && Entries.of(part, tree).containsKey(id));
        }

        private void value(Part part, String id, String pointer, @Nullable JsonNode old, @Nullable JsonNode now) {
            if (old == null ? now == null : old.equals(now)) {
                return;
            }
            if (old != null && now != null && old.isObject() && now.isObject()) {
                Set<String> names = new LinkedHashSet<>(Entries.fields(old).keySet());
                names.addAll(Entries.fields(now).keySet());
                names.forEach(name -> value(part, id, Pointers.field(pointer, name), old.get(name), now.get(name)));
                return;
            }
            if (old != null && now != null && old.isArray() && now.isArray() && old.size() == now.size()) {
                for (int i = 0; i < old.size(); i++) {
                    value(part, id, pointer + "/" + i, old.get(i), now.get(i));
                }
                return;
            }
            boolean named = part != Part.PIPELINE && part != Part.PARAMETER && pointer.equals("/name");
            changes.add(new Change(part, named ? Kind.RENAMED : Kind.CHANGED, id, pointer, old, now));
        }
    }
}

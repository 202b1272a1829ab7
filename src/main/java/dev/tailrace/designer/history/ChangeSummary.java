package dev.tailrace.designer.history;

import dev.tailrace.data.Texts;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One line that says how a drawing differs from the one before it. No toolkit. */
public final class ChangeSummary {
    private static final int NAMED = 2;

    private final Texts texts;

    public ChangeSummary(Texts texts) {
        this.texts = texts;
    }

    /** What was done to get from one drawing to the next, the weightiest first. */
    public String of(Pipeline before, Pipeline after) {
        List<String> parts = new ArrayList<>();
        List<String> added = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        List<String> renamed = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        for (Node node : after.nodes()) {
            Optional<Node> old = before.node(node.id());
            if (old.isEmpty()) {
                added.add(node.name());
            } else if (!old.get().equals(node)) {
                boolean isNameOnly = old.get().settings().equals(node.settings())
                        && !old.get().name().equals(node.name());
                (isNameOnly ? renamed : changed).add(node.name());
            }
        }
        for (Node node : before.nodes()) {
            if (after.node(node.id()).isEmpty()) {
                removed.add(node.name());
            }
        }
        named(parts, "added", added);
        named(parts, "removed", removed);
        named(parts, "changed", changed);
        named(parts, "renamed", renamed);
        wires(parts, before, after);
        if (!before.parameters().equals(after.parameters())) {
            parts.add(texts.get("designer.history.parameters"));
        }
        if (parts.isEmpty()) {
            parts.add(texts.get(
                    before.layout().equals(after.layout())
                            ? before.equals(after) ? "designer.history.same" : "designer.history.other"
                            : "designer.history.moved"));
        }
        return String.join(" · ", parts);
    }

    private void named(List<String> parts, String what, List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        parts.add(
                names.size() <= NAMED
                        ? texts.get("designer.history." + what, String.join(", ", names))
                        : texts.get("designer.history." + what + "-many", names.size()));
    }

    /** Wires of nodes that came or went go without saying. */
    private void wires(List<String> parts, Pipeline before, Pipeline after) {
        Set<Wire> drawn = new HashSet<>(after.wires());
        before.wires().forEach(drawn::remove);
        drawn.removeIf(wire -> isNew(before, wire));
        Set<Wire> cut = new HashSet<>(before.wires());
        after.wires().forEach(cut::remove);
        cut.removeIf(wire -> isNew(after, wire));
        if (!drawn.isEmpty() || !cut.isEmpty()) {
            parts.add(texts.get("designer.history.wires", drawn.size() + cut.size()));
        }
    }

    private static boolean isNew(Pipeline other, Wire wire) {
        return other.node(wire.from().node()).isEmpty()
                || other.node(wire.to().node()).isEmpty();
    }
}

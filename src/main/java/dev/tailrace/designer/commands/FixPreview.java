package dev.tailrace.designer.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.history.ChangeSummary;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** One line that says what an edit changes, down to the values of settings. No toolkit. */
final class FixPreview {
    private static final int MOST_VALUES = 3;
    private static final int MOST_LETTERS = 48;

    private final Texts texts;

    FixPreview(Texts texts) {
        this.texts = texts;
    }

    String of(Pipeline before, Pipeline after) {
        List<String> values = new ArrayList<>();
        List<String> added = new ArrayList<>();
        for (Node node : after.nodes()) {
            Optional<Node> old = before.node(node.id());
            if (old.isEmpty()) {
                List<String> leaves = new ArrayList<>();
                leaves("", node.settings(), leaves);
                added.add(leaves.isEmpty() ? node.name() : node.name() + ": " + cut(String.join(", ", leaves)));
            } else if (!old.get().settings().equals(node.settings())) {
                differences(node.name(), "", old.get().settings(), node.settings(), values);
            }
        }
        if (!added.isEmpty()) {
            return texts.get("designer.fix.adds", String.join(" · ", added));
        }
        if (values.isEmpty()) {
            return new ChangeSummary(texts).of(before, after);
        }
        return values.size() <= MOST_VALUES
                ? String.join(" · ", values)
                : String.join(" · ", values.subList(0, MOST_VALUES)) + " …";
    }

    private void differences(String node, String path, JsonNode old, JsonNode now, List<String> into) {
        if (old.equals(now)) {
            return;
        }
        if (old.isObject() && now.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            old.fieldNames().forEachRemaining(names::add);
            now.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                differences(node, path.isEmpty() ? name : path + "." + name, old.path(name), now.path(name), into);
            }
        } else if (old.isArray() && now.isArray() && old.size() == now.size()) {
            for (int i = 0; i < now.size(); i++) {
                differences(node, path + "[" + i + "]", old.path(i), now.path(i), into);
            }
        } else if (old instanceof MissingNode || now instanceof MissingNode) {
            boolean gone = now instanceof MissingNode;
            into.add(
                    texts.get(gone ? "designer.fix.without" : "designer.fix.sets", node, path, text(gone ? old : now)));
        } else {
            into.add(texts.get("designer.fix.changes", node, path, text(old), text(now)));
        }
    }

    /** The texts and numbers in settings, in their order. */
    private static void leaves(String name, JsonNode value, List<String> into) {
        if (value.isObject()) {
            value.properties().forEach(field -> leaves(field.getKey(), field.getValue(), into));
        } else if (value.isArray()) {
            value.forEach(entry -> leaves(name, entry, into));
        } else {
            into.add(value.asText());
        }
    }

    private static String text(JsonNode value) {
        return cut(value.isValueNode() ? value.asText() : value.toString());
    }

    private static String cut(String text) {
        return text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS - 1) + "…";
    }
}

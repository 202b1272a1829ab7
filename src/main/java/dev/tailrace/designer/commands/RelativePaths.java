package dev.tailrace.designer.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.model.Node;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.FormField;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.SettingsForm;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Relative paths in settings, for nodes that move to a pipeline of another folder. */
final class RelativePaths {
    private RelativePaths() {}

    /** The nodes with paths that mean from one folder what they meant from the other. */
    static List<Node> moved(List<Node> nodes, Catalogue catalogue, Path from, Path to) {
        Path before = from.toAbsolutePath().normalize();
        Path after = to.toAbsolutePath().normalize();
        return before.equals(after)
                ? nodes
                : nodes.stream()
                        .map(node -> node(node, catalogue, before, after))
                        .toList();
    }

    private static Node node(Node node, Catalogue catalogue, Path from, Path to) {
        Operator<?> operator = catalogue.operator(node.operator());
        if (operator == null) {
            return node;
        }
        ObjectNode settings = node.settings().deepCopy();
        for (FormField field : SettingsForm.fields(operator, catalogue)) {
            JsonNode value = settings.get(field.name());
            if ((field.kind() == Kind.FILE || field.kind() == Kind.SAVE_FILE) && value != null && value.isTextual()) {
                settings.put(field.name(), path(value.textValue(), from, to));
            }
        }
        return node.withSettings(settings);
    }

    /** As it is where it is no relative path: absolute, a parameter, or on another drive than the folder. */
    private static String path(String text, Path from, Path to) {
        try {
            Path path = Path.of(text);
            return text.isBlank() || text.startsWith("${") || path.isAbsolute()
                    ? text
                    : to.relativize(from.resolve(path)).normalize().toString().replace('\\', '/');
        } catch (InvalidPathException none) {
            return text;
        } catch (IllegalArgumentException otherDrive) {
            return from.resolve(text).toString();
        }
    }
}

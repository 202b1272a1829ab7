package dev.tailrace.designer.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.FormField;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.SettingsForm;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Writes paths in settings anew, for nodes that move to a pipeline of another folder. Without I/O. For one thread: it
 * remembers what it has rewritten, so that drawings that share nodes go on sharing them.
 */
public final class RelativePaths {
    private final Catalogue catalogue;
    private final UnaryOperator<String> rewriting;
    private final Map<Node, Node> known = new IdentityHashMap<>();

    /** @param rewriting says how a path is written; the same where it stays */
    public RelativePaths(Catalogue catalogue, UnaryOperator<String> rewriting) {
        this.catalogue = catalogue;
        this.rewriting = rewriting;
    }

    /** Paths that mean from one folder what they meant from the other. */
    public static UnaryOperator<String> between(Path from, Path to) {
        Path before = from.toAbsolutePath().normalize();
        Path after = to.toAbsolutePath().normalize();
        return before.equals(after) ? UnaryOperator.identity() : text -> path(text, before, after);
    }

    /** The nodes with paths that mean from one folder what they meant from the other. */
    public static List<Node> moved(List<Node> nodes, Catalogue catalogue, Path from, Path to) {
        return new RelativePaths(catalogue, between(from, to)).in(nodes);
    }

    /** The drawing with its paths rewritten; itself if all stay. */
    public Pipeline in(Pipeline drawing) {
        List<Node> nodes = in(drawing.nodes());
        return nodes.equals(drawing.nodes()) ? drawing : drawing.withNodes(nodes);
    }

    private List<Node> in(List<Node> nodes) {
        List<Node> moved = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            moved.add(known.computeIfAbsent(node, this::node));
        }
        return moved;
    }

    private Node node(Node node) {
        ObjectNode settings = node.settings().deepCopy();
        for (FormField field : files(node, catalogue)) {
            settings.put(
                    field.name(), rewriting.apply(settings.path(field.name()).textValue()));
        }
        return settings.equals(node.settings()) ? node : node.withSettings(settings);
    }

    /** The relative paths in settings of files that are read. */
    public static Set<String> read(Pipeline drawing, Catalogue catalogue) {
        Set<String> paths = new LinkedHashSet<>();
        for (Node node : drawing.nodes()) {
            for (FormField field : files(node, catalogue)) {
                String text = node.settings().path(field.name()).textValue();
                if (field.kind() == Kind.FILE && isRelative(text)) {
                    paths.add(text);
                }
            }
        }
        return paths;
    }

    /** The settings of a node that hold the path of a file. */
    private static List<FormField> files(Node node, Catalogue catalogue) {
        Operator<?> operator = catalogue.operator(node.operator());
        List<FormField> files = new ArrayList<>();
        for (FormField field : operator == null ? List.<FormField>of() : SettingsForm.fields(operator, catalogue)) {
            JsonNode value = node.settings().get(field.name());
            if ((field.kind() == Kind.FILE || field.kind() == Kind.SAVE_FILE) && value != null && value.isTextual()) {
                files.add(field);
            }
        }
        return files;
    }

    /** Not so where it is absolute, begins with a parameter, or is no path. */
    private static boolean isRelative(String text) {
        try {
            return !text.isBlank() && !text.startsWith("${") && !Path.of(text).isAbsolute();
        } catch (InvalidPathException none) {
            return false;
        }
    }

    /** As it is where it is no relative path, and absolute where the folder is on another drive. */
    private static String path(String text, Path from, Path to) {
        if (!isRelative(text)) {
            return text;
        }
        try {
            return to.relativize(from.resolve(text)).normalize().toString().replace('\\', '/');
        } catch (IllegalArgumentException otherDrive) {
            return from.resolve(text).toString();
        }
    }
}

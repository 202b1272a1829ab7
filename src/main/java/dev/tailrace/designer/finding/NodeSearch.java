package dev.tailrace.designer.finding;

import dev.tailrace.data.Texts;
import dev.tailrace.model.Group;
import dev.tailrace.model.Node;
import dev.tailrace.model.Note;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds nodes by what is known of them: name, operator, columns, settings, notes; and groups. Not case-sensitive. */
public final class NodeSearch {
    /** By what a node was found. */
    public enum By {
        NAME,
        OPERATOR,
        COLUMN,
        SETTING,
        NOTE,
        GROUP
    }

    /**
     * A node that was found.
     *
     * @param node its id, or that of a note on the canvas or of a group
     * @param text in which the sought one stands
     */
    public record Hit(String node, By by, String text) {}

    private final Catalogue catalogue;
    private final Texts texts;

    public NodeSearch(Catalogue catalogue, Texts texts) {
        this.catalogue = catalogue;
        this.texts = texts;
    }

    /**
     * One hit for each node that has the text, by the first thing that has it, inputs before their readers; then the groups
     * and the notes on the canvas.
     */
    public List<Hit> find(CheckedPipeline checked, Pipeline pipeline, String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<Hit> hits = new ArrayList<>();
        for (Node node : inOrder(checked, pipeline.nodes())) {
            find(node, checked.nodes().get(node.id()), wanted).ifPresent(hits::add);
        }
        for (Group group : pipeline.attachments().groups()) {
            if (has(group.name(), wanted)) {
                hits.add(new Hit(group.id(), By.GROUP, group.name()));
            }
        }
        for (Note note : pipeline.attachments().notes()) {
            if (has(note.text(), wanted)) {
                hits.add(new Hit(note.id(), By.NOTE, oneLine(note.text())));
            }
        }
        return hits;
    }

    /** The nodes as the check has them, those that it does not know yet at the end. */
    static List<Node> inOrder(CheckedPipeline checked, List<Node> nodes) {
        Map<String, Node> left = new LinkedHashMap<>();
        nodes.forEach(node -> left.put(node.id(), node));
        List<Node> ordered = new ArrayList<>();
        for (String id : checked.nodes().keySet()) {
            Node node = left.remove(id);
            if (node != null) {
                ordered.add(node);
            }
        }
        ordered.addAll(left.values());
        return ordered;
    }

    private Optional<Hit> find(Node node, @Nullable CheckedNode checked, String wanted) {
        if (has(node.name(), wanted)) {
            return Optional.of(new Hit(node.id(), By.NAME, node.name()));
        }
        Operator<?> operator = catalogue.operator(node.operator());
        String called =
                operator == null ? node.operator() : texts.get(operator.spec().key("name"));
        if (has(called, wanted) || has(node.operator(), wanted)) {
            return Optional.of(new Hit(node.id(), By.OPERATOR, called));
        }
        for (SettingText setting : SettingText.of(node, catalogue)) {
            if (has(setting.text(), wanted)) {
                return Optional.of(new Hit(node.id(), By.SETTING, oneLine(setting.text())));
            }
        }
        if (checked != null) {
            for (StreamType stream : checked.output().ports().values()) {
                for (String column : stream.schema().names()) {
                    if (has(column, wanted)) {
                        return Optional.of(new Hit(node.id(), By.COLUMN, column));
                    }
                }
            }
        }
        return has(node.notes(), wanted)
                ? Optional.of(new Hit(node.id(), By.NOTE, oneLine(node.notes())))
                : Optional.empty();
    }

    private static boolean has(String text, String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}

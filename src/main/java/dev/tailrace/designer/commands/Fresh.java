package dev.tailrace.designer.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.OperatorSpec;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Names and ids that a drawing does not have yet. */
public final class Fresh {
    /** Of an id, as files have it. */
    private static final int MOST_LETTERS = 64;

    private static final int ROOM_FOR_NUMBER = 8;

    private Fresh() {}

    /**
     * A new node of an operator. Its settings are empty: what a file does not say has the operator's default.
     *
     * @param name as the palette shows the operator
     */
    public static Node node(Pipeline pipeline, OperatorSpec spec, String name) {
        return node(pipeline, spec, name, JsonNodeFactory.instance.objectNode());
    }

    /** As {@link #node(Pipeline, OperatorSpec, String)}, with settings. */
    public static Node node(Pipeline pipeline, OperatorSpec spec, String name, ObjectNode settings) {
        return Node.of(
                id(ids(pipeline), spec.id()),
                spec.id(),
                next(pipeline.nodes().stream().map(Node::name).collect(Collectors.toSet()), name, " "),
                settings);
    }

    /** Of nodes, groups and notes: none of them has the id of another. */
    static Set<String> ids(Pipeline pipeline) {
        Set<String> ids = pipeline.nodes().stream().map(Node::id).collect(Collectors.toCollection(HashSet::new));
        pipeline.attachments().groups().forEach(group -> ids.add(group.id()));
        pipeline.attachments().notes().forEach(note -> ids.add(note.id()));
        return ids;
    }

    /** An id that no node, group or note has. */
    public static String id(Pipeline pipeline, String wish) {
        return id(ids(pipeline), wish);
    }

    /** The wish, or the wish and the first number that makes it new; a wish that is too long for both loses its end. */
    static String id(Set<String> taken, String wish) {
        return taken.contains(wish)
                ? next(taken, wish.substring(0, Math.min(wish.length(), MOST_LETTERS - ROOM_FOR_NUMBER)), "-")
                : wish;
    }

    private static String next(Set<String> taken, String wish, String separator) {
        String candidate = wish;
        for (int number = 2; taken.contains(candidate); number++) {
            candidate = wish + separator + number;
        }
        return candidate;
    }
}

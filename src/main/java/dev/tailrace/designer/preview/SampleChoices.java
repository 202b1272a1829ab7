package dev.tailrace.designer.preview;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * On which rows the nodes of a pipeline are previewed, as the person has chosen. It belongs to the person, not to the
 * pipeline's file. Knows no toolkit; used on the JavaFX thread.
 */
public final class SampleChoices {
    /** Where the rows come from. */
    public enum Origin {
        FIRST_ROWS,
        LAST_RUN,
        TYPED
    }

    /**
     * The choice for one node.
     *
     * @param typed rows as JSON, one object a line, by input port
     */
    public record OfNode(Origin origin, Map<String, String> typed) {
        static final OfNode UNCHOSEN = new OfNode(Origin.FIRST_ROWS, Map.of());

        public OfNode {
            typed = Map.copyOf(typed);
        }

        OfNode from(Origin newOrigin) {
            return new OfNode(newOrigin, typed);
        }

        OfNode typed(String port, String text) {
            Map<String, String> more = new LinkedHashMap<>(typed);
            more.put(port, text);
            return new OfNode(origin, more);
        }
    }

    private final Map<String, OfNode> byNode = new LinkedHashMap<>();
    private Consumer<Map<String, OfNode>> keeper = nobody -> {};

    public OfNode of(String node) {
        return byNode.getOrDefault(node, OfNode.UNCHOSEN);
    }

    public void put(String node, OfNode choice) {
        if (choice.equals(of(node))) {
            return;
        }
        if (choice.equals(OfNode.UNCHOSEN)) {
            byNode.remove(node);
        } else {
            byNode.put(node, choice);
        }
        keeper.accept(Map.copyOf(byNode));
    }

    /**
     * What was chosen earlier; what has been chosen since stays.
     *
     * @param newKeeper is given all choices after each one
     */
    public void restore(Map<String, OfNode> earlier, Consumer<Map<String, OfNode>> newKeeper) {
        earlier.forEach(byNode::putIfAbsent);
        keeper = newKeeper;
    }
}

package dev.tailrace.designer.preview;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
    private final TypedHistory history = new TypedHistory();
    private final List<Runnable> listeners = new ArrayList<>();
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
        listeners.forEach(Runnable::run);
    }

    /** @param listener hears of each choice and of all that is typed */
    void addListener(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Rows that were typed, or pasted.
     *
     * @param goesOn whether they are one step of undo with what was typed before, as letters are
     */
    void type(String node, String port, String rows, boolean goesOn) {
        String before = typed(node, port);
        if (!before.equals(rows)) {
            history.edited(new TypedHistory.Place(node, port), before, goesOn);
            put(node, of(node).typed(port, rows));
        }
    }

    /** What is typed next is a step of undo of its own. */
    void endStep() {
        history.endStep();
    }

    boolean canUndo(String node, String port) {
        return history.canUndo(new TypedHistory.Place(node, port));
    }

    boolean canRedo(String node, String port) {
        return history.canRedo(new TypedHistory.Place(node, port));
    }

    /** Takes the last step back that was typed for this port. */
    void undo(String node, String port) {
        back(node, port, history.undo(new TypedHistory.Place(node, port), typed(node, port)));
    }

    /** Does the step again that was taken back last. */
    void redo(String node, String port) {
        back(node, port, history.redo(new TypedHistory.Place(node, port), typed(node, port)));
    }

    private void back(String node, String port, @Nullable String rows) {
        if (rows != null) {
            put(node, of(node).typed(port, rows));
        }
    }

    private String typed(String node, String port) {
        return of(node).typed().getOrDefault(port, "");
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

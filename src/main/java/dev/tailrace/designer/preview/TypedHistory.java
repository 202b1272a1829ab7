package dev.tailrace.designer.preview;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was typed as rows of previews, step by step, so that it can be taken back: each input port by itself, since a step
 * that is not seen must not be taken back. Knows no toolkit.
 */
final class TypedHistory {
    private static final int MOST_STEPS = 200;

    private final Map<Place, Steps> byPlace = new HashMap<>();
    private @Nullable Place goingOn;

    /** An input port of a node. */
    record Place(String node, String port) {}

    private static final class Steps {
        private final Deque<String> before = new ArrayDeque<>();
        private final Deque<String> after = new ArrayDeque<>();
    }

    /**
     * Keeps what stood there before an edit.
     *
     * @param goesOn whether it is one step with the edit before it, as letters that are typed
     */
    void edited(Place place, String before, boolean goesOn) {
        Steps steps = steps(place);
        steps.after.clear();
        if (!goesOn || !place.equals(goingOn)) {
            steps.before.push(before);
            if (steps.before.size() > MOST_STEPS) {
                steps.before.removeLast();
            }
        }
        goingOn = goesOn ? place : null;
    }

    /** The next edit is a step of its own. */
    void endStep() {
        goingOn = null;
    }

    boolean canUndo(Place place) {
        return !steps(place).before.isEmpty();
    }

    boolean canRedo(Place place) {
        return !steps(place).after.isEmpty();
    }

    /** What stood there before the last step; null if nothing is left to be taken back. */
    @Nullable
    String undo(Place place, String now) {
        return step(steps(place).before, steps(place).after, now);
    }

    /** What stood there before the last step was taken back; null if none was. */
    @Nullable
    String redo(Place place, String now) {
        return step(steps(place).after, steps(place).before, now);
    }

    private @Nullable String step(Deque<String> from, Deque<String> to, String now) {
        endStep();
        String there = from.poll();
        if (there != null) {
            to.push(now);
        }
        return there;
    }

    private Steps steps(Place place) {
        return byPlace.computeIfAbsent(place, first -> new Steps());
    }
}

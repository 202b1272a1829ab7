package dev.tailrace.engine;

import java.util.ArrayList;
import java.util.List;

/** The transforms of a task, asked and told together. Before the start from any thread, then on the task's. */
final class Transforms {
    private final Stopwatch stopwatch;
    private final List<TransformNode> nodes = new ArrayList<>();

    Transforms(Stopwatch stopwatch) {
        this.stopwatch = stopwatch;
    }

    void add(TransformNode node) {
        nodes.add(node);
    }

    /** Whether one still waits for answers although its inputs have ended. */
    boolean areFinishing() {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).isFinishing()) {
                return true;
            }
        }
        return false;
    }

    /** Whether one takes no rows for now. */
    boolean areFull() {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).isFull()) {
                return true;
            }
        }
        return false;
    }

    /** Calls what is due by the clock. */
    void fireTimers() {
        for (int i = 0; i < nodes.size(); i++) {
            TransformNode node = nodes.get(i);
            if (node.nextProcessingTimer() != Long.MAX_VALUE) {
                stopwatch.beginElement();
                node.fireProcessingTimers();
                stopwatch.endElement();
            }
        }
    }

    /** Milliseconds of the epoch, or {@link Long#MAX_VALUE}. */
    long nextTimer() {
        long earliest = Long.MAX_VALUE;
        for (int i = 0; i < nodes.size(); i++) {
            earliest = Math.min(earliest, nodes.get(i).nextProcessingTimer());
        }
        return earliest;
    }

    void measureState() {
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).measureState();
        }
    }
}

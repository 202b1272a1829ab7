package dev.tailrace.engine;

import dev.tailrace.model.Wire;
import dev.tailrace.operator.SourceOperator;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which nodes share a thread. A source begins a task; a node whose inputs all come from one task joins it; a node whose
 * inputs come from several begins a new one, with a ring for each wire that crosses.
 *
 * @param taskOf number of the task by node id, from 0
 */
record Plan(Map<String, Integer> taskOf, int tasks) {
    Plan {
        taskOf = Map.copyOf(taskOf);
    }

    static Plan of(CheckedPipeline pipeline) {
        Map<String, Integer> taskOf = new HashMap<>();
        int tasks = 0;
        for (String id : pipeline.nodes().keySet()) {
            Set<Integer> writers = new HashSet<>();
            for (Wire wire : pipeline.pipeline().wiresTo(id)) {
                Integer writer = taskOf.get(wire.from().node());
                if (writer == null) {
                    throw new IllegalArgumentException(id + " comes before its input " + wire.from());
                }
                writers.add(writer);
            }
            boolean joins = writers.size() == 1 && !(pipeline.node(id).operator() instanceof SourceOperator<?>);
            taskOf.put(id, joins ? writers.iterator().next() : tasks++);
        }
        return new Plan(taskOf, tasks);
    }

    int taskOf(String node) {
        Integer task = taskOf.get(node);
        if (task == null) {
            throw new IllegalArgumentException("no node " + node);
        }
        return task;
    }

    /** Whether the two ends run on different threads. */
    boolean crosses(Wire wire) {
        return taskOf(wire.from().node()) != taskOf(wire.to().node());
    }
}

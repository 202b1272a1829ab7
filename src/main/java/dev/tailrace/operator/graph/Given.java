package dev.tailrace.operator.graph;

import dev.tailrace.data.Problem;
import dev.tailrace.operator.StreamType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a node has by its wires. With its {@link Reading} it is all that a check of the node depends on.
 *
 * @param inputs by input port, one stream per wire in the drawing's order; null if that of a needed port is not known or
 *     cannot be taken
 * @param wired names of the output ports that have a wire
 * @param problems of the wires, told at this node
 */
record Given(@Nullable Map<String, List<StreamType>> inputs, Set<String> wired, List<Problem> problems) {}

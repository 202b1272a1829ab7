package dev.tailrace.query;

import dev.tailrace.operator.StreamType;
import org.jspecify.annotations.Nullable;

/**
 * What leaves a node of the drawing, or enters it from outside.
 *
 * @param part the node, or null for an input of the whole drawing
 * @param port of the node, or the name of the input
 */
record Stream(@Nullable Part part, String port, StreamType type) {}

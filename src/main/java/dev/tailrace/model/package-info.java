/** The drawing: pipelines, nodes, wires, parameters and layout as immutable values, and their JSON. */
@NullMarked
package dev.tailrace.model;

import org.jspecify.annotations.NullMarked;

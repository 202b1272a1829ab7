/** The check of a whole drawing: from nodes and wires to typed streams, demanded columns and problems. */
@NullMarked
package dev.tailrace.operator.graph;

import org.jspecify.annotations.NullMarked;

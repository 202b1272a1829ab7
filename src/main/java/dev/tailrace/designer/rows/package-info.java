/** Rows of wires and sinks as people look at them: filtered, searched, folded, copied, written to files, side by side. */
@NullMarked
package dev.tailrace.designer.rows;

import org.jspecify.annotations.NullMarked;

/** Values that stay beside a node: which, how they are computed of rows, and where they stand. */
@NullMarked
package dev.tailrace.designer.pins;

import org.jspecify.annotations.NullMarked;

/** Previews: what a node makes of sample rows, without a run. */
@NullMarked
package dev.tailrace.designer.preview;

import org.jspecify.annotations.NullMarked;

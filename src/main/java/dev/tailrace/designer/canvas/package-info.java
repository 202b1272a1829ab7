/** The canvas: painting the drawing, and the pane on which it is edited. */
@NullMarked
package dev.tailrace.designer.canvas;

import org.jspecify.annotations.NullMarked;

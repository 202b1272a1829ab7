/** What a pointer can do on the canvas, each a small state machine over canvas coordinates. No toolkit. */
@NullMarked
package dev.tailrace.designer.gestures;

import org.jspecify.annotations.NullMarked;

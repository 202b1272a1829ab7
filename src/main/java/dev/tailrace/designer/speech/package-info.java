/** What is said to those who hear the window: the words of a drawing and of its run, in flow order. Knows no toolkit. */
@NullMarked
package dev.tailrace.designer.speech;

import org.jspecify.annotations.NullMarked;

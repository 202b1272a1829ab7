/** What a pipeline's file held before: the states kept on this machine, what changed, and the way back. */
@NullMarked
package dev.tailrace.designer.history;

import org.jspecify.annotations.NullMarked;

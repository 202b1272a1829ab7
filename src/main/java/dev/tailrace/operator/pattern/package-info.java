/** Patterns over the rows of a key in event time: checked, compiled to an automaton, and matched. */
@NullMarked
package dev.tailrace.operator.pattern;

import org.jspecify.annotations.NullMarked;

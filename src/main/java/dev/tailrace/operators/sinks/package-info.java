/** Operators that show rows or drop them. */
@NullMarked
package dev.tailrace.operators.sinks;

import org.jspecify.annotations.NullMarked;

/** Operators that deal in event time and windows. */
@NullMarked
package dev.tailrace.operators.time;

import org.jspecify.annotations.NullMarked;

/** Operators that work on one row at a time. */
@NullMarked
package dev.tailrace.operators.shape;

import org.jspecify.annotations.NullMarked;

/** Operators that bring rows in without a connector. */
@NullMarked
package dev.tailrace.operators.sources;

import org.jspecify.annotations.NullMarked;

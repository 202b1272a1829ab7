/** Functions in Java at work: loading them, rows in and out, state by key, timers. */
@NullMarked
package dev.tailrace.operator.function;

import org.jspecify.annotations.NullMarked;

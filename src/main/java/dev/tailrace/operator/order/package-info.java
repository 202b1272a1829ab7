/** Rows that wait and leave in the order of their event time. */
@NullMarked
package dev.tailrace.operator.order;

import org.jspecify.annotations.NullMarked;

/** Aggregates over groups of rows, with the types and the arithmetic of Flink SQL. */
@NullMarked
package dev.tailrace.operator.aggregate;

import org.jspecify.annotations.NullMarked;

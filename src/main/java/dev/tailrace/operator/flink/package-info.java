/** How operators say themselves in Flink SQL. Text only: no class of Flink is needed. */
@NullMarked
package dev.tailrace.operator.flink;

import org.jspecify.annotations.NullMarked;

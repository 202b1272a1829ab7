/** The Flink runtime: pipelines as Flink SQL. Text only: no class of Flink's runtime or planner is needed. */
@NullMarked
package dev.tailrace.flink;

import org.jspecify.annotations.NullMarked;

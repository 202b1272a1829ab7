/**
 * The embedded runtime: a pipeline on threads of this process.
 *
 * <p>{@link dev.tailrace.engine.Plan} divides the nodes among tasks; {@link dev.tailrace.engine.Assembly} builds them;
 * each {@link dev.tailrace.engine.Task} is a thread that takes elements from its rings and pushes them through its nodes
 * by direct calls; each {@link dev.tailrace.engine.PartitionThread} reads one partition of a source into a ring.
 * {@link dev.tailrace.engine.Lifecycle} is what the threads of one run have in common.
 */
@NullMarked
package dev.tailrace.engine;

import org.jspecify.annotations.NullMarked;

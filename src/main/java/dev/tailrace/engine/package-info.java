/**
 * The embedded runtime: a pipeline on threads of this process.
 *
 * <p>{@link dev.tailrace.engine.Plan} divides the nodes among tasks; {@link dev.tailrace.engine.Assembly} builds them;
 * each {@link dev.tailrace.engine.Task} is a thread that takes elements from its rings and pushes them through its nodes
 * by direct calls; each {@link dev.tailrace.engine.PartitionThread} reads one partition of a source that may wait
 * into a ring, and a {@link dev.tailrace.engine.DirectPartition} one that never does, on the thread of the task
 * itself. {@link dev.tailrace.engine.Lifecycle} is what the threads of one run have in common.
 */
@NullMarked
package dev.tailrace.engine;

import org.jspecify.annotations.NullMarked;

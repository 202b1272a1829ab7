package dev.tailrace.runtime;

import dev.tailrace.operator.graph.CheckedPipeline;

/** Something that runs pipelines. Safe on any thread. */
public interface Runtime {
    /** Short name for people, such as {@code embedded}. */
    String name();

    /**
     * Starts a run of the pipeline as it is now. Returns at once; opening files and servers happens on the run's
     * threads, and what fails there ends the run with a problem.
     *
     * @param pipeline without errors
     */
    Run start(CheckedPipeline pipeline, RunOptions options);

    /**
     * Runs the node's part of the pipeline over the first rows of its sources, without sinks. Blocks: for background
     * threads; an interrupt cancels it.
     *
     * @param pipeline may have errors outside of the node's inputs
     * @param sourceRows how many rows are read of each source
     */
    Preview preview(CheckedPipeline pipeline, String node, int sourceRows) throws InterruptedException;
}

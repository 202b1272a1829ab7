package dev.tailrace.runtime;

import dev.tailrace.data.Problem;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.Map;

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
    default Preview preview(CheckedPipeline pipeline, String node, int sourceRows) throws InterruptedException {
        return preview(pipeline, node, sourceRows, Map.of());
    }

    /**
     * As {@link #preview(CheckedPipeline, String, int)}, but some inputs of the node are given their rows: what is above
     * them is neither read nor run. Between given rows there is no watermark, so that none of them is late; the last one
     * comes behind them. Of side tables the given rows enter first, of other inputs last, port by port.
     *
     * @param given rows by input port, with the columns that the check found for it, none of them a
     *     {@link dev.tailrace.data.NoValue}
     */
    Preview preview(CheckedPipeline pipeline, String node, int sourceRows, Map<String, Sample> given)
            throws InterruptedException;

    /**
     * Finds the rows of the sources that made a row, by running what is above it once more from the start and recording
     * it. Nothing is written. Blocks: for background threads; an interrupt cancels it.
     *
     * @param pipeline may have errors where nothing comes to the node from
     */
    default Origin origin(CheckedPipeline pipeline, OriginWanted wanted, OriginWanted.Progress progress)
            throws InterruptedException {
        return Origin.failed(Problem.error("runtime.origin-not-here", name()));
    }
}

package dev.tailrace.designer.runs;

import dev.tailrace.model.Pipeline;
import dev.tailrace.runtime.history.RunFacts;
import dev.tailrace.runtime.history.RunSeries;
import org.jspecify.annotations.Nullable;

/**
 * A run with all that was written of it.
 *
 * @param pipeline as it ran, or null if that cannot be read any more
 */
record PastRun(RunFacts facts, RunSeries series, @Nullable Pipeline pipeline) {}

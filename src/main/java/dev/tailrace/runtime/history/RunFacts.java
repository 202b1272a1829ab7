package dev.tailrace.runtime.history;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of a run in one line. Immutable.
 *
 * @param id name of its folder
 * @param file of the pipeline, absolute, or null if it had none
 * @param pipeline its name
 * @param version of the pipeline as it ran, see {@link PipelineVersion}
 * @param runtime that ran it, such as {@code embedded}
 * @param parameters values in text, by name
 * @param failure why it failed, in words; empty if it did not
 * @param rows that all sources together have brought
 * @param errors rows that failed
 * @param late rows dropped as late
 * @param process that ran it, to know whether it still does
 */
public record RunFacts(
        String id,
        @Nullable Path file,
        String pipeline,
        String version,
        String runtime,
        Map<String, String> parameters,
        Instant started,
        Duration elapsed,
        Outcome outcome,
        String failure,
        long rows,
        long errors,
        long late,
        long process) {
    public RunFacts {
        parameters = Map.copyOf(parameters);
    }

    /** Whether it is a run of this pipeline: of its file, or, before it has one, of a pipeline without one and its name. */
    public boolean isOf(@Nullable Path itsFile, String itsName) {
        return itsFile == null
                ? file == null && pipeline.equals(itsName)
                : itsFile.toAbsolutePath().normalize().equals(file);
    }

    /** Rows of the sources a second, over the whole run; 0 for one that took no time. */
    public double rowsPerSecond() {
        return elapsed.isZero() ? 0 : rows / (elapsed.toNanos() / 1e9);
    }

    /** Names of the parameters whose values differ, sorted, each with both values; {@code ""} where one has none. */
    public Map<String, Difference> differencesTo(RunFacts other) {
        Map<String, Difference> found = new TreeMap<>();
        parameters.forEach((name, value) -> found.put(name, new Difference(value, "")));
        other.parameters.forEach((name, value) -> {
            Difference mine = found.get(name);
            found.put(name, new Difference(mine == null ? "" : mine.here(), value));
        });
        found.values().removeIf(difference -> difference.here().equals(difference.there()));
        return found;
    }

    /** Two values of a parameter. */
    public record Difference(String here, String there) {}

    RunFacts with(Outcome newOutcome) {
        return new RunFacts(
                id,
                file,
                pipeline,
                version,
                runtime,
                parameters,
                started,
                elapsed,
                newOutcome,
                failure,
                rows,
                errors,
                late,
                process);
    }

    RunFacts after(Duration time, Outcome newOutcome, String newFailure, RunTotals totals) {
        return new RunFacts(
                id,
                file,
                pipeline,
                version,
                runtime,
                parameters,
                started,
                time,
                newOutcome,
                newFailure,
                totals.rows(),
                totals.errors(),
                totals.late(),
                process);
    }
}

package dev.tailrace.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The runs of one query in one process.
 *
 * @param peakBytes the most memory that the process had in use, 0 if that is not known
 */
record Measurements(List<Measured> runs, long peakBytes) {
    Measurements {
        runs = List.copyOf(runs);
    }

    /** By processor time. */
    Measured median() {
        List<Measured> sorted = new ArrayList<>(runs);
        sorted.sort(Comparator.comparingDouble(Measured::cpuSeconds));
        return sorted.get(sorted.size() / 2);
    }
}

package dev.tailrace.engine;

import dev.tailrace.engine.PreviewSource.Polled;
import dev.tailrace.runtime.Origin.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where a source has read which of its rows. Single-threaded. */
final class SourcePlaces {
    private final Map<String, List<Stretch>> stretches = new HashMap<>();
    private final Map<PortOfPartition, Long> read = new HashMap<>();

    /** Rows {@code [first, ..)} of an output, from {@code number} on in the partition. */
    private record Stretch(int first, Polled polled, long number) {}

    private record PortOfPartition(String partition, String port) {}

    /**
     * Rows have come.
     *
     * @param first number of the first among all rows of the output, from 0
     */
    void took(Polled polled, String port, int first, int count) {
        PortOfPartition key = new PortOfPartition(polled.partition(), port);
        long before = read.getOrDefault(key, 0L);
        read.put(key, before + count);
        stretches.computeIfAbsent(port, none -> new ArrayList<>()).add(new Stretch(first, polled, before + 1));
    }

    /** @param mask takes secrets out of texts */
    @Nullable
    Place of(String port, int row, UnaryOperator<String> mask) {
        Stretch of = null;
        for (Stretch stretch : stretches.getOrDefault(port, List.of())) {
            if (stretch.first() > row) {
                break;
            }
            of = stretch;
        }
        return of == null
                ? null
                : new Place(
                        mask.apply(of.polled().partition()),
                        of.number() + row - of.first(),
                        mask.apply(of.polled().offset()));
    }
}

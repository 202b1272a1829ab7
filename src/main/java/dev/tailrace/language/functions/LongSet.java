package dev.tailrace.language.functions;

import java.util.Arrays;
import java.util.stream.Stream;

/** Whole numbers, or the unscaled values of decimals of one scale, to look one up among. Immutable. */
public final class LongSet {
    private final long[] sorted;

    private LongSet(long[] sorted) {
        this.sorted = sorted;
    }

    /** @param lists numbers with commas between: class files hold texts of limited length, and arrays only as code */
    public static LongSet of(String... lists) {
        return new LongSet(Stream.of(lists)
                .flatMap(list -> Stream.of(list.split(",")))
                .mapToLong(Long::parseLong)
                .sorted()
                .toArray());
    }

    public boolean contains(long value) {
        return Arrays.binarySearch(sorted, value) >= 0;
    }
}

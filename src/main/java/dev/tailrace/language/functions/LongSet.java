package dev.tailrace.language.functions;

import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Whole numbers, or the unscaled values of decimals of one scale, to look one up among. Immutable. */
public final class LongSet {
    /** At least twice as many places as numbers; a number stands at the place of its hash or the next free one. */
    private final long[] places;

    /** What stands where nothing does: a number that is not in the set. */
    private final long free;

    private LongSet(long[] numbers) {
        int size = Integer.highestOneBit(Math.max(1, numbers.length)) * 4;
        free = LongStream.iterate(Long.MIN_VALUE, number -> number + 1)
                .filter(number -> LongStream.of(numbers).noneMatch(one -> one == number))
                .findFirst()
                .orElseThrow();
        places = new long[size];
        Arrays.fill(places, free);
        for (long number : numbers) {
            int at = hash(number) & size - 1;
            while (places[at] != free) {
                at = at + 1 & size - 1;
            }
            places[at] = number;
        }
    }

    /** @param lists numbers with commas between: class files hold texts of limited length, and arrays only as code */
    public static LongSet of(String... lists) {
        return new LongSet(Stream.of(lists)
                .flatMap(list -> Stream.of(list.split(",")))
                .mapToLong(Long::parseLong)
                .toArray());
    }

    public boolean contains(long value) {
        int mask = places.length - 1;
        for (int at = hash(value) & mask; ; at = at + 1 & mask) {
            if (places[at] == free) {
                return false;
            }
            if (places[at] == value) {
                return true;
            }
        }
    }

    private static int hash(long number) {
        return (int) (number * 0x9E3779B97F4A7C15L >>> 32);
    }
}

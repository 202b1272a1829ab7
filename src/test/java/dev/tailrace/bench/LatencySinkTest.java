package dev.tailrace.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class LatencySinkTest {
    @Test
    void aTimeIsKnownToThreePercent() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            long nanos = random.nextLong() >>> 4 + random.nextInt(59);
            long end = LatencySink.upperEnd(LatencySink.bucket(nanos));
            assertTrue(nanos < end && end <= nanos + nanos / 32 + 1, nanos + " in a bucket up to " + end);
        }
    }
}

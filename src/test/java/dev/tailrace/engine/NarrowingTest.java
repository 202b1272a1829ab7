package dev.tailrace.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.engine.Narrowing.End;
import dev.tailrace.engine.Narrowing.Found;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NarrowingTest {
    private int tries;

    private Narrowing until(long deadlineNanos, Integer... needed) {
        return new Narrowing(
                some -> {
                    tries++;
                    Set<Integer> there = Arrays.stream(some).boxed().collect(Collectors.toSet());
                    return there.containsAll(List.of(needed));
                },
                deadlineNanos);
    }

    private Narrowing needing(Integer... needed) {
        return until(System.nanoTime() + 60_000_000_000L, needed);
    }

    private static int[] upTo(int last) {
        return IntStream.rangeClosed(0, last).toArray();
    }

    @Test
    void theRowThatWasTakenIsTriedAlone() throws InterruptedException {
        Found found = needing(99).narrow(upTo(99), 99, List.of());

        assertArrayEquals(new int[] {99}, found.rows());
        assertEquals(1, tries);
    }

    @Test
    void aFewOfManyAreFoundInFewTries() throws InterruptedException {
        Found found = needing(3, 500, 77_000).narrow(upTo(99_999), -1, List.of());

        assertArrayEquals(new int[] {3, 500, 77_000}, found.rows());
        assertEquals(End.SMALLEST, found.end());
        // 17 halvings, each a few chunks wide
        assertTrue(tries < 200, () -> tries + " tries");
    }

    @Test
    void aGuessThatIsNotEnoughChangesNothing() throws InterruptedException {
        Found found = needing(1, 2, 10).narrow(upTo(20), 20, List.of(c -> c > 5, c -> c < 15));

        assertArrayEquals(new int[] {1, 2, 10, 20}, found.rows());
    }

    @Test
    void allThatAreNeededStay() throws InterruptedException {
        Found found = needing(0, 1, 2, 3, 4, 5, 6).narrow(upTo(6), 6, List.of());

        assertArrayEquals(upTo(6), found.rows());
    }

    @Test
    void whenTimeIsOutWhatSufficesIsTold() throws InterruptedException {
        Found found = until(System.nanoTime() - 1, 3).narrow(upTo(50), -1, List.of());

        assertArrayEquals(upTo(50), found.rows());
        assertEquals(End.OUT_OF_TIME, found.end());
    }

    @Test
    void whatNeverComesAgainIsTold() throws InterruptedException {
        assertEquals(
                End.NEVER_ENOUGH, needing(1_000).narrow(upTo(50), -1, List.of()).end());
    }
}

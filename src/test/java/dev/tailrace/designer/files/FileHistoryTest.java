package dev.tailrace.designer.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saved states stay for 30 days and within their bound. */
@SuppressWarnings("NullAway.Init") // set before each test
class FileHistoryTest {
    private static final Path FILE = Path.of("/pipelines/a.tailrace.json");

    private Folders folders;
    private final SetClock clock = new SetClock();

    @BeforeEach
    void folders(@TempDir Path machine) {
        folders = new Folders(machine.resolve("config"), machine.resolve("state"));
    }

    @Test
    void everySavedStateCanBeReadAgainTheLatestFirst() throws Exception {
        FileHistory history = new FileHistory(folders, clock);
        history.add(FILE, "one");
        history.add(FILE, "two");
        clock.now = clock.now.minusSeconds(60);
        history.add(FILE, "three ü");
        assertEquals(List.of("three ü", "two", "one"), texts(new FileHistory(folders, clock)));
    }

    @Test
    void savingTheSameAgainAddsNothing() throws Exception {
        FileHistory history = new FileHistory(folders, clock);
        history.add(FILE, "one");
        history.add(FILE, "one");
        history.add(FILE, "two");
        history.add(FILE, "one");
        assertEquals(List.of("one", "two", "one"), texts(history));
    }

    @Test
    void filesOfTheSameNameHaveHistoriesOfTheirOwn() throws Exception {
        FileHistory history = new FileHistory(folders, clock);
        history.add(FILE, "one");
        assertEquals(List.of(), history.states(Path.of("/elsewhere/a.tailrace.json")));
        assertEquals(
                1, history.states(Path.of("/pipelines/sub/../a.tailrace.json")).size());
    }

    @Test
    void statesAreForgottenAfterThirtyDays() throws Exception {
        FileHistory history = new FileHistory(folders, clock);
        history.add(FILE, "one");
        clock.now = clock.now.plus(Duration.ofDays(20));
        history.add(FILE, "two");
        clock.now = clock.now.plus(Duration.ofDays(11));
        history.add(Path.of("/pipelines/b.tailrace.json"), "other");
        assertEquals(List.of("two"), texts(history));
    }

    @Test
    void theOldestOfAllFilesGoWhereTheBoundIsReached() throws Exception {
        FileHistory history = new FileHistory(folders, clock, 10_000);
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            byte[] noise = new byte[750];
            random.nextBytes(noise);
            history.add(FILE, new BigInteger(noise).toString(36));
            clock.now = clock.now.plusSeconds(1);
        }
        int kept = history.states(FILE).size();
        // Noise in 36 letters packs to little more than its 750 bytes.
        assertTrue(kept >= 9 && kept <= 13, kept + " kept");
        assertEquals(clock.now.minusSeconds(1), history.states(FILE).get(0).time());
    }

    @Test
    void aBrokenStateIsPassedOver() throws Exception {
        FileHistory history = new FileHistory(folders, clock);
        history.add(FILE, "one");
        Path state = history.states(FILE).get(0).file();
        Files.write(state, new byte[] {1, 2, 3});
        assertEquals(Optional.empty(), history.text(history.states(FILE).get(0)));
        history.add(FILE, "two");
        assertEquals(2, history.states(FILE).size());
    }

    private static List<String> texts(FileHistory history) throws Exception {
        return history.states(FILE).stream()
                .map(state -> history.text(state).orElseThrow())
                .toList();
    }

    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-01-02T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}

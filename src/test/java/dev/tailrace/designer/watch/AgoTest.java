package dev.tailrace.designer.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.Texts;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AgoTest {
    private static final long NOW = 1000 * LiveRun.SECOND;

    private final Ago ago = new Ago(new Texts(Locale.ENGLISH));

    @Test
    void momentIsSaidInMinutesAndSeconds() {
        assertEquals("2 min 10 s ago", ago.words(timeline(false), NOW - 130 * LiveRun.SECOND));
        assertEquals("2 min ago", ago.words(timeline(false), NOW - 120 * LiveRun.SECOND));
        assertEquals("9 s ago", ago.words(timeline(false), NOW - 9 * LiveRun.SECOND));
        assertEquals("last 5 min", ago.span(300 * LiveRun.SECOND));
    }

    @Test
    void momentOfARunThatHasEndedIsCountedFromItsEnd() {
        assertEquals("40 s before the end", ago.words(timeline(true), NOW - 40 * LiveRun.SECOND));
        assertEquals("at the end", ago.words(timeline(true), null));
        assertEquals("live", ago.words(timeline(false), null));
    }

    private static Timeline timeline(boolean ended) {
        return new Timeline(0, NOW, NOW, ended, new double[0], List.of());
    }
}

package dev.tailrace.designer.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TicksTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    @Test
    void numbersStepBy1Or2Or5() {
        assertEquals(List.of("0", "20", "40"), labels(Ticks.numbers(0, 46, 3, Locale.ENGLISH)));
        assertEquals(List.of("0.0", "0.5", "1.0"), labels(Ticks.numbers(0, 1, 2, Locale.ENGLISH)));
        assertEquals(List.of("-5", "0", "5", "10"), labels(Ticks.numbers(-5, 10, 4, Locale.ENGLISH)));
        assertEquals(List.of("0", "20k", "40k"), labels(Ticks.numbers(0, 40_000, 3, Locale.ENGLISH)));
    }

    @Test
    void hoursBeginOnRoundHoursOfTheZone() {
        double from = millis("2026-03-01T01:40:00Z");
        double to = millis("2026-03-01T14:10:00Z");
        assertEquals(List.of("04:00", "08:00", "12:00"), labels(Ticks.times(from, to, 4, UTC)));
        // India is 5:30 ahead: 01:40Z is 07:10 there.
        assertEquals(List.of("08:00", "12:00", "16:00"), labels(Ticks.times(from, to, 4, ZoneId.of("Asia/Kolkata"))));
    }

    @Test
    void daysAndMonthsAreNamedByDate() {
        assertEquals(
                List.of("01-02", "01-03", "01-04"),
                labels(Ticks.times(millis("2013-01-01T12:00:00Z"), millis("2013-01-04T12:00:00Z"), 4, UTC)));
        assertEquals(
                List.of("2013-01", "2013-02", "2013-03"),
                labels(Ticks.times(millis("2013-01-01T00:00:00Z"), millis("2013-03-15T00:00:00Z"), 4, UTC)));
    }

    @Test
    void thereAreNeverManyMoreTicksThanWished() {
        for (double range = 10; range < 1e13; range *= 3) {
            assertTrue(Ticks.times(1.5e12, 1.5e12 + range, 6, UTC).size() <= 41, "range " + range);
        }
    }

    private static double millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    private static List<String> labels(List<Ticks.Tick> ticks) {
        return ticks.stream().map(Ticks.Tick::label).toList();
    }
}

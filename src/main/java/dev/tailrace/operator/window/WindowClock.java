package dev.tailrace.operator.window;

import dev.tailrace.data.DataType;
import dev.tailrace.data.TypeKind;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * Turns event times into the wall clock by which windows are aligned and shown, and back, with Flink's rules
 * ({@code TimeWindowUtil}): TIMESTAMP is taken as it is; TIMESTAMP_LTZ is read in the pipeline's time zone. A window
 * that ends in an hour that comes twice ends with the second one; one that ends in an hour left out ends at the jump.
 *
 * <p>Single-threaded: it remembers the stretch of constant offset it looked up last.
 */
public final class WindowClock {
    private final boolean shifts;
    private final ZoneRules rules;
    private long stretchFrom = 1;
    private long stretchUntil;
    private long stretchOffsetMillis;

    /** @param eventTime type of the event-time column */
    public WindowClock(DataType eventTime, ZoneId zone) {
        rules = zone.getRules();
        shifts = eventTime.is(TypeKind.TIMESTAMP_LTZ)
                && !(rules.isFixedOffset() && rules.getOffset(Instant.EPOCH).equals(ZoneOffset.UTC));
    }

    /** The wall clock, as milliseconds since 1970-01-01T00:00, of an event time. */
    public long wallClock(long eventMillis) {
        if (!shifts) {
            return eventMillis;
        }
        if (eventMillis < stretchFrom || eventMillis >= stretchUntil) {
            findStretch(eventMillis);
        }
        return eventMillis + stretchOffsetMillis;
    }

    /** The watermark at which the last millisecond before a window's end has passed. */
    public long firesAt(long endWallClock) {
        if (!shifts) {
            return endWallClock - 1;
        }
        LocalDateTime last = dateTime(endWallClock - 1);
        List<ZoneOffset> offsets = rules.getValidOffsets(last);
        if (offsets.isEmpty()) {
            return rules.getTransition(last).getInstant().toEpochMilli();
        }
        return endWallClock - 1 - offsets.get(offsets.size() - 1).getTotalSeconds() * 1000L;
    }

    /** The event time of a window's results: its last millisecond, as {@code window_time} in Flink. */
    public long windowTime(long endWallClock) {
        if (!shifts) {
            return endWallClock - 1;
        }
        ZoneOffset offset = rules.getOffset(dateTime(endWallClock - 1));
        return endWallClock - 1 - offset.getTotalSeconds() * 1000L;
    }

    private void findStretch(long eventMillis) {
        Instant instant = Instant.ofEpochMilli(eventMillis);
        ZoneOffsetTransition before = rules.previousTransition(instant.plusMillis(1));
        ZoneOffsetTransition after = rules.nextTransition(instant);
        stretchFrom = before == null ? Long.MIN_VALUE : before.getInstant().toEpochMilli();
        stretchUntil = after == null ? Long.MAX_VALUE : after.getInstant().toEpochMilli();
        stretchOffsetMillis = rules.getOffset(instant).getTotalSeconds() * 1000L;
    }

    private static LocalDateTime dateTime(long wallClock) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(wallClock, 1000L), (int) Math.floorMod(wallClock, 1000L) * 1_000_000, ZoneOffset.UTC);
    }
}

package dev.tailrace.language.functions;

import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;

/**
 * Seconds since 1970 as text and back, by a pattern and in a zone of the JDK's older classes, as Flink has it: lenient
 * about fields that are too large, blind to what follows, and by the Julian calendar before 1582-10-15. Single-threaded.
 */
public final class UnixTime {
    /** Flink's, where there is none. */
    public static final String PATTERN = "yyyy-MM-dd HH:mm:ss";

    private static final long MAX_SECONDS = 253_402_214_400L;

    private final SimpleDateFormat format;
    private final Date date = new Date();
    private final ParsePosition position = new ParsePosition(0);
    private final boolean isPlain;

    /** @param zone of which an unknown one is GMT */
    public UnixTime(String pattern, String zone) {
        format = new SimpleDateFormat(pattern, Locale.ROOT);
        format.setTimeZone(TimeZone.getTimeZone(zone));
        isPlain = pattern.equals(PATTERN);
    }

    public void format(long seconds, Slice out) {
        long millis = seconds * 1000;
        if (isPlain && seconds >= 0 && seconds < MAX_SECONDS) {
            Times.printTimestamp(millis + format.getTimeZone().getOffset(millis), 0, out);
            return;
        }
        date.setTime(millis);
        out.of(format.format(date));
    }

    /** The seconds, cut; {@link Long#MIN_VALUE} where the text does not begin as the pattern says. */
    public long read(byte[] b, int s, int e) {
        position.setIndex(0);
        Date read = format.parse(Text.string(b, s, e), position);
        return read == null ? Long.MIN_VALUE : read.getTime() / 1000;
    }

    /** What a clock in this zone shows when one in another shows the text; false, for NULL, where it cannot be read. */
    public boolean convert(UnixTime other, byte[] b, int s, int e, Slice out) {
        long seconds = other.read(b, s, e);
        if (seconds == Long.MIN_VALUE) {
            return false;
        }
        format(seconds, out);
        return true;
    }
}

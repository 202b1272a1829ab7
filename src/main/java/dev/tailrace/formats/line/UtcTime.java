package dev.tailrace.formats.line;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/** Times with an offset, in UTC. */
final class UtcTime {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ISO_LOCAL_DATE_TIME;

    private UtcTime() {}

    /** A time of RFC 3339 in UTC; what is none, or is in UTC already, as it stands. */
    static byte[] of(byte[] b, int from, int to) {
        byte[] text = Arrays.copyOfRange(b, from, to);
        if (text.length == 0 || text[text.length - 1] == 'Z') {
            return text;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(new String(text, StandardCharsets.UTF_8));
            return (FORM.format(time.withOffsetSameInstant(ZoneOffset.UTC)) + "Z").getBytes(StandardCharsets.ISO_8859_1);
        } catch (DateTimeException none) {
            return text;
        }
    }
}

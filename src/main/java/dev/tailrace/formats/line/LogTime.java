package dev.tailrace.formats.line;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times as access logs have them, {@code 10/Oct/2000:13:55:36 -0700}, as ISO 8601 in UTC. Single-threaded. */
final class LogTime {
    /** Bytes of {@code 2000-10-10T20:55:36Z}. */
    static final int LENGTH = 20;

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final String FORM = "00/aaa/0000:00:00:00 +0000";

    private byte[] bytes = {};

    /** Whether {@code [from, to)} is such a time; then it is in {@link #bytes()}. */
    boolean read(byte[] b, int from, int to) {
        if (to - from != FORM.length()) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char form = FORM.charAt(i);
            byte sign = b[from + i];
            boolean fits =
                    switch (form) {
                        case '0' -> sign >= '0' && sign <= '9';
                        case 'a' -> true;
                        case '+' -> sign == '+' || sign == '-';
                        default -> sign == form;
                    };
            if (!fits) {
                return false;
            }
        }
        String name = new String(b, from + 3, 3, StandardCharsets.ISO_8859_1);
        int month = MONTHS.indexOf(name);
        if (month < 0 || month % 3 != 0) {
            return false;
        }
        int sign = b[from + 21] == '-' ? -1 : 1;
        try {
            ZoneOffset offset =
                    ZoneOffset.ofHoursMinutes(sign * number(b, from + 22, 2), sign * number(b, from + 24, 2));
            LocalDateTime time = LocalDateTime.of(
                            number(b, from + 7, 4),
                            month / 3 + 1,
                            number(b, from, 2),
                            number(b, from + 12, 2),
                            number(b, from + 15, 2),
                            number(b, from + 18, 2))
                    .atOffset(offset)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDateTime();
            // The text of a time leaves seconds of 0 out.
            bytes = (time + (time.getSecond() == 0 ? ":00Z" : "Z")).getBytes(StandardCharsets.ISO_8859_1);
            return bytes.length == LENGTH;
        } catch (DateTimeException none) {
            return false;
        }
    }

    byte[] bytes() {
        return bytes;
    }

    private static int number(byte[] b, int from, int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            value = value * 10 + b[from + i] - '0';
        }
        return value;
    }
}

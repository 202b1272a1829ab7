package dev.tailrace.formats.line;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Times as access logs have them, {@code 10/Oct/2000:13:55:36 -0700}, as ISO 8601 in UTC. Single-threaded. */
final class LogTime {
    /** Bytes of {@code 2000-10-10T20:55:36Z}. */
    static final int LENGTH = 20;

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final String FORM = "00/aaa/0000:00:00:00 +0000";

    private static final int MINUTES_PER_DAY = 1440;
    /** As of {@link java.time.ZoneOffset}. */
    private static final int MAX_OFFSET_HOURS = 18;

    private final byte[] bytes = "0000-00-00T00:00:00Z".getBytes(StandardCharsets.US_ASCII);

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
        int month = MONTHS.indexOf(new String(b, from + 3, 3, StandardCharsets.ISO_8859_1));
        if (month < 0 || month % 3 != 0) {
            return false;
        }
        int hour = number(b, from + 12, 2);
        int minute = number(b, from + 15, 2);
        int second = number(b, from + 18, 2);
        int offsetHours = number(b, from + 22, 2);
        int offsetMinutes = number(b, from + 24, 2);
        if (hour > 23 || minute > 59 || second > 59 || offsetHours > MAX_OFFSET_HOURS || offsetMinutes > 59) {
            return false;
        }
        int offset = (offsetHours * 60 + offsetMinutes) * (b[from + 21] == '-' ? -1 : 1);
        try {
            LocalDate day = LocalDate.of(number(b, from + 7, 4), month / 3 + 1, number(b, from, 2));
            int minutes = hour * 60 + minute - offset;
            LocalDate utcDay = day.plusDays(Math.floorDiv(minutes, MINUTES_PER_DAY));
            if (utcDay.getYear() < 0 || utcDay.getYear() > 9999) {
                return false;
            }
            write(utcDay, Math.floorMod(minutes, MINUTES_PER_DAY), second);
            return true;
        } catch (DateTimeException none) {
            return false;
        }
    }

    private void write(LocalDate day, int minuteOfDay, int second) {
        digits(0, 4, day.getYear());
        digits(5, 2, day.getMonthValue());
        digits(8, 2, day.getDayOfMonth());
        digits(11, 2, minuteOfDay / 60);
        digits(14, 2, minuteOfDay % 60);
        digits(17, 2, second);
    }

    private void digits(int at, int count, int value) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
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

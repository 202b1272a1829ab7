package dev.tailrace.formats.line;

import java.nio.charset.StandardCharsets;

/** The priority of a syslog message, {@code <34>}: 8 times the facility plus the severity. */
final class Priority {
    private static final int GREATEST = 191;

    private Priority() {}

    /**
     * Reads it at a position into the fields 0 to 2: priority, facility, severity.
     *
     * @return the position after it, or -1 if there is none
     */
    static int read(LineFields fields, byte[] b, int from, int to) {
        int at = from + 1;
        int value = 0;
        while (at < to && at - from <= 3 && b[at] >= '0' && b[at] <= '9') {
            value = value * 10 + b[at++] - '0';
        }
        if (b[from] != '<' || at == from + 1 || at >= to || b[at] != '>' || value > GREATEST) {
            return -1;
        }
        fields.put(0, b, from + 1, at);
        number(fields, 1, value >> 3);
        number(fields, 2, value & 7);
        return at + 1;
    }

    private static void number(LineFields fields, int field, int value) {
        byte[] digits = Integer.toString(value).getBytes(StandardCharsets.ISO_8859_1);
        fields.put(field, digits, 0, digits.length);
    }
}

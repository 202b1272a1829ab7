package dev.tailrace.formats.line;

import dev.tailrace.data.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A syslog message as RFC 3164 describes them:
 *
 * <pre>{@code <34>Oct 11 22:14:15 mymachine su[230]: 'su root' failed for lonvick on /dev/pts/8}</pre>
 *
 * The priority may be missing, as it is in files; the time has neither a year nor a zone, so it stays a text; the tag of
 * letters and digits before a colon or a bracket is the program, the number in the brackets its process.
 */
public final class SyslogFields extends LineFields {
    /** The names of the fields, by number. */
    public static final List<String> NAMES =
            List.of("priority", "facility", "severity", "time", "host", "program", "process", "message");

    private static final int TIME = 3;
    private static final int HOST = 4;
    private static final int PROGRAM = 5;
    private static final int PROCESS = 6;
    private static final int MESSAGE = 7;
    private static final String TIME_FORM = "Mmm dd hh:mm:ss";

    public SyslogFields() {
        super(NAMES.size());
    }

    @Override
    @Nullable
    Problem find(byte[] b, int from, int to) {
        int at = from;
        if (at < to && b[at] == '<') {
            at = Priority.read(this, b, at, to);
            if (at < 0) {
                return Problem.error("formats.line.field-missing", NAMES.get(0));
            }
        }
        if (!isTime(b, at, to)) {
            return Problem.error("formats.line.field-missing", NAMES.get(TIME));
        }
        put(TIME, b, at, at + TIME_FORM.length());
        at += TIME_FORM.length() + 1;
        int end = indexOf(b, at, to, ' ');
        if (end == at || at > to) {
            return Problem.error("formats.line.field-missing", NAMES.get(HOST));
        }
        put(HOST, b, at, end);
        message(b, Math.min(end + 1, to), to);
        return null;
    }

    private static boolean isTime(byte[] b, int from, int to) {
        int end = from + TIME_FORM.length();
        return end < to
                && b[end] == ' '
                && "JanFebMarAprMayJunJulAugSepOctNovDec".contains(text(b, from, from + 3))
                && b[from + 3] == ' '
                && b[from + 6] == ' '
                && b[from + 9] == ':'
                && b[from + 12] == ':';
    }

    private void message(byte[] b, int from, int to) {
        int tag = from;
        while (tag < to && b[tag] != ':' && b[tag] != '[' && b[tag] != ' ') {
            tag++;
        }
        int after = -1;
        if (tag > from && tag < to && b[tag] == ':') {
            after = tag + 1;
        } else if (tag > from && tag < to && b[tag] == '[') {
            int bracket = indexOf(b, tag, to, ']');
            if (bracket + 1 < to && b[bracket + 1] == ':') {
                put(PROCESS, b, tag + 1, bracket);
                after = bracket + 2;
            }
        }
        if (after >= 0) {
            put(PROGRAM, b, from, tag);
            put(MESSAGE, b, after < to && b[after] == ' ' ? after + 1 : after, to);
        } else {
            put(MESSAGE, b, from, to);
        }
    }

    private static String text(byte[] b, int from, int to) {
        return new String(b, from, to - from, StandardCharsets.ISO_8859_1);
    }
}

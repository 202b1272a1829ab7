package dev.tailrace.formats.line;

import dev.tailrace.data.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a web server's access log, in the formats {@code common} and {@code combined} of Apache and NGINX:
 *
 * <pre>{@code host ident user [10/Oct/2000:13:55:36 -0700] "GET /a?b=c HTTP/1.0" 200 2326 "referer" "user agent"}</pre>
 *
 * A hyphen stands for nothing. In quotes, {@code \"} and {@code \\} stand for the signs themselves, as both servers write
 * them; other escapes, such as {@code \x16}, stay as they are. A request that is not three words, as of a broken client,
 * has no method, path and protocol. What follows the fields is left out.
 */
public final class AccessLogFields extends LineFields {
    /** The names of the fields, by number. */
    public static final List<String> NAMES = List.of(
            "host", "ident", "user", "time", "request", "method", "path", "protocol", "status", "bytes", "referer",
            "user_agent");

    /** The number of the time as ISO 8601 in UTC, such as {@code 2000-10-10T20:55:36Z}. */
    public static final int UTC_TIME = NAMES.size();

    private static final int USER = 2;
    private static final int TIME = 3;
    private static final int REQUEST = 4;
    private static final int METHOD = 5;
    private static final int STATUS = 8;
    private static final int BYTES = 9;
    private static final int REFERER = 10;
    private static final int USER_AGENT = 11;

    private final LogTime time = new LogTime();

    public AccessLogFields() {
        super(UTC_TIME + 1);
    }

    @Override
    @Nullable
    Problem find(byte[] b, int from, int to) {
        int at = from;
        for (int field = 0; field <= USER; field++) {
            int end = field == USER ? endOfUser(b, at, to) : indexOf(b, at, to, ' ');
            if (end == at || end >= to) {
                return missing(field);
            }
            putUnlessHyphen(field, b, at, end);
            at = end + 1;
        }
        int bracket = indexOf(b, at, to, ']');
        if (b[at] != '[' || bracket == to) {
            return missing(TIME);
        }
        putUnlessHyphen(TIME, b, at + 1, bracket);
        if (has(TIME) && time.read(b, at + 1, bracket)) {
            put(UTC_TIME, time.bytes(), 0, LogTime.LENGTH);
        } else if (has(TIME)) {
            put(UTC_TIME, b, at + 1, bracket);
        }
        at = quoted(REQUEST, b, bracket + 1, to);
        if (at < 0) {
            return missing(REQUEST);
        }
        request();
        for (int field = STATUS; field <= BYTES; field++) {
            if (at >= to || b[at] != ' ') {
                return missing(field);
            }
            int end = indexOf(b, at + 1, to, ' ');
            if (end == at + 1) {
                return missing(field);
            }
            putUnlessHyphen(field, b, at + 1, end);
            at = end;
        }
        at = quoted(REFERER, b, at, to);
        if (at >= 0) {
            quoted(USER_AGENT, b, at, to);
        }
        return null;
    }

    private static Problem missing(int field) {
        return Problem.error("formats.line.field-missing", NAMES.get(field));
    }

    /** Names of users may have blanks: they end before the bracket. */
    private static int endOfUser(byte[] b, int from, int to) {
        int at = from;
        while (at + 1 < to && (b[at] != ' ' || b[at + 1] != '[')) {
            at++;
        }
        return at + 1 < to ? at : to;
    }

    /**
     * Takes a blank and a text in quotes.
     *
     * @return the position after it, or -1 if there is none
     */
    private int quoted(int field, byte[] b, int from, int to) {
        if (from + 1 >= to || b[from] != ' ' || b[from + 1] != '"') {
            return -1;
        }
        int start = from + 2;
        boolean escaped = false;
        int at = start;
        while (at < to && b[at] != '"') {
            boolean escape = b[at] == '\\' && at + 1 < to;
            escaped |= escape;
            at += escape ? 2 : 1;
        }
        if (at >= to) {
            return -1;
        }
        if (escaped) {
            byte[] plain = Escapes.plain(b, start, at);
            put(field, plain, 0, plain.length);
        } else {
            putUnlessHyphen(field, b, start, at);
        }
        return at + 1;
    }

    /** Divides the request into its three words, if it has three. */
    private void request() {
        if (!has(REQUEST)) {
            return;
        }
        byte[] b = buffer(REQUEST);
        int start = start(REQUEST);
        int end = end(REQUEST);
        int first = indexOf(b, start, end, ' ');
        int last = end - 1;
        while (last > first && b[last] != ' ') {
            last--;
        }
        if (first > start && first < last && last < end - 1) {
            put(METHOD, b, start, first);
            put(METHOD + 1, b, first + 1, last);
            put(METHOD + 2, b, last + 1, end);
        }
    }
}

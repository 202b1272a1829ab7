package dev.tailrace.formats.line;

import dev.tailrace.data.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A syslog message of RFC 5424:
 *
 * <pre>{@code <165>1 2003-10-11T22:14:15.003Z host app 8710 ID47 [example@32473 iut="3"] An event}</pre>
 *
 * A hyphen stands for nothing; a byte order mark before the message is left out. The structured data is a field as it
 * stands, and each of its parameters is one that is named {@code data/ELEMENT/PARAMETER}.
 */
public final class StructuredSyslogFields extends LineFields {
    /** The names of the fields, by number; behind them are the numbers of parameters. */
    public static final List<String> NAMES = List.of(
            "priority",
            "facility",
            "severity",
            "version",
            "time",
            "host",
            "program",
            "process",
            "message_id",
            "data",
            "message");

    /** What a field begins with that is a parameter of the structured data. */
    public static final String PARAMETER = "data/";

    /** The number of the time in UTC. */
    private static final int VERSION = 3;

    private static final int TIME = 4;
    private static final int MESSAGE_ID = 8;
    private static final int DATA = 9;
    private static final int MESSAGE = 10;

    private final List<byte[]> parameters;

    /** @param parameters names of fields that are parameters; their numbers follow those of {@link #NAMES}, in order */
    public StructuredSyslogFields(List<String> parameters) {
        super(NAMES.size() + parameters.size() + 1);
        this.parameters = new ArrayList<>();
        parameters.forEach(name ->
                this.parameters.add(name.substring(PARAMETER.length()).getBytes(StandardCharsets.UTF_8)));
    }

    /** The number of the time in UTC, if it has an offset; otherwise as it stands. */
    public int utcTime() {
        return NAMES.size() + parameters.size();
    }

    @Override
    @Nullable
    Problem find(byte[] b, int from, int to) {
        int at = from < to ? Priority.read(this, b, from, to) : -1;
        if (at < 0) {
            return missing(0);
        }
        for (int field = VERSION; field <= MESSAGE_ID; field++) {
            int end = indexOf(b, at, to, ' ');
            if (end == at || end >= to) {
                return missing(field);
            }
            putUnlessHyphen(field, b, at, end);
            at = end + 1;
        }
        if (has(TIME)) {
            byte[] utc = UtcTime.of(b, start(TIME), end(TIME));
            put(utcTime(), utc, 0, utc.length);
        }
        int end = data(b, at, to);
        if (end < 0) {
            return missing(DATA);
        }
        putUnlessHyphen(DATA, b, at, end);
        if (end < to) {
            boolean marked = end + 4 <= to && b[end + 1] == (byte) 0xef && b[end + 2] == (byte) 0xbb && b[end + 3] == (byte) 0xbf;
            put(MESSAGE, b, marked ? end + 4 : end + 1, to);
        }
        return null;
    }

    private static Problem missing(int field) {
        return Problem.error("formats.line.field-missing", NAMES.get(field));
    }

    /**
     * Walks the structured data.
     *
     * @return where it ends: at a blank or at {@code to}; or -1
     */
    private int data(byte[] b, int from, int to) {
        if (from < to && b[from] == '-') {
            return from + 1 == to || b[from + 1] == ' ' ? from + 1 : -1;
        }
        int at = from;
        while (at < to && b[at] == '[') {
            at = element(b, at + 1, to);
            if (at < 0) {
                return -1;
            }
        }
        return at > from && (at == to || b[at] == ' ') ? at : -1;
    }

    /** Takes an element behind its opening bracket; the position after its closing one, or -1. */
    private int element(byte[] b, int from, int to) {
        int id = from;
        while (id < to && b[id] != ' ' && b[id] != ']') {
            id++;
        }
        int at = id;
        while (at < to && b[at] == ' ') {
            int name = at + 1;
            int equals = indexOf(b, name, to, '=');
            if (equals + 1 >= to || b[equals + 1] != '"') {
                return -1;
            }
            int value = equals + 2;
            at = value;
            while (at < to && b[at] != '"') {
                at += b[at] == '\\' ? 2 : 1;
            }
            if (at >= to) {
                return -1;
            }
            parameter(b, from, id, name, equals, value, at);
            at++;
        }
        return at < to && b[at] == ']' && id > from ? at + 1 : -1;
    }

    private void parameter(byte[] b, int element, int elementEnd, int name, int nameEnd, int value, int end) {
        for (int i = 0; i < parameters.size(); i++) {
            byte[] wanted = parameters.get(i);
            int slash = elementEnd - element;
            if (wanted.length == slash + 1 + nameEnd - name
                    && wanted[slash] == '/'
                    && Arrays.equals(wanted, 0, slash, b, element, elementEnd)
                    && Arrays.equals(wanted, slash + 1, wanted.length, b, name, nameEnd)) {
                byte[] plain = Escapes.plain(b, value, end);
                put(NAMES.size() + i, plain, 0, plain.length);
            }
        }
    }
}

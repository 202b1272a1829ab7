package dev.tailrace.formats.json;

import dev.tailrace.data.Problem;
import dev.tailrace.formats.text.ByteScan;
import dev.tailrace.formats.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows in a JSON document, such as the answer of a server: an object is one row, an array has one in each
 * element, null and what is missing have none. A document may go over several lines. Used by one thread.
 */
public final class JsonRows {
    private static final int MISSING = -1;

    private final List<JsonPath.Step> way;
    private final JsonScan scan = new JsonScan();
    private final JsonString string = new JsonString();

    /** Takes rows. */
    public interface Taker {
        /** A row {@code [from, to)} of the document: an object, unless it is something else that stands where rows do. */
        void row(int from, int to);
    }

    /**
     * @param path to the rows, such as {@code $.data.items}, or null where the document is the rows
     * @throws IllegalArgumentException if {@link #isPath} does not hold
     */
    public JsonRows(@Nullable String path) {
        JsonPath parsed = path == null ? new JsonPath(List.of()) : JsonPath.parse(path);
        if (parsed == null) {
            throw new IllegalArgumentException("no path: " + path);
        }
        way = parsed.steps();
    }

    public static boolean isPath(String path) {
        return JsonPath.parse(path) != null;
    }

    /**
     * Goes through a document once.
     *
     * @param document UTF-8, with or without a byte order mark; its line ends become blanks, which changes no value
     * @return what is wrong with it, or null; then rows may have been taken, too
     */
    public @Nullable Problem find(byte[] document, Taker rows) {
        int to = document.length;
        for (int i = 0; i < to; i++) {
            if (document[i] == '\n') {
                document[i] = ' ';
            }
        }
        int from = JsonScan.blanks(document, ByteScan.afterByteOrderMark(document, 0, to, true), to);
        int after = scan.value(document, from, to, 0);
        if (after >= 0 && JsonScan.blanks(document, after, to) < to) {
            after = scan.fail(JsonScan.blanks(document, after, to), "trailing");
        }
        if (after < 0) {
            return scan.problem(document, 0, to);
        }
        int place = from;
        for (JsonPath.Step step : way) {
            if (place != MISSING && document[place] == 'n') {
                return null;
            }
            if (place != MISSING && document[place] != (step instanceof JsonPath.Name ? '{' : '[')) {
                return noRows(document, place, to);
            }
            if (place != MISSING) {
                place = step instanceof JsonPath.Name name
                        ? field(document, place, to, name.name().getBytes(StandardCharsets.UTF_8))
                        : element(document, place, to, ((JsonPath.Index) step).index());
            }
        }
        return place == MISSING ? null : take(document, place, to, rows);
    }

    private @Nullable Problem take(byte[] b, int from, int to, Taker rows) {
        switch (b[from]) {
            case '{' -> rows.row(from, after(b, from, to));
            case '[' -> {
                for (int at = first(b, from, to); at != MISSING; at = next(b, at, to)) {
                    if (b[at] != 'n') {
                        rows.row(at, after(b, at, to));
                    }
                }
            }
            case 'n' -> {
                // No rows.
            }
            default -> {
                return noRows(b, from, to);
            }
        }
        return null;
    }

    private Problem noRows(byte[] b, int from, int to) {
        String found = Utf8.shown(b, from, after(b, from, to), 20);
        return Problem.error("formats.json.no-rows", new JsonPath(way).toString(), found);
    }

    /** Where the value of a field begins, the last of that name; or {@link #MISSING}. */
    private int field(byte[] b, int from, int to, byte[] name) {
        int found = MISSING;
        for (int at = first(b, from, to); at != MISSING; at = next(b, at, to)) {
            int end = scan.string(b, at, to);
            boolean isIt = scan.wasEscaped()
                    ? string.decode(b, at + 1, end - 1)
                            && Arrays.equals(name, 0, name.length, string.bytes(), 0, string.length())
                    : Arrays.equals(name, 0, name.length, b, at + 1, end - 1);
            at = scan.colon(b, end, to);
            found = isIt ? at : found;
        }
        return found;
    }

    private int element(byte[] b, int from, int to, int index) {
        int at = first(b, from, to);
        for (int i = 0; i < index && at != MISSING; i++) {
            at = next(b, at, to);
        }
        return at;
    }

    /** What stands first in the object or array that begins here: a key or an element. */
    private static int first(byte[] b, int from, int to) {
        int at = JsonScan.blanks(b, from + 1, to);
        return b[at] == '}' || b[at] == ']' ? MISSING : at;
    }

    /** The key or element behind a value; the document is known to be JSON. */
    private int next(byte[] b, int value, int to) {
        int at = JsonScan.blanks(b, after(b, value, to), to);
        return b[at] == ',' ? JsonScan.blanks(b, at + 1, to) : MISSING;
    }

    private int after(byte[] b, int value, int to) {
        return scan.value(b, value, to, 0);
    }
}

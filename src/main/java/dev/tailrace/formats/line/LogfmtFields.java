package dev.tailrace.formats.line;

import dev.tailrace.data.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of keys and values, as Heroku's and Go's logfmt writes them: {@code level=info msg="it works" debug}.
 *
 * <p>Pairs are divided by blanks or tabulators. In quotes, {@code \"}, {@code \\}, {@code \n}, {@code \r} and {@code \t}
 * are escapes. A key alone has the value {@code true}; of a repeated key the last value counts.
 */
public final class LogfmtFields extends LineFields {
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};

    private final byte[][] keys;

    /** @param keys the keys that are wanted, by number */
    public LogfmtFields(List<String> keys) {
        super(keys.size());
        this.keys = keys.stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    @Override
    @Nullable
    Problem find(byte[] b, int from, int to) {
        int at = from;
        while (true) {
            while (at < to && isBlank(b[at])) {
                at++;
            }
            if (at == to) {
                return null;
            }
            int key = at;
            while (at < to && b[at] != '=' && !isBlank(b[at])) {
                at++;
            }
            int keyEnd = at;
            if (keyEnd == key) {
                return Problem.error("formats.line.no-key", Integer.toString(key - from + 1));
            }
            if (at == to || b[at] != '=') {
                put(b, key, keyEnd, TRUE, 0, TRUE.length);
                continue;
            }
            at++;
            if (at < to && b[at] == '"') {
                int end = endOfQuotes(b, at + 1, to);
                if (end < 0) {
                    return Problem.error("formats.line.open-quote", new String(b, key, keyEnd - key, StandardCharsets.UTF_8));
                }
                byte[] plain = Escapes.lines(b, at + 1, end);
                put(b, key, keyEnd, plain, 0, plain.length);
                at = end + 1;
            } else {
                int value = at;
                while (at < to && !isBlank(b[at])) {
                    at++;
                }
                put(b, key, keyEnd, b, value, at);
            }
        }
    }

    private static int endOfQuotes(byte[] b, int from, int to) {
        int at = from;
        while (at < to && b[at] != '"') {
            at += b[at] == '\\' ? 2 : 1;
        }
        return at < to ? at : -1;
    }

    private void put(byte[] b, int key, int keyEnd, byte[] source, int from, int to) {
        for (int i = 0; i < keys.length; i++) {
            if (Arrays.equals(keys[i], 0, keys[i].length, b, key, keyEnd)) {
                put(i, source, from, to);
            }
        }
    }

    private static boolean isBlank(byte sign) {
        return sign == ' ' || sign == '\t' || sign == '\n' || sign == '\r';
    }
}

package dev.tailrace.formats.json;

import dev.tailrace.data.Problem;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks a record once and notes where the values of the wanted paths stand, each in its slot; all else is only checked
 * to be JSON. A repeated key simply overwrites its slot. One object is used again and again, by one thread.
 */
final class JsonRecord {
    /** What stands in a slot: nothing, or null. */
    static final byte ABSENT = 0;

    /** A number, true or false. */
    static final byte SCALAR = 1;

    /** The text between quotes, as it stands. */
    static final byte STRING = 2;

    /** As {@link #STRING}, all ASCII. */
    static final byte ASCII_STRING = 3;

    static final byte ESCAPED_STRING = 4;
    static final byte NESTED = 5;

    /** The path leads into something that is neither an object (or array) nor null. */
    static final byte BLOCKED = 6;

    private final PathTree root;
    private final JsonScan scan = new JsonScan();
    private final JsonString string = new JsonString();
    private final byte[] kinds;
    private final int[] starts;
    private final int[] ends;

    /** @param paths one per slot */
    JsonRecord(List<JsonPath> paths) {
        root = PathTree.of(paths);
        kinds = new byte[paths.size()];
        starts = new int[kinds.length];
        ends = new int[kinds.length];
    }

    byte kind(int slot) {
        return kinds[slot];
    }

    /** Where the value in a slot begins; a text's without its quotes. */
    int start(int slot) {
        return starts[slot];
    }

    int end(int slot) {
        return ends[slot];
    }

    /**
     * Walks the object that begins at {@code from}.
     *
     * @param to what is behind a line feed before it is not looked at
     * @return the position after the object and the blanks behind it, which is that of a line feed or {@code to}; or -1
     *     if there is none
     */
    int walk(byte[] b, int from, int to) {
        Arrays.fill(kinds, ABSENT);
        int after = b[from] == '{' ? object(root, b, from, to, 1) : scan.fail(from, "no-object");
        if (after < 0) {
            return after;
        }
        after = after < to && b[after] != '\n' ? JsonScan.blanks(b, after, to) : after;
        return after == to || b[after] == '\n' ? after : scan.fail(after, "trailing");
    }

    /** What was wrong with the record {@code [from, to)}, which was walked last. */
    Problem problem(byte[] b, int from, int to) {
        return scan.problem(b, from, to);
    }

    /** Walks an object of which something is wanted; from its brace to the position after it, or -1. */
    private int object(PathTree node, byte[] b, int from, int to, int depth) {
        int at = JsonScan.blanks(b, from + 1, to);
        if (at < to && b[at] == '}') {
            return at + 1;
        }
        ObjectKeys keys = node.keys();
        ObjectKeys.Key key = keys.start();
        while (true) {
            ObjectKeys.Key guess = key.next();
            PathTree child;
            if (guess != null && guess.isAt(b, at, to)) {
                key = guess;
                child = guess.child();
                at += guess.length();
            } else {
                int name = at + 1;
                at = at < to && b[at] == '"' ? scan.string(b, at, to) : scan.fail(at, at >= to ? "ends" : "key");
                if (at < 0) {
                    return at;
                }
                ObjectKeys.Key found = scan.wasEscaped() ? null : keys.find(b, name, at - 1);
                if (found == null) {
                    child = child(node, b, name, at - 1);
                    key = keys.start();
                } else {
                    child = found.child();
                    key.setNext(found);
                    key = found;
                }
                at = scan.colon(b, at, to);
                if (at < 0) {
                    return at;
                }
            }
            if (at < to && b[at] <= ' ') {
                at = JsonScan.blanks(b, at, to);
            }
            at = child == null ? scan.value(b, at, to, depth) : wanted(child, b, at, to, depth);
            if (at < 0) {
                return at;
            }
            if (at < to && b[at] <= ' ') {
                at = JsonScan.blanks(b, at, to);
            }
            if (at < to && b[at] == ',') {
                at++;
                if (at < to && b[at] <= ' ') {
                    at = JsonScan.blanks(b, at, to);
                }
            } else if (at < to && b[at] == '}') {
                return at + 1;
            } else {
                return scan.fail(at, at >= to ? "ends" : "object-comma");
            }
        }
    }

    private @Nullable PathTree child(PathTree node, byte[] b, int from, int to) {
        if (!scan.wasEscaped()) {
            return node.field(b, from, to);
        }
        return string.decode(b, from, to) ? node.field(string.bytes(), 0, string.length()) : null;
    }

    /** Walks an array of which some elements are wanted. */
    private int array(PathTree node, byte[] b, int from, int to, int depth) {
        int at = JsonScan.blanks(b, from + 1, to);
        if (at < to && b[at] == ']') {
            return at + 1;
        }
        for (int index = 0; ; index++) {
            PathTree child = node.element(index);
            at = child == null ? scan.value(b, at, to, depth) : wanted(child, b, at, to, depth);
            if (at < 0) {
                return at;
            }
            at = JsonScan.blanks(b, at, to);
            if (at < to && b[at] == ',') {
                at = JsonScan.blanks(b, at + 1, to);
            } else if (at < to && b[at] == ']') {
                return at + 1;
            } else {
                return scan.fail(at, at >= to ? "ends" : "array-comma");
            }
        }
    }

    /** Walks a value that slots want, or something in it. */
    private int wanted(PathTree node, byte[] b, int from, int to, int depth) {
        if (from >= to) {
            return scan.fail(from, "ends");
        }
        byte first = b[from];
        if (node.hasChildren()) {
            return parent(node, first, b, from, to, depth);
        }
        int after = scan.value(b, from, to, depth);
        if (after < 0) {
            return after;
        }
        mark(node.slots(), first, from, after);
        return after;
    }

    private int parent(PathTree node, byte first, byte[] b, int from, int to, int depth) {
        boolean enters = first == '{' ? node.hasFields() : first == '[' && node.hasElements();
        int after;
        if (enters) {
            // What an earlier key of the same name has left is void.
            note(node.slotsBelow(), ABSENT, from, from);
            after = first == '{' ? object(node, b, from, to, depth + 1) : array(node, b, from, to, depth + 1);
        } else {
            after = scan.value(b, from, to, depth);
        }
        if (after < 0) {
            return after;
        }
        if (!enters) {
            // Null has nothing in it; a path into a number or the like is an error, as it is in Flink.
            note(node.slotsBelow(), first == 'n' ? ABSENT : BLOCKED, from, after);
        }
        mark(node.slots(), first, from, after);
        return after;
    }

    /** Notes a value by its first byte; of a text, what the scan has just seen of it. */
    private void mark(int[] slots, byte first, int from, int after) {
        switch (first) {
            case '"' -> {
                byte kind = scan.wasEscaped() ? ESCAPED_STRING : scan.wasAscii() ? ASCII_STRING : STRING;
                note(slots, kind, from + 1, after - 1);
            }
            case 'n' -> note(slots, ABSENT, from, after);
            case '{', '[' -> note(slots, NESTED, from, after);
            default -> note(slots, SCALAR, from, after);
        }
    }

    private void note(int[] slots, byte kind, int start, int end) {
        for (int slot : slots) {
            kinds[slot] = kind;
            starts[slot] = start;
            ends[slot] = end;
        }
    }
}

package dev.tailrace.formats.json;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.TypeKind;
import dev.tailrace.formats.text.ByteScan;
import dev.tailrace.formats.text.TextColumn;
import dev.tailrace.formats.text.Utf8;
import dev.tailrace.operator.format.DecodeTarget;
import dev.tailrace.operator.format.Decoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON Lines straight into columns.
 *
 * <p>A line is walked once. Where the tree of demanded paths says that a value is wanted, its bounds are noted in the
 * slot of its column; all else is only checked to be JSON. When the line has turned out well, the slots are read into
 * the columns in their order. So a repeated key simply overwrites its slot, and a row is begun only when the record is
 * known to be whole.
 */
final class JsonDecoder implements Decoder {
    /** What stands in a slot. */
    private static final byte ABSENT = 0;

    private static final byte SCALAR = 1;
    private static final byte STRING = 2;
    private static final byte ESCAPED_STRING = 3;
    private static final byte NESTED = 4;
    /** A path leads into something that is neither an object (or array) nor null. */
    private static final byte BLOCKED = 5;

    private static final int MAX_SHOWN_BYTES = 80;

    private final DecodeTarget target;
    private final BatchBuilder rows;
    private final TextColumn[] columns;
    private final PathTree root;
    private final JsonScan scan = new JsonScan();
    private final JsonString string = new JsonString();
    private final byte[] kinds;
    private final int[] starts;
    private final int[] ends;
    private @Nullable Problem problem;

    /** @param paths one per column of the target's schema */
    JsonDecoder(List<JsonPath> paths, BitSet demanded, DecodeTarget target) {
        this.target = target;
        this.rows = target.rows();
        List<JsonPath> wanted = new ArrayList<>();
        List<TextColumn> filled = new ArrayList<>();
        demanded.stream().forEach(i -> {
            wanted.add(paths.get(i));
            filled.add(new TextColumn(rows.schema().field(i), rows.column(i)));
        });
        columns = filled.toArray(TextColumn[]::new);
        root = PathTree.of(wanted);
        kinds = new byte[columns.length];
        starts = new int[columns.length];
        ends = new int[columns.length];
    }

    @Override
    public int begin(byte[] buffer, int from, int to, boolean end) {
        return ByteScan.afterByteOrderMark(buffer, from, to, end);
    }

    @Override
    public int decode(byte[] buffer, int from, int to, boolean end) {
        int at = from;
        while (at < to && !target.isFull()) {
            int lineEnd = ByteScan.newline(buffer, at, to);
            if (lineEnd < 0) {
                if (!end) {
                    return at;
                }
                line(buffer, at, to);
                target.endOfRecord(0);
                return to;
            }
            line(buffer, at, lineEnd);
            target.endOfRecord(1);
            at = lineEnd + 1;
        }
        return at;
    }

    @Override
    public int skip(byte[] buffer, int from, int to) {
        int lineEnd = ByteScan.newline(buffer, from, to);
        return lineEnd < 0 ? -1 : lineEnd + 1;
    }

    private void line(byte[] b, int from, int to) {
        int at = JsonScan.blanks(b, from, to);
        if (at == to) {
            return;
        }
        Arrays.fill(kinds, ABSENT);
        int after = b[at] == '{' ? object(root, b, at, to, 1) : scan.fail(at, "no-object");
        if (after >= 0 && JsonScan.blanks(b, after, to) != to) {
            after = scan.fail(JsonScan.blanks(b, after, to), "trailing");
        }
        if (after < 0) {
            target.unreadable(b, from, to, scan.problem(b, from, to));
            return;
        }
        problem = null;
        for (int i = 0; i < columns.length; i++) {
            if (!append(i, b, from)) {
                rows.abandonRow();
                Problem why = problem;
                target.unreadable(b, from, to, why == null ? columns[i].mismatch(shown(i, b)) : why);
                return;
            }
        }
        rows.endRow();
    }

    /** Walks an object of which something is wanted; from its brace to the position after it, or -1. */
    private int object(PathTree node, byte[] b, int from, int to, int depth) {
        int at = JsonScan.blanks(b, from + 1, to);
        if (at < to && b[at] == '}') {
            return at + 1;
        }
        while (true) {
            int key = at;
            if (at >= to || b[at] != '"') {
                return scan.fail(at, at >= to ? "ends" : "key");
            }
            at = scan.string(b, at, to);
            if (at < 0) {
                return at;
            }
            PathTree child = child(node, b, key + 1, at - 1);
            at = scan.colon(b, at, to);
            if (at < 0) {
                return at;
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

    /** Walks a value that columns want, or something in it. */
    private int wanted(PathTree node, byte[] b, int from, int to, int depth) {
        if (from >= to) {
            return scan.fail(from, "ends");
        }
        byte first = b[from];
        boolean opens = first == '{' || first == '[';
        boolean enters = first == '{' ? node.hasFields() : first == '[' && node.hasElements();
        int after;
        byte kind;
        if (enters) {
            // What an earlier key of the same name has left is void.
            mark(node.slotsBelow(), ABSENT, from, from);
            after = first == '{' ? object(node, b, from, to, depth + 1) : array(node, b, from, to, depth + 1);
            kind = NESTED;
        } else {
            after = scan.value(b, from, to, depth);
            kind = opens ? NESTED : SCALAR;
        }
        if (after < 0) {
            return after;
        }
        if (!enters && node.hasChildren()) {
            // Null has nothing in it; a path into a number or the like is an error, as it is in Flink.
            mark(node.slotsBelow(), first == 'n' ? ABSENT : BLOCKED, from, after);
        }
        int start = from;
        int end = after;
        if (first == '"') {
            kind = scan.wasEscaped() ? ESCAPED_STRING : STRING;
            start++;
            end--;
        } else if (first == 'n') {
            kind = ABSENT;
        }
        mark(node.slots(), kind, start, end);
        return after;
    }

    private void mark(int[] slots, byte kind, int start, int end) {
        for (int slot : slots) {
            kinds[slot] = kind;
            starts[slot] = start;
            ends[slot] = end;
        }
    }

    /** Appends what stands in a slot to its column; false, perhaps with a problem set, if it does not fit. */
    private boolean append(int slot, byte[] b, int record) {
        TextColumn column = columns[slot];
        int start = starts[slot];
        int end = ends[slot];
        switch (kinds[slot]) {
            case ABSENT -> {
                column.appendNull();
                return true;
            }
            case STRING -> {
                return text(column, b, start, end, start - record);
            }
            case ESCAPED_STRING -> {
                if (!string.decode(b, start, end)) {
                    problem = Problem.error(
                            "formats.json.surrogate", column.field().name());
                    return false;
                }
                return text(column, string.bytes(), 0, string.length(), start - record);
            }
            case SCALAR -> {
                return scalar(column, b, start, end, record);
            }
            case NESTED -> {
                return column.kind() == TypeKind.STRING && text(column, b, start, end, start - record);
            }
            default -> {
                problem = Problem.error(
                        "formats.json.blocked", column.field().name(), Utf8.shown(b, start, end, MAX_SHOWN_BYTES));
                return false;
            }
        }
    }

    /** A number, true or false. */
    private boolean scalar(TextColumn column, byte[] b, int start, int end, int record) {
        boolean number = b[start] < 'a';
        boolean fits =
                switch (column.kind()) {
                    case STRING -> true;
                    case BOOLEAN -> !number;
                    case DATE, TIME, TIMESTAMP, BYTES -> false;
                    default -> number;
                };
        return fits && text(column, b, start, end, start - record);
    }

    private boolean text(TextColumn column, byte[] b, int start, int end, int position) {
        TextColumn.Outcome outcome = column.append(b, start, end);
        if (outcome == TextColumn.Outcome.TAKEN) {
            return true;
        }
        problem = column.problem(outcome, b, start, end, position);
        return false;
    }

    private String shown(int slot, byte[] b) {
        return Utf8.shown(b, starts[slot], ends[slot], MAX_SHOWN_BYTES);
    }
}

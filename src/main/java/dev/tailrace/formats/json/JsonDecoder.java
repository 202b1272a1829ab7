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
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON Lines straight into columns.
 *
 * <p>A line is walked once, without looking for its end first: no JSON value goes beyond a line feed, so a record that
 * is whole tells where it ends, and only one that is not, or not yet, has its end looked for. The walk leaves the bounds
 * of the demanded values in slots (see {@link JsonRecord}); when the line has turned out well, they are read into the
 * columns in their order. So a row is begun only when the record is known to be whole.
 */
final class JsonDecoder implements Decoder {
    private static final int MAX_SHOWN_BYTES = 80;

    private final DecodeTarget target;
    private final BatchBuilder rows;
    private final TextColumn[] columns;
    private final JsonRecord record;
    private final JsonString string = new JsonString();
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
        record = new JsonRecord(wanted);
    }

    @Override
    public int begin(byte[] buffer, int from, int to, boolean end) {
        return ByteScan.afterByteOrderMark(buffer, from, to, end);
    }

    @Override
    public int decode(byte[] buffer, int from, int to, boolean end) {
        int at = from;
        while (at < to && !target.isFull()) {
            int lineEnd = line(buffer, at, to, end);
            if (lineEnd < 0) {
                return at;
            }
            target.endOfRecord(lineEnd < to ? 1 : 0);
            at = Math.min(lineEnd + 1, to);
        }
        return at;
    }

    @Override
    public int skip(byte[] buffer, int from, int to) {
        int lineEnd = ByteScan.newline(buffer, from, to);
        return lineEnd < 0 ? -1 : lineEnd + 1;
    }

    /** Takes a line; where it ends, which is a line feed or the end of the stream; or -1 if that is not at hand. */
    private int line(byte[] b, int from, int to, boolean end) {
        int first = b[from] <= ' ' ? JsonScan.blanks(b, from, to) : from;
        if (first == to || b[first] == '\n') {
            return first < to || end ? first : -1;
        }
        int after = record.walk(b, first, to);
        if (after >= 0 && (after < to || end)) {
            row(b, from, after);
            return after;
        }
        int lineEnd = ByteScan.newline(b, first, to);
        if (lineEnd < 0) {
            if (!end) {
                return -1;
            }
            lineEnd = to;
        }
        // Once more within its bounds, for what is wrong to be said of the line alone.
        record.walk(b, first, lineEnd);
        target.unreadable(b, from, lineEnd, record.problem(b, from, lineEnd));
        return lineEnd;
    }

    private void row(byte[] b, int from, int to) {
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

    /** Appends what stands in a slot to its column; false, perhaps with a problem set, if it does not fit. */
    private boolean append(int slot, byte[] b, int line) {
        TextColumn column = columns[slot];
        int start = record.start(slot);
        int end = record.end(slot);
        switch (record.kind(slot)) {
            case JsonRecord.ABSENT -> {
                column.appendNull();
                return true;
            }
            case JsonRecord.ASCII_STRING -> {
                return taken(column.appendAscii(b, start, end), column, b, start, end, start - line);
            }
            case JsonRecord.STRING -> {
                return text(column, b, start, end, start - line);
            }
            case JsonRecord.ESCAPED_STRING -> {
                if (!string.decode(b, start, end)) {
                    problem = Problem.error(
                            "formats.json.surrogate", column.field().name());
                    return false;
                }
                return text(column, string.bytes(), 0, string.length(), start - line);
            }
            case JsonRecord.SCALAR -> {
                return fits(column.kind(), b[start])
                        && taken(column.appendNumber(b, start, end), column, b, start, end, start - line);
            }
            case JsonRecord.NESTED -> {
                return column.kind() == TypeKind.STRING && text(column, b, start, end, start - line);
            }
            default -> {
                problem = Problem.error(
                        "formats.json.blocked", column.field().name(), Utf8.shown(b, start, end, MAX_SHOWN_BYTES));
                return false;
            }
        }
    }

    /** Whether a type takes a number, or true or false, by its first byte. */
    private static boolean fits(TypeKind kind, byte first) {
        boolean number = first < 'a';
        return switch (kind) {
            case STRING -> true;
            case BOOLEAN -> !number;
            case DATE, TIME, TIMESTAMP, BYTES -> false;
            default -> number;
        };
    }

    private boolean text(TextColumn column, byte[] b, int start, int end, int position) {
        return taken(column.append(b, start, end), column, b, start, end, position);
    }

    private boolean taken(
            TextColumn.Outcome outcome, TextColumn column, byte[] b, int start, int end, int position) {
        if (outcome == TextColumn.Outcome.TAKEN) {
            return true;
        }
        problem = column.problem(outcome, b, start, end, position);
        return false;
    }

    private String shown(int slot, byte[] b) {
        return Utf8.shown(b, record.start(slot), record.end(slot), MAX_SHOWN_BYTES);
    }
}

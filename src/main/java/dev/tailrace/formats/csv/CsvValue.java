package dev.tailrace.formats.csv;

import dev.tailrace.data.Problem;
import dev.tailrace.data.TypeKind;
import dev.tailrace.formats.text.TextColumn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a field into a column. Used by one thread. */
final class CsvValue {
    /** How a field is quoted: not at all. */
    static final byte PLAIN = 0;

    static final byte QUOTED = 1;

    /** Quoted, with quotes in it. */
    static final byte DOUBLED = 2;

    private final byte quote;
    private final byte[][] nullTexts;
    private byte[] scratch = new byte[256];

    /** @param nullTexts what stands for null where it is not quoted */
    CsvValue(byte quote, byte[][] nullTexts) {
        this.quote = quote;
        this.nullTexts = nullTexts;
    }

    /**
     * Appends a value, or null.
     *
     * @param start inside the quotes, as is {@code end}
     * @param record where the record begins, from which positions in problems count
     * @return null if it was taken
     */
    @Nullable
    Problem append(TextColumn column, byte kind, byte[] b, int start, int end, int record) {
        boolean isNull =
                start == end && column.kind() != TypeKind.STRING || kind == PLAIN && isNull(nullTexts, b, start, end);
        if (isNull) {
            column.appendNull();
            return null;
        }
        byte[] bytes = b;
        int from = start;
        int to = end;
        if (kind == DOUBLED) {
            bytes = scratch(end - start);
            from = 0;
            to = undouble(b, start, end, bytes);
        }
        TextColumn.Outcome outcome = column.append(bytes, from, to);
        return outcome == TextColumn.Outcome.TAKEN ? null : column.problem(outcome, bytes, from, to, start - record);
    }

    /** Whether bytes are one of the spellings of null. */
    static boolean isNull(byte[][] nullTexts, byte[] b, int start, int end) {
        for (byte[] text : nullTexts) {
            if (Arrays.equals(b, start, end, text, 0, text.length)) {
                return true;
            }
        }
        return false;
    }

    /** A field as text. */
    String text(byte kind, byte[] b, int start, int end) {
        if (kind != DOUBLED) {
            return new String(b, start, end - start, StandardCharsets.UTF_8);
        }
        byte[] bytes = scratch(end - start);
        return new String(bytes, 0, undouble(b, start, end, bytes), StandardCharsets.UTF_8);
    }

    private byte[] scratch(int length) {
        if (scratch.length < length) {
            scratch = new byte[Math.max(length, scratch.length * 2)];
        }
        return scratch;
    }

    /** Makes one of each pair of quotes; gives the length of the result. */
    private int undouble(byte[] b, int start, int end, byte[] to) {
        int length = 0;
        for (int at = start; at < end; at++) {
            to[length++] = b[at];
            at += b[at] == quote ? 1 : 0;
        }
        return length;
    }
}

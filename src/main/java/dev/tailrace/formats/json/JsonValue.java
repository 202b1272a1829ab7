package dev.tailrace.formats.json;

import dev.tailrace.data.Problem;
import dev.tailrace.data.TypeKind;
import dev.tailrace.formats.text.TextColumn;
import dev.tailrace.formats.text.Utf8;
import org.jspecify.annotations.Nullable;

/** Reads what {@link JsonRecord} has noted in a slot into a column. Used by one thread. */
final class JsonValue {
    private static final int MAX_SHOWN_BYTES = 80;

    private final JsonString string = new JsonString();

    /**
     * Appends a value, or null.
     *
     * @param kind of the slot, see {@link JsonRecord}
     * @param record where the record begins, from which positions in problems count
     * @return null if it was taken
     */
    @Nullable
    Problem append(TextColumn column, byte kind, byte[] b, int start, int end, int record) {
        return switch (kind) {
            case JsonRecord.ABSENT -> {
                column.appendNull();
                yield null;
            }
            case JsonRecord.ASCII_STRING -> taken(column.appendAscii(b, start, end), column, b, start, end, record);
            case JsonRecord.STRING -> taken(column.append(b, start, end), column, b, start, end, record);
            case JsonRecord.ESCAPED_STRING -> escaped(column, b, start, end, start - record);
            case JsonRecord.SCALAR ->
                fits(column.kind(), b[start])
                        ? taken(column.appendNumber(b, start, end), column, b, start, end, record)
                        : column.mismatch(b, start, end);
            case JsonRecord.NESTED ->
                column.kind() == TypeKind.STRING
                        ? taken(column.append(b, start, end), column, b, start, end, record)
                        : column.mismatch(b, start, end);
            default ->
                Problem.error(
                        "formats.json.blocked", column.field().name(), Utf8.shown(b, start, end, MAX_SHOWN_BYTES));
        };
    }

    private @Nullable Problem escaped(TextColumn column, byte[] b, int start, int end, int position) {
        if (!string.decode(b, start, end)) {
            return Problem.error("formats.json.surrogate", column.field().name());
        }
        TextColumn.Outcome outcome = column.append(string.bytes(), 0, string.length());
        return outcome == TextColumn.Outcome.TAKEN
                ? null
                : column.problem(outcome, string.bytes(), 0, string.length(), position);
    }

    private static @Nullable Problem taken(
            TextColumn.Outcome outcome, TextColumn column, byte[] b, int start, int end, int record) {
        return outcome == TextColumn.Outcome.TAKEN ? null : column.problem(outcome, b, start, end, start - record);
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
}

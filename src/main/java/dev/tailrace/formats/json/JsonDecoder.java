package dev.tailrace.formats.json;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.ShownBuilder;
import dev.tailrace.formats.text.ByteScan;
import dev.tailrace.formats.text.ShownText;
import dev.tailrace.formats.text.TextColumn;
import dev.tailrace.operator.format.DecodeTarget;
import dev.tailrace.operator.format.Decoder;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
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
    private static final ShownBuilder[] NOTHING_SHOWN = {};

    private final List<JsonPath> paths;
    private final BitSet demanded;
    private final DecodeTarget target;
    private final BatchBuilder rows;
    private final TextColumn[] columns;

    /** In the places of columns of nested types, what reads them; null in the others. */
    private final @Nullable JsonNested[] nested;

    private final JsonRecord demandedRecord;
    private final JsonValue value = new JsonValue();

    /** A slot for each demanded column, and behind them one for each that is only shown. */
    private JsonRecord wholeRecord;

    /** That of the two which has walked the line at hand. */
    private JsonRecord record;

    private ShownBuilder[] shown = NOTHING_SHOWN;

    /** @param paths one per column of the target's schema */
    JsonDecoder(List<JsonPath> paths, BitSet demanded, DecodeTarget target) {
        this.paths = paths;
        this.demanded = demanded;
        this.target = target;
        this.rows = target.rows();
        columns = demanded.stream()
                .mapToObj(i -> new TextColumn(rows.schema().field(i), rows.column(i)))
                .toArray(TextColumn[]::new);
        nested = demanded.stream()
                .mapToObj(i -> rows.schema().field(i).type().isNested()
                        ? JsonNested.of(rows.schema().field(i), rows.column(i))
                        : null)
                .toArray(JsonNested[]::new);
        demandedRecord = new JsonRecord(demanded.stream().mapToObj(paths::get).toList());
        wholeRecord = demandedRecord;
        record = demandedRecord;
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
        record = rows.isShowing() ? wholeRecord : demandedRecord;
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
        for (int i = 0; i < columns.length; i++) {
            JsonNested reader = nested[i];
            Problem problem = reader == null
                    ? value.append(columns[i], record.kind(i), b, record.start(i), record.end(i), from)
                    : reader.append(record.kind(i), b, record.start(i), record.end(i), from);
            if (problem != null) {
                rows.abandonRow();
                target.unreadable(b, from, to, problem);
                return;
            }
        }
        for (int i = 0; i < shown.length && rows.isShowing(); i++) {
            int slot = columns.length + i;
            if (record.kind(slot) == JsonRecord.ABSENT) {
                shown[i].appendNull();
            } else {
                shown[i].append(record.kind(slot), b, record.start(slot), record.end(slot));
            }
        }
        rows.endRow();
    }

    @Override
    public void show(boolean whetherShown) {
        if (!whetherShown) {
            rows.hide();
            shown = NOTHING_SHOWN;
            return;
        }
        Schema schema = rows.schema();
        BitSet others = new BitSet();
        others.set(0, schema.size());
        others.andNot(demanded);
        wholeRecord = new JsonRecord(IntStream.concat(demanded.stream(), others.stream())
                .mapToObj(paths::get)
                .toList());
        shown = others.stream()
                .mapToObj(i -> rows.show(i, reading(schema.field(i))))
                .toArray(ShownBuilder[]::new);
    }

    private static Column.Shown.Reading reading(Field field) {
        return (kind, bytes, from, to) -> ShownText.readInto(
                field,
                bytes,
                from,
                to,
                builder -> field.type().isNested()
                        ? JsonNested.of(field, builder).append(kind, bytes, from, to, from)
                        : new JsonValue().append(new TextColumn(field, builder), kind, bytes, from, to, from));
    }
}

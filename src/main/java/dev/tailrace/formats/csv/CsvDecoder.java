package dev.tailrace.formats.csv;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.ShownBuilder;
import dev.tailrace.formats.text.ByteScan;
import dev.tailrace.formats.text.ShownText;
import dev.tailrace.formats.text.TextColumn;
import dev.tailrace.formats.text.Utf8;
import dev.tailrace.operator.SourceException;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.DecodeTarget;
import dev.tailrace.operator.format.Decoder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads CSV straight into columns: a record is walked once, noting where its fields begin and end, and when it has as
 * many fields as it should, the demanded ones are read into the columns.
 *
 * <p>After a broken record, reading goes on at the next line: after a quote that is never closed, that is the line after
 * the one in which the record begins, so that one stray quote costs one line and not the rest of the file.
 */
final class CsvDecoder implements Decoder {
    /** What {@link #record} gives for a record that goes on beyond the bytes at hand. */
    private static final int UNFINISHED = -1;

    private static final int BROKEN = -2;

    private static final ShownBuilder[] NOTHING_SHOWN = {};

    private final DecodeTarget target;
    private final BatchBuilder rows;
    private final boolean header;
    private final List<ColumnDeclaration> declared;
    private final byte delimiter;
    private final byte quote;
    private final byte[][] nullTexts;
    private final CsvValue value;
    private final BitSet demandedSet;
    private final int[] demanded;
    private final TextColumn[] columns;

    /** Per column, its place among a record's fields, or -1. */
    private final int[] places;

    private ShownBuilder[] shown = NOTHING_SHOWN;
    private int[] shownColumns = {};

    private int expectedFields;

    // The record at hand. A quoted field has its bounds inside the quotes.
    private int fieldCount;
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private byte[] quotes = new byte[16];
    private int lineEnds;
    private int brokenAt;
    private Problem problem = Problem.error("formats.csv.open-quote");

    CsvDecoder(CsvFormat.Settings settings, BitSet demandedColumns, DecodeTarget target) {
        this.target = target;
        this.rows = target.rows();
        this.header = settings.header();
        this.declared = settings.columns();
        this.delimiter = settings.delimiterByte();
        this.quote = settings.quoteByte();
        this.nullTexts = settings.nullTexts();
        this.value = new CsvValue(quote, nullTexts);
        this.demandedSet = demandedColumns;
        this.demanded = demandedColumns.stream().toArray();
        this.columns = Arrays.stream(demanded)
                .mapToObj(i -> new TextColumn(rows.schema().field(i), rows.column(i)))
                .toArray(TextColumn[]::new);
        this.places = IntStream.range(0, declared.size()).toArray();
        this.expectedFields = declared.size();
    }

    @Override
    public int begin(byte[] buffer, int from, int to, boolean end) throws SourceException {
        int at = ByteScan.afterByteOrderMark(buffer, from, to, end);
        if (at < 0 || !header) {
            return at;
        }
        int blankLines = 0;
        while (at < to && (buffer[at] == '\n' || buffer[at] == '\r')) {
            blankLines += buffer[at] == '\n' ? 1 : 0;
            at++;
        }
        int after = record(buffer, at, to, end);
        if (after == UNFINISHED) {
            if (!end) {
                return -1;
            }
            after = to;
        }
        if (after == BROKEN) {
            throw new SourceException(problem);
        }
        List<String> names = names(buffer);
        if (at == to) {
            // An empty file has neither header nor rows.
            return to;
        }
        for (int i = 0; i < places.length; i++) {
            ColumnDeclaration column = declared.get(i);
            String path = column.path();
            String name = path == null ? column.name() : path;
            places[i] = names.indexOf(name);
            if (places[i] < 0 && demandedSet.get(i)) {
                throw new SourceException(Problem.error("formats.csv.no-field", name, String.join(", ", names)));
            }
        }
        expectedFields = names.size();
        target.endOfRecord(blankLines + lineEnds);
        return after;
    }

    private List<String> names(byte[] buffer) {
        String[] names = new String[fieldCount];
        for (int i = 0; i < fieldCount; i++) {
            names[i] = value.text(quotes[i], buffer, starts[i], ends[i]);
        }
        return List.of(names);
    }

    @Override
    public int decode(byte[] buffer, int from, int to, boolean end) {
        int at = from;
        while (at < to && !target.isFull()) {
            byte first = buffer[at];
            if (first == '\n' || first == '\r' && at + 1 < to && buffer[at + 1] == '\n') {
                at += first == '\n' ? 1 : 2;
                target.endOfRecord(1);
                continue;
            }
            int after = record(buffer, at, to, end);
            if (after == UNFINISHED) {
                return at;
            }
            if (after == BROKEN) {
                int lineEnd = ByteScan.newline(buffer, brokenAt, to);
                if (lineEnd < 0 && !end) {
                    return at;
                }
                int next = lineEnd < 0 ? to : lineEnd + 1;
                target.unreadable(buffer, at, withoutLineEnd(buffer, at, next), problem);
                target.endOfRecord(newlines(buffer, at, next));
                at = next;
                continue;
            }
            row(buffer, at, after);
            target.endOfRecord(lineEnds);
            at = after;
        }
        return at;
    }

    private static int withoutLineEnd(byte[] buffer, int from, int to) {
        int at = to;
        at -= at > from && buffer[at - 1] == '\n' ? 1 : 0;
        return at - (at > from && at < to && buffer[at - 1] == '\r' ? 1 : 0);
    }

    private static int newlines(byte[] buffer, int from, int to) {
        int count = 0;
        for (int at = from; at < to; at++) {
            count += buffer[at] == '\n' ? 1 : 0;
        }
        return count;
    }

    @Override
    public int skip(byte[] buffer, int from, int to) {
        int lineEnd = ByteScan.newline(buffer, from, to);
        return lineEnd < 0 ? -1 : lineEnd + 1;
    }

    /** Walks a record; the position after its line end, or {@link #UNFINISHED}, or {@link #BROKEN} with the problem set. */
    private int record(byte[] b, int from, int to, boolean end) {
        fieldCount = 0;
        lineEnds = 0;
        int at = from;
        while (true) {
            if (fieldCount == starts.length) {
                growFields();
            }
            int field = fieldCount++;
            boolean quoted = at < to && b[at] == quote;
            at = quoted ? quotedField(field, b, from, at, to, end) : plainField(field, b, at, to);
            if (at < 0) {
                return at;
            }
            if (at == to) {
                return end ? to : UNFINISHED;
            }
            if (b[at] == '\n') {
                lineEnds++;
                return at + 1;
            }
            if (b[at] == '\r') {
                lineEnds++;
                return at + 2;
            }
            at++;
        }
    }

    private void growFields() {
        starts = Arrays.copyOf(starts, fieldCount * 2);
        ends = Arrays.copyOf(ends, fieldCount * 2);
        quotes = Arrays.copyOf(quotes, fieldCount * 2);
    }

    /** The position of what ends the field: a delimiter, LF, CR of a CRLF, or {@code to}. */
    private int plainField(int field, byte[] b, int from, int to) {
        int at = ByteScan.either(b, from, to, delimiter, (byte) '\n');
        if (at < to && b[at] == '\n' && at > from && b[at - 1] == '\r') {
            at--;
        }
        starts[field] = from;
        ends[field] = at;
        quotes[field] = CsvValue.PLAIN;
        return at;
    }

    private int quotedField(int field, byte[] b, int record, int from, int to, boolean end) {
        byte kind = CsvValue.QUOTED;
        int at = from + 1;
        while (true) {
            while ((at = ByteScan.either(b, at, to, quote, (byte) '\n')) < to && b[at] == '\n') {
                lineEnds++;
                at++;
            }
            if (at == to) {
                problem = Problem.error("formats.csv.open-quote", Integer.toString(field + 1));
                brokenAt = record;
                return end ? BROKEN : UNFINISHED;
            }
            if (at + 1 < to && b[at + 1] == quote) {
                kind = CsvValue.DOUBLED;
                at += 2;
                continue;
            }
            break;
        }
        starts[field] = from + 1;
        ends[field] = at;
        quotes[field] = kind;
        at++;
        if (at == to) {
            // The next byte could be a second quote.
            return end ? to : UNFINISHED;
        }
        if (b[at] == delimiter || b[at] == '\n') {
            return at;
        }
        if (b[at] == '\r' && (at + 1 < to ? b[at + 1] == '\n' : !end)) {
            return at + 1 < to ? at : UNFINISHED;
        }
        problem = Problem.error(
                "formats.csv.after-quote", Integer.toString(field + 1), Utf8.shown(b, at, lineEnd(b, at, to), 20));
        brokenAt = at;
        return BROKEN;
    }

    private static int lineEnd(byte[] b, int from, int to) {
        int lineEnd = ByteScan.newline(b, from, to);
        return lineEnd < 0 ? to : lineEnd;
    }

    private void row(byte[] b, int from, int after) {
        if (fieldCount != expectedFields) {
            String code = fieldCount > expectedFields ? "formats.csv.more-fields" : "formats.csv.fewer-fields";
            target.unreadable(
                    b,
                    from,
                    withoutLineEnd(b, from, after),
                    Problem.error(code, Integer.toString(fieldCount), Integer.toString(expectedFields)));
            return;
        }
        for (int i = 0; i < columns.length; i++) {
            int field = places[demanded[i]];
            Problem unfit = value.append(columns[i], quotes[field], b, starts[field], ends[field], from);
            if (unfit != null) {
                rows.abandonRow();
                target.unreadable(b, from, withoutLineEnd(b, from, after), unfit);
                return;
            }
        }
        for (int i = 0; i < shown.length && rows.isShowing(); i++) {
            int field = places[shownColumns[i]];
            if (field < 0) {
                shown[i].appendNull();
            } else {
                shown[i].append(quotes[field], b, starts[field], ends[field]);
            }
        }
        rows.endRow();
    }

    @Override
    public void show(boolean whetherShown) {
        rows.hide();
        shown = NOTHING_SHOWN;
        if (whetherShown) {
            shownColumns = IntStream.range(0, declared.size())
                    .filter(i -> !demandedSet.get(i))
                    .toArray();
            shown = Arrays.stream(shownColumns)
                    .mapToObj(i -> rows.show(i, reading(rows.schema().field(i))))
                    .toArray(ShownBuilder[]::new);
        }
    }

    private Column.Shown.Reading reading(Field field) {
        return (kind, bytes, from, to) ->
                ShownText.read(field, bytes, from, to, column -> new CsvValue(quote, nullTexts)
                        .append(column, kind, bytes, from, to, from));
    }
}

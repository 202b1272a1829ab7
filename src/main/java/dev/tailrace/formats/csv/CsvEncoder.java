package dev.tailrace.formats.csv;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.formats.text.ByteScan;
import dev.tailrace.formats.text.TextWriter;
import dev.tailrace.operator.format.Encoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes CSV with LF line ends, quoting only where it is needed: a field with the delimiter, a quote or a line end in it,
 * a text that would otherwise read as null, and the empty only field of a line. Null is the null text, or nothing.
 */
final class CsvEncoder implements Encoder {
    private static final long LINE_FEEDS = ByteScan.eight((byte) '\n');
    private static final long CARRIAGE_RETURNS = ByteScan.eight((byte) '\r');

    private final CsvFormat.Settings settings;
    private final TextWriter out;
    private final byte delimiter;
    private final byte quote;
    private final byte[][] nullTexts;

    /** The signs that make quotes necessary, eight times each. */
    private final long delimiters;

    private final long quotes;

    CsvEncoder(CsvFormat.Settings settings, Schema schema, OutputStream stream) throws IOException {
        this.settings = settings;
        this.out = new TextWriter(stream);
        this.delimiter = settings.delimiterByte();
        this.quote = settings.quoteByte();
        this.nullTexts = settings.nullTexts();
        this.delimiters = ByteScan.eight(delimiter);
        this.quotes = ByteScan.eight(quote);
        if (settings.header()) {
            for (int i = 0; i < schema.size(); i++) {
                if (i > 0) {
                    out.put(delimiter);
                }
                byte[] name = schema.field(i).name().getBytes(StandardCharsets.UTF_8);
                putText(name, 0, name.length, schema.size() == 1);
            }
            out.put((byte) '\n');
        }
    }

    @Override
    public void write(Batch batch) throws IOException {
        int width = batch.schema().size();
        for (int i = 0; i < batch.rows(); i++) {
            int row = batch.index(i);
            for (int c = 0; c < width; c++) {
                if (c > 0) {
                    out.put(delimiter);
                }
                putField(batch.column(c), row, width == 1);
            }
            out.put((byte) '\n');
        }
    }

    private void putField(Column column, int row, boolean only) throws IOException {
        if (column.isNull(row)) {
            // A line with nothing in it would be no record.
            boolean isWritten = nullTexts.length > 0 && nullTexts[0].length > 0;
            if (isWritten) {
                out.put(nullTexts[0]);
            } else if (only) {
                out.put(quote);
                out.put(quote);
            }
        } else if (column.type().is(TypeKind.STRING)) {
            Column.Bytes strings = (Column.Bytes) column;
            putText(strings.buffer, strings.starts[row], strings.ends[row], only);
        } else {
            out.putValue(column, row, settings.timestampFormat());
        }
    }

    private void putText(byte[] text, int from, int to, boolean only) throws IOException {
        boolean empty = from == to;
        boolean needsQuotes = empty && only
                || CsvValue.isNull(nullTexts, text, from, to)
                || ByteScan.hasAny(text, from, to, delimiters, quotes, LINE_FEEDS, CARRIAGE_RETURNS);
        if (!needsQuotes) {
            out.put(text, from, to);
            return;
        }
        out.put(quote);
        int done = from;
        for (int at = from; at < to; at++) {
            if (text[at] == quote) {
                out.put(text, done, at + 1);
                done = at;
            }
        }
        out.put(text, done, to);
        out.put(quote);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

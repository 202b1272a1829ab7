package dev.tailrace.formats.json;

import dev.tailrace.data.ArrayColumn;
import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.Field;
import dev.tailrace.data.MapColumn;
import dev.tailrace.data.RowColumn;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.data.json.JsonText;
import dev.tailrace.formats.text.ByteScan;
import dev.tailrace.formats.text.TextWriter;
import dev.tailrace.operator.format.Encoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes an object a line with the columns as fields in their order, nulls included. Numbers are JSON numbers, except
 * that NaN and the infinities are strings, for JSON has no such numbers.
 */
final class JsonEncoder implements Encoder {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final JsonFormat.Settings settings;
    private final TextWriter out;

    /** What stands before each value: comma, quoted name, colon. */
    private final byte[][] prefixes;

    JsonEncoder(JsonFormat.Settings settings, Schema schema, OutputStream stream) {
        this.settings = settings;
        this.out = new TextWriter(stream);
        this.prefixes = new byte[schema.size()][];
        for (int i = 0; i < prefixes.length; i++) {
            String prefix =
                    (i == 0 ? "{" : ",") + JsonText.quoted(schema.field(i).name()) + ":";
            prefixes[i] = prefix.getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void write(Batch batch) throws IOException {
        for (int i = 0; i < batch.rows(); i++) {
            int row = batch.index(i);
            for (int c = 0; c < prefixes.length; c++) {
                out.put(prefixes[c]);
                putValue(batch.column(c), row);
            }
            if (prefixes.length == 0) {
                out.put((byte) '{');
            }
            out.put((byte) '}');
            out.put((byte) '\n');
        }
    }

    private void putValue(Column column, int row) throws IOException {
        if (column.isNull(row)) {
            out.put(NULL);
            return;
        }
        TypeKind kind = column.type().kind();
        if (column.type().isNested()) {
            putNested(column, row);
            return;
        }
        if (kind == TypeKind.STRING) {
            Column.Bytes strings = (Column.Bytes) column;
            putString(strings.buffer, strings.starts[row], strings.ends[row]);
            return;
        }
        boolean bare = kind == TypeKind.BOOLEAN || kind.isNumeric() && isFinite(column, row);
        if (!bare) {
            out.put((byte) '"');
        }
        out.putValue(column, row, settings.timestampFormat());
        if (!bare) {
            out.put((byte) '"');
        }
    }

    private void putNested(Column column, int row) throws IOException {
        if (column instanceof ArrayColumn array) {
            out.put((byte) '[');
            for (int i = array.starts[row]; i < array.ends[row]; i++) {
                if (i > array.starts[row]) {
                    out.put((byte) ',');
                }
                putValue(array.elements, i);
            }
            out.put((byte) ']');
        } else if (column instanceof MapColumn map) {
            putEntries(map, row);
        } else if (column instanceof RowColumn fields) {
            List<Field> names = fields.type().children();
            for (int i = 0; i < names.size(); i++) {
                out.put((i == 0 ? "{" : ",").getBytes(StandardCharsets.US_ASCII));
                out.put((JsonText.quoted(names.get(i).name()) + ":").getBytes(StandardCharsets.UTF_8));
                putValue(fields.field(i), row);
            }
            out.put((byte) '}');
        }
    }

    /** A key that is NULL is written as the text null. */
    private void putEntries(MapColumn map, int row) throws IOException {
        Column.Bytes keys = (Column.Bytes) map.keys;
        out.put((byte) '{');
        for (int i = map.starts[row]; i < map.ends[row]; i++) {
            if (i > map.starts[row]) {
                out.put((byte) ',');
            }
            if (keys.isNull(i)) {
                putString(NULL, 0, NULL.length);
            } else {
                putString(keys.buffer, keys.starts[i], keys.ends[i]);
            }
            out.put((byte) ':');
            putValue(map.values, i);
        }
        out.put((byte) '}');
    }

    private static boolean isFinite(Column column, int row) {
        return column instanceof Column.Doubles doubles
                ? Double.isFinite(doubles.values[row])
                : !(column instanceof Column.Floats floats) || Float.isFinite(floats.values[row]);
    }

    private void putString(byte[] text, int from, int to) throws IOException {
        out.put((byte) '"');
        int done = from;
        while (true) {
            int special = ByteScan.endOfPlainJson(text, done, to);
            out.put(text, done, special);
            if (special == to) {
                break;
            }
            putEscape(text[special]);
            done = special + 1;
        }
        out.put((byte) '"');
    }

    private void putEscape(byte b) throws IOException {
        out.put((byte) '\\');
        switch (b) {
            case '"', '\\' -> out.put(b);
            case '\b' -> out.put((byte) 'b');
            case '\f' -> out.put((byte) 'f');
            case '\n' -> out.put((byte) 'n');
            case '\r' -> out.put((byte) 'r');
            case '\t' -> out.put((byte) 't');
            default -> {
                out.putAscii("u00");
                out.put(HEX[b >> 4]);
                out.put(HEX[b & 15]);
            }
        }
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

package dev.tailrace.connectors.files;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Sink;
import dev.tailrace.operator.SinkContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the kind of each row, {@code +I}, {@code -U}, {@code +U} or {@code -D}, before its columns and writes it. */
final class KindColumn implements Sink {
    private static final byte[] TEXTS = "+I-U+U-D".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = 2;

    private final Schema schema;
    private final Sink writer;

    /** @param writer of the schema that {@link #schema} gives */
    KindColumn(Schema input, Sink writer) {
        this.schema = schema(input);
        this.writer = writer;
    }

    /** The name of the column; it gets a number if there is one of that name. */
    static String name(Schema input) {
        return input.freeName("op");
    }

    static Schema schema(Schema input) {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.required(name(input), DataType.STRING));
        fields.addAll(input.fields());
        return new Schema(fields);
    }

    private static Column kinds(Batch batch) {
        int size = 0;
        for (int i = 0; i < batch.rows(); i++) {
            size = Math.max(size, batch.index(i) + 1);
        }
        int[] starts = new int[size];
        int[] ends = new int[size];
        for (int i = 0; i < batch.rows(); i++) {
            int index = batch.index(i);
            RowKind kind = batch.kindAt(index);
            starts[index] = LENGTH * kind.code();
            ends[index] = starts[index] + LENGTH;
        }
        return new Column.Bytes(DataType.STRING, size, TEXTS, starts, ends, null);
    }

    @Override
    public void open(SinkContext context) throws IOException {
        writer.open(context);
    }

    @Override
    public void write(Batch batch) throws IOException {
        @Nullable Column[] before = batch.columns();
        @Nullable Column[] columns = new Column[before.length + 1];
        columns[0] = kinds(batch);
        System.arraycopy(before, 0, columns, 1, before.length);
        writer.write(batch.with(schema, columns));
    }

    @Override
    public void flush() throws IOException {
        writer.flush();
    }

    @Override
    public @Nullable String prepare(long checkpoint) throws IOException {
        return writer.prepare(checkpoint);
    }

    @Override
    public void commit(String committable) throws IOException {
        writer.commit(committable);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}

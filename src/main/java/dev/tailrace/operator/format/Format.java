package dev.tailrace.operator.format;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.BitSet;

/**
 * A format: one stateless object, found through {@link java.util.ServiceLoader}. Safe on any thread.
 *
 * @param <S> the record of its settings, among them the columns
 */
public interface Format<S extends Record> {
    /** What stands under {@code type} in files, such as {@code csv}. Never changes. */
    String id();

    Class<S> settingsType();

    /** The columns that the settings declare, or problems with the place relative to the format's settings. */
    FormatSchema schema(S settings);

    /**
     * @param demanded columns to decode; the others are absent
     * @param target takes rows and what cannot be read
     */
    Decoder decoder(S settings, BitSet demanded, DecodeTarget target);

    /** @throws IOException if the header cannot be written */
    Encoder encoder(S settings, Schema schema, OutputStream out) throws IOException;

    /** Whether {@link #encoder} writes values of the type. */
    default boolean writes(DataType type) {
        return !type.isNested();
    }

    /** How Flink reads the same rows from the same bytes, or why it cannot. */
    FlinkFormat flinkSource(S settings);

    /** How Flink writes the same rows, or why it cannot; the columns of the answer are empty. */
    FlinkFormat flinkSink(S settings, Schema schema);

    /**
     * Settings, as JSON text, for bytes from the beginning of a file: the inferred columns.
     *
     * @throws dev.tailrace.operator.SourceException with a problem fit for people if the bytes are not of this format
     */
    String infer(byte[] sample, boolean complete) throws IOException;
}

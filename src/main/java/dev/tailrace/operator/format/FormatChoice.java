package dev.tailrace.operator.format;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.BitSet;

/** A format and its settings, as chosen in an operator's settings; asks the one with the other. */
public record FormatChoice(Format<?> format, Record settings) {
    /** @throws IllegalArgumentException if the settings are another format's */
    public FormatChoice {
        if (!format.settingsType().isInstance(settings)) {
            throw new IllegalArgumentException(settings + " for the format " + format.id());
        }
    }

    /** The settings as the format's own type. */
    public static <S extends Record> S settings(Format<S> format, Record settings) {
        return format.settingsType().cast(settings);
    }

    public FormatSchema schema() {
        return schema(format, settings);
    }

    public Decoder decoder(BitSet demanded, DecodeTarget target) {
        return decoder(format, settings, demanded, target);
    }

    public Encoder encoder(Schema schema, OutputStream out) throws IOException {
        return encoder(format, settings, schema, out);
    }

    /** Whether {@link #encoder} writes values of the type. */
    public boolean writes(DataType type) {
        return format.writes(type);
    }

    public FlinkFormat flinkSource() {
        return flinkSource(format, settings);
    }

    public FlinkFormat flinkSink(Schema schema) {
        return flinkSink(format, settings, schema);
    }

    private static <S extends Record> FormatSchema schema(Format<S> format, Record settings) {
        return format.schema(settings(format, settings));
    }

    private static <S extends Record> Decoder decoder(
            Format<S> format, Record settings, BitSet demanded, DecodeTarget target) {
        return format.decoder(settings(format, settings), demanded, target);
    }

    private static <S extends Record> Encoder encoder(
            Format<S> format, Record settings, Schema schema, OutputStream out) throws IOException {
        return format.encoder(settings(format, settings), schema, out);
    }

    private static <S extends Record> FlinkFormat flinkSource(Format<S> format, Record settings) {
        return format.flinkSource(settings(format, settings));
    }

    private static <S extends Record> FlinkFormat flinkSink(Format<S> format, Record settings, Schema schema) {
        return format.flinkSink(settings(format, settings), schema);
    }
}

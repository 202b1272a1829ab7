package dev.tailrace.formats.json;

import com.google.auto.service.AutoService;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.formats.text.DeclaredColumns;
import dev.tailrace.formats.text.TimestampFormat;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.DecodeTarget;
import dev.tailrace.operator.format.Decoder;
import dev.tailrace.operator.format.Encoder;
import dev.tailrace.operator.format.FlinkFormat;
import dev.tailrace.operator.format.Format;
import dev.tailrace.operator.format.FormatSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * JSON Lines: a JSON object a line, UTF-8, with or without a byte order mark; blank lines are nothing. A line that is
 * not one JSON object is unreadable, whatever is demanded of it.
 *
 * <p>A column's path says where its value stands: {@code $.a.b}, {@code $.a[0]}, {@code $['odd name']}; by default the
 * field with the column's name. What is missing or null is null; of a repeated name the last counts. A path that leads
 * into a number, a text or the wrong kind of bracket makes the record unreadable.
 *
 * <p>A JSON string is taken by every type if its text is a value of that type, numbers included, as Flink's format does;
 * see {@link dev.tailrace.formats.text.TextColumn}. A JSON number is taken by the number types, by STRING with the text
 * it has in the file, and by TIMESTAMP_LTZ as milliseconds since the epoch if it is an integer. An object is taken by ROW,
 * by the names of its fields, and by MAP, whose keys are STRING, an array by ARRAY, and both by STRING as they stand in
 * the file.
 *
 * <p>Flink 2.3 reads the same of the same file, except where it would lose or change what is in it; such a record is
 * unreadable here:
 *
 * <ul>
 *   <li>1.5 for an integer, which Flink cuts to 1 (1.0 is 1 on both);
 *   <li>for BOOLEAN anything but true and false, as text or not, which Flink reads as false;
 *   <li>too many digits for a DECIMAL, which Flink reads as null; a number beyond DOUBLE, which it reads as infinite;
 *   <li>half of a surrogate pair, which Flink reads as a question mark;
 *   <li>anything behind the object, which Flink skips.
 * </ul>
 *
 * Two things are readable on both, and differ: of a repeated name Flink takes the first or the last, and then leaves as
 * many later columns null, for it counts fields until it has as many as there are columns; and it writes an object
 * anew that is read as STRING, without blanks and with numbers in its own form.
 */
@SuppressWarnings("rawtypes")
@AutoService(Format.class)
public final class JsonFormat implements Format<JsonFormat.Settings> {
    /** @param columns to read; what is written has the columns of the stream, as fields in their order */
    public record Settings(
            @Setting(kind = Setting.Kind.LIST, defaultJson = "[]") List<ColumnDeclaration> columns,
            @Setting(kind = Setting.Kind.CHOICE, defaultJson = "\"sql\"", advanced = true)
                    TimestampFormat timestampFormat) {
        public Settings {
            columns = List.copyOf(columns);
        }

        public static Settings of(List<ColumnDeclaration> columns) {
            return new Settings(columns, TimestampFormat.SQL);
        }
    }

    @Override
    public String id() {
        return "json";
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public FormatSchema schema(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        Schema schema = DeclaredColumns.schema(settings.columns(), JsonNested::supports, problems);
        for (int i = 0; i < settings.columns().size(); i++) {
            String path = settings.columns().get(i).path();
            if (path != null && JsonPath.parse(path) == null) {
                problems.add(Problem.error(
                                "formats.json.bad-path",
                                settings.columns().get(i).name(),
                                path)
                        .in("columns[" + i + "].path"));
            }
        }
        return new FormatSchema(schema, problems);
    }

    @Override
    public Decoder decoder(Settings settings, BitSet demanded, DecodeTarget target) {
        return new JsonDecoder(paths(settings.columns()), demanded, target);
    }

    /** @throws IllegalArgumentException if a path is none, which {@link #schema} has reported */
    static List<JsonPath> paths(List<ColumnDeclaration> columns) {
        return columns.stream().map(JsonFormat::path).toList();
    }

    static JsonPath path(ColumnDeclaration column) {
        String text = column.path();
        JsonPath path = text == null ? JsonPath.ofName(column.name()) : JsonPath.parse(text);
        if (path == null) {
            throw new IllegalArgumentException("no path: " + text);
        }
        return path;
    }

    @Override
    public Encoder encoder(Settings settings, Schema schema, OutputStream out) {
        return new JsonEncoder(settings, schema, out);
    }

    @Override
    public boolean writes(DataType type) {
        return !type.isNested() || JsonNested.supports(type);
    }

    @Override
    public FlinkFormat flinkSource(Settings settings) {
        return JsonFlink.source(settings);
    }

    @Override
    public FlinkFormat flinkSink(Settings settings, Schema schema) {
        return JsonFlink.sink(settings);
    }

    @Override
    public String infer(byte[] sample, boolean complete) throws IOException {
        return JsonInference.infer(sample, complete);
    }
}

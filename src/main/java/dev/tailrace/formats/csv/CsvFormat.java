package dev.tailrace.formats.csv;

import com.google.auto.service.AutoService;
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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values as RFC 4180 has them: fields may be quoted, a quote in a quoted field is written twice, a line
 * end in one belongs to it. UTF-8, with or without a byte order mark; lines end in LF or CRLF; blank lines are nothing.
 * A quote inside a field that does not begin with one stands for itself. A record with more or fewer fields than the
 * header (or, without one, than the columns) is unreadable.
 *
 * <p>An empty field is an empty STRING, quoted or not, and null for every other type. A field that is the null text, and
 * not quoted, is null for every type. Values are not trimmed; what may stand for a value of which type is said at
 * {@link dev.tailrace.formats.text.TextColumn}.
 *
 * <p>Flink 2.3 reads the same of the same file, except where it would change what is in it; such a record is unreadable
 * here: for BOOLEAN anything but true and false, which Flink reads as false, or behind a header as SQL casts it; too many
 * digits for a DECIMAL, which Flink reads as null; a number beyond DOUBLE, which it reads as infinite; and, behind a
 * header, 1.5 for an integer, which it cuts to 1.
 */
@SuppressWarnings("rawtypes")
@AutoService(Format.class)
public final class CsvFormat implements Format<CsvFormat.Settings> {
    /**
     * @param columns as the fields stand in the file; with a header, any of them in any order, found by their path or
     *     name
     * @param header whether the first line names the fields
     * @param delimiter one ASCII character, {@code \t} for a tabulator
     * @param quote one ASCII character
     * @param nullText what stands for null, unquoted; several spellings with {@code |} between them, of which the first is
     *     written; null if nothing does
     */
    public record Settings(
            @Setting(kind = Setting.Kind.LIST, defaultJson = "[]") List<ColumnDeclaration> columns,
            @Setting(kind = Setting.Kind.SWITCH, defaultJson = "true") boolean header,
            @Setting(kind = Setting.Kind.TEXT, defaultJson = "\",\"") String delimiter,
            @Setting(kind = Setting.Kind.TEXT, defaultJson = "\"\\\"\"", advanced = true) String quote,
            @Setting(kind = Setting.Kind.TEXT, advanced = true) @Nullable String nullText,
            @Setting(kind = Setting.Kind.CHOICE, defaultJson = "\"sql\"", advanced = true)
                    TimestampFormat timestampFormat) {
        public Settings {
            columns = List.copyOf(columns);
        }

        /** Columns in a file with a header, all else by default. */
        public static Settings of(List<ColumnDeclaration> columns) {
            return new Settings(columns, true, ",", "\"", null, TimestampFormat.SQL);
        }

        /** The spellings of null in UTF-8; the empty text may be one. */
        byte[][] nullTexts() {
            return nullText == null
                    ? new byte[0][]
                    : Arrays.stream(nullText.split("\\|", -1))
                            .map(text -> text.getBytes(StandardCharsets.UTF_8))
                            .toArray(byte[][]::new);
        }

        byte delimiterByte() {
            return (byte) (delimiter.equals("\\t") ? '\t' : delimiter.charAt(0));
        }

        byte quoteByte() {
            return (byte) quote.charAt(0);
        }
    }

    @Override
    public String id() {
        return "csv";
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public FormatSchema schema(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        if (!isSign(settings.delimiter().equals("\\t") ? "\t" : settings.delimiter())) {
            problems.add(Problem.error("formats.csv.bad-delimiter", settings.delimiter())
                    .in("delimiter"));
        }
        if (!isSign(settings.quote())) {
            problems.add(
                    Problem.error("formats.csv.bad-quote", settings.quote()).in("quote"));
        } else if (settings.quote().equals(settings.delimiter())) {
            problems.add(
                    Problem.error("formats.csv.same-signs", settings.quote()).in("quote"));
        }
        Schema schema = DeclaredColumns.schema(settings.columns(), problems);
        for (int i = 0; i < settings.columns().size(); i++) {
            if (!settings.header() && settings.columns().get(i).path() != null) {
                problems.add(Problem.error(
                                "formats.csv.path-without-header",
                                settings.columns().get(i).name())
                        .in("columns[" + i + "].path"));
            }
        }
        return new FormatSchema(schema, problems);
    }

    private static boolean isSign(String text) {
        // Letters, digits and the signs of numbers and times would make values need quotes.
        return text.length() == 1 && (text.equals("\t") || "!\"#$%&'()*,/;<=>?@[\\]^_`{|}~ ".contains(text));
    }

    @Override
    public Decoder decoder(Settings settings, BitSet demanded, DecodeTarget target) {
        return new CsvDecoder(settings, demanded, target);
    }

    @Override
    public Encoder encoder(Settings settings, Schema schema, OutputStream out) throws IOException {
        return new CsvEncoder(settings, schema, out);
    }

    @Override
    public FlinkFormat flinkSource(Settings settings) {
        return CsvFlink.source(settings);
    }

    @Override
    public FlinkFormat flinkSink(Settings settings, Schema schema) {
        return CsvFlink.sink(settings);
    }

    @Override
    public String infer(byte[] sample, boolean complete) throws IOException {
        return CsvInference.infer(sample, complete);
    }
}

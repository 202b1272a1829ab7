package dev.tailrace.formats.csv;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Problem;
import dev.tailrace.data.TypeKind;
import dev.tailrace.formats.text.FlinkText;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.FlinkFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * CSV as Flink 2.3's format reads and writes it, measured against Flink itself. Where it differs from ours:
 *
 * <ul>
 *   <li>It knows no header. With one, all columns are read as STRING and cast, and the row that is the header is left
 *       out; the settings must have all columns in the file's order. The header is not written.
 *   <li>It fails on the empty field of a number. So empty fields are read as null, and made empty texts again.
 *   <li>The null text counts in quotes too. So it is refused where a STRING could be meant by it.
 *   <li>A blank line is a record of one field, which fails. So does any record of another width.
 *   <li>On bad data: a BOOLEAN that is none is false, a DECIMAL out of range null.
 * </ul>
 */
final class CsvFlink {
    /** Behind the name of a physical column that another is made of. */
    private static final String TEXT = "@text";

    private CsvFlink() {}

    static FlinkFormat source(CsvFormat.Settings settings) {
        String nullText = settings.nullText();
        if (settings.nullTexts().length > 1) {
            return FlinkFormat.refused(Problem.error("formats.csv.flink-null-texts"));
        }
        List<FlinkNode.ColumnText> physical = new ArrayList<>();
        List<FlinkNode.Computed> computed = new ArrayList<>();
        List<String> headerFields = new ArrayList<>();
        for (ColumnDeclaration column : settings.columns()) {
            DataType type = column.type();
            if (nullText != null && type.is(TypeKind.STRING)) {
                return FlinkFormat.refused(Problem.error("formats.csv.flink-null-text", column.name()));
            }
            String name = FlinkScript.quote(column.name());
            boolean cast = settings.header() || FlinkText.needsCast(type) || type.is(TypeKind.STRING);
            String source = cast ? FlinkScript.quote(column.name() + TEXT) : name;
            String path = column.path();
            String isHeader = source + " = " + FlinkScript.literal(path == null ? column.name() : path);
            headerFields.add(isHeader);
            physical.add(new FlinkNode.ColumnText(
                    cast ? column.name() + TEXT : column.name(), cast ? "STRING" : type.toString()));
            computed.add(new FlinkNode.Computed(
                    column.field(), cast ? value(source, type, settings.header() ? isHeader : "") : name));
        }
        Map<String, String> options = options(settings);
        options.put("csv.empty-string-as-null", "true");
        if (nullText != null) {
            options.put("csv.null-literal", nullText);
        }
        String where = settings.header() ? "(" + String.join(" AND ", headerFields) + ") IS NOT TRUE" : null;
        return new FlinkFormat(physical, computed, options, where, null);
    }

    private static String value(String source, DataType type, String isHeader) {
        if (type.is(TypeKind.STRING)) {
            return "COALESCE(" + source + ", '')";
        }
        String cast = FlinkText.cast(source, type);
        if (isHeader.isEmpty()) {
            return cast;
        }
        String none = type.kind().isTimestamp() ? FlinkText.beforeAllTime(type) : "NULL";
        return "CASE WHEN " + isHeader + " THEN " + none + " ELSE " + cast + " END";
    }

    static FlinkFormat sink(CsvFormat.Settings settings) {
        Map<String, String> options = options(settings);
        byte[][] nullTexts = settings.nullTexts();
        options.put("csv.null-literal", nullTexts.length == 0 ? "" : new String(nullTexts[0], StandardCharsets.UTF_8));
        return FlinkFormat.written(options);
    }

    private static Map<String, String> options(CsvFormat.Settings settings) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("format", "csv");
        options.put("csv.field-delimiter", String.valueOf((char) settings.delimiterByte()));
        options.put("csv.quote-character", settings.quote());
        return options;
    }
}

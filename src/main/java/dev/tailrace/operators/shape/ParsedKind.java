package dev.tailrace.operators.shape;

import dev.tailrace.data.DataType;
import dev.tailrace.formats.line.AccessLogFields;
import dev.tailrace.formats.line.StructuredSyslogFields;
import dev.tailrace.formats.line.SyslogFields;
import dev.tailrace.formats.line.UrlFields;
import dev.tailrace.formats.line.UserAgentFields;
import dev.tailrace.operators.shape.Parse.ParsedColumn;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a text is that is parsed. */
public enum ParsedKind {
    /** An object; a column's source is a path such as {@code $.a.b}, as in the JSON format. */
    JSON(List.of(), null, ""),
    /** A record; the columns are its fields in their order. */
    CSV(List.of(), null, ""),
    /** What a regular expression finds; a source is the number or the name of a group. */
    REGEX(List.of(), null, ""),
    /** A line of Apache or NGINX, common or combined. */
    ACCESS_LOG(
            AccessLogFields.NAMES,
            null,
            "host, user, time TIMESTAMP_LTZ, method, path, protocol, status INT, bytes BIGINT, referer, user_agent"),
    /** A message of RFC 3164. */
    SYSLOG_3164(SyslogFields.NAMES, null, "facility INT, severity INT, time, host, program, process, message"),
    /** A message of RFC 5424. */
    SYSLOG_5424(
            StructuredSyslogFields.NAMES,
            StructuredSyslogFields.PARAMETER,
            "facility INT, severity INT, time TIMESTAMP_LTZ, host, program, process, message_id, data, message"),
    /** Pairs of keys and values; a source is a key. */
    LOGFMT(List.of(), "", ""),
    /** A URL. */
    URL(UrlFields.NAMES, UrlFields.PARAMETER, "protocol, host, port INT, path, query, ref"),
    /** What a browser says of itself in the header {@code User-Agent}. */
    USER_AGENT(UserAgentFields.NAMES, null, "browser, browser_version, os, os_version, device, bot BOOLEAN");

    private final List<String> fields;
    private final @Nullable String prefix;
    private final List<ParsedColumn> standard;

    /**
     * @param fields names of the fixed fields
     * @param prefix what the names of further fields begin with, or null if there are none
     * @param standard columns, with their types where they are no texts
     */
    ParsedKind(List<String> fields, @Nullable String prefix, String standard) {
        this.fields = fields;
        this.prefix = prefix;
        this.standard = Stream.of(standard.split(", "))
                .filter(column -> !column.isEmpty())
                .map(ParsedKind::column)
                .toList();
    }

    private static ParsedColumn column(String text) {
        String[] words = text.split(" ");
        DataType type = words.length == 1
                ? DataType.STRING
                : switch (words[1]) {
                    case "INT" -> DataType.INT;
                    case "BIGINT" -> DataType.BIGINT;
                    case "BOOLEAN" -> DataType.BOOLEAN;
                    default -> DataType.TIMESTAMP_LTZ;
                };
        return new ParsedColumn(words[0], type, null);
    }

    /** The columns where none are declared; empty if it depends on the texts. */
    List<ParsedColumn> standardColumns() {
        return standard;
    }

    /** Whether the texts have fields with names. */
    boolean hasFields() {
        return prefix != null || !fields.isEmpty();
    }

    boolean hasField(String name) {
        return fields.contains(name) || (prefix != null && name.startsWith(prefix) && name.length() > prefix.length());
    }

    List<String> fields() {
        return fields;
    }
}

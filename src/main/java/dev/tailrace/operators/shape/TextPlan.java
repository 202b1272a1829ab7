package dev.tailrace.operators.shape;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Field;
import dev.tailrace.data.Nearest;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Problem.Fix;
import dev.tailrace.data.Schema;
import dev.tailrace.formats.csv.CsvFormat;
import dev.tailrace.formats.json.JsonFormat;
import dev.tailrace.formats.line.AccessLogFields;
import dev.tailrace.formats.line.LogfmtFields;
import dev.tailrace.formats.line.PatternFields;
import dev.tailrace.formats.line.PatternGroups;
import dev.tailrace.formats.line.StructuredSyslogFields;
import dev.tailrace.formats.line.SyslogFields;
import dev.tailrace.formats.line.UrlFields;
import dev.tailrace.formats.line.UserAgentFields;
import dev.tailrace.formats.text.TextColumn;
import dev.tailrace.formats.text.TimestampFormat;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.FormatChoice;
import dev.tailrace.operators.shape.Parse.ParsedColumn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How the texts of a {@link Parse} node are read, and what is wrong with its settings. */
final class TextPlan {
    private final Parse.Settings settings;
    private final ParsedKind kind;
    private final List<Problem> problems = new ArrayList<>();
    private final @Nullable Pattern pattern;
    private final List<ParsedColumn> columns;
    /** Of a regular expression: by column, the number of its group. */
    private final List<Integer> groups = new ArrayList<>();

    TextPlan(Parse.Settings settings) {
        this.settings = settings;
        this.kind = settings.kind();
        this.pattern = kind == ParsedKind.REGEX ? pattern() : null;
        this.columns = settings.columns().isEmpty() ? standardColumns() : settings.columns();
        if (columns.isEmpty() && problems.isEmpty()) {
            problems.add(Problem.error("operators.parse.no-columns").in("columns"));
        }
        for (int i = 0; i < columns.size(); i++) {
            check(columns.get(i), i);
        }
        if (kind == ParsedKind.JSON || kind == ParsedKind.CSV) {
            format().schema().problems().forEach(this::addOfFormat);
        }
    }

    /** What is wrong, with its places. */
    List<Problem> problems() {
        return problems;
    }

    /** The columns that are read, in their order. */
    List<Field> fields() {
        return columns.stream()
                .map(column -> Field.of(column.name(), column.type()))
                .toList();
    }

    /** By column, where its value stands in the text. */
    List<String> sources() {
        return columns.stream().map(ParsedColumn::source).toList();
    }

    /** By column, the number of its group in the regular expression. */
    List<Integer> groups() {
        return groups;
    }

    private @Nullable Pattern pattern() {
        String text = settings.pattern();
        if (text == null || text.isEmpty()) {
            problems.add(Problem.error("operators.parse.no-pattern").in("pattern"));
            return null;
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException wrong) {
            problems.add(Problem.error("operators.parse.pattern", wrong.getDescription(), wrong.getIndex() + 1)
                    .in("pattern"));
            return null;
        }
    }

    private List<ParsedColumn> standardColumns() {
        if (pattern == null) {
            return kind.standardColumns();
        }
        List<ParsedColumn> named = new ArrayList<>();
        PatternGroups.of(pattern).names().forEach(name -> named.add(ParsedColumn.text(name)));
        return named;
    }

    private void check(ParsedColumn column, int i) {
        String place = "columns[" + i + "].";
        if (kind != ParsedKind.JSON && kind != ParsedKind.CSV && !TextColumn.supports(column.type())) {
            problems.add(Problem.error("formats.columns.type", column.name(), column.type())
                    .in(place + "type"));
        }
        if (kind == ParsedKind.REGEX) {
            group(column, i, place);
        } else if (kind.hasFields() && !kind.hasField(column.source())) {
            problems.add(noField(column.source()).in(place + "from"));
        } else if (kind == ParsedKind.SYSLOG_3164
                && column.source().equals("time")
                && column.type().kind().isTimestamp()) {
            problems.add(Problem.error("operators.parse.no-year", column.name()).in(place + "type"));
        }
    }

    private void group(ParsedColumn column, int i, String place) {
        if (pattern == null) {
            return;
        }
        PatternGroups known = PatternGroups.of(pattern);
        Integer number = known.named().get(column.source());
        if (number == null && column.from() == null) {
            number = i + 1;
        } else if (number == null && column.source().matches("\\d{1,4}")) {
            number = Integer.valueOf(column.source());
        }
        if (number == null || number > known.count()) {
            problems.add(Problem.error("operators.parse.no-group", column.source(), Integer.toString(known.count()))
                    .in(place + "from"));
            number = 0;
        }
        groups.add(number);
    }

    private Problem noField(String name) {
        Problem problem = Problem.error("operators.parse.no-field", name, String.join(", ", kind.fields()));
        return Nearest.to(name, kind.fields())
                .map(nearest ->
                        problem.fixedBy(new Fix.ReplaceText("operators.fix.use-column", List.of(nearest), nearest)))
                .orElse(problem);
    }

    /** The paths of JSON are the sources of the columns. */
    private void addOfFormat(Problem problem) {
        String place = problem.place();
        problems.add(place == null ? problem : problem.in(place.replace("].path", "].from")));
    }

    private FormatChoice format() {
        List<ColumnDeclaration> declared = columns.stream()
                .map(column -> new ColumnDeclaration(
                        column.name(), column.type(), kind == ParsedKind.JSON ? column.from() : null))
                .toList();
        return kind == ParsedKind.JSON
                ? new FormatChoice(new JsonFormat(), JsonFormat.Settings.of(declared))
                : new FormatChoice(
                        new CsvFormat(),
                        new CsvFormat.Settings(
                                declared,
                                false,
                                settings.delimiter(),
                                settings.quote(),
                                settings.nullText(),
                                TimestampFormat.SQL));
    }

    /** @param rows of the columns of {@link #fields()}, some of which are demanded */
    TextReading reading(BatchBuilder rows) {
        BitSet demanded = new BitSet();
        for (int i = 0; i < columns.size(); i++) {
            demanded.set(i, rows.demands(i));
        }
        List<String> sources = sources();
        return switch (kind) {
            case JSON, CSV -> new TextReading.OfRecords(format(), kind == ParsedKind.JSON, rows, demanded);
            case REGEX ->
                new TextReading.OfFields(
                        new PatternFields(Objects.requireNonNull(pattern), groups), inOrder(sources), rows);
            case ACCESS_LOG ->
                new TextReading.OfFields(
                        new AccessLogFields(), numbers(AccessLogFields.NAMES, AccessLogFields.UTC_TIME), rows);
            case SYSLOG_3164 -> new TextReading.OfFields(new SyslogFields(), numbers(SyslogFields.NAMES, -1), rows);
            case SYSLOG_5424 -> structuredSyslog(sources, rows);
            case LOGFMT -> new TextReading.OfFields(new LogfmtFields(sources), inOrder(sources), rows);
            case URL -> new TextReading.OfFields(new UrlFields(sources), inOrder(sources), rows);
            case USER_AGENT ->
                new TextReading.OfFields(
                        new UserAgentFields(
                                demanded.stream().mapToObj(sources::get).collect(Collectors.toSet())),
                        numbers(UserAgentFields.NAMES, -1),
                        rows);
        };
    }

    private TextReading structuredSyslog(List<String> sources, BatchBuilder rows) {
        List<String> parameters = sources.stream()
                .filter(name -> !StructuredSyslogFields.NAMES.contains(name))
                .distinct()
                .toList();
        List<String> names = new ArrayList<>(StructuredSyslogFields.NAMES);
        names.addAll(parameters);
        StructuredSyslogFields fields = new StructuredSyslogFields(parameters);
        return new TextReading.OfFields(fields, numbers(names, fields.utcTime()), rows);
    }

    private static int[] inOrder(List<String> sources) {
        return IntStream.range(0, sources.size()).toArray();
    }

    /** @param utcTime the number of the field that columns of points in time are read from */
    private int[] numbers(List<String> names, int utcTime) {
        return columns.stream()
                .mapToInt(column ->
                        column.source().equals("time") && column.type().kind().isTimestamp()
                                ? utcTime
                                : names.indexOf(column.source()))
                .toArray();
    }

    /** The columns of rows under construction. */
    Schema schema() {
        return new Schema(fields());
    }
}

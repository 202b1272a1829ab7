package dev.tailrace.operators.shape;

import com.google.auto.service.AutoService;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Problem.Fix;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.formats.line.UrlFields;
import dev.tailrace.language.TypeGroup;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text column into columns: JSON, CSV, log lines, URLs, user agents, or what a regular expression finds.
 *
 * <p>The new columns stand behind the others. Their values are read as those of files, see
 * {@link dev.tailrace.formats.text.TextColumn}; what a text does not have is NULL, and of a text that is NULL all are.
 * A text that is not of the kind, or has a value that its column does not take, makes the row fail: it goes to the error
 * port as it came in, or stops the run, or is left out, or goes on with NULL in all new columns, as set. Rows of a
 * changelog keep their kinds. Whether texts are of the kind is found out whatever is demanded; values that nobody reads
 * do not fail.
 */
@AutoService(Operator.class)
public final class Parse implements TransformOperator<Parse.Settings> {
    /** What becomes of a row whose text cannot be read, while the error port is not wired. */
    public enum WhenUnreadable {
        STOP,
        SKIP,
        EMPTY
    }

    /** A column that is read. */
    public record ParsedColumn(
            @Setting(kind = Kind.TEXT) String name,
            @Setting(kind = Kind.TYPE, defaultJson = "\"STRING\"") DataType type,
            @Setting(kind = Kind.TEXT) @Nullable String from) {
        static ParsedColumn text(String name) {
            return new ParsedColumn(name, DataType.STRING, null);
        }

        /** Where its value stands in the text. */
        String source() {
            return from == null ? name : from;
        }
    }

    /**
     * What is read from where.
     *
     * @param columns empty for those that texts of the kind have: the fields of a log line, the parts of a URL, what a
     *     user agent tells, the named groups of a regular expression
     * @param pattern of the Java platform; needed for a regular expression
     */
    public record Settings(
            @Setting(kind = Kind.COLUMN, types = TypeGroup.TEXT) String column,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"json\"") ParsedKind kind,
            @Setting(kind = Kind.TEXT, shownWhen = "kind: regex") @Nullable String pattern,
            @Setting(kind = Kind.LIST, defaultJson = "[]") List<ParsedColumn> columns,
            @Setting(kind = Kind.SWITCH, defaultJson = "true") boolean keepText,
            @Setting(kind = Kind.TEXT, defaultJson = "\",\"", advanced = true, shownWhen = "kind: csv")
                    String delimiter,
            @Setting(kind = Kind.TEXT, defaultJson = "\"\\\"\"", advanced = true, shownWhen = "kind: csv") String quote,
            @Setting(kind = Kind.TEXT, advanced = true, shownWhen = "kind: csv") @Nullable String nullText,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", advanced = true) WhenUnreadable whenUnreadable) {
        public Settings {
            columns = List.copyOf(columns);
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "parse",
                "operators",
                Family.SHAPE,
                "mdi2c-code-braces",
                List.of(Port.inPassed(), Port.outPassed("out"), Port.errors()),
                List.of(
                        "json",
                        "csv",
                        "regex",
                        "regular expression",
                        "grok",
                        "log",
                        "apache",
                        "nginx",
                        "syslog",
                        "logfmt",
                        "key=value",
                        "url",
                        "user agent",
                        "browser",
                        "device",
                        "bot",
                        "extract",
                        "text to columns",
                        "split columns"),
                List.of(
                        "REGEXP_EXTRACT, JSON_VALUE, PARSE_URL (Flink)",
                        "ParseXXX (NiFi)",
                        "JSON input (Hop)",
                        "grok, useragent (Logstash)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        StreamType input = placement.input();
        StreamType error = ComputableRows.errors(input);
        Problem unknown = ColumnNames.check(settings.column(), input.schema(), "column");
        if (unknown != null) {
            return new Output(Map.of("error", error), List.of(unknown));
        }
        List<Problem> problems = new ArrayList<>();
        DataType type =
                input.schema().field(input.schema().indexOf(settings.column())).type();
        if (!type.is(TypeKind.STRING)) {
            problems.add(Problem.error("operators.parse.no-text", settings.column(), type)
                    .in("column"));
        }
        TextPlan plan = new TextPlan(settings);
        problems.addAll(plan.problems());
        PassedOn passedOn = passedOn(placement);
        List<Field> fields = new ArrayList<>(passedOn.fields());
        Set<String> names = new HashSet<>(new Schema(fields).names());
        for (int i = 0; i < plan.fields().size(); i++) {
            Field field = plan.fields().get(i);
            String place = settings.columns().isEmpty() ? "columns" : "columns[" + i + "].name";
            Problem taken = ColumnNames.take(field.name(), names, place);
            if (taken == null) {
                fields.add(field);
            } else {
                problems.add(taken);
            }
        }
        if (problems.stream().anyMatch(Problem::isError)) {
            return new Output(Map.of("error", error), problems);
        }
        return new Output(Map.of("out", passedOn.output(new Schema(fields)), "error", error), problems);
    }

    private static PassedOn passedOn(Placement<Settings> placement) {
        Settings settings = placement.settings();
        return PassedOn.of(placement.input(), settings.column(), settings.keepText());
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        Schema schema = placement.input().schema();
        BitSet columns = demanded.getOrDefault("error", new BitSet()).get(0, schema.size());
        passedOn(placement).demand(demanded.getOrDefault("out", new BitSet()), columns);
        columns.set(schema.indexOf(placement.settings().column()));
        return Map.of("in", columns);
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return new ParseProcessor(
                setup,
                new TextPlan(setup.settings()),
                passedOn(setup.placement()).columns());
    }

    /** Flink has functions that give the same texts for regular expressions and URLs; what they find not is NULL. */
    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        Settings settings = placement.settings();
        if (placement.isWired("error")) {
            return new FlinkNode.Refused(Problem.error("operators.flink-error-port"), "error");
        }
        if (settings.kind() != ParsedKind.REGEX && settings.kind() != ParsedKind.URL) {
            return new FlinkNode.Refused(Problem.error("operators.parse.flink-kind"), "kind");
        }
        if (settings.whenUnreadable() == WhenUnreadable.STOP) {
            Problem stop = Problem.error("operators.parse.flink-stop")
                    .fixedBy(new Fix.ChangeSetting(
                            "operators.parse.fix.empty", List.of(), "whenUnreadable", "\"empty\""));
            return new FlinkNode.Refused(stop, "whenUnreadable");
        }
        TextPlan plan = new TextPlan(settings);
        for (Field field : plan.fields()) {
            if (!field.type().is(TypeKind.STRING)) {
                return new FlinkNode.Refused(
                        Problem.error("operators.parse.flink-type", field.name(), field.type()), "columns");
            }
        }
        return settings.kind() == ParsedKind.URL && plan.sources().contains("port")
                ? new FlinkNode.Refused(Problem.error("operators.parse.flink-port"), "columns")
                : select(placement, plan);
    }

    private static FlinkNode select(Placement<Settings> placement, TextPlan plan) {
        Settings settings = placement.settings();
        boolean isUrl = settings.kind() == ParsedKind.URL;
        String text = FlinkScript.quote(settings.column());
        String pattern = FlinkScript.literal(Objects.requireNonNullElse(settings.pattern(), ""));
        List<FlinkNode.Computed> columns = new ArrayList<>();
        for (Field field : passedOn(placement).fields()) {
            columns.add(new FlinkNode.Computed(field, FlinkScript.quote(field.name())));
        }
        for (int i = 0; i < plan.fields().size(); i++) {
            String value = isUrl
                    ? urlPart(text, plan.sources().get(i))
                    : "REGEXP_EXTRACT(" + text + ", " + pattern + ", "
                            + plan.groups().get(i) + ")";
            columns.add(new FlinkNode.Computed(plan.fields().get(i), value));
        }
        String condition = null;
        if (settings.whenUnreadable() == WhenUnreadable.SKIP) {
            String isReadable =
                    isUrl ? urlPart(text, "protocol") + " IS NOT NULL" : "REGEXP(" + text + ", " + pattern + ")";
            condition = "(" + text + " IS NULL OR " + isReadable + ")";
        }
        return new FlinkNode.RowByRow(Map.of("out", new FlinkNode.Select(columns, condition)));
    }

    private static String urlPart(String text, String name) {
        if (name.startsWith(UrlFields.PARAMETER)) {
            return "PARSE_URL(" + text + ", 'QUERY', "
                    + FlinkScript.literal(name.substring(UrlFields.PARAMETER.length())) + ")";
        }
        return "PARSE_URL(" + text + ", '" + name.replace("_", "").toUpperCase(Locale.ROOT) + "')";
    }

    @Override
    public String summary(Settings settings) {
        return settings.column() + " · "
                + settings.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package dev.tailrace.operators.analyse;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.MissingEventTime;
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
import dev.tailrace.operator.flink.SqlInterval;
import dev.tailrace.operator.pattern.AfterMatch;
import dev.tailrace.operator.pattern.CheckedPattern;
import dev.tailrace.operator.pattern.CheckedPattern.Definition;
import dev.tailrace.operator.pattern.CheckedPattern.Measure;
import dev.tailrace.operator.pattern.PatternMatcher;
import dev.tailrace.operator.pattern.RowPattern;
import dev.tailrace.operator.state.SortKeyCodec;
import dev.tailrace.operators.analyse.TopN.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows that follow one another as a pattern says, such as a fall of the price and a rise after it.
 *
 * <p>Each combination of the keys has its own rows, in the order of event time once the watermark has reached them; of the
 * same time in the order of arrival unless columns say otherwise. The rows of a match follow one another without any
 * other row of the key between them. For each match there is one row: the keys, then the measures. A row before the
 * watermark is late: it goes to the late port, or is counted. Pattern, conditions and measures are those of Flink SQL's
 * MATCH_RECOGNIZE, and so are the matches, even where Flink departs from the standard: what a greedy variable would take,
 * taken or not, is never a row of the variable behind it; and patterns that Flink refuses are refused. A condition that
 * is NULL does not hold. NULL is a key like others.
 *
 * <p>A row for which a condition cannot be computed that it is asked for goes to the port {@code error}, or stops the run,
 * or is left out; for the pattern it has not come. So does the last row of a match whose measures cannot be computed.
 * The error port has no columns of nested types, which are not kept of rows that wait.
 */
@AutoService(Operator.class)
public final class MatchPattern implements TransformOperator<MatchPattern.Settings> {
    /** What orders rows of the same time; NULL is less than any value. */
    public record TieColumn(
            @Setting(kind = Kind.COLUMN) String column,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"ascending\"") Direction direction) {}

    /**
     * @param pattern what stands in the brackets of PATTERN
     * @param define conditions of variables; a variable without one takes any row
     * @param skipTo variable of {@link AfterMatch#TO_FIRST} and {@link AfterMatch#TO_LAST}
     * @param within time from the first row of a match, before which the last one comes, or null for any
     * @param maxPartialMatches of one key at the same time; with more the run ends
     */
    public record Settings(
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]") List<String> keys,
            @Setting(kind = Kind.TEXT) String pattern,
            @Setting(kind = Kind.LIST, defaultJson = "[]") List<Definition> define,
            @Setting(kind = Kind.LIST) List<Measure> measures,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"past-last-row\"") AfterMatch afterMatch,
            @Setting(kind = Kind.TEXT, shownWhen = "afterMatch: to-first, to-last") @Nullable String skipTo,
            @Setting(kind = Kind.DURATION) @Nullable Duration within,
            @Setting(kind = Kind.LIST, defaultJson = "[]", advanced = true) List<TieColumn> thenBy,
            @Setting(kind = Kind.NUMBER, defaultJson = "10000", min = 1, max = 10_000_000, advanced = true)
                    int maxPartialMatches,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", advanced = true) ErrorPolicy onError) {
        public Settings {
            keys = List.copyOf(keys);
            define = List.copyOf(define);
            measures = List.copyOf(measures);
            thenBy = List.copyOf(thenBy);
        }
    }

    private static final int LATE = 1;
    private static final int ERROR = 2;

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "match-pattern",
                "operators",
                Family.ANALYSE,
                "mdi2r-regex",
                List.of(Port.in(), Port.out(), Port.late(), Port.errors()),
                List.of("sequence", "complex event", "cep", "followed by", "row pattern", "trend", "fraud"),
                List.of("MATCH_RECOGNIZE (SQL)", "CEP (Flink)", "pattern (Esper)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        StreamType input = placement.input();
        StreamType errors = input.withSchema(FailingRows.schema(told(input.schema())));
        List<Problem> problems = new ArrayList<>(ColumnNames.check(settings.keys(), input.schema(), "keys"));
        if (input.eventTime() == null) {
            problems.add(MissingEventTime.problem("operators.match-pattern.no-event-time", input.schema()));
        }
        if (settings.measures().isEmpty()) {
            problems.add(Problem.error("operators.match-pattern.no-measures").in("measures"));
        }
        if (settings.within() != null && settings.within().toMillis() <= 0) {
            problems.add(Problem.error("operators.match-pattern.within").in("within"));
        }
        problems.addAll(tieProblems(placement));
        if (problems.stream().anyMatch(Problem::isError)) {
            return new Output(Map.of("late", input, "error", errors), problems);
        }
        CheckedPattern pattern = checked(placement);
        problems.addAll(pattern.problems());
        problems.addAll(skipProblems(settings, pattern.pattern()));
        if (problems.stream().anyMatch(Problem::isError)) {
            return new Output(Map.of("late", input, "error", errors), problems);
        }
        List<Field> fields = new ArrayList<>();
        settings.keys()
                .forEach(key -> fields.add(Objects.requireNonNull(input.schema().field(key))));
        fields.addAll(pattern.measureFields(settings.measures()));
        String time = null;
        for (int i = settings.measures().size() - 1; i >= 0; i--) {
            time = pattern.isMatchTime(i) ? settings.measures().get(i).name() : time;
        }
        return new Output(
                Map.of("out", new StreamType(new Schema(fields), false, time), "late", input, "error", errors),
                problems);
    }

    /** What can be told of rows that fail: what can be kept of rows that wait, which are no values within values. */
    private static Schema told(Schema input) {
        return new Schema(input.fields().stream()
                .filter(field -> !field.type().isNested())
                .toList());
    }

    private static CheckedPattern checked(Placement<Settings> placement) {
        Settings settings = placement.settings();
        return CheckedPattern.of(
                placement, settings.pattern(), settings.define(), settings.measures(), settings.keys());
    }

    private static List<Problem> tieProblems(Placement<Settings> placement) {
        List<Problem> problems = new ArrayList<>();
        Schema schema = placement.input().schema();
        for (int i = 0; i < placement.settings().thenBy().size(); i++) {
            String place = "thenBy[" + i + "].column";
            String column = placement.settings().thenBy().get(i).column();
            Problem unknown = ColumnNames.check(column, schema, place);
            Field field = schema.field(column);
            if (unknown != null) {
                problems.add(unknown);
            } else if (field != null && !SortKeyCodec.orders(field.type().kind())) {
                problems.add(Problem.error("operators.top-n.order-type", column, field.type())
                        .in(place));
            }
        }
        return problems;
    }

    /** A skip that could only lead back to the beginning of the same match, or nowhere. */
    private static List<Problem> skipProblems(Settings settings, @Nullable RowPattern pattern) {
        if (!settings.afterMatch().hasVariable() || pattern == null) {
            return List.of();
        }
        String target = settings.skipTo();
        if (target == null || target.isBlank() || !pattern.names().contains(target)) {
            return List.of(Problem.error("operators.match-pattern.skip-unknown", String.join(", ", pattern.names()))
                    .in("skipTo"));
        }
        return pattern.beginsWith(target, settings.afterMatch() == AfterMatch.TO_LAST)
                ? List.of(Problem.error("operators.match-pattern.skip-nowhere", target)
                        .in("skipTo"))
                : List.of();
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        BitSet columns = stored(placement, checked(placement), demanded);
        Schema schema = placement.input().schema();
        columns.or(demanded.getOrDefault("late", new BitSet()));
        columns.set(schema.indexOf(Objects.requireNonNull(placement.input().eventTime())));
        placement.settings().keys().forEach(name -> columns.set(schema.indexOf(name)));
        return Map.of("in", columns);
    }

    /** What is kept of rows. */
    private static BitSet stored(Placement<Settings> placement, CheckedPattern pattern, Map<String, BitSet> demanded) {
        Settings settings = placement.settings();
        Schema schema = placement.input().schema();
        int keys = settings.keys().size();
        BitSet columns = pattern.columns(demanded.getOrDefault("out", new BitSet())
                .get(keys, keys + settings.measures().size()));
        Schema told = told(schema);
        demanded.getOrDefault("error", new BitSet()).stream()
                .filter(column -> column < told.size())
                .forEach(column -> columns.set(schema.indexOf(told.field(column).name())));
        settings.thenBy().forEach(tie -> columns.set(schema.indexOf(tie.column())));
        return columns;
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        Placement<Settings> placement = setup.placement();
        Settings settings = setup.settings();
        Schema input = setup.inputSchema();
        BitSet demanded = setup.demanded("out");
        CheckedPattern pattern = checked(placement);
        return new PatternMatcher(new PatternMatcher.Plan(
                pattern,
                input,
                input.indexOf(Objects.requireNonNull(placement.input().eventTime())),
                settings.keys().stream().mapToInt(input::indexOf).toArray(),
                stored(placement, pattern, setup.demanded()),
                settings.thenBy().stream()
                        .map(tie -> new SortKeyCodec.Order(
                                input.indexOf(tie.column()),
                                tie.direction() == Direction.DESCENDING,
                                tie.direction() == Direction.ASCENDING))
                        .toList(),
                settings.afterMatch(),
                settings.skipTo(),
                settings.within() == null ? 0 : settings.within().toMillis(),
                settings.maxPartialMatches(),
                setup.outputSchema("out"),
                demanded,
                placement.isWired("late") ? LATE : PatternMatcher.COUNT_LATE,
                told(input),
                context -> FailingRows.of(setup, told(input), settings.onError(), ERROR, context),
                placement.isWired("error") || settings.onError() == ErrorPolicy.SKIP));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        if (placement.isWired("late")) {
            return new FlinkNode.Refused(Problem.error("operators.flink-late-port"), "late");
        }
        if (placement.isWired("error")) {
            return new FlinkNode.Refused(Problem.error("operators.flink-error-port"), "error");
        }
        Settings settings = placement.settings();
        CheckedPattern pattern = checked(placement);
        Problem refusal = settings.onError().flinkRefusal(pattern.expressions());
        if (refusal != null) {
            return new FlinkNode.Refused(refusal, "onError");
        }
        RowPattern order = Objects.requireNonNull(pattern.pattern());
        String absent = pattern.nullOnlyWithoutRows();
        if (absent != null) {
            return new FlinkNode.Refused(Problem.error("operators.match-pattern.flink-absent", absent), "in");
        }
        if (pattern.tellsMatchTime() && settings.within() != null && !order.isFixed()) {
            return new FlinkNode.Refused(Problem.error("operators.match-pattern.flink-match-time"), "measures");
        }
        List<String> lines = new ArrayList<>();
        if (!settings.keys().isEmpty()) {
            lines.add("PARTITION BY " + quoted(settings.keys().stream()));
        }
        String time = FlinkScript.quote(Objects.requireNonNull(placement.input().eventTime()));
        lines.add("ORDER BY " + time
                + settings.thenBy().stream().map(tie -> ", " + sql(tie)).collect(Collectors.joining()));
        List<String> measures = new ArrayList<>();
        for (int i = 0; i < settings.measures().size(); i++) {
            measures.add(closed(pattern.measureSql(i)) + " AS "
                    + FlinkScript.quote(settings.measures().get(i).name()));
        }
        lines.add("MEASURES " + String.join(",\n    ", measures));
        lines.add("ONE ROW PER MATCH");
        lines.add("AFTER MATCH SKIP " + skip(settings));
        lines.add("PATTERN (" + order.sql() + ")"
                + (settings.within() == null ? "" : " WITHIN " + SqlInterval.of(settings.within())));
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < order.names().size(); i++) {
            String condition = pattern.conditionSql(i);
            // DEFINE cannot be left out.
            String sql = condition == null && i == 0 ? "TRUE" : condition;
            if (sql != null) {
                conditions.add(FlinkScript.quote(order.names().get(i)) + " AS " + closed(sql));
            }
        }
        lines.add("DEFINE " + String.join(",\n    ", conditions));
        List<String> columns = Stream.concat(
                        settings.keys().stream(), settings.measures().stream().map(Measure::name))
                .toList();
        return FlinkNode.Views.of(
                "out",
                "SELECT " + quoted(columns.stream()) + "\nFROM " + script.view() + " MATCH_RECOGNIZE (\n  "
                        + String.join("\n  ", lines) + "\n) AS `matches`");
    }

    private static String skip(Settings settings) {
        return switch (settings.afterMatch()) {
            case PAST_LAST_ROW -> "PAST LAST ROW";
            case TO_NEXT_ROW -> "TO NEXT ROW";
            case TO_FIRST -> "TO FIRST " + FlinkScript.quote(Objects.requireNonNull(settings.skipTo()));
            case TO_LAST -> "TO LAST " + FlinkScript.quote(Objects.requireNonNull(settings.skipTo()));
        };
    }

    private static String sql(TieColumn tie) {
        return FlinkScript.quote(tie.column()) + (tie.direction() == Direction.DESCENDING ? " DESC" : "");
    }

    /** Ends the line after what may be a comment, so that it does not swallow what follows. */
    private static String closed(String sql) {
        return sql.contains("--") || sql.contains("//") ? sql + "\n" : sql;
    }

    private static String quoted(Stream<String> names) {
        return names.map(FlinkScript::quote).collect(Collectors.joining(", "));
    }

    @Override
    public String summary(Settings settings) {
        return settings.pattern();
    }
}

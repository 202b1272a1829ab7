package dev.tailrace.operators.combine;

import com.google.auto.service.AutoService;
import dev.tailrace.connectors.files.FileTable;
import dev.tailrace.data.Problem;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.FailingRows;
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
import dev.tailrace.operator.format.FormatChoice;
import dev.tailrace.operator.join.ColumnPair;
import dev.tailrace.operator.join.JoinSettings;
import dev.tailrace.operator.join.JoinShape;
import dev.tailrace.operator.join.JoinSql;
import dev.tailrace.operator.join.JoinType;
import dev.tailrace.operator.lookup.LookupPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks each row up in a table that is a file.
 *
 * <p>A row leaves with the columns of the table's row that has its key; where there is none, not at all or with NULLs. A
 * NULL in the key finds nothing. The file is read whole when the run starts, and again when it has changed if
 * {@code refresh} is set; rows then find what was read last. By default a key that comes twice in the file stops the
 * run, because a table that was meant to have one row per key would multiply rows silently. Event time passes through.
 * A row for which the condition cannot be computed with one of the rows found for it goes to the port {@code error}, or
 * stops the run, or is left out.
 *
 * <p>Changes are looked up each for itself and leave as what they are. What is taken back finds what was given, since the
 * file is read once; so it may not be read again where changes come.
 *
 * <p>On Flink the file is a table whose rows are valid since long ago, and a temporal join waits until it is read; so
 * event time passes there too; a row that is late while the table is still being read may come in time there. Without
 * event time an inner join with a bounded table gives the same rows.
 */
@AutoService(Operator.class)
public final class LookupJoin implements TransformOperator<LookupJoin.Settings> {
    /** What becomes of a row for which nothing is found. */
    public enum Type {
        INNER,
        LEFT
    }

    /** How many rows of the table a key may have. */
    public enum Matches {
        ONE,
        ALL
    }

    /** A column of the rows and one of the table that are equal in rows that belong together. */
    public record KeyColumn(@Setting(kind = Kind.COLUMN) String column, @Setting(kind = Kind.TEXT) String key) {}

    /**
     * @param path as of a file source
     * @param refresh how often it is looked whether the file has changed, zero for never
     * @param condition over the columns of both, under their names in the output; null for none
     * @param rightPrefix before the names of the table's columns
     */
    public record Settings(
            @Setting(kind = Kind.FILE) String path,
            @Setting(kind = Kind.FORMAT) FormatChoice format,
            @Setting(kind = Kind.LIST) List<KeyColumn> on,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"inner\"") Type type,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"one\"") Matches matches,
            @Setting(kind = Kind.EXPRESSION, texts = "join") @Nullable String condition,
            @Setting(kind = Kind.TEXT, texts = "join", advanced = true) @Nullable String leftPrefix,
            @Setting(kind = Kind.TEXT, texts = "join", advanced = true) @Nullable String rightPrefix,
            @Setting(kind = Kind.DURATION, defaultJson = "\"0 s\"", advanced = true) Duration refresh,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", texts = "join", advanced = true)
                    ErrorPolicy onError) {
        public Settings {
            on = List.copyOf(on);
        }

        /** One that stops at the first row that fails. */
        public Settings(
                String path,
                FormatChoice format,
                List<KeyColumn> on,
                Type type,
                Matches matches,
                @Nullable String condition,
                @Nullable String leftPrefix,
                @Nullable String rightPrefix,
                Duration refresh) {
            this(path, format, on, type, matches, condition, leftPrefix, rightPrefix, refresh, ErrorPolicy.STOP);
        }
    }

    /** The settings as those of a join of two inputs. */
    private record Joined(
            JoinType joinType,
            List<ColumnPair> on,
            @Nullable String condition,
            @Nullable String leftPrefix,
            @Nullable String rightPrefix)
            implements JoinSettings {
        static Joined of(Settings settings) {
            return new Joined(
                    settings.type() == Type.LEFT ? JoinType.LEFT : JoinType.INNER,
                    settings.on().stream()
                            .map(pair -> new ColumnPair(pair.column(), pair.key()))
                            .toList(),
                    settings.condition(),
                    settings.leftPrefix(),
                    settings.rightPrefix());
        }
    }

    private static final int ERROR = 1;

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "lookup-join",
                "operators",
                Family.COMBINE,
                "mdi2t-table-search",
                List.of(Port.inPassed(), Port.outPassed("out"), Port.errors()),
                List.of("enrich", "reference data", "dimension", "side input", "csv", "lookup table", "vlookup"),
                List.of("Lookup Join (Flink)", "side input (Beam)", "Stream lookup (Hop)", "LookupRecord (NiFi)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    private static FileTable table(Placement<Settings> placement) {
        Settings settings = placement.settings();
        return new FileTable(placement, settings.path(), settings.format());
    }

    private static JoinShape shape(Placement<Settings> placement, StreamType table) {
        return JoinShape.of(new Placement<>(
                placement.node(),
                Joined.of(placement.settings()),
                Map.of(JoinShape.LEFT, List.of(placement.input()), JoinShape.RIGHT, List.of(table)),
                placement.wiredOutputs(),
                placement.environment(),
                placement.baseDirectory()));
    }

    /** The join of a placement that has passed the check. */
    private static JoinShape shape(Placement<Settings> placement) {
        return shape(placement, table(placement).output().ports().getOrDefault("out", placement.input()));
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Output table = table(placement).output();
        List<Problem> problems = new ArrayList<>(table.problems());
        StreamType columns = table.ports().get("out");
        if (columns == null || table.hasErrors()) {
            return Output.failed(problems);
        }
        JoinShape shape = shape(placement, columns);
        shape.problems().forEach(problem -> problems.add(inPlace(problem)));
        if (placement.settings().on().isEmpty()) {
            problems.add(Problem.error("operators.lookup-join.no-key").in("on"));
        }
        if (placement.input().changes() && !placement.settings().refresh().isZero()) {
            problems.add(Problem.error("operators.lookup-join.refresh-changes").in("refresh"));
        }
        if (problems.stream().anyMatch(Problem::isError)) {
            return Output.failed(problems);
        }
        StreamType input = placement.input();
        String time = input.eventTime();
        return new Output(
                Map.of(
                        "out",
                        new StreamType(shape.output(), input.changes(), time == null ? null : shape.name(true, time)),
                        "error",
                        ComputableRows.errors(placement.input())),
                problems);
    }

    /** The places of a key's columns have other names in a join of two inputs. */
    private static Problem inPlace(Problem problem) {
        String place = problem.place();
        return place == null
                ? problem
                : problem.in(place.replace("]." + JoinShape.LEFT, "].column").replace("]." + JoinShape.RIGHT, "].key"));
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        LookupPlan plan = LookupPlan.of(shape(placement), demanded.getOrDefault("out", new BitSet()));
        return Map.of("in", plan.inputColumns(demanded.getOrDefault("error", new BitSet())));
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        JoinShape shape = shape(setup.placement());
        Settings settings = setup.settings();
        LookupPlan plan = LookupPlan.of(shape, setup.demanded("out"));
        return new FileLookup(
                plan,
                table(setup.placement()),
                settings.matches() == Matches.ONE,
                settings.refresh(),
                context -> FailingRows.of(setup, setup.inputSchema(), settings.onError(), ERROR, context));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        Settings settings = placement.settings();
        if (!settings.refresh().isZero()) {
            return new FlinkNode.Refused(Problem.error("operators.lookup-join.flink-refresh"), "refresh");
        }
        String time = placement.input().eventTime();
        if (time == null && settings.type() == Type.LEFT) {
            return new FlinkNode.Refused(Problem.error("operators.lookup-join.flink-left"), "type");
        }
        if (time != null && settings.matches() == Matches.ALL) {
            return new FlinkNode.Refused(Problem.error("operators.lookup-join.flink-all"), "matches");
        }
        if (placement.input().changes() && script.everyChange()) {
            return new FlinkNode.Refused(Problem.error("operators.lookup-join.flink-every-change"), "in");
        }
        JoinShape shape = shape(placement);
        FlinkNode.Refused failing = JoinSql.ofFailing(placement, shape, settings.onError());
        if (failing != null) {
            return failing;
        }
        FlinkNode table = table(placement).flink(script);
        return table instanceof FlinkNode.SourceTable source ? LookupSql.of(placement, shape, source, script) : table;
    }

    @Override
    public String summary(Settings settings) {
        String keys = settings.on().stream()
                .map(pair -> pair.column().equals(pair.key()) ? pair.key() : pair.column() + " = " + pair.key())
                .collect(Collectors.joining(", "));
        return settings.type().name().toLowerCase(Locale.ROOT) + " · " + settings.path()
                + (keys.isEmpty() ? "" : " · " + keys);
    }
}

package dev.tailrace.operators.shape;

import com.google.auto.service.AutoService;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.language.TypeGroup;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.ErrorPolicy;
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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads changes out of plain rows: a column says what each row does, as in the records of change data capture.
 *
 * <p>Its words may be set; those of Flink, of Debezium and of {@link ChangesToRows} are known. Upper and lower case differ.
 * A row whose column is NULL or has another word goes to the port {@code error}, or stops the run, or is left out.
 *
 * <p>What leaves is one of three things. With key columns it is a table: each row that adds replaces the one of its key,
 * and one that takes back, of which only the key is read, takes the one of its key away; so that an update may come
 * without what was there before, and a row twice. NULL is a key like others. The last row of a key that is there is
 * remembered. Without key columns each row is passed on as the change that it says, as of Flink's {@code FROM_CHANGELOG};
 * what a change takes back has to be there, column by column. Event time stays then: a row that is taken back has the time
 * at which it was added. A table by key has none, for what takes a row away comes with a time of its own.
 *
 * <p>For a temporal join it gives versions: rows with the event time from which on they hold, and deletes with that from
 * which on nothing holds. What an update takes back is left out, for the update itself says all.
 */
@AutoService(Operator.class)
public final class RowsToChanges implements TransformOperator<RowsToChanges.Settings> {
    /** What the changes are made into. */
    public enum Gives {
        TABLE,
        VERSIONS
    }

    private static final String INSERTS = "INSERT, +I, c, r";
    private static final String UPDATES_BEFORE = "UPDATE_BEFORE, -U";
    private static final String UPDATES_AFTER = "UPDATE_AFTER, +U, u";
    private static final String DELETES = "DELETE, -D, d";

    /**
     * Where it is said what a row does, and how.
     *
     * @param column of type STRING; it does not leave
     * @param keys of a {@link Gives#TABLE}; empty where rows are taken back column by column
     * @param insert words with commas between, null for none, as those of the other kinds
     */
    public record Settings(
            @Setting(kind = Kind.COLUMN, types = TypeGroup.TEXT) String column,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"table\"") Gives gives,
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]", shownWhen = "gives: table") List<String> keys,
            @Setting(kind = Kind.TEXT, defaultJson = '"' + INSERTS + '"', advanced = true) @Nullable String insert,
            @Setting(kind = Kind.TEXT, defaultJson = '"' + UPDATES_BEFORE + '"', advanced = true) @Nullable
                    String updateBefore,
            @Setting(kind = Kind.TEXT, defaultJson = '"' + UPDATES_AFTER + '"', advanced = true) @Nullable
                    String updateAfter,
            @Setting(kind = Kind.TEXT, defaultJson = '"' + DELETES + '"', advanced = true) @Nullable String delete,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", advanced = true) ErrorPolicy onError) {
        public Settings {
            keys = List.copyOf(keys);
        }

        /** With the words that are known anyway, stopping at the first that is not. */
        public static Settings of(String column, Gives gives, List<String> keys) {
            return new Settings(column, gives, keys, INSERTS, UPDATES_BEFORE, UPDATES_AFTER, DELETES, ErrorPolicy.STOP);
        }
    }

    private static final int ERROR = 1;

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "rows-to-changes",
                "operators",
                Family.SHAPE,
                "mdi2d-database-sync-outline",
                List.of(Port.in(), Port.changes(), Port.errors()),
                List.of(
                        "changelog",
                        "cdc",
                        "debezium",
                        "upsert",
                        "row kind",
                        "op",
                        "delete",
                        "primary key",
                        "versions"),
                List.of("FROM_CHANGELOG (Flink)", "fromChangelogStream (Flink)", "KTable (Kafka Streams)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public List<Port> ports(Settings settings) {
        return List.of(Port.in(), settings.gives() == Gives.VERSIONS ? Port.versions() : Port.changes(), Port.errors());
    }

    @Override
    public List<String> changelogKey(Settings settings) {
        return settings.gives() == Gives.TABLE ? settings.keys() : List.of();
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        StreamType input = placement.input();
        Problem unknown = ColumnNames.check(settings.column(), input.schema(), "column");
        if (unknown != null) {
            return Output.failed(unknown);
        }
        List<Problem> problems = new ArrayList<>();
        DataType type =
                input.schema().field(input.schema().indexOf(settings.column())).type();
        if (!type.is(TypeKind.STRING)) {
            problems.add(Problem.error("operators.rows-to-changes.type", settings.column(), type)
                    .in("column"));
        }
        problems.addAll(ChangeWords.problems(settings));
        String time = isTable(settings) ? null : input.eventTime();
        if (settings.gives() == Gives.TABLE) {
            problems.addAll(keyProblems(settings, input.schema()));
        } else if (time == null) {
            problems.add(MissingEventTime.problem("operators.rows-to-changes.no-event-time", input.schema()));
        }
        if (problems.stream().anyMatch(Problem::isError)) {
            return Output.failed(problems);
        }
        return new Output(
                Map.of("out", new StreamType(schema(placement), true, time), "error", ComputableRows.errors(input)),
                problems);
    }

    /** Whether rows replace each other by key. */
    private static boolean isTable(Settings settings) {
        return settings.gives() == Gives.TABLE && !settings.keys().isEmpty();
    }

    private static List<Problem> keyProblems(Settings settings, Schema input) {
        List<Problem> problems = new ArrayList<>(ColumnNames.check(settings.keys(), input, "keys"));
        if (settings.keys().contains(settings.column())) {
            problems.add(Problem.error("operators.rows-to-changes.key-column", settings.column())
                    .in("keys"));
        }
        ChangeWords words = ChangeWords.of(settings);
        if (settings.keys().isEmpty()
                && !words.of(RowKind.UPDATE_AFTER).isEmpty()
                && words.of(RowKind.UPDATE_BEFORE).isEmpty()) {
            problems.add(Problem.error("operators.rows-to-changes.no-keys").in("keys"));
        }
        return problems;
    }

    /** The input's columns but the one that says what a row does. */
    private static Schema schema(Placement<Settings> placement) {
        List<Field> fields = new ArrayList<>(placement.input().schema().fields());
        fields.remove(placement.input().schema().indexOf(placement.settings().column()));
        return new Schema(fields);
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        Schema input = placement.input().schema();
        BitSet columns = demanded.getOrDefault("error", new BitSet()).get(0, input.size());
        int column = input.indexOf(placement.settings().column());
        demanded.getOrDefault("out", new BitSet()).stream()
                .map(out -> out < column ? out : out + 1)
                .forEach(columns::set);
        columns.set(column);
        if (placement.settings().gives() == Gives.TABLE) {
            placement.settings().keys().forEach(key -> columns.set(input.indexOf(key)));
        }
        return Map.of("in", columns);
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        SaidKinds kinds = new SaidKinds(setup, ERROR);
        return isTable(setup.settings()) ? new UpsertedRows(setup, kinds) : new SaidChanges(setup, kinds);
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        if (placement.isWired("error")) {
            return new FlinkNode.Refused(Problem.error("operators.flink-error-port"), "error");
        }
        if (isTable(placement.settings()) && script.everyChange()) {
            return new FlinkNode.Refused(Problem.error("operators.rows-to-changes.flink-kinds"), "keys");
        }
        return new ChangesSql(placement, schema(placement)).node(script);
    }

    @Override
    public String summary(Settings settings) {
        return settings.gives().name().toLowerCase(Locale.ROOT)
                + (isTable(settings) ? " · " + String.join(", ", settings.keys()) : "")
                + " · " + settings.column();
    }
}

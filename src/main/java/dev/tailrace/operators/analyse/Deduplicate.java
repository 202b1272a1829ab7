package dev.tailrace.operators.analyse;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ColumnNames;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one row of each key: the first or the last by event time.
 *
 * <p>The first one leaves as an insert once the watermark has reached its time, so that it is final; of equally early
 * rows the one that came first. A row before the watermark is late, as in Flink: it goes to the late port, or is counted.
 * The last one leaves at once and is replaced by a later one, or by one of the same time that comes after it; so the
 * output is a changelog, with one update per key and batch at most and none where nothing has changed. Rows are never
 * late for it. NULL is a key like others. Results are those of Flink's {@code ROW_NUMBER() OVER (PARTITION BY key ORDER
 * BY time) = 1}, which becomes a deduplication there if the time is the event time.
 *
 * <p>Keys stay for ever unless a state TTL is set: then one that has had no row for so long by the clock is forgotten, once
 * its first row has passed, and its next row is a first one again. That depends on the clock.
 */
@AutoService(Operator.class)
public final class Deduplicate implements TransformOperator<Deduplicate.Settings> {
    /** Which row of a key stays. */
    public enum Keep {
        FIRST,
        LAST
    }

    /**
     * Of what one row is kept, and which.
     *
     * @param stateTtl how long a key without rows is remembered; null for ever
     */
    public record Settings(
            @Setting(kind = Kind.COLUMNS) List<String> keys,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"first\"") Keep keep,
            @Setting(kind = Kind.DURATION, texts = "keyed") @Nullable Duration stateTtl) {
        public Settings {
            keys = List.copyOf(keys);
        }

        public Settings(List<String> keys, Keep keep) {
            this(keys, keep, null);
        }
    }

    private static final int LATE = 1;

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "deduplicate",
                "operators",
                Family.ANALYSE,
                "mdi2c-content-duplicate",
                List.of(Port.in(), Port.changes(), Port.late()),
                List.of("distinct", "unique", "first row", "last row", "latest", "upsert", "duplicates"),
                List.of("ROW_NUMBER() = 1 (Flink)", "Deduplicate (Beam)", "Unique rows (Hop)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public List<String> changelogKey(Settings settings) {
        return settings.keys();
    }

    @Override
    public List<Port> ports(Settings settings) {
        return settings.keep() == Keep.FIRST
                ? List.of(Port.in(), Port.out(), Port.late())
                : List.of(Port.in(), Port.changes());
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        StreamType input = placement.input();
        List<Problem> problems = new ArrayList<>(ColumnNames.check(settings.keys(), input.schema(), "keys"));
        if (settings.keys().isEmpty()) {
            problems.add(Problem.error("operators.deduplicate.no-keys").in("keys"));
        }
        if (input.eventTime() == null) {
            problems.add(MissingEventTime.problem("operators.deduplicate.no-event-time", input.schema()));
        }
        Problem ttl = IdleKeys.problem(settings.stateTtl());
        if (ttl != null) {
            problems.add(ttl);
        }
        return settings.keep() == Keep.FIRST
                ? new Output(Map.of("out", input, "late", input), problems)
                : new Output(Map.of("out", new StreamType(input.schema(), true, null)), problems);
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        BitSet columns = needed(placement, demanded.getOrDefault("out", new BitSet()));
        columns.or(demanded.getOrDefault("late", new BitSet()));
        return Map.of("in", columns);
    }

    /** What is read of rows that are kept, and their time. */
    private static BitSet needed(Placement<Settings> placement, BitSet demanded) {
        Schema schema = placement.input().schema();
        BitSet columns = (BitSet) demanded.clone();
        placement.settings().keys().forEach(name -> columns.set(schema.indexOf(name)));
        columns.set(schema.indexOf(Objects.requireNonNull(placement.input().eventTime())));
        return columns;
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        Schema input = setup.inputSchema();
        BitSet demanded = setup.demanded("out");
        KeyedRows rows = KeyedRows.of(input, setup.settings().keys(), needed(setup.placement(), demanded));
        String time = Objects.requireNonNull(setup.placement().input().eventTime());
        if (setup.settings().keep() == Keep.LAST) {
            return new LastRows(rows, time, input, demanded, setup.settings().stateTtl());
        }
        int latePort = setup.placement().isWired("late") ? LATE : FirstRows.COUNT_LATE;
        return new FirstRows(
                rows, time, input, demanded, latePort, setup.settings().stateTtl());
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        if (placement.isWired("late")) {
            return new FlinkNode.Refused(Problem.error("operators.flink-late-port"), "late");
        }
        if (placement.settings().stateTtl() != null) {
            return new FlinkNode.Refused(Problem.error("operators.flink-state-ttl"), "stateTtl");
        }
        Schema schema = placement.input().schema();
        String number = FlinkScript.quote(schema.freeName("row_number"));
        String time = FlinkScript.quote(Objects.requireNonNull(placement.input().eventTime()));
        String order = placement.settings().keep() == Keep.FIRST ? "ASC" : "DESC";
        return FlinkNode.Views.of(
                "out",
                "SELECT " + names(schema.names()) + "\nFROM (\n  SELECT *, ROW_NUMBER() OVER (PARTITION BY "
                        + names(placement.settings().keys()) + " ORDER BY " + time + " " + order + ") AS " + number
                        + "\n  FROM " + script.view() + "\n)\nWHERE " + number + " = 1");
    }

    private static String names(List<String> columns) {
        return columns.stream().map(FlinkScript::quote).collect(Collectors.joining(", "));
    }

    @Override
    public String summary(Settings settings) {
        return settings.keep().name().toLowerCase(Locale.ROOT) + " · " + String.join(", ", settings.keys());
    }
}

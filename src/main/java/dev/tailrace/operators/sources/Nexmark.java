package dev.tailrace.operators.sources;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceContext;
import dev.tailrace.operator.SourceOperator;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Makes up the people, auctions and bids of the Nexmark benchmark.
 *
 * <p>All kinds come out of one port, in the order in which they happen, with the union of their columns; a column that a
 * kind has not is NULL. A file of events with one JSON object a line has the same columns, so that a pipeline reads
 * either. Event n depends on nothing but the seed, the rate, the start and n. The event time is {@code dateTime}: a tenth
 * of the events is up to three seconds late, and the watermark is four seconds behind the newest, so that no row is ever
 * late for it.
 */
@AutoService(Operator.class)
public final class Nexmark implements SourceOperator<Nexmark.Settings> {
    /** Which events come out. */
    public enum Emitted {
        ALL(NexmarkColumn.OF_ALL),
        PEOPLE(NexmarkColumn.OF_PERSON),
        AUCTIONS(NexmarkColumn.OF_AUCTION),
        BIDS(NexmarkColumn.OF_BID);

        private final int kinds;

        Emitted(int kinds) {
            this.kinds = kinds;
        }
    }

    /**
     * @param rowsPerSecond events of any kind by the clock; 0 for as fast as possible
     * @param events of any kind, after which the source ends; 0 for never
     * @param rate events of any kind in a second of event time
     * @param start ISO 8601 with a zone: the time of the first event
     */
    public record Settings(
            @Setting(kind = Kind.NUMBER, defaultJson = "1000", min = 0, max = 1e9) double rowsPerSecond,
            @Setting(kind = Kind.NUMBER, defaultJson = "0", min = 0) long events,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"all\"") Emitted emitted,
            @Setting(kind = Kind.NUMBER, defaultJson = "10000", min = 1, max = 1e6) int rate,
            @Setting(kind = Kind.TEXT, defaultJson = "\"2015-07-14T23:58:20Z\"", advanced = true) String start,
            @Setting(kind = Kind.NUMBER, defaultJson = "1", advanced = true) long seed) {}

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "nexmark",
                "operators",
                Family.SOURCES,
                "mdi2g-gavel",
                List.of(Port.out()),
                List.of("benchmark", "auction", "bid", "test data", "random", "synthetic"),
                List.of("nexmark (Flink)", "NexmarkLauncher (Beam)", "Nexmark (Arroyo)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Settings unpaced(Settings settings) {
        return new Settings(
                0, settings.events(), settings.emitted(), settings.rate(), settings.start(), settings.seed());
    }

    @Override
    public boolean isRepeatable(Settings settings) {
        return true;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        try {
            Instant.parse(settings.start().strip());
        } catch (DateTimeParseException wrong) {
            return Output.failed(Problem.error("operators.nexmark.start-time", settings.start())
                    .in("start"));
        }
        List<Field> fields = columns(settings).stream()
                .map(column -> column.field(settings.emitted().kinds))
                .toList();
        return Output.of("out", StreamType.rows(new Schema(fields)).withEventTime(NexmarkColumn.DATE_TIME.title()));
    }

    /** The columns of the kinds that come out, in their order. */
    private static List<NexmarkColumn> columns(Settings settings) {
        List<NexmarkColumn> columns = new ArrayList<>(List.of(NexmarkColumn.values()));
        columns.removeIf(column -> (column.kinds() & settings.emitted().kinds) == 0);
        return columns;
    }

    @Override
    public Source source(Setup<Settings> setup) {
        return new Events(setup);
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("operators.nexmark.flink"), null);
    }

    @Override
    public String summary(Settings settings) {
        return settings.events() == 0 ? "" : String.format("%,d", settings.events());
    }

    private record Events(Setup<Settings> setup) implements Source {
        @Override
        public boolean bounded() {
            return setup.settings().events() > 0;
        }

        @Override
        public boolean mayWait() {
            return false;
        }

        @Override
        public List<String> partitions() {
            return List.of("events");
        }

        @Override
        public Reader open(String partition, SourceContext context) {
            Settings settings = setup.settings();
            List<NexmarkColumn> columns = columns(settings);
            BitSet places = setup.demanded("out");
            Set<NexmarkColumn> demanded = EnumSet.noneOf(NexmarkColumn.class);
            places.stream().mapToObj(columns::get).forEach(demanded::add);
            NexmarkEvents events = new NexmarkEvents(
                    settings.seed(),
                    settings.rate(),
                    Instant.parse(settings.start().strip()).toEpochMilli());
            NexmarkBatches batches =
                    new NexmarkBatches(events, setup.outputSchema("out"), columns, demanded, settings.emitted().kinds);
            long limit = settings.events() == 0 ? Long.MAX_VALUE : settings.events();
            return new NexmarkReader(events, batches, limit, settings.rowsPerSecond(), context);
        }
    }
}

package dev.tailrace.operators.shape;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Lease;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.order.IntervalQuota;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Lets a part of the rows pass: every n-th, a random part, all rows of some keys, or so many a second.
 *
 * <p>Every n-th counts from the first row on. A random part is decided by a hash of the seed and the number of the row,
 * so that the same input gives the same sample. By key, a hash of the key's columns and the seed decides, so that all
 * rows of a key pass or none: a changelog may be sampled like this, and Flink does the same. So many a second is by the
 * clock, within seconds that begin with the first row after the last one, so it is outside of what is the same on both
 * runtimes and in every run.
 */
@AutoService(Operator.class)
public final class Sample implements TransformOperator<Sample.Settings> {
    /** What decides. */
    public enum Method {
        EVERY_NTH,
        RANDOM,
        BY_KEY,
        PER_SECOND
    }

    /**
     * What passes.
     *
     * @param n for {@link Method#EVERY_NTH}: one of so many
     * @param fraction for {@link Method#RANDOM} and {@link Method#BY_KEY}: 0 to 1
     * @param rowsPerSecond for {@link Method#PER_SECOND}
     */
    public record Settings(
            @Setting(kind = Kind.CHOICE, defaultJson = "\"every-nth\"") Method method,
            @Setting(kind = Kind.NUMBER, defaultJson = "10", min = 1, shownWhen = "method: every-nth") long n,
            @Setting(kind = Kind.NUMBER, defaultJson = "0.1", min = 0, max = 1, shownWhen = "method: random, by-key")
                    double fraction,
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]", shownWhen = "method: by-key") List<String> keys,
            @Setting(kind = Kind.NUMBER, defaultJson = "1") long seed,
            @Setting(kind = Kind.NUMBER, defaultJson = "100", min = 1, shownWhen = "method: per-second")
                    long rowsPerSecond) {
        public Settings {
            keys = List.copyOf(keys);
        }
    }

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "sample",
                "operators",
                Family.SHAPE,
                "mdi2p-percent-outline",
                List.of(Port.inPassed(), Port.outPassed("out")),
                List.of("fraction", "random", "every n-th", "thin out", "rate limit", "percent"),
                List.of("TABLESAMPLE (SQL)", "Sample (Beam)", "SampleRecord (NiFi)", "Sample rows (Hop)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    /** Only whole keys may be taken out of a changelog. */
    @Override
    public List<Port> ports(Settings settings) {
        return settings.method() == Method.BY_KEY
                ? List.of(Port.inPassed(), Port.outPassed("out"))
                : List.of(Port.in(), Port.out());
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        List<Problem> problems = new ArrayList<>();
        if (settings.method() == Method.BY_KEY) {
            problems.addAll(ColumnNames.check(settings.keys(), placement.input().schema(), "keys"));
            if (settings.keys().isEmpty()) {
                problems.add(Problem.error("operators.sample.no-keys").in("keys"));
            } else if (problems.isEmpty()
                    && placement.check(ofKeys(placement).condition()).expression() == null) {
                problems.add(Problem.error("operators.sample.key-type").in("keys"));
            }
        }
        return new Output(Map.of("out", placement.input()), problems);
    }

    /** The condition on the key's columns, which both runtimes compute. */
    private static Filter.Settings ofKeys(Placement<Settings> placement) {
        Settings settings = placement.settings();
        Schema schema = placement.input().schema();
        String texts = settings.keys().stream()
                .map(key -> Objects.requireNonNull(schema.field(key)))
                .map(field -> field.type().is(TypeKind.STRING)
                        ? FlinkScript.quote(field.name())
                        : "CAST(" + FlinkScript.quote(field.name()) + " AS STRING)")
                .map(text -> " || '|' || COALESCE(" + text + ", '')")
                .collect(Collectors.joining());
        // The first 32 bits as hexadecimal digits, which are in the order of their numbers; g is behind all of them.
        long least = (long) Math.floor(settings.fraction() * (1L << 32));
        String bound = least == 1L << 32 ? "g" : String.format(Locale.ROOT, "%08x", least);
        String condition = "LEFT(MD5('" + settings.seed() + "'" + texts + "), 8) < '" + bound + "'";
        return new Filter.Settings(condition, Filter.WhenNull.DROP, ErrorPolicy.STOP);
    }

    private static Placement<Filter.Settings> asFilter(Placement<Settings> placement) {
        return new Placement<>(
                placement.node(),
                ofKeys(placement),
                placement.inputs(),
                placement.wiredOutputs(),
                placement.environment(),
                placement.baseDirectory());
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        return placement.settings().method() == Method.BY_KEY
                ? new Filter().demand(asFilter(placement), demanded)
                : Map.of("in", Conditions.passedOn(placement, demanded));
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        Settings settings = setup.settings();
        return switch (settings.method()) {
            case EVERY_NTH, RANDOM -> new Counted(settings);
            case PER_SECOND -> new PerSecond(settings.rowsPerSecond());
            case BY_KEY -> new Filter().processor(new Setup<>(asFilter(setup.placement()), setup.outputs(), Map.of()));
        };
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return switch (placement.settings().method()) {
            case BY_KEY -> new Filter().flink(asFilter(placement), script);
            case PER_SECOND -> new FlinkNode.Refused(Problem.error("operators.flink-clock"), "method");
            default -> new FlinkNode.Refused(Problem.error("operators.sample.flink-number"), "method");
        };
    }

    @Override
    public String summary(Settings settings) {
        return switch (settings.method()) {
            case EVERY_NTH -> "1 / " + settings.n();
            case PER_SECOND -> settings.rowsPerSecond() + " / s";
            case RANDOM -> Double.toString(settings.fraction());
            case BY_KEY -> settings.fraction() + " · " + String.join(", ", settings.keys());
        };
    }

    /** Emits the rows that are noted in a selection. */
    private abstract static class Selecting implements Processor {
        private int[] selection = new int[Batch.MAX_ROWS];

        @Override
        public final void process(int port, Batch batch, Outlet out) {
            if (selection.length < batch.rows()) {
                selection = new int[batch.rows()];
            }
            int count = select(batch, selection);
            if (count > 0) {
                Lease lease = new Lease(batch.lease());
                out.emit(0, batch.select(selection, count).under(lease));
                if (!lease.release()) {
                    selection = new int[Batch.MAX_ROWS]; // Somebody holds it beyond the call.
                }
            }
        }

        /** @return how many positions have been put into the selection */
        abstract int select(Batch batch, int[] positions);
    }

    /** Decides by the number of the row. */
    private static final class Counted extends Selecting {
        private static final StateTable ROWS = new StateTable(
                "rows",
                StateTable.Distribution.SPLIT,
                Schema.EMPTY,
                Schema.of(Field.required("count", DataType.BIGINT)));

        private final boolean isRandom;
        private final long n;
        private final long seed;
        /** Hashes below this pass, as unsigned numbers of 53 bits. */
        private final long bound;

        private long rows;

        Counted(Settings settings) {
            this.isRandom = settings.method() == Method.RANDOM;
            this.n = settings.n();
            this.seed = settings.seed();
            this.bound = (long) Math.floor(settings.fraction() * (1L << 53));
        }

        @Override
        int select(Batch batch, int[] positions) {
            int count = 0;
            if (isRandom) {
                for (int i = 0; i < batch.rows(); i++) {
                    positions[count] = batch.index(i);
                    count += mixed(seed + rows++ * 0x9e3779b97f4a7c15L) >>> 11 < bound ? 1 : 0;
                }
            } else {
                long skipped = rows % n == 0 ? 0 : n - rows % n;
                for (long i = skipped; i < batch.rows(); i += n) {
                    positions[count++] = batch.index((int) i);
                }
                rows += batch.rows();
            }
            return count;
        }

        /** The finalizer of SplitMix64, by Steele, Lea and Flood. */
        private static long mixed(long value) {
            long first = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
            long second = (first ^ first >>> 27) * 0x94d049bb133111ebL;
            return second ^ second >>> 31;
        }

        @Override
        public void snapshot(StateWriter writer) {
            BatchBuilder row = new BatchBuilder(ROWS.schema());
            ((LongsBuilder) row.column(0)).append(rows);
            row.endRow();
            writer.table(ROWS).accept(row.build());
        }

        @Override
        public void restore(StateReader reader) {
            for (Batch batch : reader.table(ROWS)) {
                for (int i = 0; i < batch.rows(); i++) {
                    rows += ((Column.Longs) batch.column(0)).values[batch.index(i)];
                }
            }
        }
    }

    /** Decides by the clock. */
    private static final class PerSecond extends Selecting {
        private static final long SECOND_MILLIS = 1000;

        private final IntervalQuota quota;
        private ProcessorContext context;

        @SuppressWarnings("NullAway.Init")
        PerSecond(long limit) {
            this.quota = new IntervalQuota(limit, SECOND_MILLIS);
        }

        @Override
        public void open(ProcessorContext newContext) {
            context = newContext;
        }

        @Override
        int select(Batch batch, int[] positions) {
            int count = quota.take(batch.rows(), context.now());
            for (int i = 0; i < count; i++) {
                positions[i] = batch.index(i);
            }
            return count;
        }

        @Override
        public void snapshot(StateWriter writer) {
            quota.snapshot(writer);
        }

        @Override
        public void restore(StateReader reader) {
            quota.restore(reader);
        }
    }
}

package dev.tailrace.bench;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Outlet;
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
import java.util.List;

/**
 * Rows of which each tells when it was due, by {@link System#nanoTime()}: also when the engine held the source up, so
 * that what waited before the engine counts as waiting. It looks for due rows every half millisecond, on a thread of its
 * own as a source of the outside world does.
 */
final class StampedSource implements SourceOperator<StampedSource.Settings> {
    static final String ID = "bench-stamped";

    private static final Schema SCHEMA =
            Schema.of(Field.required("key", DataType.BIGINT), Field.required("due", DataType.BIGINT));
    private static final long LOOK_NANOS = 500_000;

    /** @param rowsPerSecond 0 for as fast as possible */
    record Settings(
            @Setting(kind = Kind.NUMBER, defaultJson = "0") double rowsPerSecond,
            @Setting(kind = Kind.NUMBER, defaultJson = "1000000") long rows,
            @Setting(kind = Kind.NUMBER, defaultJson = "10000") long keys) {}

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                ID, "bench", Family.SOURCES, "mdi2t-timer-outline", List.of(Port.out()), List.of(), List.of());
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        return Output.of("out", StreamType.rows(SCHEMA));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("operators.generator.flink"), null);
    }

    @Override
    public Source source(Setup<Settings> setup) {
        return new Rows(setup.settings());
    }

    private record Rows(Settings settings) implements Source {
        @Override
        public boolean bounded() {
            return true;
        }

        @Override
        public List<String> partitions() {
            return List.of("rows");
        }

        @Override
        public Reader open(String partition, SourceContext context) {
            return new DueRows(settings, context);
        }
    }

    private static final class DueRows implements Source.Reader {
        private final Settings settings;
        private final SourceContext context;
        private final double nanosPerRow;
        private final long begun = System.nanoTime();
        private long next;

        DueRows(Settings settings, SourceContext context) {
            this.settings = settings;
            this.context = context;
            this.nanosPerRow = settings.rowsPerSecond() == 0 ? 0 : 1e9 / settings.rowsPerSecond();
        }

        @Override
        public Poll poll(Outlet out) {
            long now = System.nanoTime();
            long due = nanosPerRow == 0 ? Long.MAX_VALUE : (long) ((now - begun) / nanosPerRow);
            int count = (int) Math.min(Batch.MAX_ROWS, Math.min(settings.rows(), due) - next);
            if (count > 0) {
                out.emit(0, batch(count, now));
            }
            if (next == settings.rows()) {
                return Poll.END;
            }
            if (next < due) {
                return Poll.MORE;
            }
            context.pollAt(now + LOOK_NANOS);
            return Poll.NOTHING_YET;
        }

        private Batch batch(int count, long now) {
            BatchBuilder rows = new BatchBuilder(SCHEMA);
            LongsBuilder keys = (LongsBuilder) rows.column(0);
            LongsBuilder dues = (LongsBuilder) rows.column(1);
            for (int i = 0; i < count; i++, next++) {
                keys.append((next * 0x9E3779B97F4A7C15L >>> 1) % settings.keys());
                dues.append(nanosPerRow == 0 ? now : begun + (long) (next * nanosPerRow));
                rows.endRow();
            }
            return rows.build();
        }

        @Override
        public String offset() {
            return Long.toString(next);
        }

        @Override
        public void seek(String offset) {
            throw new UnsupportedOperationException(offset);
        }

        @Override
        public void close() {}
    }
}

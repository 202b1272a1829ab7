package dev.tailrace.operators.time;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Problem.Fix;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.JsonText;
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
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says which column is the time of an event, and how far rows may be out of order.
 *
 * <p>The watermark is the greatest time so far minus the disorder minus 1 ms, as of Flink's
 * {@code BoundedOutOfOrdernessWatermarks}, and acts as if it were sent after every row: a batch is cut before a row that
 * the watermark has passed already, and the watermark goes first. So what is late does not depend on batches. A row
 * without a time fails. Watermarks from before end here; only that of the end of input passes.
 *
 * <p>If no row comes for as long as the idle timeout says, by the clock, whoever combines this stream with others waits
 * for it no longer, until its next row; rows of it that are too old by then are late. On Flink it waits: there the
 * timeout is one for a whole job ({@code table.exec.source.idle-timeout}).
 *
 * <p>A known difference: Flink's SQL runtime sends no watermark before 1970-01-01T00:00 UTC, so that there no row is late
 * and windows fire only once a later one comes or the input ends. Here they are as at any other time.
 */
@AutoService(Operator.class)
public final class EventTime implements TransformOperator<EventTime.Settings> {
    /**
     * The column and the disorder that is waited for.
     *
     * @param idleTimeout zero for never
     */
    public record Settings(
            @Setting(kind = Kind.COLUMN) String column,
            @Setting(kind = Kind.DURATION, defaultJson = "\"5 s\"") Duration disorder,
            @Setting(kind = Kind.DURATION, defaultJson = "\"0 s\"", advanced = true) Duration idleTimeout,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", advanced = true) ErrorPolicy onError) {}

    private static final int OUT = 0;
    private static final int ERROR = 1;
    private static final int MAX_PRECISION = 3;

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "event-time",
                "operators",
                Family.TIME,
                "mdi2c-clock-start",
                List.of(Port.in(), Port.out(), Port.errors()),
                List.of("watermark", "timestamp", "out of order", "lateness", "rowtime"),
                List.of("WATERMARK (Flink)", "WithTimestamps (Beam)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        String column = placement.settings().column();
        Schema schema = placement.input().schema();
        List<Problem> problems = new ArrayList<>();
        Problem unknown = ColumnNames.check(column, schema, "column");
        if (unknown != null) {
            return Output.failed(unknown);
        }
        Problem wrongType = typeProblem(Objects.requireNonNull(schema.field(column)));
        if (wrongType != null) {
            problems.add(wrongType);
        }
        StreamType out = placement.input().withEventTime(wrongType == null ? column : null);
        return new Output(Map.of("out", out, "error", ComputableRows.errors(placement.input())), problems);
    }

    private static @Nullable Problem typeProblem(Field field) {
        DataType type = field.type();
        if (type.kind().isTimestamp()) {
            return type.precision() <= MAX_PRECISION
                    ? null
                    : conversion("operators.event-time.precision", field, "CAST(%s AS " + type.kind() + "(3))");
        }
        return switch (type.kind()) {
            case BIGINT -> conversion("operators.event-time.number", field, "TO_TIMESTAMP_LTZ(%s, 3)");
            case STRING -> conversion("operators.event-time.text", field, "CAST(%s AS TIMESTAMP(3))");
            default ->
                Problem.error("operators.event-time.type", field.name(), type).in("column");
        };
    }

    private static Problem conversion(String code, Field field, String call) {
        String expression = call.formatted(FlinkScript.quote(field.name()));
        String json = "{\"columns\":[{\"name\":" + JsonText.quoted(field.name()) + ",\"expression\":"
                + JsonText.quoted(expression) + "}]}";
        return Problem.error(code, field.name(), field.type())
                .in("column")
                .fixedBy(new Fix.InsertBefore(
                        "operators.event-time.fix.convert", List.of(field.name()), "derive", json));
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        Schema schema = placement.input().schema();
        BitSet columns = new BitSet();
        demanded.values().forEach(columns::or);
        columns = columns.get(0, schema.size());
        columns.set(schema.indexOf(placement.settings().column()));
        return Map.of("in", columns);
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return new Running(setup);
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        Settings settings = placement.settings();
        if (placement.isWired("error")) {
            return new FlinkNode.Refused(Problem.error("operators.flink-error-port"), "error");
        }
        boolean skipsNulls = settings.onError() == ErrorPolicy.SKIP;
        return new FlinkNode.EventTime(settings.column(), settings.disorder().toMillis(), skipsNulls);
    }

    @Override
    public String summary(Settings settings) {
        return settings.column();
    }

    private static final class Running implements Processor {
        private static final StateTable GREATEST = new StateTable(
                "greatest_time",
                StateTable.Distribution.SPLIT,
                Schema.EMPTY,
                Schema.of(Field.required("millis", DataType.BIGINT)));

        private final Setup<Settings> setup;
        private final int column;
        private final long behindMillis;
        private final long idleMillis;
        private ProcessorContext context;
        private FailingRows failing;
        private long greatest = Long.MIN_VALUE;

        /** By the clock: when rows came last. */
        private long lastRows;

        private boolean isTimed;

        @SuppressWarnings("NullAway.Init")
        Running(Setup<Settings> setup) {
            this.setup = setup;
            this.column = setup.inputSchema().indexOf(setup.settings().column());
            this.behindMillis = setup.settings().disorder().toMillis() + 1;
            this.idleMillis = setup.settings().idleTimeout().toMillis();
        }

        @Override
        public void open(ProcessorContext newContext) {
            context = newContext;
            awake();
            failing = new FailingRows(
                    context,
                    setup.settings().onError(),
                    ERROR,
                    setup.placement().isWired("error"),
                    FailingRows.schema(setup.inputSchema()),
                    setup.demanded("error"));
        }

        private void awake() {
            if (idleMillis > 0) {
                lastRows = context.now();
                if (!isTimed) {
                    isTimed = true;
                    context.atProcessingTime(lastRows + idleMillis);
                }
            }
        }

        @Override
        public void processingTimer(long millis, Outlet out) {
            long idleAt = lastRows + idleMillis;
            isTimed = idleAt > millis;
            if (isTimed) {
                context.atProcessingTime(idleAt);
            } else {
                out.idle();
            }
        }

        @Override
        public void process(int port, Batch batch, Outlet out) {
            awake();
            Column.Longs times = (Column.Longs) batch.column(column);
            Batch timed = times.nulls == null ? batch : withTime(batch, times, out);
            long sent = watermark();
            int from = 0;
            for (int i = 0; i < timed.rows(); i++) {
                long time = times.values[timed.index(i)];
                if (time > greatest) {
                    greatest = time;
                } else if (time <= watermark() && watermark() > sent) {
                    emit(timed, from, i, out);
                    from = i;
                    sent = watermark();
                    out.watermark(sent);
                }
            }
            emit(timed, from, timed.rows(), out);
            if (watermark() > sent) {
                out.watermark(watermark());
            }
        }

        private static void emit(Batch batch, int from, int to, Outlet out) {
            if (to > from) {
                out.emit(OUT, from == 0 && to == batch.rows() ? batch : batch.slice(from, to));
            }
        }

        private long watermark() {
            return greatest < Long.MIN_VALUE + behindMillis ? Long.MIN_VALUE : greatest - behindMillis;
        }

        /** The rows that have a time; the others go where failing rows go. */
        private Batch withTime(Batch batch, Column.Longs times, Outlet out) {
            int[] positions = new int[batch.rows()];
            int count = 0;
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                if (times.isNull(index)) {
                    Problem missing = Problem.error(
                            "operators.event-time.missing", setup.settings().column());
                    failing.add(batch, index, missing, out);
                } else {
                    positions[count++] = index;
                }
            }
            failing.flush(out);
            return count == batch.rows() ? batch : batch.select(positions, count);
        }

        @Override
        public void watermark(long millis, Outlet out) {
            if (millis == Long.MAX_VALUE) {
                out.watermark(millis);
            }
        }

        @Override
        public void snapshot(StateWriter writer) {
            Consumer<Batch> target = writer.table(GREATEST);
            BatchBuilder row = new BatchBuilder(GREATEST.schema());
            ((ColumnBuilder.Longs) row.column(0)).append(greatest);
            row.endRow();
            target.accept(row.build());
        }

        @Override
        public void restore(StateReader reader) {
            for (Batch batch : reader.table(GREATEST)) {
                for (int i = 0; i < batch.rows(); i++) {
                    greatest = Math.max(greatest, ((Column.Longs) batch.column(0)).values[batch.index(i)]);
                }
            }
        }
    }
}

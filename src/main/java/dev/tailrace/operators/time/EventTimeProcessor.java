package dev.tailrace.operators.time;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.ColumnRoom;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import dev.tailrace.language.Projection;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.state.StateReader;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateWriter;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends watermarks between rows, as {@link EventTime} says. */
final class EventTimeProcessor implements Processor {
    private static final int OUT = 0;
    private static final int ERROR = 1;
    private static final StateTable WATERMARK = new StateTable(
            "watermark",
            StateTable.Distribution.SPLIT,
            Schema.EMPTY,
            Schema.of(Field.required("millis", DataType.BIGINT)));

    private final Setup<EventTime.Settings> setup;
    private final int column;
    /** How much the watermark of a row that says something is behind its time; not used where it is computed. */
    private final long behindMillis;

    private final long idleMillis;

    /** Leaves in {@link #said} what rows say of the watermark; null where all say their time. */
    private final @Nullable Consumer<Batch> computation;

    private final ColumnRoom room = new ColumnRoom();
    private @Nullable Column said;
    private ProcessorContext context;
    private FailingRows failing;
    private ComputableRows computable;
    private long watermark = Long.MIN_VALUE;

    /** By the clock: when rows came last. */
    private long lastRows;

    private boolean isTimed;

    @SuppressWarnings("NullAway.Init")
    EventTimeProcessor(Setup<EventTime.Settings> setup) {
        EventTime.Settings settings = setup.settings();
        this.setup = setup;
        this.column = setup.inputSchema().indexOf(settings.column());
        this.behindMillis = settings.strategy() == EventTime.Strategy.DISORDER
                ? settings.disorder().toMillis() + 1
                : 1;
        this.idleMillis = settings.idleTimeout().toMillis();
        Expression expression = EventTime.expression(setup.placement());
        this.computation = expression == null
                ? null
                : computation(Language.compileProjection(List.of(expression), setup.inputSchema()));
    }

    private Consumer<Batch> computation(Projection projection) {
        return batch -> said = projection.evaluate(batch, room)[0];
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
        computable = new ComputableRows(failing);
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
        if (computation != null && timed.rows() > 0) {
            timed = computable.evaluate(timed, computation, out);
        }
        long sent = watermark;
        int from = 0;
        for (int i = 0; i < timed.rows(); i++) {
            int index = timed.index(i);
            // A row one millisecond on is not late, yet what it would continue may be over by then.
            if (times.values[index] - 1 <= watermark && watermark > sent) {
                emit(timed, from, i, out);
                from = i;
                sent = watermark;
                out.watermark(sent);
            }
            watermark = Math.max(watermark, said(times.values[index], index));
        }
        emit(timed, from, timed.rows(), out);
        if (watermark > sent) {
            out.watermark(watermark);
        }
    }

    /** How far time has come as a row says, or long ago if it says nothing. */
    private long said(long time, int index) {
        Column values = said;
        if (values == null) {
            return time < Long.MIN_VALUE + behindMillis ? Long.MIN_VALUE : time - behindMillis;
        } else if (values.isNull(index)) {
            return Long.MIN_VALUE;
        } else if (values instanceof Column.Booleans conditions) {
            return conditions.values[index] ? Math.max(time, Long.MIN_VALUE + 1) - 1 : Long.MIN_VALUE;
        }
        return ((Column.Longs) values).values[index];
    }

    private static void emit(Batch batch, int from, int to, Outlet out) {
        if (to > from) {
            out.emit(OUT, from == 0 && to == batch.rows() ? batch : batch.slice(from, to));
        }
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
        BatchBuilder row = new BatchBuilder(WATERMARK.schema());
        ((LongsBuilder) row.column(0)).append(watermark);
        row.endRow();
        writer.table(WATERMARK).accept(row.build());
    }

    @Override
    public void restore(StateReader reader) {
        for (Batch batch : reader.table(WATERMARK)) {
            for (int i = 0; i < batch.rows(); i++) {
                watermark = Math.max(watermark, ((Column.Longs) batch.column(0)).values[batch.index(i)]);
            }
        }
    }
}

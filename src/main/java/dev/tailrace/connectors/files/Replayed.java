package dev.tailrace.connectors.files;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.TypeKind;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceContext;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives the rows of a reader at the pace of their event times: a row whose time is a minute after the first one's comes a
 * minute after it, or a second after it at a speed of 60. Rows whose time has passed, as of those out of order, and rows
 * without a time come at once.
 *
 * <p>The reader must give at most one row a poll, so that the offset before the poll is that of the row which waits.
 */
final class Replayed implements Source.Reader {
    /** Then others have a turn, and waiting is asked for. */
    private static final int ROWS_PER_POLL = 1024;

    private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Source.Reader reader;
    private final int timeColumn;
    private final double speed;
    private final SourceContext context;

    private boolean begun;
    private long firstMillis;
    private long firstNanos;

    /** The row that waits, and where it was read. */
    private @Nullable Batch waiting;

    private String waitingOffset = "";
    private long dueNanos;
    private Poll found = Poll.MORE;

    /**
     * @param timeColumn of output 0; DATE, TIMESTAMP, TIMESTAMP_LTZ, or BIGINT in milliseconds of the epoch
     * @param speed seconds of event time a second
     */
    Replayed(Source.Reader reader, int timeColumn, double speed, SourceContext context) {
        this.reader = reader;
        this.timeColumn = timeColumn;
        this.speed = speed;
        this.context = context;
    }

    static boolean canBeTime(TypeKind type) {
        return type == TypeKind.DATE || type == TypeKind.BIGINT || type.isTimestamp();
    }

    @Override
    public Poll poll(Outlet out) throws IOException, InterruptedException {
        for (int i = 0; i < ROWS_PER_POLL; i++) {
            Batch row = waiting;
            if (row == null) {
                waitingOffset = reader.offset();
                found = reader.poll(new Held(out));
                row = waiting;
                if (row == null) {
                    if (found == Poll.MORE) {
                        continue;
                    }
                    return found;
                }
                dueNanos = due(row.column(timeColumn), row.index(0));
            }
            if (dueNanos - System.nanoTime() > 0) {
                context.pollAt(dueNanos);
                return Poll.NOTHING_YET;
            }
            waiting = null;
            out.emit(0, row);
            row.release();
            if (found == Poll.END) {
                return Poll.END;
            }
        }
        return Poll.MORE;
    }

    private long due(Column times, int index) {
        long now = System.nanoTime();
        if (times.isNull(index)) {
            return now;
        }
        // Of the types that a time may have only DATE is kept in an int.
        long millis = times instanceof Column.Ints days
                ? TimeUnit.DAYS.toMillis(days.values[index])
                : ((Column.Longs) times).values[index];
        if (!begun) {
            begun = true;
            firstMillis = millis;
            firstNanos = now;
        }
        // In floating point, where times of far-off years overflow into "far off" rather than into the past.
        double after = ((double) millis - firstMillis) * NANOS_PER_MILLI / speed;
        return after <= 0 ? now : firstNanos + (long) Math.min(after, Long.MAX_VALUE / 2.0);
    }

    @Override
    public void wakeUp() {
        reader.wakeUp();
    }

    @Override
    public String offset() {
        return waiting == null ? reader.offset() : waitingOffset;
    }

    @Override
    public void seek(String offset) throws IOException {
        drop();
        begun = false;
        reader.seek(offset);
    }

    @Override
    public double progress() {
        return reader.progress();
    }

    @Override
    public void close() throws IOException {
        drop();
        reader.close();
    }

    private void drop() {
        Batch row = waiting;
        waiting = null;
        if (row != null) {
            row.release();
        }
    }

    /** Keeps the row, and lets all else pass. */
    private final class Held implements Outlet {
        private final Outlet out;

        Held(Outlet out) {
            this.out = out;
        }

        @Override
        public void emit(int port, Batch batch) {
            if (port == 0) {
                batch.retain();
                waiting = batch;
            } else {
                out.emit(port, batch);
            }
        }

        @Override
        public void watermark(long millis) {
            out.watermark(millis);
        }
    }
}

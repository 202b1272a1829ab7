package dev.tailrace.connectors.files;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Pace;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceContext;
import dev.tailrace.operator.SourceException;
import dev.tailrace.operator.format.DecodeTarget;
import dev.tailrace.operator.format.Decoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file in chunks. An offset is {@code position:lines}, how many unpacked bytes and how many lines have been
 * taken, and of a followed file its identity behind a further colon.
 */
final class FileReader implements Source.Reader {
    /** What the error port gives: where a record was, as much of it as text, and what was wrong. */
    static final Schema ERRORS = Schema.of(
            Field.required("source", DataType.STRING),
            Field.required("line", DataType.BIGINT),
            Field.required("byte_offset", DataType.BIGINT),
            Field.required("raw", DataType.STRING),
            Field.required("error_message", DataType.STRING));

    /** How often a followed file is looked at. */
    private static final long LOOK_EVERY_NANOS = 100_000_000;

    /** What is kept of a record that is too long to be held. */
    private static final int EXCERPT_BYTES = 4096;

    /** The partition's name for people. */
    private final String partition;

    private final SourceContext context;
    private final ErrorPolicy onError;
    private final int maxRecordBytes;
    private final Follow follow;
    private final InputBytes bytes;
    private final @Nullable FollowedFile followed;
    private final BatchBuilder rows;
    private final @Nullable BatchBuilder errors;
    private final Decoder decoder;
    private final Pace pace;
    private final boolean isByRecord;

    private final ReadBuffer in;
    private boolean begun;

    /** It is settled where reading begins. */
    private boolean isPlaced;

    /** At hand is the rest of a record that was too long. */
    private boolean isSkipping;

    /** A record has been taken in this poll. */
    private boolean stepped;

    /** Whether the decoder reads for people who look, too. */
    private boolean watched;

    /** Line ends before the record at hand. */
    private long lines;

    /** How many rows this poll may emit. */
    private long allowed;

    private @Nullable Problem failure;

    /**
     * @param demanded the output columns to fill
     * @param isByRecord whether a poll takes one record, so that the offset before it is that of its row
     */
    FileReader(
            String partition,
            Path file,
            Setup<FileSource.Settings> setup,
            BitSet demanded,
            boolean isByRecord,
            SourceContext context)
            throws IOException {
        FileSource.Settings settings = setup.settings();
        this.isByRecord = isByRecord;
        this.follow = settings.follow();
        this.partition = setup.shown().apply(partition);
        this.context = context;
        this.onError = settings.onError();
        this.maxRecordBytes = settings.maxRecordBytes();
        this.rows = BatchBuilder.recycling(setup.outputSchema("out"), demanded);
        this.errors = setup.placement().isWired("error") ? new BatchBuilder(ERRORS, setup.demanded("error")) : null;
        this.decoder = settings.format().decoder(demanded, new Target());
        this.followed = follow == Follow.NO ? null : new FollowedFile(file);
        this.bytes = followed == null ? new FileBytes(file, settings.compression()) : followed;
        this.in = new ReadBuffer(bytes, maxRecordBytes);
        this.pace = new Pace(settings.rowsPerSecond());
    }

    @Override
    public Poll poll(Outlet out) throws IOException {
        allowed = pace.allowance();
        if (allowed <= 0) {
            context.pollAt(pace.nextNanos());
            return Poll.NOTHING_YET;
        }
        stepped = false;
        in.dry = false;
        if (watched != context.isWatched()) {
            watched = !watched;
            decoder.show(watched);
        }
        boolean isEnd = false;
        while (!isEnd && !in.dry && begin() && !isFull()) {
            if (isSkipping) {
                skip();
                continue;
            }
            in.start = decoder.decode(in.bytes, in.start, in.limit, in.ended);
            if (isFull()) {
                break;
            }
            if (in.ended && in.start == in.limit) {
                isEnd = !nextFile();
            } else {
                refill();
            }
        }
        emit(out);
        Problem problem = failure;
        if (problem != null) {
            throw context.fail(problem);
        }
        if (in.dry) {
            context.pollAt(System.nanoTime() + LOOK_EVERY_NANOS);
            return Poll.NOTHING_YET;
        }
        return isEnd ? Poll.END : Poll.MORE;
    }

    private boolean nextFile() throws IOException {
        if (!bytes.next()) {
            return false;
        }
        in.restart(0);
        lines = 0;
        begun = false;
        return true;
    }

    private boolean isFull() {
        return failure != null
                || stepped && isByRecord
                || rows.isFull()
                || rows.rows() >= allowed
                || errors != null && errors.isFull();
    }

    private void emit(Outlet out) {
        if (!rows.isEmpty()) {
            pace.took(rows.rows());
            out.emit(0, rows.build());
        }
        if (errors != null && !errors.isEmpty()) {
            out.emit(1, errors.build());
        }
    }

    /** Reads what stands before the first record; false if it is not all there yet. */
    private boolean begin() throws IOException {
        while (!begun && !in.dry) {
            int first;
            try {
                first = in.ended || in.limit > 0 ? decoder.begin(in.bytes, in.start, in.limit, in.ended) : -1;
            } catch (SourceException unusable) {
                throw new SourceException(
                        Problem.error("connectors.file-source.unusable", partition, unusable.problem()));
            }
            if (first >= 0) {
                in.start = first;
                begun = true;
                skipOld();
            } else if (!in.readOn()) {
                throw new SourceException(Problem.error("connectors.file-source.unusable", partition, tooLong()));
            }
        }
        return begun;
    }

    /** Passes over what stood in a followed file before, once, if only what is new is wanted. */
    private void skipOld() throws IOException {
        FollowedFile file = followed;
        if (file != null && !isPlaced && follow == Follow.NEW) {
            FollowedFile.LineEnds ends = file.lineEnds();
            moveTo(Math.max(ends.behindLast(), in.place()), ends.count());
        }
        isPlaced = true;
    }

    /** Brings more bytes behind the unfinished record; gives the record up if it is too long. */
    private void refill() throws IOException {
        if (in.readOn()) {
            return;
        }
        new Target().unreadable(in.bytes, in.start, in.start + Math.min(EXCERPT_BYTES, in.limit - in.start), tooLong());
        isSkipping = true;
        skip();
    }

    /** Passes over the rest of a record that was given up. */
    private void skip() throws IOException {
        int next = decoder.skip(in.bytes, in.start, in.limit);
        while (next < 0 && !in.ended && !in.dry) {
            in.start = in.limit;
            in.readOn();
            next = decoder.skip(in.bytes, in.start, in.limit);
        }
        if (next >= 0 || in.ended) {
            isSkipping = false;
            lines += next < 0 ? 0 : 1;
            in.start = next < 0 ? in.limit : next;
        }
    }

    private Problem tooLong() {
        return Problem.error("connectors.file-source.too-long", maxRecordBytes);
    }

    @Override
    public String offset() {
        String place = in.place() + ":" + lines;
        return followed == null ? place : place + ":" + followed.identity();
    }

    @Override
    public void seek(String offset) throws IOException {
        pace.restart();
        isPlaced = true;
        String[] parts = offset.split(":", 3);
        if (followed != null && parts.length == 3) {
            followed.find(parts[2]);
        }
        // The header says where the columns are, so it is read again.
        moveTo(0, 0);
        begun = false;
        in.dry = false;
        begin();
        long position = Long.parseLong(parts[0]);
        if (position > 0) {
            moveTo(position, Long.parseLong(parts[1]));
        }
    }

    private void moveTo(long position, long newLines) throws IOException {
        bytes.seek(position);
        in.restart(position);
        lines = newLines;
    }

    @Override
    public double progress() {
        return bytes.progress();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private final class Target implements DecodeTarget {
        @Override
        public BatchBuilder rows() {
            return rows;
        }

        @Override
        public boolean isFull() {
            return FileReader.this.isFull();
        }

        @Override
        public void unreadable(byte[] source, int from, int to, Problem problem) {
            BatchBuilder builder = errors;
            if (builder == null) {
                if (onError == ErrorPolicy.SKIP) {
                    context.countErrors(1);
                } else {
                    failure = Problem.error(
                                    "connectors.file-source.unreadable", partition, Long.toString(lines + 1), problem)
                            .fixedBy(new Problem.Fix.ChangeSetting(
                                    "connectors.file-source.skip", List.of(), "onError", "\"skip\""));
                }
                return;
            }
            append(builder, 0, partition);
            append(builder, 1, lines + 1);
            append(builder, 2, in.position + from);
            append(builder, 3, new String(source, from, to - from, StandardCharsets.UTF_8));
            append(builder, 4, FailingRows.message(problem));
            builder.endRow();
        }

        private static void append(BatchBuilder builder, int column, Object value) {
            if (builder.demands(column)) {
                ColumnBuilder values = builder.column(column);
                values.append(value);
            }
        }

        @Override
        public void endOfRecord(int lineEnds) {
            stepped = true;
            lines += lineEnds;
        }
    }
}

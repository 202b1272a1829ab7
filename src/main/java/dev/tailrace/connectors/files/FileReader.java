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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file in chunks. An offset is {@code position:lines}: how many unpacked bytes and how many lines have been
 * taken.
 *
 * <p>The buffer grows when a record does not fit, up to the greatest record, so that memory is bounded whatever is in
 * the file. It is filled before the decoder looks again, so that a long record is not walked once per read.
 */
final class FileReader implements Source.Reader {
    /** What the error port gives: where a record was, as much of it as text, and what was wrong. */
    static final Schema ERRORS = Schema.of(
            Field.required("source", DataType.STRING),
            Field.required("line", DataType.BIGINT),
            Field.required("byte_offset", DataType.BIGINT),
            Field.required("raw", DataType.STRING),
            Field.required("error_message", DataType.STRING));

    private static final int CHUNK_BYTES = 1 << 18;

    /** What is kept of a record that is too long to be held. */
    private static final int EXCERPT_BYTES = 4096;

    private final String partition;
    private final SourceContext context;
    private final ErrorPolicy onError;
    private final int maxRecordBytes;
    private final FileBytes bytes;
    private final BatchBuilder rows;
    private final @Nullable BatchBuilder errors;
    private final Decoder decoder;
    private final Pace pace;

    private byte[] buffer;
    private int start;
    private int limit;
    private boolean ended;
    private boolean begun;

    /** Whether the decoder reads for people who look, too. */
    private boolean watched;

    /** Position in the unpacked file of the buffer's first byte. */
    private long bufferPosition;

    /** Line ends before the record at hand. */
    private long lines;

    /** How many rows this poll may emit. */
    private long allowed;

    private @Nullable Problem failure;

    FileReader(String partition, Path file, Setup<FileSource.Settings> setup, SourceContext context)
            throws IOException {
        FileSource.Settings settings = setup.settings();
        this.partition = partition;
        this.context = context;
        this.onError = settings.onError();
        this.maxRecordBytes = settings.maxRecordBytes();
        this.buffer = new byte[Math.min(CHUNK_BYTES, maxRecordBytes)];
        this.rows = BatchBuilder.recycling(setup.outputSchema("out"), setup.demanded("out"));
        this.errors = setup.placement().isWired("error") ? new BatchBuilder(ERRORS, setup.demanded("error")) : null;
        this.decoder = settings.format().decoder(setup.demanded("out"), new Target());
        this.bytes = new FileBytes(file, settings.compression());
        this.pace = new Pace(settings.rowsPerSecond());
    }

    @Override
    public Poll poll(Outlet out) throws IOException {
        begin();
        allowed = pace.allowance();
        if (allowed <= 0) {
            context.pollAt(pace.nextNanos());
            return Poll.NOTHING_YET;
        }
        if (watched != context.isWatched()) {
            watched = !watched;
            decoder.show(watched);
        }
        while (!isFull()) {
            start = decoder.decode(buffer, start, limit, ended);
            if (isFull()) {
                break;
            }
            if (ended && start == limit) {
                emit(out);
                return Poll.END;
            }
            refill();
        }
        emit(out);
        Problem problem = failure;
        if (problem != null) {
            throw context.fail(problem);
        }
        return Poll.MORE;
    }

    private boolean isFull() {
        return failure != null || rows.isFull() || rows.rows() >= allowed || errors != null && errors.isFull();
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

    private void begin() throws IOException {
        while (!begun) {
            int first;
            try {
                first = ended || limit > 0 ? decoder.begin(buffer, start, limit, ended) : -1;
            } catch (SourceException unusable) {
                throw new SourceException(
                        Problem.error("connectors.file-source.unusable", partition, unusable.problem()));
            }
            if (first >= 0) {
                start = first;
                begun = true;
            } else if (!growOrFill()) {
                throw new SourceException(Problem.error("connectors.file-source.unusable", partition, tooLong()));
            }
        }
    }

    /** Brings more bytes behind the unfinished record; gives the record up if it is too long. */
    private void refill() throws IOException {
        if (growOrFill()) {
            return;
        }
        new Target().unreadable(buffer, start, start + Math.min(EXCERPT_BYTES, limit - start), tooLong());
        int next = decoder.skip(buffer, start, limit);
        while (next < 0 && !ended) {
            start = limit;
            growOrFill();
            next = decoder.skip(buffer, start, limit);
        }
        lines += next < 0 ? 0 : 1;
        start = next < 0 ? limit : next;
    }

    private Problem tooLong() {
        return Problem.error("connectors.file-source.too-long", maxRecordBytes);
    }

    /** Reads on, in a greater buffer if the bytes that are still needed fill this one; false if it may not grow. */
    private boolean growOrFill() throws IOException {
        if (start == 0 && limit == buffer.length) {
            if (limit >= maxRecordBytes) {
                return false;
            }
            buffer = Arrays.copyOf(buffer, (int) Math.min(2L * limit, maxRecordBytes));
        }
        System.arraycopy(buffer, start, buffer, 0, limit - start);
        bufferPosition += start;
        limit -= start;
        start = 0;
        int read = bytes.read(buffer, limit, buffer.length);
        ended = read < buffer.length - limit;
        limit += read;
        return true;
    }

    @Override
    public String offset() {
        return bufferPosition + start + ":" + lines;
    }

    @Override
    public void seek(String offset) throws IOException {
        pace.restart();
        int colon = offset.indexOf(':');
        // The header says where the columns are, so it is read again.
        moveTo(0, 0);
        begun = false;
        begin();
        long position = Long.parseLong(offset.substring(0, colon));
        if (position > 0) {
            moveTo(position, Long.parseLong(offset.substring(colon + 1)));
        }
    }

    private void moveTo(long position, long newLines) throws IOException {
        bytes.seek(position);
        bufferPosition = position;
        lines = newLines;
        start = 0;
        limit = 0;
        ended = false;
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
            append(builder, 2, bufferPosition + from);
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
            lines += lineEnds;
        }
    }
}

package dev.tailrace.operators.shape;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.formats.line.LineFields;
import dev.tailrace.formats.text.TextColumn;
import dev.tailrace.operator.format.DecodeTarget;
import dev.tailrace.operator.format.Decoder;
import dev.tailrace.operator.format.FormatChoice;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Reads texts into the columns of a batch under construction, one row a text. Single-threaded. */
interface TextReading {
    /**
     * Reads the UTF-8 text {@code [from, to)}.
     *
     * @return null if the row is there, otherwise what is wrong; then there is no row
     */
    @Nullable
    Problem read(byte[] bytes, int from, int to);

    /** Columns that are fields of a text. */
    final class OfFields implements TextReading {
        private final LineFields fields;
        private final BatchBuilder rows;
        private final int[] numbers;
        private final TextColumn[] columns;

        /** @param numbers of the columns' fields, by position */
        OfFields(LineFields fields, int[] numbers, BatchBuilder rows) {
            this.fields = fields;
            this.rows = rows;
            BitSet demanded = new BitSet();
            for (int i = 0; i < numbers.length; i++) {
                demanded.set(i, rows.demands(i));
            }
            this.numbers = demanded.stream().map(i -> numbers[i]).toArray();
            this.columns = demanded.stream()
                    .mapToObj(i -> new TextColumn(rows.schema().field(i), rows.column(i)))
                    .toArray(TextColumn[]::new);
        }

        @Override
        public @Nullable Problem read(byte[] bytes, int from, int to) {
            Problem problem = fields.read(bytes, from, to);
            for (int i = 0; i < columns.length && problem == null; i++) {
                int field = numbers[i];
                if (!fields.has(field)) {
                    columns[i].appendNull();
                    continue;
                }
                byte[] buffer = fields.buffer(field);
                int start = fields.start(field);
                int end = fields.end(field);
                TextColumn.Outcome outcome = columns[i].append(buffer, start, end);
                if (outcome != TextColumn.Outcome.TAKEN) {
                    problem = columns[i].problem(outcome, buffer, start, end, 0);
                }
            }
            if (problem == null) {
                rows.endRow();
            } else {
                rows.abandonRow();
            }
            return problem;
        }
    }

    /** Texts that are records of a format. */
    final class OfRecords implements TextReading, DecodeTarget {
        private final BatchBuilder rows;
        private final Decoder decoder;
        private final boolean inOneLine;
        private final Counting counting = new Counting();
        private final Decoder countingDecoder;
        private @Nullable Problem problem;
        private boolean isFull;
        private byte[] line = {};

        /** @param inOneLine whether a line end in a text is nothing but a blank, and not the end of a record */
        OfRecords(FormatChoice format, boolean inOneLine, BatchBuilder rows, BitSet demanded) {
            this.rows = rows;
            this.inOneLine = inOneLine;
            this.decoder = format.decoder(demanded, this);
            this.countingDecoder = format.decoder(new BitSet(), counting);
        }

        @Override
        public @Nullable Problem read(byte[] bytes, int from, int to) {
            problem = null;
            isFull = false;
            int before = rows.rows();
            int length = to - from;
            if (line.length < length) {
                line = new byte[Math.max(length, 2 * line.length)];
            }
            System.arraycopy(bytes, from, line, 0, length);
            boolean lines = false;
            for (int i = 0; i < length; i++) {
                if (line[i] == '\n' && inOneLine) {
                    // It stands between values, or in a text, where neither sign is allowed.
                    line[i] = '\t';
                }
                lines |= line[i] == '\n';
            }
            if (lines && countingDecoder.decode(line, 0, length, true) < length) {
                return Problem.error("operators.parse.more-records");
            }
            decoder.decode(line, 0, length, true);
            return problem == null && rows.rows() == before ? Problem.error("operators.parse.empty") : problem;
        }

        @Override
        public BatchBuilder rows() {
            return rows;
        }

        @Override
        public boolean isFull() {
            return isFull;
        }

        @Override
        public void unreadable(byte[] buffer, int from, int to, Problem newProblem) {
            problem = newProblem;
        }

        @Override
        public void endOfRecord(int lineEnds) {
            isFull = true;
        }

        /** For texts of several lines: stops behind the first record and keeps nothing. */
        private static final class Counting implements DecodeTarget {
            private final BatchBuilder nothing = new BatchBuilder(Schema.EMPTY);
            private boolean isFull;

            @Override
            public BatchBuilder rows() {
                return nothing;
            }

            @Override
            public boolean isFull() {
                boolean after = isFull;
                isFull = false;
                return after;
            }

            @Override
            public void unreadable(byte[] buffer, int from, int to, Problem problem) {
                // The reading proper says it.
            }

            @Override
            public void endOfRecord(int lineEnds) {
                isFull = true;
            }
        }
    }
}

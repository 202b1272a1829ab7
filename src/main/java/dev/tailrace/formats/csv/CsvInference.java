package dev.tailrace.formats.csv;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.formats.text.ColumnNames;
import dev.tailrace.formats.text.TimestampFormat;
import dev.tailrace.formats.text.TypeGuess;
import dev.tailrace.operator.SourceException;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.DecodeTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Delimiter, header and columns for the beginning of a file. The delimiter is the one that cuts most lines into the same
 * number of fields; the first line is a header if none of its fields is a number or a time, and they differ.
 */
final class CsvInference {
    private static final int MAX_LINES = 2_000;
    private static final int MAX_FIELDS = 2_000;
    private static final List<String> DELIMITERS = List.of(",", ";", "\\t", "|");

    private CsvInference() {}

    /** Settings of the format for the beginning of a file, which may end within a line unless it is complete. */
    static String infer(byte[] sample, boolean complete) throws IOException {
        Grid best = null;
        for (String delimiter : DELIMITERS) {
            Grid grid = Grid.read(sample, complete, delimiter);
            if (best == null || grid.score() > best.score()) {
                best = grid;
            }
        }
        if (best == null || best.lines().isEmpty()) {
            throw new SourceException(Problem.error("formats.csv.infer-empty"));
        }
        return settings(best);
    }

    private static String settings(Grid grid) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode().put("type", "csv");
        boolean header = hasHeader(grid);
        List<String> first = grid.lines().get(0);
        ArrayNode columns = settings.putArray("columns");
        ColumnNames names = new ColumnNames();
        for (int c = 0; c < first.size(); c++) {
            TypeGuess guess = new TypeGuess();
            for (int i = header ? 1 : 0; i < grid.lines().size(); i++) {
                List<String> line = grid.lines().get(i);
                if (line.size() == first.size() && !line.get(c).isEmpty()) {
                    guess.see(line.get(c));
                }
            }
            String name = names.unique(header ? first.get(c) : "column_" + (c + 1));
            ObjectNode column = columns.addObject().put("name", name);
            column.put("type", guess.type().toString());
            if (header && !name.equals(first.get(c))) {
                column.put("path", first.get(c));
            }
        }
        if (!header) {
            settings.put("header", false);
        }
        if (!grid.delimiter().equals(",")) {
            settings.put("delimiter", grid.delimiter());
        }
        return settings.toString();
    }

    private static boolean hasHeader(Grid grid) {
        List<String> first = grid.lines().get(0);
        boolean namesOnly = first.stream().allMatch(field -> {
            TypeGuess guess = new TypeGuess();
            guess.see(field);
            return !field.isBlank() && guess.type().equals(DataType.STRING);
        });
        return namesOnly && first.stream().distinct().count() == first.size();
    }

    /** The first lines of a file that are as wide as the first of all, cut at a delimiter, and how many are not. */
    private record Grid(String delimiter, List<List<String>> lines, int misfits) {
        int score() {
            // A file of one column has no delimiter to find.
            boolean cut = !lines.isEmpty() && lines.get(0).size() > 1;
            return lines.isEmpty() ? -1 : cut ? Math.max(0, lines.size() - 2 * misfits) : 0;
        }

        static Grid read(byte[] sample, boolean complete, String delimiter) throws SourceException {
            // A record as wide as the settings say is taken; of any other, the decoder says how wide it is.
            Reading reading = new Reading(delimiter, 1);
            reading.run(sample, complete);
            if (reading.firstWidth > 1 && reading.firstWidth <= MAX_FIELDS) {
                reading = new Reading(delimiter, reading.firstWidth);
                reading.run(sample, complete);
            }
            return new Grid(delimiter, reading.lines, reading.misfits);
        }
    }

    /** Runs the decoder itself over a sample, all columns as text. */
    private static final class Reading implements DecodeTarget {
        private final BatchBuilder rows;
        private final CsvDecoder decoder;
        private final List<List<String>> lines = new ArrayList<>();
        private int firstWidth;
        private int misfits;

        Reading(String delimiter, int width) {
            List<ColumnDeclaration> columns = new ArrayList<>();
            List<Field> fields = new ArrayList<>();
            BitSet all = new BitSet();
            all.set(0, width);
            for (int i = 0; i < width; i++) {
                columns.add(new ColumnDeclaration("c" + i, DataType.STRING, null));
                fields.add(Field.of("c" + i, DataType.STRING));
            }
            rows = new BatchBuilder(new Schema(fields));
            decoder = new CsvDecoder(
                    new CsvFormat.Settings(columns, false, delimiter, "\"", null, TimestampFormat.SQL), all, this);
        }

        void run(byte[] sample, boolean complete) throws SourceException {
            int at = decoder.begin(sample, 0, sample.length, true);
            int taken;
            do {
                taken = decoder.decode(sample, at, sample.length, complete);
                Batch batch = rows.build();
                for (Row row : batch.toRows()) {
                    line(row);
                }
                at = taken > at ? taken : sample.length;
            } while (at < sample.length && lines.size() < MAX_LINES);
        }

        private void line(Row row) {
            List<String> line = new ArrayList<>();
            for (@Nullable Object value : row.values()) {
                line.add(String.valueOf(value));
            }
            lines.add(line);
        }

        @Override
        public BatchBuilder rows() {
            return rows;
        }

        @Override
        public boolean isFull() {
            return rows.isFull();
        }

        @Override
        public void unreadable(byte[] buffer, int from, int to, Problem problem) {
            misfits++;
            if (firstWidth == 0 && problem.code().endsWith("-fields")) {
                firstWidth = Integer.parseInt(problem.arguments().get(0).toString());
            }
        }

        @Override
        public void endOfRecord(int lineEnds) {
            firstWidth = firstWidth == 0 && !rows.isEmpty() ? 1 : firstWidth;
        }
    }
}

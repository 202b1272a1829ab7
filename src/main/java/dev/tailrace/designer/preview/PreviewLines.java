package dev.tailrace.designer.preview;

import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.runtime.Preview;
import dev.tailrace.runtime.Preview.Arrival;
import dev.tailrace.runtime.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A preview as it is shown: what entered by one port beside what left by another. Knows no toolkit.
 *
 * @param in columns of the input, or null for a source
 * @param out columns of the output, or null for a sink
 * @param passing whether every row that left is one that entered, unchanged, so that one side says it all
 */
record PreviewLines(@Nullable Schema in, @Nullable Schema out, List<Line> lines, boolean passing) {
    /** What became of a row. */
    enum Fate {
        /** It left as it was. */
        PASSED,
        /** It left with other values or columns. */
        CHANGED,
        /** Nothing left when it came. */
        NOTHING,
        /** It could not be computed, or was left out with a warning. */
        FAILED,
        /** A row that left without one that entered: at a watermark, at the end, or behind another one. */
        MADE
    }

    /**
     * @param in the row that entered, or null for none
     * @param out the row that left, or null for none
     * @param entered position of the row among those that entered, or -1
     */
    record Line(@Nullable Row in, @Nullable Row out, Fate fate, int entered, @Nullable Problem problem) {}

    /** What a cell of the output is, against the row that entered. */
    enum Cell {
        SAME,
        CHANGED,
        ADDED
    }

    static PreviewLines of(Preview preview, String inPort, String outPort) {
        Sample in = preview.inputs().get(inPort);
        Sample out = preview.outputs().get(outPort);
        Schema inSchema = in == null ? null : in.schema();
        Schema outSchema = out == null ? null : out.schema();
        List<Row> left = out == null ? List.of() : out.rows();
        List<Line> lines = new ArrayList<>();
        Set<Integer> paired = new HashSet<>();
        if (in != null) {
            for (Arrival arrival : arrivals(preview, inPort, in)) {
                Row row = in.rows().get(arrival.row());
                List<Integer> made = arrival.left().getOrDefault(outPort, List.of());
                paired.addAll(made);
                Row first = made.isEmpty() ? null : left.get(made.get(0));
                lines.add(new Line(
                        row, first, fate(arrival, row, first, inSchema, outSchema), arrival.row(), arrival.problem()));
                for (int i = 1; i < made.size(); i++) {
                    lines.add(new Line(null, left.get(made.get(i)), Fate.MADE, -1, null));
                }
            }
        }
        for (int i = 0; i < left.size(); i++) {
            if (!paired.contains(i)) {
                lines.add(new Line(null, left.get(i), Fate.MADE, -1, null));
            }
        }
        boolean passing = in != null
                && Objects.equals(inSchema, outSchema)
                && !preview.arrivals().isEmpty()
                && lines.stream().noneMatch(line -> line.fate == Fate.CHANGED || line.fate == Fate.MADE);
        return new PreviewLines(inSchema, outSchema, List.copyOf(lines), passing);
    }

    /** Where it is not known what came of what, the rows that entered stand alone. */
    private static List<Arrival> arrivals(Preview preview, String port, Sample in) {
        List<Arrival> arrivals = new ArrayList<>();
        if (preview.arrivals().isEmpty()) {
            for (int i = 0; i < in.rows().size(); i++) {
                arrivals.add(new Arrival(port, i, java.util.Map.of(), null));
            }
            return arrivals;
        }
        preview.arrivals().stream()
                .filter(arrival -> arrival.port().equals(port))
                .forEach(arrivals::add);
        return arrivals;
    }

    private static Fate fate(
            Arrival arrival, Row in, @Nullable Row out, @Nullable Schema inSchema, @Nullable Schema outSchema) {
        if (arrival.problem() != null) {
            return Fate.FAILED;
        }
        if (out == null) {
            return Fate.NOTHING;
        }
        return Objects.equals(inSchema, outSchema) && in.equals(out) ? Fate.PASSED : Fate.CHANGED;
    }

    /** What a column of the output is in a line. */
    Cell cell(Line line, int column) {
        Schema before = in;
        Schema after = out;
        Row row = line.in;
        if (before == null || after == null || line.out == null || row == null) {
            return Cell.SAME;
        }
        Field field = after.field(column);
        int known = before.indexOf(field.name());
        if (known < 0) {
            return Cell.ADDED;
        }
        return Objects.equals(row.get(known), line.out.get(column)) ? Cell.SAME : Cell.CHANGED;
    }

    /** Whether a column of the input is not one of the output. */
    boolean isRemoved(int column) {
        return in != null && out != null && !out.contains(in.field(column).name());
    }

    long entered() {
        return lines.stream().filter(line -> line.in != null).count();
    }

    long left() {
        return lines.stream().filter(line -> line.out != null).count();
    }

    long failed() {
        return lines.stream().filter(line -> line.fate == Fate.FAILED).count();
    }

    /**
     * Positions of the columns, the most telling first: those that are new, those that the settings name, the others.
     *
     * @param words of the settings
     */
    static List<Integer> order(Schema schema, @Nullable Schema other, Set<String> words) {
        List<Integer> columns = new ArrayList<>();
        List<Integer> named = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            Field field = schema.field(i);
            boolean isNew = other != null && !other.fields().contains(field);
            (isNew ? columns : words.contains(field.name()) ? named : others).add(i);
        }
        columns.addAll(named);
        columns.addAll(others);
        return columns;
    }
}

package dev.tailrace.launcher;

import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.data.json.CellJson;
import dev.tailrace.proof.ComparedRow;
import dev.tailrace.proof.Outcome.ComparedPort;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a port that are not as expected, in columns. Below an expected row stand, where another one came in its
 * place, only the cells that differ.
 */
final class DifferenceTable {
    private static final int WIDEST = 40;
    private static final int MOST_ROWS = 20;

    private final ComparedPort port;
    private final CellJson cells;
    private final Texts texts;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Integer> columns;

    private DifferenceTable(ComparedPort port, CellJson cells, Texts texts) {
        this.port = port;
        this.cells = cells;
        this.texts = texts;
        BitSet shown = new BitSet();
        List<ComparedRow> differences = port.differences();
        for (ComparedRow row : differences) {
            if (row.expected() == null) {
                shown.set(0, port.schema().size());
            }
            shown.or(row.said());
        }
        columns = shown.stream().boxed().toList();
        differences.stream().limit(MOST_ROWS).forEach(this::add);
    }

    /** The lines of the table, its head first. */
    static List<String> of(ComparedPort port, CellJson cells, Texts texts) {
        return new DifferenceTable(port, cells, texts).lines();
    }

    private void add(ComparedRow row) {
        Row expected = row.expected();
        Row actual = row.actual();
        BitSet all = new BitSet();
        all.set(0, port.schema().size());
        switch (row.verdict()) {
            case MISSING -> rows.add(cells("missing", expected, row.said()));
            case UNEXPECTED -> rows.add(cells("unexpected", actual, all));
            default -> {
                rows.add(cells("expected", expected, row.said()));
                rows.add(cells("came", actual, row.differing()));
            }
        }
    }

    private List<String> cells(String what, @Nullable Row row, BitSet shown) {
        List<String> line = new ArrayList<>();
        String kind = row == null || row.kind() == RowKind.INSERT
                ? ""
                : " " + row.kind().shortText();
        line.add(texts.get("launcher.test." + what) + kind);
        for (int column : columns) {
            line.add(row == null || !shown.get(column) ? "" : cell(row, column));
        }
        return line;
    }

    private String cell(Row row, int column) {
        return cut(cells.text(row.get(column), port.schema().field(column).type()));
    }

    private static String cut(String text) {
        String line = text.replace("\n", "\u2424");
        return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 1) + "\u2026";
    }

    private List<String> lines() {
        Schema schema = port.schema();
        List<List<String>> all = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        columns.forEach(column -> head.add(schema.field(column).name()));
        all.add(head);
        all.addAll(rows);
        int[] widths = IntStream.range(0, head.size())
                .map(i ->
                        all.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
                .toArray();
        List<String> lines = new ArrayList<>();
        for (List<String> row : all) {
            lines.add(IntStream.range(0, row.size())
                    .mapToObj(i -> padded(row.get(i), widths[i], i > 0 && isNumber(schema.field(columns.get(i - 1)))))
                    .collect(Collectors.joining("  "))
                    .stripTrailing());
        }
        int left = port.differences().size() - MOST_ROWS;
        if (left > 0) {
            lines.add(texts.get("launcher.test.more", left));
        }
        return lines;
    }

    private static boolean isNumber(Field field) {
        return field.type().kind().isNumeric();
    }

    private static String padded(String text, int width, boolean right) {
        String blanks = " ".repeat(width - text.length());
        return right ? blanks + text : text + blanks;
    }
}

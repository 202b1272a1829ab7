package dev.tailrace.designer.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.designer.preview.PreviewLines.Cell;
import dev.tailrace.designer.preview.PreviewLines.Fate;
import dev.tailrace.runtime.Preview;
import dev.tailrace.runtime.Preview.Arrival;
import dev.tailrace.runtime.Sample;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreviewLinesTest {
    private static final Schema IN = Schema.of(Field.of("name", DataType.STRING), Field.of("mag", DataType.INT));
    private static final Schema OUT = Schema.of(Field.of("mag", DataType.INT), Field.of("twice", DataType.INT));

    private static PreviewLines lines(Schema in, List<Row> entered, Schema out, List<Row> left, Arrival... arrivals) {
        return PreviewLines.of(
                new Preview(
                        Map.of("in", new Sample(in, entered)),
                        Map.of("out", new Sample(out, left)),
                        List.of(arrivals),
                        null),
                "in",
                "out");
    }

    private static Arrival arrival(int row, Integer... left) {
        return new Arrival("in", row, left.length == 0 ? Map.of() : Map.of("out", List.of(left)), null);
    }

    private static List<Fate> fates(PreviewLines lines) {
        return lines.lines().stream().map(PreviewLines.Line::fate).toList();
    }

    @Test
    void rowsThatOnlyPassOrNotAreOneSide() {
        List<Row> rows = List.of(Row.of("a", 1), Row.of("b", 2));
        PreviewLines lines = lines(IN, rows, IN, List.of(rows.get(1)), arrival(0), arrival(1, 0));

        assertTrue(lines.passing());
        assertEquals(List.of(Fate.NOTHING, Fate.PASSED), fates(lines));
        assertEquals(1, lines.left());
    }

    @Test
    void cellsAreComparedByTheNamesOfTheirColumns() {
        PreviewLines lines = lines(
                IN,
                List.of(Row.of("a", 1), Row.of("b", 2)),
                OUT,
                List.of(Row.of(1, 2), Row.of(9, 4)),
                arrival(0, 0),
                arrival(1, 1));

        assertFalse(lines.passing());
        assertEquals(List.of(Fate.CHANGED, Fate.CHANGED), fates(lines));
        assertEquals(Cell.SAME, lines.cell(lines.lines().get(0), 0));
        assertEquals(Cell.CHANGED, lines.cell(lines.lines().get(1), 0));
        assertEquals(Cell.ADDED, lines.cell(lines.lines().get(1), 1));
        assertTrue(lines.isRemoved(0));
        assertFalse(lines.isRemoved(1));
    }

    @Test
    void furtherRowsAndThoseOfTheEndAreMade() {
        List<Row> rows = List.of(Row.of("a", 1));
        PreviewLines lines = lines(IN, rows, OUT, List.of(Row.of(1, 2), Row.of(2, 4), Row.of(3, 6)), arrival(0, 0, 1));

        assertEquals(List.of(Fate.CHANGED, Fate.MADE, Fate.MADE), fates(lines));
        assertEquals(Row.of(3, 6), lines.lines().get(2).out());
        assertEquals(-1, lines.lines().get(2).entered());
    }

    @Test
    void aRowThatFailsIsToldAtItsLine() {
        Problem problem = Problem.error("operators.row-failed", "no");
        PreviewLines lines =
                lines(IN, List.of(Row.of("a", 1)), OUT, List.of(), new Arrival("in", 0, Map.of(), problem));

        assertEquals(List.of(Fate.FAILED), fates(lines));
        assertEquals(problem, lines.lines().get(0).problem());
        assertEquals(1, lines.failed());
    }

    @Test
    void whereNothingIsKnownOfWhatCameOfWhatBothStandAlone() {
        PreviewLines lines = lines(IN, List.of(Row.of("a", 1)), IN, List.of(Row.of("a", 1)));

        assertFalse(lines.passing());
        assertEquals(List.of(Fate.NOTHING, Fate.MADE), fates(lines));
    }

    @Test
    void newColumnsComeFirstThenThoseThatTheSettingsName() {
        assertEquals(List.of(1, 0), PreviewLines.order(OUT, IN, Set.of()));
        assertEquals(List.of(1, 0), PreviewLines.order(IN, null, Set.of("mag")));
        assertEquals(List.of(0, 1), PreviewLines.order(IN, null, Set.of()));
    }
}

package dev.tailrace.designer.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.NoValue;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.designer.rows.RowsWanted.ShownRows;
import dev.tailrace.designer.rows.TextSearch.Hit;
import dev.tailrace.designer.rows.TextSearch.Range;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the data pane does with rows, without a screen. */
class RowsLogicTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    @Test
    void aTextIsFoundInEitherCaseRowByRow() {
        List<Row> rows = List.of(Row.of("Fiji", 12), Row.of("x", 1), Row.of("FIJIAN fiji", null));
        assertEquals(
                List.of(new Hit(0, 0), new Hit(2, 0)),
                TextSearch.find(rows, new int[] {0, 1}, "fiji", String::valueOf));
        assertEquals(List.of(new Hit(0, 0), new Hit(1, 0)), TextSearch.find(rows, new int[] {1}, "1", String::valueOf));
        assertEquals(List.of(new Range(0, 4), new Range(7, 11)), TextSearch.within("FIJIAN fiji", "fiji"));
        assertEquals(List.of(), TextSearch.find(rows, new int[] {0}, "", String::valueOf));
    }

    @Test
    void rowsAreOrderedByTheirValuesAndNullsComeLastEitherWay() {
        List<Row> rows = new ArrayList<>(List.of(
                Row.of(10, "b"),
                Row.of(null, "a"),
                Row.of(9, "b"),
                Row.of(NoValue.Unread.UNREAD, "c"),
                Row.of(10, "a")));
        rows.sort(RowOrder.of(List.of(new RowOrder.By(0, true), new RowOrder.By(1, true))));
        assertEquals(
                List.of("b", "a", "b", "a", "c"),
                rows.stream().map(row -> row.get(1)).toList());
        rows.sort(RowOrder.of(List.of(new RowOrder.By(0, false))));
        assertEquals(10, rows.get(0).get(0));
        assertEquals(9, rows.get(2).get(0));
    }

    @Test
    void newestRowsComeFirstUnlessAnotherOrderIsWanted() {
        List<Row> raw = List.of(Row.of(1, "a"), Row.of(3, "b"), Row.of(2, "c"));
        assertEquals(List.of(2, 3, 1), firsts(wanted(null, List.of(), false).of(raw, ShownRows.NONE)));
        assertEquals(
                List.of(1, 2, 3),
                firsts(wanted(null, List.of(new RowOrder.By(0, true)), false).of(raw, ShownRows.NONE)));
    }

    @Test
    void changedCellsOfAFoldedTableAreTheDifferenceToWhatWasShown() {
        RowsWanted wanted = wanted(null, List.of(), true);
        Row one = new Row(RowKind.INSERT, List.of(1, "a"));
        ShownRows before = wanted.of(List.of(one), ShownRows.NONE);
        assertEquals(Map.of(), before.changed());
        ShownRows after = wanted.of(List.of(one, new Row(RowKind.UPDATE_AFTER, List.of(1, "b"))), before);
        assertEquals(List.of(Row.of(1, "b")), after.rows());
        assertEquals("{1}", after.changed().get(after.rows().get(0)).toString());
    }

    @Test
    void columnsKeepTheirArrangementWhenOthersComeAndGo() {
        ColumnLayout layout =
                ColumnLayout.NONE.withOrder(List.of("c", "a", "b")).withHidden("a", true);
        assertEquals(List.of("c", "a", "b", "new"), layout.arrange(List.of("a", "b", "new", "c")));
        assertEquals(List.of("c", "b"), layout.arrange(List.of("b", "c")));
        assertEquals(Set.of("a"), layout.hidden());
        assertEquals(Set.of(), layout.withHidden("a", false).hidden());
    }

    @Test
    void aNestedValueUnfoldsIntoItsParts() {
        DataType type = DataType.row(List.of(
                Field.of("who", DataType.STRING),
                Field.of("seen", DataType.map(DataType.STRING, DataType.array(DataType.INT)))));
        NestedValue value = NestedValue.of("at", type, Row.of(null, Map.of("k", List.of(7, 8))), UTC);
        assertEquals(List.of("who", "seen"), names(value));
        assertEquals(true, value.parts().get(0).isNull());
        NestedValue list = value.parts().get(1).parts().get(0);
        assertEquals("k", list.name());
        assertEquals("ARRAY<INT>", list.type().toString());
        assertEquals(List.of("[1]", "[2]"), names(list));
        assertEquals("8", list.parts().get(1).text());
    }

    @Test
    void bytesStandInLinesOfSixteenWithTheirText() {
        assertEquals(
                "0000  7b 22 6d 61 67 22 3a 20  22 6e 2f 61 22 2c 20 0a  {\"mag\": \"n/a\", .\n"
                        + "0010  c3 a9                                             ..",
                HexText.of("{\"mag\": \"n/a\", \né"));
        assertEquals("", HexText.of(""));
    }

    @Test
    void anExportIsWholeOrNotThere(@TempDir Path folder) throws Exception {
        Schema schema = Schema.of(Field.of("n", DataType.INT));
        List<Row> rows = IntStream.range(0, 600).mapToObj(Row::of).toList();
        Path file = folder.resolve("rows.jsonl");
        List<Integer> progress = new ArrayList<>();
        new RowExport(new CopiedRows(schema, new int[] {0}, false, rows, UTC), file).write(progress::add);
        assertEquals(600, Files.readAllLines(file).size());
        assertEquals("{\"n\":599}", Files.readAllLines(file).get(599));
        assertEquals(List.of(256, 512), progress);

        RowExport cancelled = new RowExport(new CopiedRows(schema, new int[] {0}, false, rows, UTC), file);
        assertThrows(CancellationException.class, () -> cancelled.write(written -> cancelled.cancel()));
        assertEquals(600, Files.readAllLines(file).size());
        assertFalse(Files.exists(folder.resolve(".rows.jsonl.export")));
    }

    private static RowsWanted wanted(ConditionFilter filter, List<RowOrder.By> order, boolean folded) {
        return new RowsWanted(filter, "", order, true, folded, new int[] {0}, new int[] {0, 1}, String::valueOf);
    }

    private static List<Object> firsts(ShownRows shown) {
        return shown.rows().stream().map(row -> row.get(0)).toList();
    }

    private static List<String> names(NestedValue value) {
        return value.parts().stream().map(NestedValue::name).toList();
    }
}

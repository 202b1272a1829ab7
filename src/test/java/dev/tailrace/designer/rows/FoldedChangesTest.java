package dev.tailrace.designer.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoldedChangesTest {
    private static final int[] BY_FIRST = {0};
    private static final int[] NO_KEY = {};

    @Test
    void anUpdateReplacesTheRowOfItsKeyInItsPlace() {
        List<Row> table = FoldedChanges.fold(
                List.of(
                        row(RowKind.INSERT, "Alaska", 1),
                        row(RowKind.INSERT, "Fiji", 1),
                        row(RowKind.UPDATE_BEFORE, "Alaska", 1),
                        row(RowKind.UPDATE_AFTER, "Alaska", 2)),
                BY_FIRST);
        assertEquals(List.of(Row.of("Alaska", 2), Row.of("Fiji", 1)), table);
    }

    @Test
    void aDeletedRowIsGone() {
        List<Row> table = FoldedChanges.fold(
                List.of(row(RowKind.INSERT, "Alaska", 1), row(RowKind.DELETE, "Alaska", 1)), BY_FIRST);
        assertEquals(List.of(), table);
    }

    @Test
    void anUpdateThatOnlyTakesBackRemovesTheRow() {
        List<Row> table = FoldedChanges.fold(
                List.of(row(RowKind.INSERT, "Alaska", 1), row(RowKind.UPDATE_BEFORE, "Alaska", 1)), BY_FIRST);
        assertEquals(List.of(), table);
    }

    @Test
    void twoRowsThatSwapTheirRanksBothStay() {
        List<Row> table = FoldedChanges.fold(
                List.of(
                        row(RowKind.INSERT, 1, "a"),
                        row(RowKind.INSERT, 2, "b"),
                        row(RowKind.UPDATE_AFTER, 1, "b"),
                        row(RowKind.UPDATE_BEFORE, 1, "a"),
                        row(RowKind.UPDATE_BEFORE, 2, "b"),
                        row(RowKind.UPDATE_AFTER, 2, "a")),
                BY_FIRST);
        assertEquals(List.of(Row.of(1, "b"), Row.of(2, "a")), table);
    }

    @Test
    void aChangeOfARowThatCameEarlierIsPassedOver() {
        assertEquals(
                List.of(Row.of("Alaska", 8)),
                FoldedChanges.fold(
                        List.of(row(RowKind.UPDATE_BEFORE, "Alaska", 7), row(RowKind.UPDATE_AFTER, "Alaska", 8)),
                        BY_FIRST));
        assertEquals(List.of(), FoldedChanges.fold(List.of(row(RowKind.DELETE, "Alaska", 7)), NO_KEY));
    }

    @Test
    void withoutAKeyEqualRowsAreThereAsOftenAsTheyWereGiven() {
        List<Row> table = FoldedChanges.fold(
                List.of(
                        row(RowKind.INSERT, "a", 1),
                        row(RowKind.INSERT, "a", 1),
                        row(RowKind.INSERT, "b", 1),
                        row(RowKind.DELETE, "a", 1)),
                NO_KEY);
        assertEquals(List.of(Row.of("a", 1), Row.of("b", 1)), table);
    }

    @Test
    void bytesAreComparedByWhatIsInThem() {
        List<Row> table = FoldedChanges.fold(
                List.of(row(RowKind.INSERT, new byte[] {1}, 1), row(RowKind.DELETE, new byte[] {1}, 1)), NO_KEY);
        assertEquals(List.of(), table);
    }

    @Test
    void theCellsThatChangedAreTold() {
        Row same = Row.of("Alaska", 1, null);
        Row other = Row.of("Fiji", 2, 3);
        Row fresh = Row.of("Nevada", 1, 1);
        Map<Row, BitSet> changed = FoldedChanges.changedCells(
                List.of(Row.of("Alaska", 1, null), Row.of("Fiji", 2, 2)), List.of(same, other, fresh), BY_FIRST);
        assertNull(changed.get(same));
        assertEquals(BitSet.valueOf(new long[] {0b100}), changed.get(other));
        assertEquals(BitSet.valueOf(new long[] {0b111}), changed.get(fresh));
    }

    private static Row row(RowKind kind, Object... values) {
        return new Row(kind, Arrays.asList(values));
    }
}

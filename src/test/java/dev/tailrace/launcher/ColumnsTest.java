package dev.tailrace.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class ColumnsTest {
    @Test
    void aChineseCharacterTakesTwoColumns() {
        assertEquals(3, Columns.of("abc"));
        assertEquals(8, Columns.of("水位线，"));
        assertEquals(1, Columns.of("e\u0301"));
    }

    @Test
    void textIsFilledUpToItsColumns() {
        assertEquals("算子  |", Columns.left("算子", 6) + "|");
        assertEquals("  行数", Columns.right("行数", 6));
        assertEquals(" 行数行数", Columns.right("行数行数", 4));
    }

    @Test
    void whatIsTooLongIsCutBeforeTheCharacterThatDoesNotFit() {
        assertEquals("滚动… ", Columns.left("滚动窗口", 6));
        assertEquals("Tumb…", Columns.left("Tumbling", 5));
    }
}

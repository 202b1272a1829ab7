package dev.tailrace.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Row;
import dev.tailrace.proof.ComparedRow.Verdict;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which row that came is which expected one. */
class RowMatchingTest {
    private static final Object ANY = new Object();

    @Test
    void rowsThatLeaveColumnsOpenDoNotTakeTheOnlyRowOfAnother() {
        // Whoever takes (1, 2) for the first row has none left for the second.
        List<ComparedRow> lines =
                RowMatching.ofMultisets(List.of(row(1, ANY), row(ANY, 2)), List.of(Row.of(1, 2), Row.of(1, 3)));

        assertEquals(List.of(Verdict.SAME, Verdict.SAME), verdicts(lines));
    }

    @Test
    void rowsMadeFromOneAnotherInAnyOrderAlwaysMatch() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Row> came = new ArrayList<>();
            List<TestedRow> expected = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                int a = random.nextInt(3);
                int b = random.nextInt(3);
                came.add(Row.of(a, b));
                expected.add(row(random.nextBoolean() ? a : ANY, random.nextBoolean() ? b : ANY));
            }
            Collections.shuffle(came, random);

            List<ComparedRow> lines = RowMatching.ofMultisets(expected, came);

            assertTrue(lines.stream().allMatch(line -> line.verdict() == Verdict.SAME), "seed " + seed);
        }
    }

    @Test
    void aRowOfWhichOneIsTooManyIsUnexpected() {
        List<ComparedRow> lines = RowMatching.ofMultisets(List.of(row(1, 1)), List.of(Row.of(1, 1), Row.of(1, 1)));

        assertEquals(List.of(Verdict.SAME, Verdict.UNEXPECTED), verdicts(lines));
    }

    @Test
    void inOrderARowThatIsMissingMovesNoOther() {
        List<ComparedRow> lines = RowMatching.ofLists(
                List.of(row(1, 1), row(2, 2), row(3, 3)), List.of(Row.of(2, 2), Row.of(3, 3), Row.of(4, 4)));

        assertEquals(List.of(Verdict.MISSING, Verdict.SAME, Verdict.SAME, Verdict.UNEXPECTED), verdicts(lines));
    }

    @Test
    void inOrderWhatStandsBetweenTheSameRowsIsPaired() {
        List<ComparedRow> lines = RowMatching.ofLists(
                List.of(row(1, 1), row(2, 2), row(3, 3)), List.of(Row.of(1, 1), Row.of(2, 5), Row.of(3, 3)));

        assertEquals(List.of(Verdict.SAME, Verdict.DIFFERENT, Verdict.SAME), verdicts(lines));
        assertEquals("{1}", lines.get(1).differing().toString());
    }

    private static TestedRow row(Object... values) {
        BitSet said = new BitSet();
        for (int i = 0; i < values.length; i++) {
            said.set(i, values[i] != ANY);
        }
        return new TestedRow(Row.of(values), said);
    }

    private static List<Verdict> verdicts(List<ComparedRow> lines) {
        return lines.stream().map(ComparedRow::verdict).toList();
    }
}

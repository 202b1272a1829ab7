package dev.tailrace.operators.analyse;

import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.operator.OperatorHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Random changes of a table, which grows, shrinks and grows again. */
final class ChangingTable {
    private ChangingTable() {}

    /**
     * Plays changes to a node.
     *
     * @param changes whether rows are taken back
     * @return the rows that are left
     */
    static List<Row> play(OperatorHarness<?> harness, Random random, int steps, boolean changes, Supplier<Row> next) {
        List<Row> table = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            boolean shrinks = step >= steps * 3 / 7 && step < steps * 5 / 7;
            if (changes && !table.isEmpty() && random.nextInt(10) < (shrinks ? 9 : 3)) {
                Row gone = table.remove(random.nextInt(table.size()));
                harness.rows(new Row(RowKind.DELETE, gone.values()));
            } else {
                Row row = next.get();
                table.add(row);
                harness.rows(row);
            }
        }
        return table;
    }
}

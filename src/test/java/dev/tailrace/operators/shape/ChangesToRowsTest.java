package dev.tailrace.operators.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ChangesToRowsTest {
    private static final Schema SCHEMA = Schema.of(Field.of("k", DataType.STRING), Field.of("v", DataType.INT));

    private static OperatorHarness<ChangesToRows.Settings> rows(String name, boolean changes) {
        return OperatorHarness.of(new ChangesToRows(), new ChangesToRows.Settings(name))
                .input("in", new StreamType(SCHEMA, changes, null))
                .inOrder();
    }

    @Test
    void everyChangeIsARowThatSaysWhatItDoes() {
        List<Row> changes = new ArrayList<>();
        List<Row> expected = new ArrayList<>();
        for (RowKind kind : RowKind.values()) {
            changes.add(new Row(kind, Row.of("a", 1).values()));
            expected.add(Row.of("a", 1, kind.name()));
        }
        changes.add(Row.of(null, null));
        expected.add(Row.of(null, null, "INSERT"));
        var result = rows("op", true).rows(changes).run();
        assertEquals(expected, result.rows());
        assertFalse(result.output().ports().get("out").changes());
    }

    @Test
    void theRowsOfASelectionKeepTheirKinds() {
        var taken = new ArrayList<Row>();
        List<Row> changes = List.of(
                Row.of("a", 1),
                new Row(RowKind.UPDATE_BEFORE, Row.of("a", 1).values()),
                new Row(RowKind.UPDATE_AFTER, Row.of("a", 2).values()),
                new Row(RowKind.DELETE, Row.of("a", 2).values()));
        Batch batch = BatchBuilder.batchOf(SCHEMA, changes);
        ChangesToRows operator = new ChangesToRows();
        Placement<ChangesToRows.Settings> placement = new Placement<>(
                "node",
                new ChangesToRows.Settings("op"),
                Map.of("in", List.of(new StreamType(SCHEMA, true, null))),
                Set.of("out"),
                Environment.UTC,
                Path.of(""));
        BitSet all = new BitSet();
        all.set(0, 3);
        Processor processor = operator.processor(
                new Setup<>(placement, operator.output(placement).ports(), Map.of("out", all)));
        Outlet out = new Outlet() {
            @Override
            public void emit(int port, Batch emitted) {
                taken.addAll(emitted.toRows());
            }

            @Override
            public void watermark(long millis) {}
        };
        processor.process(0, batch.select(new int[] {0, 1, 3}, 3).slice(1, 3), out);
        processor.process(0, batch.slice(1, 3), out);
        assertEquals(
                List.of(
                        Row.of("a", 1, "UPDATE_BEFORE"),
                        Row.of("a", 2, "DELETE"),
                        Row.of("a", 1, "UPDATE_BEFORE"),
                        Row.of("a", 2, "UPDATE_AFTER")),
                taken);
    }

    @Test
    void plainRowsAreAllInserts() {
        List<Problem> problems = rows("op", false).problems();
        assertEquals("operators.changes-to-rows.no-changes", problems.get(0).code());
        assertEquals(
                List.of(Row.of("a", 1, "INSERT")),
                rows("op", false).rows(Row.of("a", 1)).run().rows());
    }

    @Test
    void theNameMustBeFree() {
        assertEquals(
                "operators.duplicate-name", rows("k", true).problems().get(0).code());
    }
}

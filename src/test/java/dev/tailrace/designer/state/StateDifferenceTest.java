package dev.tailrace.designer.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateTable.Distribution;
import dev.tailrace.runtime.StateLook.Table;
import java.time.LocalDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StateDifferenceTest {
    private static final Schema KEY = Schema.of(Field.of("region", DataType.STRING));
    private static final StateTable GROUPS = new StateTable(
            "groups", Distribution.KEYED, KEY, Schema.of(Field.required("quakes.count", DataType.BIGINT)));
    private static final StateTable WINDOWS = new StateTable(
            "groups",
            Distribution.KEYED,
            KEY,
            Schema.of(
                    Field.required("window_start", DataType.TIMESTAMP),
                    Field.required("quakes.count", DataType.BIGINT)));
    private static final StateTable WAITING =
            new StateTable("left", Distribution.KEYED, KEY, Schema.of(Field.of("mag", DataType.DOUBLE)));

    @Test
    void rowsOfAKeyComeChangeAndGo() {
        assertEquals(
                List.of("[Fiji, 2] CHANGED {1}", "[Chile, 1] COME {0, 1}", "[Nevada, 4] GONE"),
                told(
                        table(GROUPS, true, Row.of("Fiji", 1L), Row.of("Nevada", 4L), Row.of("Alaska", 7L)),
                        table(GROUPS, true, Row.of("Fiji", 2L), Row.of("Alaska", 7L), Row.of("Chile", 1L))));
    }

    @Test
    void aWindowThatClosesIsNotTheOneThatOpens() {
        LocalDateTime noon = LocalDateTime.of(2026, 1, 1, 12, 0);
        assertEquals(
                List.of("[Fiji, 2026-01-01T12:01, 1] COME {0, 1, 2}", "[Fiji, 2026-01-01T12:00, 3] GONE"),
                told(
                        table(WINDOWS, true, Row.of("Fiji", noon, 3L)),
                        table(WINDOWS, true, Row.of("Fiji", noon.plusMinutes(1), 1L))));
    }

    @Test
    void ofSeveralRowsOfAKeyTheEqualOnesStay() {
        assertEquals(
                List.of("[Fiji, 6.1] COME {0, 1}"),
                told(
                        table(WAITING, true, Row.of("Fiji", 5.0), Row.of("Fiji", 5.0)),
                        table(WAITING, true, Row.of("Fiji", 6.1), Row.of("Fiji", 5.0), Row.of("Fiji", 5.0))));
    }

    @Test
    void whatIsNotSeenWholeTellsChangedRowsOnly() {
        assertEquals(
                List.of("[Fiji, 2] CHANGED {1}"),
                told(
                        table(GROUPS, false, Row.of("Fiji", 1L), Row.of("Nevada", 4L)),
                        table(GROUPS, false, Row.of("Fiji", 2L), Row.of("Chile", 1L))));
    }

    @Test
    void nothingChangesBetweenTwoEqualLooks() {
        Table look = table(GROUPS, true, Row.of("Fiji", 1L), Row.of(null, 4L));

        assertEquals(List.of(), told(look, table(GROUPS, true, Row.of("Fiji", 1L), Row.of(null, 4L))));
    }

    private static Table table(StateTable table, boolean whole, Row... rows) {
        return new Table(table, List.of(rows), whole, -1, 0);
    }

    private static List<String> told(Table before, Table now) {
        StateDifference difference = StateDifference.of(before, now);
        return difference.rows().stream()
                .filter(row -> difference.changes().containsKey(row))
                .map(row -> {
                    BitSet cells = difference.cells().get(row);
                    return row.values() + " " + difference.changes().get(row) + (cells == null ? "" : " " + cells);
                })
                .collect(Collectors.toList());
    }
}

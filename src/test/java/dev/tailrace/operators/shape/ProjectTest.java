package dev.tailrace.operators.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.WindowColumns;
import dev.tailrace.operators.shape.Project.ProjectedColumn;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ProjectTest {
    private static final StreamType INPUT = new StreamType(
            Schema.of(Field.of("a", DataType.INT), Field.of("b", DataType.STRING), Field.of("t", DataType.TIMESTAMP)),
            false,
            "t");
    private static final WindowColumns WINDOWS = new WindowColumns("w0", "w1", DataType.TIMESTAMP, "TUMBLE");
    private static final LocalDateTime NOON = LocalDateTime.of(2024, 1, 1, 12, 0);

    private static OperatorHarness<Project.Settings> project(ProjectedColumn... columns) {
        return OperatorHarness.of(new Project(), new Project.Settings(List.of(columns), ErrorPolicy.STOP))
                .input("in", INPUT)
                .inOrder();
    }

    @Test
    void columnsAreChosenRenamedAndComputed() {
        var result = project(
                        new ProjectedColumn("b", null),
                        new ProjectedColumn("a + 1", "more"),
                        new ProjectedColumn("a", "b2"))
                .rows(Row.of(1, "x", NOON), Row.of(null, "y", NOON))
                .run();
        assertEquals(List.of(Row.of("x", 2, 1), Row.of("y", null, null)), result.rows());
    }

    @Test
    void theEventTimeGoesOnUnderAnotherName() {
        var result = project(new ProjectedColumn("t", "happened"), new ProjectedColumn("b", null))
                .rows(Row.of(1, "x", NOON))
                .run();
        StreamType out = result.output().ports().get("out");
        assertEquals("happened", out.eventTime());
    }

    @Test
    void theWindowsOfRowsGoOnUnderOtherNames() {
        StreamType out = windowed(new ProjectedColumn("w0", "begin"), new ProjectedColumn("w1", null));
        assertEquals(WINDOWS.renamed("begin", "w1"), out.windows());
    }

    @Test
    void theWindowsOfRowsAreForgottenWithOneOfTheirColumns() {
        assertNull(windowed(new ProjectedColumn("w0", null)).windows());
        assertNull(windowed(new ProjectedColumn("w0", null), new ProjectedColumn("COALESCE(w1)", "w1"))
                .windows());
    }

    private static StreamType windowed(ProjectedColumn... columns) {
        StreamType input = StreamType.rows(
                        Schema.of(Field.required("w0", DataType.TIMESTAMP), Field.required("w1", DataType.TIMESTAMP)))
                .withWindows(WINDOWS);
        return Objects.requireNonNull(
                OperatorHarness.of(new Project(), new Project.Settings(List.of(columns), ErrorPolicy.STOP))
                        .input("in", input)
                        .run()
                        .output()
                        .ports()
                        .get("out"));
    }

    @Test
    void theEventTimeEndsWhereItsColumnIsLeftOut() {
        var result = project(new ProjectedColumn("b", null))
                .rows(Row.of(1, "x", NOON))
                .run();
        assertNull(result.output().ports().get("out").eventTime());
    }

    @Test
    void failingRowsGoToTheErrorPort() {
        var result = project(new ProjectedColumn("10 / a", "q"), new ProjectedColumn("CAST(b AS INT)", "n"))
                .rows(Row.of(5, "1", NOON), Row.of(0, "2", NOON), Row.of(2, "x", NOON), Row.of(1, "3", NOON))
                .run();
        assertEquals(List.of(Row.of(2, 1), Row.of(10, 3)), result.rows());
        assertEquals(
                List.of(List.of(0, "2"), List.of(2, "x")),
                result.rows("error").stream()
                        .map(row -> row.values().subList(0, 2))
                        .toList());
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
        List<Problem> problems = project(new ProjectedColumn("a", null), new ProjectedColumn("b", "a"))
                .problems();
        assertEquals(
                Map.of("operators.duplicate-name", "columns[1].name"),
                Map.of(problems.get(0).code(), String.valueOf(problems.get(0).place())));
    }

    @Test
    void aComputedColumnNeedsAName() {
        List<Problem> problems = project(new ProjectedColumn("a + 1", null)).problems();
        assertEquals(
                List.of("operators.name-missing"),
                problems.stream().map(Problem::code).toList());
    }
}

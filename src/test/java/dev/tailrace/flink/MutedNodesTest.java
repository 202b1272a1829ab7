package dev.tailrace.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What flows where a node is muted. */
class MutedNodesTest {
    private static final Schema NUMBERS = Schema.of(Field.of("n", DataType.INT));
    private static final List<Row> ROWS = List.of(Row.of(1), Row.of(2), Row.of(2));

    private static Drawing numbers() {
        return Drawing.named("muted").rows("rows", NUMBERS, ROWS);
    }

    private static Map<String, List<Row>> run(Drawing drawing) throws InterruptedException {
        EmbeddedOutcome outcome = EmbeddedOutcome.of(drawing, 2);
        assertNull(outcome.failure());
        return outcome.rows();
    }

    @Test
    void rowsPassByAFilterAndWhatWorksRowByRow() throws InterruptedException {
        Drawing drawing = numbers()
                .then("f", "filter", "{\"condition\": \"n > 1\"}")
                .muted()
                .then("d", "derive", "{\"columns\": [{\"name\": \"m\", \"expression\": \"n * 2\"}]}")
                .muted()
                .collect("out");
        assertEquals(Map.of("out", ROWS), run(drawing));
    }

    @Test
    void rowsPassByWhatKeepsStateButGivesThemAsTheyAre() throws InterruptedException {
        Drawing drawing = numbers()
                .then("d", "deduplicate", "{\"keys\": [\"n\"]}")
                .muted()
                .collect("out");
        assertEquals(Map.of("out", ROWS), run(drawing));
    }

    @Test
    void theBranchStopsAtOtherNodesAndTheOthersGoOn() throws InterruptedException {
        Drawing drawing = numbers()
                .then("g", "group-aggregate", "{\"groupBy\": [\"n\"], \"aggregates\": [{\"name\": \"c\"}]}")
                .muted()
                .then("f", "filter", "{\"condition\": \"c > 0\"}")
                .collect("counts")
                .at("rows.out")
                .collect("all");
        assertEquals(Map.of("counts", List.of(), "all", ROWS), run(drawing));
    }

    @Test
    void aMutedSourceBringsNothingAndAMutedSinkTakesNothing() throws InterruptedException {
        Drawing silent =
                Drawing.named("silent").rows("rows", NUMBERS, ROWS).muted().collect("out");
        assertEquals(Map.of("out", List.of()), run(silent));
        Drawing dropping =
                numbers().collect("out").at("rows.out").collect("dropped").muted();
        assertEquals(Map.of("out", ROWS, "dropped", List.of()), run(dropping));
    }

    @Test
    void settingsOfANodeThatRowsPassByMayBeWrong() throws InterruptedException {
        Drawing drawing = numbers()
                .then("f", "filter", "{\"condition\": \"nothing > 1\"}")
                .muted()
                .then("g", "filter", "{}")
                .muted()
                .collect("out");
        assertEquals(Map.of("out", ROWS), run(drawing));
    }

    @Test
    void columnsOfAMutedNodeAreMissedByTheirReaders() {
        Drawing drawing = numbers()
                .then("d", "derive", "{\"columns\": [{\"name\": \"m\", \"expression\": \"n * 2\"}]}")
                .muted()
                .then("f", "filter", "{\"condition\": \"m > 2\"}")
                .collect("out");
        Texts texts = new Texts(Locale.ENGLISH);
        List<String> problems = drawing.check().problems().stream()
                .map(problem -> problem.node() + ": " + texts.message(problem))
                .toList();
        assertTrue(problems.get(0).startsWith("f: "), problems.toString());
        assertTrue(problems.get(0).contains("\"m\""), problems.toString());
    }
}

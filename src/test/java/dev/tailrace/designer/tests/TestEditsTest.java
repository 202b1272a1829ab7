package dev.tailrace.designer.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.designer.commands.ChangeTests;
import dev.tailrace.designer.rows.PastedRows;
import dev.tailrace.designer.tests.TestEdits.Side;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How tests are edited as tables. */
class TestEditsTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("id", DataType.STRING), Field.of("mag", DataType.INT), Field.of("at", DataType.TIMESTAMP));

    private Pipeline pipeline = Pipeline.empty("tested");

    @Test
    void aCopyStandsBehindItsTestUnderAFreeName() {
        edit(edits().add("Test"));
        edit(edits().add("Last"));
        edit(edits().duplicate(0));
        edit(edits().duplicate(1));

        assertEquals(List.of("Test", "Test 2", "Test 3", "Last"), names());
    }

    @Test
    void aNameThatAnotherTestHasGetsANumber() {
        edit(edits().add("Test"));
        edit(edits().add("Other"));
        edit(edits().rename(1, "Test"));

        assertEquals(List.of("Test", "Test 2"), names());
    }

    @Test
    void anEmptyNameChangesNothing() {
        edit(edits().add("Test"));
        Pipeline before = pipeline;

        edit(edits().rename(0, "  "));

        assertEquals(before, pipeline);
    }

    @Test
    void cellsAndRowsComeAndGo() {
        edit(edits().addWith("Test", Side.EXPECTED, "f.out", PastedRows.of("a\t1\nb\t2\nc\t3\n", SCHEMA)));
        edit(edits().cell(0, Side.EXPECTED, "f.out", 1, "mag", IntNode.valueOf(7)));
        edit(edits().cell(0, Side.EXPECTED, "f.out", 1, "id", null));
        edit(edits().removeRows(0, Side.EXPECTED, "f.out", Set.of(0)));
        edit(edits().appendEmpty(0, Side.EXPECTED, "f.out"));

        assertEquals("[{\"mag\":7}, {\"id\":\"c\",\"mag\":3}, {}]", rows().toString());
        assertTrue(pipeline.attachments().tests().get(0).inputs().isEmpty());
        edit(edits().withoutPort(0, Side.EXPECTED, "f.out"));
        assertTrue(pipeline.attachments().tests().get(0).expected().isEmpty());
    }

    @Test
    void anEditLeavesTheRowsOfThePipelineBeforeAlone() {
        edit(edits().addWith("Test", Side.EXPECTED, "f.out", PastedRows.of("a\t1", SCHEMA)));
        List<ObjectNode> before = rows();

        edit(edits().cell(0, Side.EXPECTED, "f.out", 0, "mag", IntNode.valueOf(7)));

        assertEquals("[{\"id\":\"a\",\"mag\":1}]", before.toString());
    }

    @Test
    void pastedNamesOfColumnsSayWhichCellIsWhich() {
        List<ObjectNode> rows = PastedRows.of("mag\tat\n12\t2026-01-01 10:00:00\n\tnull\nmany\t", SCHEMA);

        assertEquals(
                "[{\"mag\":12,\"at\":\"2026-01-01 10:00:00\"}, {\"at\":null}, {\"mag\":\"many\"}]", rows.toString());
    }

    @Test
    void whatStandsInACellIsReadAgain() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        for (String text : List.of("null", "", "\"quoted\"", "plain", "12")) {
            assertEquals(
                    json.textNode(text), PastedRows.cell(PastedRows.text(json.textNode(text)), SCHEMA.field(0)), text);
        }
        assertEquals(json.nullNode(), PastedRows.cell("null", SCHEMA.field(0)));
        assertNull(PastedRows.cell("", SCHEMA.field(0)));
    }

    private TestEdits edits() {
        return new TestEdits(pipeline);
    }

    private void edit(ChangeTests command) {
        pipeline = command.apply(pipeline);
    }

    private List<String> names() {
        return pipeline.attachments().tests().stream().map(PipelineTest::name).toList();
    }

    private List<ObjectNode> rows() {
        return pipeline.attachments().tests().get(0).expected().getOrDefault("f.out", List.of());
    }
}

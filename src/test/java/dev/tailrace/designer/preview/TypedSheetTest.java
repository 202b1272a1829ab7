package dev.tailrace.designer.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.rows.PastedRows;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows that are typed into a table, and the steps of it that are taken back. */
class TypedSheetTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Schema SCHEMA =
            Schema.of(Field.required("id", DataType.BIGINT), Field.of("place", DataType.STRING));

    private final TypedRows reading = new TypedRows(SCHEMA, ZoneOffset.UTC);
    private final SampleChoices choices = new SampleChoices();

    private static TypedSheet sheet(String text) {
        return Objects.requireNonNull(TypedSheet.of(text));
    }

    private @Nullable String wrong(TypedSheet sheet, int row, String column) {
        Problem problem = reading.problem(sheet.rows().get(row).get(column), column);
        return problem == null ? null : new Texts(Locale.ENGLISH).of(problem);
    }

    @Test
    void aCellIsTypedAndEmptied() {
        TypedSheet before = sheet("{\"id\":1}\n{\"id\":2}\n");
        assertEquals(
                "{\"id\":1}\n{\"id\":2,\"place\":\"Fiji\"}\n",
                before.with(1, "place", JSON.textNode("Fiji")).text());
        assertEquals("{}\n{\"id\":2}\n", before.with(0, "id", null).text());
        assertEquals("{\"id\":1}\n{\"id\":2}\n", before.text(), "the one before is as it was");
    }

    @Test
    void numbersKeepTheirDigits() {
        assertEquals(
                "{\"x\":12345678901234567890.125}\n",
                sheet("{\"x\": 12345678901234567890.125}").text());
    }

    @Test
    void rowsOfASpreadsheetTakeThePlaceOfEmptyOnesAtTheEnd() {
        TypedSheet pasted = sheet("{\"id\":1}").withEmptyRow().and(PastedRows.of("place\tid\nFiji\t7\n\t8\n", SCHEMA));
        assertEquals("{\"id\":1}\n{\"place\":\"Fiji\",\"id\":7}\n{\"id\":8}\n", pasted.text());
    }

    @Test
    void whatIsCopiedIsPastedAgain() {
        TypedSheet rows = sheet("{\"id\":1,\"place\":\"null\"}\n{\"id\":2}\n{\"id\":3,\"place\":null}\n");
        assertEquals(
                rows.rows().subList(0, 2),
                PastedRows.of(PastedRows.text(rows.rows().subList(0, 2), SCHEMA), SCHEMA));
    }

    @Test
    void wrongCellsAreTold() {
        TypedSheet sheet = sheet("{\"id\":\"many\",\"place\":\"Fiji\",\"depth\":3}\n{}\n");
        assertEquals("id is \"many\", not BIGINT.", wrong(sheet, 0, "id"));
        assertNull(wrong(sheet, 0, "place"));
        assertEquals("There is no column depth.", wrong(sheet, 0, "depth"));
        assertEquals("id must have a value.", wrong(sheet, 1, "id"));
        assertNull(wrong(sheet, 1, "place"));
        assertEquals(List.of("id", "place", "depth"), sheet.columns(SCHEMA).names());
    }

    @Test
    void whatIsNoObjectIsNoTable() {
        assertNull(TypedSheet.of("{\"id\":1}\n{\"id\""));
        assertNull(TypedSheet.of("[1]"));
        assertEquals(List.of(), sheet("\n\n").rows());
    }

    @Test
    void stepsAreTakenBackAndDoneAgainEachPortByItself() {
        choices.type("join", "left", "a", false);
        choices.type("join", "left", "b", false);
        choices.type("join", "right", "c", false);
        choices.undo("join", "left");
        assertEquals("a", choices.of("join").typed().get("left"));
        assertEquals("c", choices.of("join").typed().get("right"));
        choices.redo("join", "left");
        assertEquals("b", choices.of("join").typed().get("left"));
        assertFalse(choices.canRedo("join", "left"));
        choices.undo("join", "left");
        choices.type("join", "left", "d", false);
        assertFalse(choices.canRedo("join", "left"), "another way was taken");
        assertTrue(choices.canUndo("join", "left"));
    }

    @Test
    void lettersThatAreTypedInARowAreOneStep() {
        choices.type("filter", "in", "{", true);
        choices.type("filter", "in", "{}", true);
        choices.endStep();
        choices.type("filter", "in", "{} ", true);
        choices.undo("filter", "in");
        assertEquals("{}", choices.of("filter").typed().get("in"));
        choices.undo("filter", "in");
        assertEquals("", choices.of("filter").typed().get("in"));
    }
}

package dev.tailrace.designer.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.model.Wire;
import dev.tailrace.runtime.OriginWanted;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OriginQuestionTest {
    @Test
    void anUpdateIsTheRowThatATableShows() {
        Row shown = Row.of("ada", 16);

        assertTrue(OriginQuestion.isIt(shown, new Row(RowKind.UPDATE_AFTER, Arrays.asList("ada", 16))));
        assertFalse(OriginQuestion.isIt(shown, new Row(RowKind.UPDATE_BEFORE, Arrays.asList("ada", 16))));
        assertFalse(OriginQuestion.isIt(shown, Row.of("ada", 17)));
    }

    @Test
    void bytesAreComparedByWhatIsInThem() {
        assertTrue(OriginQuestion.isIt(Row.of(new byte[] {1, 2}), Row.of(new byte[] {1, 2})));
    }

    @Test
    void aWiresRowIsAskedAtTheOutputThatItLeft() {
        OriginWanted wanted =
                OriginQuestion.of(new RowOrigin.OfWire(Wire.of("route.rest", "sink.in")), Row.of(1), null);

        assertEquals(List.of("route", "rest"), Arrays.asList(wanted.node(), wanted.port()));
    }
}

package dev.tailrace.designer.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.Drawings;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.commands.DeleteSelected;
import dev.tailrace.designer.rows.RowOrigin.OfWire;
import dev.tailrace.model.Wire;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OriginChoiceTest {
    private static final Wire INTO_TIME = Wire.of("feed.out", "time.in");
    private static final Wire INTO_STRONG = Wire.of("time.out", "strong.in");

    private final PipelineEditor editor = Drawings.editor(Drawings.earthquakes());
    private final OriginChoice choice = new OriginChoice(editor);

    @Test
    void withoutAPinTheSelectionIsFollowed() {
        assertFalse(choice.follow(null), "nothing is selected");
        editor.selectWire(INTO_TIME);
        assertTrue(choice.follow(null));
        assertFalse(choice.follow(null), "it is the same");
        editor.selectNodes(List.of("time"));
        assertTrue(choice.follow(null));
        assertEquals(new OfWire(INTO_STRONG), choice.shown());
    }

    @Test
    void aPinnedWireStaysWhateverIsSelected() {
        editor.selectWire(INTO_TIME);
        choice.follow(null);
        choice.pin(true);
        editor.selectWire(INTO_STRONG);
        assertFalse(choice.follow(null));
        assertEquals(new OfWire(INTO_TIME), choice.shown());
        choice.pin(false);
        assertTrue(choice.follow(null));
        assertEquals(new OfWire(INTO_STRONG), choice.shown());
    }

    @Test
    void nothingIsPinnedWhereNothingIsShown() {
        choice.pin(true);
        assertFalse(choice.isPinned());
    }

    @Test
    void whatIsChosenIsSelectedUnlessTheViewIsPinned() {
        choice.choose(new OfWire(INTO_TIME));
        assertEquals(INTO_TIME, editor.selectedWire());
        choice.follow(null);
        choice.pin(true);
        choice.choose(new OfWire(INTO_STRONG));
        assertEquals(INTO_TIME, editor.selectedWire());
        assertTrue(choice.follow(null));
        assertEquals(new OfWire(INTO_STRONG), choice.shown());
    }

    @Test
    void aPinIsLostWithItsWire() {
        editor.selectWire(INTO_TIME);
        choice.follow(null);
        choice.pin(true);
        assertFalse(choice.isPinLost(null));
        editor.apply(new DeleteSelected(Set.of("time")));
        assertTrue(choice.isPinLost(null));
    }
}

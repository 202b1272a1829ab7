package dev.tailrace.designer.palette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.Drawings;
import dev.tailrace.operator.Family;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperatorSearchTest {
    private final OperatorSearch search =
            new OperatorSearch(Drawings.editor(Drawings.earthquakes()).catalogue(), Drawings.TEXTS);

    @Test
    void theNameCountsMoreThanOtherWords() {
        assertEquals("filter", search.find("filter").get(0).id());
        assertEquals("union", search.find("UNI").get(0).id());
    }

    @Test
    void accentsDoNotMatter() {
        assertEquals("filter", search.find("fílter").get(0).id());
    }

    @Test
    void onlyWantedOperatorsAreFound() {
        assertFalse(search.find("file").isEmpty());
        assertTrue(search.find("file", spec -> spec.family() == Family.SINKS).stream()
                .allMatch(entry -> entry.family() == Family.SINKS));
        assertEquals(search.all(), search.find(" "));
    }

    @Test
    void aMistypedNameIsNearAndOtherWordsAreNot() {
        assertTrue(search.find("unoin").isEmpty());
        assertEquals(Optional.of("union"), search.near("unoin").map(PaletteEntry::id));
        assertEquals(Optional.empty(), search.near("zzzzzzzz"));
    }
}

package dev.tailrace.designer.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MatchesTest {
    @Test
    void theBeginningCountsMoreThanTheMiddle() {
        assertTrue(Matches.score("tum", "Tumbling window") > Matches.score("win", "Tumbling window"));
        assertTrue(Matches.score("win", "Tumbling window") > Matches.score("bling", "Tumbling window"));
        assertEquals(0, Matches.score("join", "Tumbling window"));
    }

    @Test
    void caseAndAccentsDoNotMatter() {
        assertEquals(4, Matches.score("cafe", "Café"));
    }

    @Test
    void swappedLettersAreOneMistake() {
        assertEquals(1, Matches.distance("kakfa", "Kafka"));
        assertEquals(3, Matches.distance("kitten", "sitting"));
    }
}

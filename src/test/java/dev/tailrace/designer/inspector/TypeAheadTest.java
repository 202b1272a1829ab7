package dev.tailrace.designer.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypeAheadTest {
    private static final List<String> COLUMNS = List.of("", "type", "Mag", "time", "Max speed");

    private long now = 5_000_000_000L;
    private final TypeAhead ahead = new TypeAhead(() -> now);

    private int type(String letters) {
        int found = -1;
        for (char letter : letters.toCharArray()) {
            found = ahead.find(String.valueOf(letter), COLUMNS);
        }
        return found;
    }

    @Test
    void lettersGoOnUntilOneEntryBeginsWithThem() {
        assertEquals(1, type("t"));
        assertEquals(3, type("i"));
    }

    @Test
    void caseDoesNotMatterAndBlanksArePartOfAnEntry() {
        assertEquals(4, type("max S"));
    }

    @Test
    void afterAPauseLettersBeginAnew() {
        type("ti");
        now += 1_000_000_001L;
        assertEquals(2, type("m"));
    }

    @Test
    void aLetterThatDoesNotGoOnBeginsAnew() {
        type("ty");
        assertEquals(2, type("m"));
        assertEquals(-1, type("z"));
    }

    @Test
    void aBlankChoosesNothing() {
        assertEquals(-1, type(" "));
    }
}

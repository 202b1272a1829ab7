package dev.tailrace.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Values with commas between them are told apart, whatever stands in them. */
class ValueListTest {
    @Test
    void commasPartValuesWithoutTheSpacesAroundThem() {
        assertEquals(List.of("1", "'a'", "NULL"), parts(" 1, 'a' ,NULL "));
    }

    @Test
    void commasWithinTextsNamesBracketsAndCommentsPartNothing() {
        assertEquals(
                List.of("'a, b'", "`x,y`", "ARRAY[1, 2]", "COALESCE(a, (b))", "7"),
                parts("'a, b', `x,y`, ARRAY[1, 2], COALESCE(a, (b)) /* c, d */, 7"));
    }

    @Test
    void aMissingValueIsEmpty() {
        assertEquals(List.of("1", "", "2"), parts("1,,2"));
        assertEquals(List.of("", "1", ""), parts(",1,"));
        assertEquals(List.of(), parts("  "));
    }

    private static List<String> parts(String text) {
        return ValueList.of(text).stream()
                .map(range -> text.substring(range.start(), range.end()))
                .toList();
    }
}

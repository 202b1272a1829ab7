package dev.tailrace.designer.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.004, 0",
        "0.42, 0.42",
        "0.996, 1",
        "3.4, 3",
        "42, 42",
        "999.4, 999",
        "999.6, 1.00k",
        "3100, 3.10k",
        "12400, 12.4k",
        "99960, 100k",
        "999499, 999k",
        "999500, 1.00M",
        "3210000, 3.21M",
        "4.5e9, 4.50G"
    })
    void numbersHaveThreeDigitsAndAUnit(double value, String text) {
        assertEquals(text, Figures.compact(value, Locale.ENGLISH));
    }
}

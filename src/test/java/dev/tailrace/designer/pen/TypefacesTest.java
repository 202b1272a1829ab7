package dev.tailrace.designer.pen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextAttribute;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Widths that we read from font files, against those of the JDK. */
class TypefacesTest {
    private final Typefaces faces = new Typefaces();

    @ParameterizedTest
    @EnumSource(Face.class)
    void widthsAreThoseOfTheJdkWithoutKerning(Face face) throws Exception {
        Font font;
        try (InputStream file = face.open()) {
            font = Font.createFont(Font.TRUETYPE_FONT, file)
                    .deriveFont(100f)
                    .deriveFont(Map.of(TextAttribute.KERNING, 0));
        }
        FontRenderContext context = new FontRenderContext(null, true, true);
        for (String text : new String[] {"Quake feed", "12.4k/s · wm 14:03:05", "größte Städte", "mag >= 4"}) {
            double sum = 0;
            for (int i = 0; i < text.length(); i++) {
                sum += font.createGlyphVector(context, text.substring(i, i + 1))
                        .getGlyphMetrics(0)
                        .getAdvanceX();
            }
            assertEquals(sum, faces.width(text, face, 100), 0.5, text);
        }
    }

    @Test
    void cutTextFitsAndEndsWithAnEllipsis() {
        String cut = faces.fitted("Unreadable rows of the feed", Face.TEXT_STRONG, 13, 100);
        assertTrue(cut.endsWith("…"));
        assertTrue(faces.width(cut, Face.TEXT_STRONG, 13) <= 100);
        assertEquals("short", faces.fitted("short", Face.TEXT, 13, 100));
    }

    /** The system's font has them a square each, and the cut must not fall short of the room by more than one. */
    @Test
    void chineseIsMeasuredAsSquaresAndCutBetweenThem() {
        assertEquals(5 * 13, faces.width("滚动窗口。", Face.TEXT_STRONG, 13), 1e-9);
        String cut = faces.fitted("每分钟平均气温与最高气温", Face.TEXT_STRONG, 13, 100);
        double width = faces.width(cut, Face.TEXT_STRONG, 13);
        assertTrue(cut.endsWith("…") && width <= 100 && width > 100 - 13, cut);
    }

    @Test
    void allNumbersOfAsManyDigitsAreEquallyWide() {
        assertEquals(
                faces.numbersWidth("111.1k/s", Face.TEXT, 11), faces.numbersWidth("888.8k/s", Face.TEXT, 11), 1e-9);
    }
}

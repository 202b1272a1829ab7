package dev.tailrace.designer.pen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.pen.HanFont.Run;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HanFontTest {
    private static final List<String> INSTALLED = List.of("DejaVu Sans", "Noto Sans CJK JP", "Noto Sans CJK SC");

    @Test
    void theFirstKnownFamilyIsNamedOnLinux() {
        assertEquals(Optional.of("Noto Sans CJK SC"), HanFont.family("Linux", INSTALLED));
        assertEquals(Optional.empty(), HanFont.family("Linux", List.of("DejaVu Sans")));
    }

    @Test
    void otherSystemsFindTheirsThemselves() {
        assertEquals(Optional.empty(), HanFont.family("Mac OS X", INSTALLED));
        assertEquals(Optional.empty(), HanFont.family("Windows 11", INSTALLED));
    }

    @Test
    void aTextIsCutWhereItsScriptChanges() {
        assertEquals(
                List.of(new Run("按", true), new Run(" F8 ", false), new Run("运行，", true)), HanFont.runs("按 F8 运行，"));
        assertEquals(List.of(), HanFont.runs(""));
    }

    @Test
    void wideCharactersAreSeen() {
        assertTrue(HanFont.isWide("Top-N，"));
        assertEquals(4 + 5, HanFont.letters("窗口Top-N"));
        assertFalse(HanFont.isWide("Top-N · 82 % “x”…"));
    }
}

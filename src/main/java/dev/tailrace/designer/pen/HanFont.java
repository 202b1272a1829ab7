package dev.tailrace.designer.pen;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.css.Styleable;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;

/**
 * The system's font for Chinese, where it has to be named. A toolkit looks for another font by itself when one lacks a
 * character; but JavaFX on Linux looks among TrueType files only, and the Chinese fonts of most distributions have
 * OpenType outlines. The bundled faces have no Chinese.
 */
public final class HanFont {
    /** A part of a text whose characters are all wide, or all not. */
    public record Run(String text, boolean wide) {}

    private static final int FIRST_WIDE = 0x2E80;
    /** From this weight on a face is bold in fonts that have two weights only. */
    static final int STRONG = 600;

    /** What distributions install, the most common first; not the TrueType ones, which are found anyway. */
    private static final List<String> SANS =
            List.of("Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC", "Noto Sans CJK JP");

    private static final List<String> MONO = List.of("Noto Sans Mono CJK SC", "Source Han Mono SC");

    /** What has Chinese in it is of this class, so that it shows in windows of other languages too. */
    public static final String STYLE_CLASS = "han";

    private HanFont() {}

    /** Lets the text be read where it stands, whatever the language of the window. */
    public static void dress(Styleable place, String text) {
        place.getStyleClass().remove(STYLE_CLASS);
        if (isWide(text)) {
            place.getStyleClass().add(STYLE_CLASS);
        }
    }

    /** The family for text, if Chinese is shown only by naming it. */
    public static Optional<String> family() {
        return family(System.getProperty("os.name", ""), Font.getFamilies());
    }

    /** The family for code, in which a Chinese character is as wide as two letters. */
    public static Optional<String> codeFamily() {
        return first(MONO, System.getProperty("os.name", ""), Font.getFamilies());
    }

    static Optional<String> family(String system, Collection<String> installed) {
        return first(SANS, system, installed);
    }

    private static Optional<String> first(List<String> wanted, String system, Collection<String> installed) {
        return system.toLowerCase(Locale.ROOT).contains("linux")
                ? wanted.stream().filter(installed::contains).findFirst()
                : Optional.empty();
    }

    /** A font of the family as strong as the face, which it stands in for. */
    static Font font(String family, Face face, double size) {
        return Font.font(family, face.weight() >= STRONG ? FontWeight.BOLD : FontWeight.NORMAL, size);
    }

    /** Whether the text has characters as wide as they are high, which the bundled faces lack. */
    public static boolean isWide(String text) {
        return text.chars().anyMatch(unit -> unit >= FIRST_WIDE);
    }

    /** How many letters the text is about as wide as: a wide character is worth two. */
    public static int letters(String text) {
        return text.chars().map(unit -> unit >= FIRST_WIDE ? 2 : 1).sum();
    }

    /** The text cut wherever it goes from wide characters to others or back. */
    static List<Run> runs(String text) {
        List<Run> runs = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= text.length(); i++) {
            boolean wide = text.charAt(start) >= FIRST_WIDE;
            if (i == text.length() || text.charAt(i) >= FIRST_WIDE != wide) {
                runs.add(new Run(text.substring(start, i), wide));
                start = i;
            }
        }
        return runs;
    }
}

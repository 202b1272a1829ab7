package dev.tailrace.designer.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contrasts that the look promises, computed from the theme files, so that a changed colour cannot break them unseen. */
class ThemeContrastTest {
    private static final List<String> FAMILIES = List.of("sources", "shape", "time", "combine", "analyse", "sinks");
    private static final List<String> WIRES = List.of("idle", "flow", "backpressured", "stalled", "error");
    private static final List<String> OWN_SOFT = List.of("accent", "ok", "warn", "err");

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void textIsReadableOnEveryGround(String mode) {
        Map<String, Rgb> tokens = ThemeFile.read(mode);
        for (String text : List.of("fg", "fg-muted", "fg-subtle")) {
            for (String ground : List.of(
                    "canvas", "panel", "inset", "node", "hover", "accent-soft", "ok-soft", "warn-soft", "err-soft")) {
                atLeast(4.6, mode, tokens, "-tr-" + text, "-tr-" + ground);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void colouredTextIsReadableOnItsGrounds(String mode) {
        Map<String, Rgb> tokens = ThemeFile.read(mode);
        for (String text : OWN_SOFT) {
            for (String ground : List.of("panel", "canvas", "node", "inset", "accent-soft", text + "-soft")) {
                atLeast(4.6, mode, tokens, "-tr-" + text, "-tr-" + ground);
            }
        }
        for (String code : List.of("keyword", "number", "string", "function")) {
            atLeast(4.5, mode, tokens, "-tr-code-" + code, "-tr-inset");
        }
        atLeast(4.5, mode, tokens, "-tr-on-accent", "-tr-accent-fill");
        for (String badge : List.of("err", "warn", "ok")) {
            atLeast(4.5, mode, tokens, "-tr-on-badge", "-tr-" + badge);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void wiresStandOutFromTheCanvas(String mode) {
        Map<String, Rgb> tokens = ThemeFile.read(mode);
        for (String wire : WIRES) {
            atLeast(3.0, mode, tokens, "-tr-wire-" + wire, "-tr-canvas");
        }
        atLeast(3.0, mode, tokens, "-tr-accent", "-tr-canvas");
    }

    /** Series of charts, the disc of a breakpoint, what is held, and marks of tests stand on panels and nodes. */
    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void whatIsDrawnOnPanelsStandsOut(String mode) {
        Map<String, Rgb> tokens = ThemeFile.read(mode);
        for (String ground : List.of("-tr-panel", "-tr-node")) {
            FAMILIES.forEach(family -> atLeast(3.0, mode, tokens, "-tr-family-" + family, ground));
            for (String mark : List.of("wire-error", "wire-backpressured", "ok", "err", "warn", "accent")) {
                atLeast(3.0, mode, tokens, "-tr-" + mark, ground);
            }
        }
        atLeast(3.0, mode, tokens, "-tr-guide", "-tr-canvas");
    }

    @Test
    void everyTokenThatASheetUsesIsDeclared() throws IOException {
        Set<String> named = new TreeSet<>();
        Set<String> declared = new TreeSet<>();
        try (Stream<Path> sheets = Files.walk(Path.of("src/main/resources/dev/tailrace/designer"))) {
            for (Path sheet :
                    sheets.filter(file -> file.toString().endsWith(".css")).toList()) {
                String rules = Files.readString(sheet);
                Matcher left = Pattern.compile("(-tr-[a-z-]+)\\s*:").matcher(rules);
                while (left.find()) {
                    declared.add(left.group(1));
                }
                Matcher token = Pattern.compile("-(?:fx|tr)-[a-z-]+:[^;{}]*?(-tr-[a-z-]+)")
                        .matcher(rules);
                while (token.find()) {
                    named.add(token.group(1));
                }
            }
        }
        assertTrue(named.size() > 20, named::toString);
        named.removeAll(declared);
        assertEquals(Set.of(), named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void glyphsStandOutFromTheirTiles(String mode) {
        Map<String, Rgb> tokens = ThemeFile.read(mode);
        double least = mode.equals("light") ? 4.7 : 3.6;
        for (String family : FAMILIES) {
            atLeast(least, mode, tokens, "-tr-family-" + family + "-glyph", "-tr-family-" + family + "-tile");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void familiesDifferForEverySight(String mode) {
        Map<String, Rgb> tokens = ThemeFile.read(mode);
        List<Rgb> colours = new ArrayList<>();
        FAMILIES.forEach(family -> colours.add(colour(tokens, "-tr-family-" + family)));
        differ(colours, mode.equals("light") ? 9.9 : 11.2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void wireStatesDifferForEverySight(String mode) {
        Map<String, Rgb> tokens = ThemeFile.read(mode);
        List<Rgb> colours = new ArrayList<>();
        WIRES.forEach(wire -> colours.add(colour(tokens, "-tr-wire-" + wire)));
        colours.add(colour(tokens, "-tr-accent"));
        differ(colours, mode.equals("light") ? 8.0 : 5.3);
    }

    @Test
    void bothModesHaveTheSameTokens() {
        assertEquals(ThemeFile.read("light").keySet(), ThemeFile.read("dark").keySet());
    }

    private static void atLeast(double ratio, String mode, Map<String, Rgb> tokens, String above, String ground) {
        double measured = colour(tokens, above).contrast(colour(tokens, ground));
        // Claims carry one decimal.
        assertTrue(measured >= ratio - 0.05, () -> "%s: %s on %s is %.2f".formatted(mode, above, ground, measured));
    }

    private static Rgb colour(Map<String, Rgb> tokens, String token) {
        return Objects.requireNonNull(tokens.get(token), token);
    }

    private static void differ(List<Rgb> colours, double least) {
        for (Sight sight : Sight.values()) {
            for (int i = 0; i < colours.size(); i++) {
                for (int j = i + 1; j < colours.size(); j++) {
                    Rgb one = sight.of(colours.get(i));
                    Rgb other = sight.of(colours.get(j));
                    double measured = CieDe2000.difference(one.lab(), other.lab());
                    int first = i;
                    int second = j;
                    assertTrue(measured >= least - 0.05, () -> "%s: colours %d and %d differ by %.2f"
                            .formatted(sight, first, second, measured));
                }
            }
        }
    }
}

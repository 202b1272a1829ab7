package dev.tailrace.designer.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class HanSheetTest {
    @Test
    void aRuleThatNamesABundledFaceNamesTheSystemsWithTheSameStrength() {
        assertEquals(
                ".root .title, .root .count > .label { -fx-font-family: \"Han\"; -fx-font-weight: bold; }\n",
                HanSheet.rules(
                        "/* .old { -fx-font-family: \"Inter\"; } */\n"
                                + ".title, .count > .label { -fx-padding: 2; -fx-font-family: \"Inter Semi Bold\"; }\n"
                                + ".gap { -fx-padding: 4; }",
                        "Han",
                        null));
    }

    /** A face that is named in a sheet which is not read here would show boxes for Chinese words. */
    @Test
    void everySheetThatNamesAFaceIsRead() throws IOException {
        Path root = Path.of("src/main/resources/dev/tailrace/designer");
        try (Stream<Path> files = Files.walk(root)) {
            Set<String> naming = files.filter(file -> file.toString().endsWith(".css") && namesAFace(file))
                    .map(file -> root.relativize(file).toString())
                    .collect(Collectors.toSet());
            assertEquals(Set.copyOf(HanSheet.SHEETS), naming);
        }
    }

    /** The bundled faces are families of their own: a weight finds none of them, and all would look alike. */
    @Test
    void noSheetAsksForAWeight() throws IOException {
        Path root = Path.of("src/main/resources/dev/tailrace/designer");
        for (String sheet : HanSheet.SHEETS) {
            assertFalse(Files.readString(root.resolve(sheet)).contains("-fx-font-weight"), sheet);
        }
    }

    private static boolean namesAFace(Path sheet) {
        try {
            return Files.readString(sheet).contains("-fx-font-family");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void theRootStaysTheRootSoThatPopupsFollow() {
        assertEquals(
                ".root { -fx-font-family: \"Han\"; -fx-font-weight: normal; }\n",
                HanSheet.rules(".root { -fx-font-family: \"Inter\"; }", "Han", null));
    }

    @Test
    void codeTakesTheFamilyForCodeButFiguresStayAsTheyAre() {
        String made = HanSheet.rules(
                ".expression-area { -fx-font-family: \"JetBrains Mono\"; }"
                        + ".value-cell { -fx-font-family: \"JetBrains Mono\"; }",
                "Han",
                "Han Mono");
        assertTrue(made.contains(".root .expression-area { -fx-font-family: \"Han Mono\""), made);
        assertFalse(made.contains("value-cell"), made);
    }
}

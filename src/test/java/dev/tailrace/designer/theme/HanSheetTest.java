package dev.tailrace.designer.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

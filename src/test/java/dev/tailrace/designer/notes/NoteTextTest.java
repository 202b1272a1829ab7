package dev.tailrace.designer.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.designer.notes.NoteText.Ground;
import dev.tailrace.designer.notes.NoteText.Words;
import dev.tailrace.designer.pen.Face;
import dev.tailrace.designer.pen.Typefaces;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Markdown as notes show it. */
class NoteTextTest {
    private static final Typefaces FACES = new Typefaces();

    private static NoteText set(String markdown) {
        return NoteText.of(markdown, 240, FACES);
    }

    private static Words words(NoteText text, String wanted) {
        return text.words().stream()
                .filter(words -> words.text().strip().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new AssertionError(wanted + " in " + text.words()));
    }

    @Test
    void headingsAreLargerTheHigherTheyAre() {
        NoteText text = set("# One\n\n## Two\n\nplain");
        assertTrue(words(text, "One").size() > words(text, "Two").size());
        assertEquals(Face.TEXT_STRONG, words(text, "Two").face());
        assertEquals(Face.TEXT, words(text, "plain").face());
    }

    @Test
    void emphasisIsWeightAndCodeHasItsFace() {
        NoteText text = set("a **b** *c* `d`");
        assertEquals(Face.TEXT_STRONG, words(text, "b").face());
        assertEquals(Face.TEXT_MEDIUM, words(text, "c").face());
        assertEquals(Face.CODE, words(text, "d").face());
    }

    @Test
    void itemsOfListsStandBehindTheirMarkers() {
        NoteText text = set("- apple\n- pear\n\n3. first\n4. second");
        assertEquals(
                2,
                text.words().stream().filter(words -> words.text().equals("•")).count());
        assertTrue(words(text, "•").x() < words(text, "apple").x());
        assertEquals(words(text, "•").baseline(), words(text, "apple").baseline());
        assertEquals(words(text, "4.").baseline(), words(text, "second").baseline());
    }

    @Test
    void linesBreakBetweenWordsAndWithinAWordThatIsTooWide() {
        NoteText text = set("one two three four five six seven eight nine ten " + "x".repeat(80));
        for (Words words : text.words()) {
            assertTrue(
                    words.x() + FACES.width(words.text().stripTrailing(), words.face(), words.size()) <= 240.01,
                    words.text());
        }
        assertTrue(
                text.words().get(0).text().endsWith(" "),
                "not within a word: " + text.words().get(0).text());
        assertEquals(
                81,
                text.words().stream()
                        .flatMapToInt(words -> words.text().chars())
                        .filter(letter -> letter == 'x')
                        .count(),
                "one in six, and 80");
    }

    @Test
    void chineseBreaksBetweenIdeographs() {
        NoteText text = set("窗口按事件时间每小时计算一次并且按地区分组以便比较不同地区的地震数量");
        assertTrue(text.words().size() > 1);
        assertTrue(text.words().get(0).width() > 200, "a line is filled");
    }

    @Test
    void linksAreShownAndListed() {
        NoteText text = set("see [the feed](https://example.org/a)");
        assertEquals("https://example.org/a", words(text, "the feed").link());
        assertEquals(List.of("https://example.org/a"), text.links());
    }

    @Test
    void codeBlocksAndQuotesHaveAGroundAndHtmlIsWords() {
        NoteText text = set("```\nmag >= 4\n```\n\n> quoted\n\n<b>no</b>");
        assertEquals(
                List.of(Ground.Kind.CODE, Ground.Kind.QUOTE),
                text.grounds().stream().map(Ground::kind).toList());
        Ground code = text.grounds().get(0);
        double baseline = words(text, "mag >= 4").baseline();
        assertTrue(baseline > code.y() && baseline < code.y() + code.height());
        assertEquals(Face.CODE, words(text, "<b>").face());
    }

    @Test
    void nothingIsNothing() {
        assertEquals(0, set("").height());
    }
}

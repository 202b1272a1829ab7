package dev.tailrace.designer.notes;

import dev.tailrace.designer.pen.Face;
import dev.tailrace.designer.pen.Typefaces;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * A note's Markdown, set within a width: words with their places, and what is drawn behind them. HTML is words like any
 * other, pictures are their descriptions. Emphasis is medium weight, as the bundled faces have no italics.
 *
 * @param links where words lead, in their order
 * @param height that all of it takes, canvas units
 */
public record NoteText(List<Words> words, List<Ground> grounds, List<String> links, double height) {
    private static final Parser PARSER = Parser.builder().build();

    public NoteText {
        words = List.copyOf(words);
        grounds = List.copyOf(grounds);
        links = List.copyOf(links);
    }

    /**
     * @param x from the note's left inner edge
     * @param width as measured
     * @param link where they lead, or null
     */
    public record Words(
            String text, double x, double baseline, double width, Face face, double size, @Nullable String link) {}

    /** Something that is drawn behind words or between them. */
    public record Ground(Kind kind, double x, double y, double width, double height) {
        /** What it is. */
        public enum Kind {
            CODE,
            QUOTE,
            RULE
        }
    }

    /** @param width within which lines are broken, canvas units */
    public static NoteText of(String markdown, double width, Typefaces faces) {
        Node document = PARSER.parse(markdown);
        List<String> links = new ArrayList<>();
        Setting setting = new Setting(faces, width);
        new Blocks(setting, links).children(document);
        return new NoteText(setting.words(), setting.grounds(), links, setting.height());
    }
}

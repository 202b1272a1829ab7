package dev.tailrace.language.functions;

import dev.tailrace.data.ArrayColumn;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Regular expressions of the Java platform. Keeps the last pattern, so that one that is a literal is compiled once.
 * Texts of ASCII are searched where they lie; others become Strings. Single-threaded.
 */
public final class Regex {
    private byte[] last = {};
    private @Nullable Matcher matcher = Pattern.compile("").matcher("");
    /** The same where it is simple enough. */
    private @Nullable PlainPattern plain;

    private final AsciiText ascii = new AsciiText();

    /** The text that is searched if it is not ASCII. */
    private String text = "";

    private boolean isAscii;

    /** Whether the pattern occurs; not for an empty one and one that cannot be read. */
    public boolean find(byte[] b, int s, int e, byte[] p, int ps, int pe) {
        Matcher search = matcher(b, s, e, p, ps, pe);
        return search != null && ps < pe && search.find();
    }

    /** Group 0 of the first occurrence, see {@link #extract(byte[], int, int, byte[], int, int, long, Slice)}. */
    public boolean extract(byte[] b, int s, int e, byte[] p, int ps, int pe, Slice out) {
        return extract(b, s, e, p, ps, pe, 0, out);
    }

    /**
     * A group of the first occurrence.
     *
     * @return whether there is one: the pattern can be read and occurs, it has the group, and the group takes part
     */
    public boolean extract(byte[] b, int s, int e, byte[] p, int ps, int pe, long group, Slice out) {
        int index = (int) group;
        PlainPattern simple = plain(p, ps, pe);
        if (simple != null && index >= 0 && index <= simple.groups()) {
            if (!simple.find(b, s, e) || simple.start(index) < 0) {
                return false;
            }
            out.of(b, simple.start(index), simple.end(index));
            return true;
        }
        Matcher search = matcher(b, s, e, p, ps, pe);
        if (search == null || !search.find() || index < 0 || index > search.groupCount() || search.start(index) < 0) {
            return false;
        }
        part(b, s, search.start(index), search.end(index), out);
        return true;
    }

    /** Group 1 of every occurrence, see {@link #extractAll(byte[], int, int, byte[], int, int, long, NestedValue)}. */
    public boolean extractAll(byte[] b, int s, int e, byte[] p, int ps, int pe, NestedValue out) {
        return extractAll(b, s, e, p, ps, pe, 1, out);
    }

    /**
     * A group of every occurrence as an array, NULL where it takes no part.
     *
     * @return whether the pattern can be read and has the group
     */
    public boolean extractAll(byte[] b, int s, int e, byte[] p, int ps, int pe, long group, NestedValue out) {
        Matcher search = matcher(b, s, e, p, ps, pe);
        if (search == null || group < 0 || group > search.groupCount()) {
            return false;
        }
        ArrayColumn.Builder target = (ArrayColumn.Builder) out.begin();
        while (search.find()) {
            target.elements().append(search.group((int) group));
        }
        target.endArray();
        out.end();
        return true;
    }

    private void part(byte[] b, int s, int from, int to, Slice out) {
        if (isAscii) {
            out.of(b, s + from, s + to);
        } else {
            out.of(text.substring(from, to));
        }
    }

    /**
     * The text with every occurrence replaced by another text, which is taken as it is.
     *
     * @return whether the pattern can be read
     */
    public boolean replace(byte[] b, int s, int e, byte[] p, int ps, int pe, byte[] with, int ws, int we, Slice out) {
        Matcher search = matcher(b, s, e, p, ps, pe);
        if (search == null) {
            return false;
        }
        if (!isAscii) {
            out.of(search.replaceAll(Matcher.quoteReplacement(Text.string(with, ws, we))));
            return true;
        }
        if (!search.find()) {
            out.of(b, s, e);
            return true;
        }
        out.clear();
        int from = 0;
        do {
            out.append(b, s + from, s + search.start());
            out.append(with, ws, we);
            from = search.end();
        } while (search.find());
        out.append(b, s + from, e);
        return true;
    }

    /** How often the pattern occurs; no result if it cannot be read. */
    public boolean count(byte[] b, int s, int e, byte[] p, int ps, int pe, Wide out) {
        Matcher search = matcher(b, s, e, p, ps, pe);
        if (search == null) {
            return false;
        }
        out.low = 0;
        while (search.find()) {
            out.low++;
        }
        return true;
    }

    /** Where the pattern first occurs, in UTF-16 units from 1, or 0; no result if it cannot be read. */
    public boolean position(byte[] b, int s, int e, byte[] p, int ps, int pe, Wide out) {
        Matcher search = matcher(b, s, e, p, ps, pe);
        if (search == null) {
            return false;
        }
        out.low = search.find() ? search.start() + 1 : 0;
        return true;
    }

    private @Nullable PlainPattern plain(byte[] p, int ps, int pe) {
        if (!Text.equal(p, ps, pe, last, 0, last.length)) {
            prepare(p, ps, pe);
        }
        return plain;
    }

    /** Ready to search the text; null if the pattern cannot be read. */
    private @Nullable Matcher matcher(byte[] b, int s, int e, byte[] p, int ps, int pe) {
        if (!Text.equal(p, ps, pe, last, 0, last.length)) {
            prepare(p, ps, pe);
        }
        Matcher prepared = matcher;
        if (prepared == null) {
            return null;
        }
        isAscii = TextParts.isAscii(b, s, e);
        if (isAscii) {
            ascii.of(b, s, e);
            return prepared.reset(ascii);
        }
        text = Text.string(b, s, e);
        return prepared.reset(text);
    }

    private void prepare(byte[] p, int ps, int pe) {
        last = Arrays.copyOfRange(p, ps, pe);
        try {
            String expression = Text.string(p, ps, pe);
            matcher = Pattern.compile(expression).matcher("");
            plain = PlainPattern.of(expression);
        } catch (PatternSyntaxException unreadable) {
            matcher = null;
            plain = null;
        }
    }
}

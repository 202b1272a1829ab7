package dev.tailrace.formats.line;

import dev.tailrace.data.Problem;
import dev.tailrace.formats.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Groups of the first place where a regular expression of the Java platform matches. */
public final class PatternFields extends LineFields {
    private static final int MAX_SHOWN_BYTES = 80;

    private final Matcher matcher;
    private final int[] groups;

    /** @param groups numbers of the groups, by number of the field; 0 for all that matches */
    public PatternFields(Pattern pattern, List<Integer> groups) {
        super(groups.size());
        this.matcher = pattern.matcher("");
        this.groups = groups.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    @Nullable
    Problem find(byte[] b, int from, int to) {
        boolean ascii = true;
        for (int at = from; at < to && ascii; at++) {
            ascii = b[at] >= 0;
        }
        String text =
                new String(b, from, to - from, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        if (!matcher.reset(text).find()) {
            return Problem.error("formats.line.no-match", Utf8.shown(b, from, to, MAX_SHOWN_BYTES));
        }
        for (int i = 0; i < groups.length; i++) {
            int start = matcher.start(groups[i]);
            if (start < 0) {
                continue;
            }
            if (ascii) {
                put(i, b, from + start, from + matcher.end(groups[i]));
            } else {
                byte[] group = text.substring(start, matcher.end(groups[i])).getBytes(StandardCharsets.UTF_8);
                put(i, group, 0, group.length);
            }
        }
        return null;
    }
}

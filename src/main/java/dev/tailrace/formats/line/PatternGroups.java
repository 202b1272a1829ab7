package dev.tailrace.formats.line;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The capturing groups of a regular expression, of which Java 17 does not tell the names. */
public final class PatternGroups {
    private final String text;
    private final int count;
    private final Map<String, Integer> named = new LinkedHashMap<>();

    private PatternGroups(Pattern pattern) {
        this.text = pattern.pattern();
        this.count = pattern.matcher("").groupCount();
        if (scan() != count) {
            // Comments of the flag x may hold parentheses; then groups are known by their numbers only.
            named.clear();
        }
    }

    public static PatternGroups of(Pattern pattern) {
        return new PatternGroups(pattern);
    }

    /** The number of the last group; 0 if there are none. */
    public int count() {
        return count;
    }

    /** The numbers of the groups that have names, in their order. */
    public Map<String, Integer> named() {
        return Map.copyOf(named);
    }

    /** The names in the order of the groups. */
    public Iterable<String> names() {
        return named.keySet();
    }

    private int scan() {
        int groups = 0;
        int classes = 0;
        for (int at = 0; at < text.length(); at++) {
            char sign = text.charAt(at);
            if (text.startsWith("\\Q", at)) {
                int end = text.indexOf("\\E", at);
                at = end < 0 ? text.length() : end + 1;
            } else if (sign == '\\') {
                at++;
            } else if (sign == '[') {
                classes++;
            } else if (sign == ']' && classes > 0) {
                classes--;
            } else if (sign == '(' && classes == 0) {
                boolean isNamed = text.startsWith("?<", at + 1)
                        && at + 3 < text.length()
                        && text.charAt(at + 3) != '='
                        && text.charAt(at + 3) != '!';
                if (isNamed) {
                    named.put(text.substring(at + 3, text.indexOf('>', at)), ++groups);
                } else if (!text.startsWith("?", at + 1)) {
                    groups++;
                }
            }
        }
        return groups;
    }
}

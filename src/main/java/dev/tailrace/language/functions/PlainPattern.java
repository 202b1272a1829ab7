package dev.tailrace.language.functions;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of the simple kind that takes parts out of texts, such as {@code (&|^)channel_id=([^&]*)}: it needs
 * no going back but between the alternatives of a group, and finds the same as java.util.regex. Its parts begin and end
 * at ASCII characters, so it takes UTF-8 as it is. Single-threaded.
 *
 * <p>What is understood: letters, digits and signs that stand for themselves; groups of alternatives that are
 * one such character or {@code ^}; and runs, {@code *} or {@code +}, of a class such as {@code [^&]} or {@code [a-z0-9]},
 * alone in a group or without one, that end the expression or are followed by a character outside of the class.
 */
final class PlainPattern {
    private static final String SELF = "=_-/:&,;@ %~\"'<>!#";

    /** One part of the expression. */
    private sealed interface Item {
        record Literal(byte[] text) implements Item {}

        /** @param alternatives characters, or {@link #START} */
        record Choice(int group, int[] alternatives) implements Item {}

        /** @param group -1 for none */
        record Run(int group, boolean[] members, int least) implements Item {}
    }

    private static final int START = -1;

    private final Item[] items;
    /** Start and end of each group, -1 where it takes no part; group 0 is the whole. */
    private final int[] bounds;
    /** The item that is the first literal, if only choices are before it, or -1. */
    private final int anchor;
    /** Place in this literal of the character to look for. */
    private final int rare;

    private PlainPattern(List<Item> items, int groups) {
        this.items = items.toArray(Item[]::new);
        this.bounds = new int[2 * (groups + 1)];
        int first = 0;
        while (first < this.items.length && this.items[first] instanceof Item.Choice) {
            first++;
        }
        boolean isLiteral = first < this.items.length && this.items[first] instanceof Item.Literal;
        this.anchor = isLiteral ? first : -1;
        this.rare = isLiteral ? rarest(((Item.Literal) this.items[first]).text()) : -1;
    }

    /** The expression, or null if it is of another kind. */
    static @Nullable PlainPattern of(String expression) {
        Reading reading = new Reading(expression);
        return reading.read() ? new PlainPattern(reading.items, reading.groups) : null;
    }

    int groups() {
        return bounds.length / 2 - 1;
    }

    int start(int group) {
        return bounds[2 * group];
    }

    int end(int group) {
        return bounds[2 * group + 1];
    }

    /** Looks for the first occurrence in UTF-8. */
    boolean find(byte[] b, int s, int e) {
        if (anchor < 0) {
            for (int from = s; from <= e; from++) {
                if (matches(b, s, e, from)) {
                    return true;
                }
            }
            return false;
        }
        byte wanted = ((Item.Literal) items[anchor]).text()[rare];
        int tried = s;
        for (int found = Text.indexOf(b, s + rare, e, wanted);
                found >= 0;
                found = Text.indexOf(b, found + 1, e, wanted)) {
            // Each choice before the literal takes one character at most.
            int at = found - rare;
            for (int from = Math.max(tried, at - anchor); from <= at; from++) {
                if (matches(b, s, e, from)) {
                    return true;
                }
            }
            tried = Math.max(tried, at - anchor + 1);
        }
        return false;
    }

    /** Where the character is that other texts are least likely to have: a sign, then a digit or capital, else the last. */
    private static int rarest(byte[] literal) {
        int rarest = literal.length - 1;
        for (int i = literal.length - 1; i >= 0; i--) {
            if (rank(literal[i]) > rank(literal[rarest])) {
                rarest = i;
            }
        }
        return rarest;
    }

    private static int rank(byte c) {
        if (c >= 'a' && c <= 'z') {
            return 0;
        }
        boolean isCapitalOrDigit = c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        return isCapitalOrDigit ? 1 : " =&/-".indexOf(c) >= 0 ? 2 : 3;
    }

    private boolean matches(byte[] b, int s, int e, int from) {
        Arrays.fill(bounds, -1);
        int end = match(0, b, s, e, from);
        if (end >= 0) {
            bounds[0] = from;
            bounds[1] = end;
        }
        return end >= 0;
    }

    /** Where the items from this one on end, or -1. */
    private int match(int item, byte[] b, int s, int e, int at) {
        if (item == items.length) {
            return at;
        }
        if (items[item] instanceof Item.Literal literal) {
            byte[] text = literal.text();
            boolean is = at + text.length <= e && Text.equal(b, at, at + text.length, text, 0, text.length);
            return is ? match(item + 1, b, s, e, at + text.length) : -1;
        }
        if (items[item] instanceof Item.Choice choice) {
            for (int alternative : choice.alternatives()) {
                int next = alternative == START ? (at == s ? at : -1) : at < e && b[at] == alternative ? at + 1 : -1;
                int end = next < 0 ? -1 : match(item + 1, b, s, e, next);
                if (end >= 0) {
                    bounds[2 * choice.group()] = at;
                    bounds[2 * choice.group() + 1] = next;
                    return end;
                }
            }
            return -1;
        }
        Item.Run run = (Item.Run) items[item];
        int next = at;
        while (next < e && run.members()[b[next] & 0xFF]) {
            next++;
        }
        int end = next - at < run.least() ? -1 : match(item + 1, b, s, e, next);
        if (end >= 0 && run.group() >= 0) {
            bounds[2 * run.group()] = at;
            bounds[2 * run.group() + 1] = next;
        }
        return end;
    }

    /** Takes an expression apart. */
    private static final class Reading {
        private final String expression;
        private final List<Item> items = new ArrayList<>();
        private int groups;
        private int at;

        Reading(String expression) {
            this.expression = expression;
        }

        boolean read() {
            while (at < expression.length()) {
                char c = expression.charAt(at);
                boolean understood = c == '(' ? group() : c == '[' ? run(-1) : literal();
                if (!understood) {
                    return false;
                }
            }
            return !items.isEmpty() && runsEnd();
        }

        /** Whether what follows a run is never part of it, so that the longest run is the only one. */
        private boolean runsEnd() {
            for (int i = 0; i + 1 < items.size(); i++) {
                if (items.get(i) instanceof Item.Run run
                        && !(items.get(i + 1) instanceof Item.Literal next && !run.members()[next.text()[0]])) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isSelf(char c) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || SELF.indexOf(c) >= 0;
        }

        private boolean isQuantified() {
            return at < expression.length() && "*+?{".indexOf(expression.charAt(at)) >= 0;
        }

        private boolean literal() {
            int from = at;
            while (at < expression.length() && isSelf(expression.charAt(at))) {
                at++;
            }
            items.add(new Item.Literal(expression.substring(from, at).getBytes(StandardCharsets.US_ASCII)));
            return at > from && !isQuantified();
        }

        private boolean group() {
            at++;
            int group = ++groups;
            if (at < expression.length() && expression.charAt(at) == '[') {
                return run(group) && closes();
            }
            List<Integer> alternatives = new ArrayList<>();
            do {
                char c = at < expression.length() ? expression.charAt(at) : ')';
                if (c != '^' && !isSelf(c)) {
                    return false;
                }
                alternatives.add(c == '^' ? START : c);
                at++;
            } while (takes('|'));
            items.add(new Item.Choice(
                    group, alternatives.stream().mapToInt(Integer::intValue).toArray()));
            return closes();
        }

        private boolean closes() {
            return takes(')') && !isQuantified();
        }

        private boolean takes(char sign) {
            boolean is = at < expression.length() && expression.charAt(at) == sign;
            at += is ? 1 : 0;
            return is;
        }

        private boolean run(int group) {
            int end = expression.indexOf(']', at);
            if (end < 0 || end + 1 >= expression.length()) {
                return false;
            }
            char quantifier = expression.charAt(end + 1);
            boolean[] members = members(expression.substring(at + 1, end));
            if (members == null || quantifier != '*' && quantifier != '+') {
                return false;
            }
            items.add(new Item.Run(group, members, quantifier == '+' ? 1 : 0));
            at = end + 2;
            return !isQuantified();
        }

        /** The bytes of a class, all those of other characters if it is negated, or null if it is of another kind. */
        private static boolean @Nullable [] members(String text) {
            boolean isNegated = text.startsWith("^");
            String signs = isNegated ? text.substring(1) : text;
            boolean[] members = new boolean[256];
            for (int i = 0; i < signs.length(); i++) {
                char from = signs.charAt(i);
                boolean isRange = i + 2 < signs.length() && signs.charAt(i + 1) == '-';
                char to = isRange ? signs.charAt(i + 2) : from;
                boolean isSign = isSelf(from) && from != '-' && from != '&' || from == '&' && signs.length() == 1;
                if (!isSign || !isSelf(to) || to < from) {
                    return null;
                }
                for (char c = from; c <= to; c++) {
                    members[c] = true;
                }
                i += isRange ? 2 : 0;
            }
            for (int c = 0; c < members.length && isNegated; c++) {
                members[c] ^= true;
            }
            return signs.isEmpty() ? null : members;
        }
    }
}

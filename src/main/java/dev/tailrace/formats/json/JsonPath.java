package dev.tailrace.formats.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a JSON object: {@code $.a.b}, {@code $.a[0]}, {@code $['odd name']}. In brackets, a quote in a
 * name is written twice.
 */
record JsonPath(List<Step> steps) {
    /** Deeper paths are refused. */
    static final int MAX_STEPS = 64;

    /** One step down. */
    sealed interface Step {}

    /** Into an object. */
    record Name(String name) implements Step {}

    /** Into an array; counts from 0. */
    record Index(int index) implements Step {}

    JsonPath {
        steps = List.copyOf(steps);
    }

    /** The path to a field of the record itself. */
    static JsonPath ofName(String name) {
        return new JsonPath(List.of(new Name(name)));
    }

    JsonPath plus(Step step) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new JsonPath(more);
    }

    /** The path that the text says, or null if it is not one. */
    static @Nullable JsonPath parse(String text) {
        if (!text.startsWith("$")) {
            return null;
        }
        List<Step> steps = new ArrayList<>();
        int at = 1;
        while (at < text.length()) {
            int end = text.charAt(at) == '.' ? name(text, at + 1, steps) : bracket(text, at, steps);
            if (end < 0) {
                return null;
            }
            at = end;
        }
        boolean namesAField = !steps.isEmpty() && steps.get(0) instanceof Name && steps.size() <= MAX_STEPS;
        return namesAField ? new JsonPath(steps) : null;
    }

    private static int name(String text, int from, List<Step> steps) {
        int at = from;
        while (at < text.length() && ".[]'\" ".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        steps.add(new Name(text.substring(from, at)));
        return at > from ? at : -1;
    }

    private static int bracket(String text, int from, List<Step> steps) {
        if (!text.startsWith("[", from)) {
            return -1;
        }
        int at = from + 1;
        if (text.startsWith("'", at)) {
            StringBuilder name = new StringBuilder();
            for (at++; at < text.length(); at++) {
                if (text.charAt(at) == '\'' && !text.startsWith("''", at)) {
                    break;
                }
                at += text.charAt(at) == '\'' ? 1 : 0;
                name.append(text.charAt(at));
            }
            steps.add(new Name(name.toString()));
            return text.startsWith("']", at) ? at + 2 : -1;
        }
        int close = text.indexOf(']', at);
        if (close <= at || close - at > 9 || !text.substring(at, close).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        steps.add(new Index(Integer.parseInt(text.substring(at, close))));
        return close + 1;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("$");
        for (Step step : steps) {
            if (step instanceof Index index) {
                text.append('[').append(index.index()).append(']');
            } else if (step instanceof Name name) {
                appendName(text, name.name());
            }
        }
        return text.toString();
    }

    private static void appendName(StringBuilder text, String name) {
        boolean plain = !name.isEmpty() && name.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
        if (plain) {
            text.append('.').append(name);
        } else {
            text.append("['").append(name.replace("'", "''")).append("']");
        }
    }
}

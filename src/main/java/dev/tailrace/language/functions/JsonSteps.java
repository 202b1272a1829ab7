package dev.tailrace.language.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A path into JSON: {@code $}, then {@code .name}, {@code ['name']} or {@code [index]}, after {@code strict} (which is
 * meant where nothing is written) or {@code lax}. That is the part of Flink's paths that leads to one place.
 *
 * @param isLax whether a text that cannot be read and a place that does not exist are no errors
 * @param names what to look for in an object, by step; null where the step is an index
 * @param indexes the place in an array, from 0
 */
record JsonSteps(boolean isLax, List<@Nullable String> names, List<Integer> indexes) {
    /** @throws IllegalArgumentException if it is none of these paths */
    static JsonSteps of(String path) {
        String mode = path.toLowerCase(Locale.ROOT);
        boolean isLax = mode.startsWith("lax ");
        int at = isLax ? 4 : mode.startsWith("strict ") ? 7 : 0;
        if (at >= path.length() || path.charAt(at) != '$') {
            throw new IllegalArgumentException(path);
        }
        at++;
        List<@Nullable String> names = new ArrayList<>();
        List<Integer> indexes = new ArrayList<>();
        while (at < path.length()) {
            int end;
            if (path.charAt(at) == '.') {
                end = endOfName(path, at + 1);
                names.add(path.substring(at + 1, end));
                indexes.add(-1);
            } else if (path.startsWith("['", at)) {
                end = path.indexOf("']", at) + 2;
                String name = path.substring(at + 2, Math.max(at + 2, end - 2));
                if (name.isEmpty() || name.indexOf('\'') >= 0 || name.indexOf('\\') >= 0) {
                    throw new IllegalArgumentException(path);
                }
                names.add(name);
                indexes.add(-1);
            } else {
                end = path.indexOf(']', at) + 1;
                String digits = path.charAt(at) == '[' && end > at + 2 ? path.substring(at + 1, end - 1) : "";
                if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                    throw new IllegalArgumentException(path);
                }
                names.add(null);
                indexes.add(Integer.parseInt(digits));
            }
            at = end;
        }
        return new JsonSteps(isLax, names, indexes);
    }

    private static int endOfName(String path, int from) {
        int end = from;
        while (end < path.length()
                && (Character.isLetterOrDigit(path.charAt(end)) || "_-".indexOf(path.charAt(end)) >= 0)) {
            end++;
        }
        if (end == from) {
            throw new IllegalArgumentException(path);
        }
        return end;
    }
}

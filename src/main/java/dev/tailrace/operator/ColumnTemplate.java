package dev.tailrace.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text in which {@code {name}} stands for the value of a column, as in the address of a row's answer. What stands behind
 * a dollar sign is a parameter or a secret and none of its columns. Immutable.
 */
public final class ColumnTemplate {
    private static final Pattern PLACE = Pattern.compile("(?<!\\$)\\{([^{}]*)\\}");

    /** By turns a text, which may be empty, and a column's name; a text first and last. */
    private final List<String> parts = new ArrayList<>();

    /** @param isColumn whether a name is a column's; others are nothing but text in braces, as a secret may have it */
    public ColumnTemplate(String text, Predicate<String> isColumn) {
        Matcher places = PLACE.matcher(text);
        int at = 0;
        while (places.find()) {
            if (isColumn.test(places.group(1))) {
                parts.add(text.substring(at, places.start()));
                parts.add(places.group(1));
                at = places.end();
            }
        }
        parts.add(text.substring(at));
    }

    /** What stands in braces in a text, whether there is a column of that name or not; each once, in their order. */
    public static List<String> names(String text) {
        return PLACE.matcher(text)
                .results()
                .map(place -> place.group(1))
                .distinct()
                .toList();
    }

    /** The text with other names for some columns. */
    public static String renamed(String text, Map<String, String> names) {
        return PLACE.matcher(text)
                .replaceAll(place ->
                        Matcher.quoteReplacement("{" + names.getOrDefault(place.group(1), place.group(1)) + "}"));
    }

    /** The columns that it has values of, each once, in their order. */
    public List<String> columns() {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i < parts.size(); i += 2) {
            if (!columns.contains(parts.get(i))) {
                columns.add(parts.get(i));
            }
        }
        return columns;
    }

    /** @param value what is written for a column */
    public String fill(Function<String, String> value) {
        StringBuilder filled = new StringBuilder(parts.get(0));
        for (int i = 1; i < parts.size(); i += 2) {
            filled.append(value.apply(parts.get(i))).append(parts.get(i + 1));
        }
        return filled.toString();
    }
}

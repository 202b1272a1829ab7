package dev.tailrace.operator;

import dev.tailrace.data.Nearest;
import dev.tailrace.data.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills {@code ${name}} in text settings such as paths and topics. {@code ${secret:name}} stays as it is: the
 * runtime puts the value in when a run begins, see {@link SecretReferences}.
 */
public final class TextParameters {
    public static final TextParameters NONE = new TextParameters(Map.of());

    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)\\}");
    private static final String SECRET_PREFIX = "secret:";

    private final Map<String, String> values;

    /** @param values as text, by name */
    public TextParameters(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TextParameters parameters && values.equals(parameters.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** The parameters that a text names, in their order. */
    public static List<String> names(String text) {
        return PLACE.matcher(text)
                .results()
                .map(place -> place.group(1))
                .filter(name -> !name.startsWith(SECRET_PREFIX))
                .toList();
    }

    /** The text with one parameter called otherwise. */
    public static String renamed(String text, String from, String to) {
        return text.replace("${" + from + "}", "${" + to + "}");
    }

    /** The text with its parameters put in; an unknown one stays and is a problem. */
    public String fill(String text, Consumer<Problem> problems) {
        Matcher places = PLACE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (places.find()) {
            String name = places.group(1);
            if (name.startsWith(SECRET_PREFIX) && !SecretReferences.isName(name.substring(SECRET_PREFIX.length()))) {
                problems.accept(Problem.error("operator.secret-name", name.substring(SECRET_PREFIX.length())));
            }
            String value = name.startsWith(SECRET_PREFIX) ? places.group() : values.get(name);
            if (value == null) {
                Optional<String> nearest = Nearest.to(name, values.keySet());
                problems.accept(
                        nearest.isPresent()
                                ? Problem.error("operator.unknown-parameter-near", name, nearest.get())
                                : Problem.error("operator.unknown-parameter", name));
                value = places.group();
            }
            places.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return places.appendTail(filled).toString();
    }
}

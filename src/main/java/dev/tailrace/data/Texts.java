package dev.tailrace.data;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The words that people read. A key starts with the package whose bundle holds it: {@code operators.filter.name} is
 * the key {@code filter.name} of {@code dev/tailrace/operators/texts.properties}. Bundles are UTF-8; messages with
 * arguments follow {@link MessageFormat}, so an apostrophe in them is written twice. Safe on any thread.
 */
public final class Texts {
    private final Locale locale;

    public Texts(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    /** The text, or null if there is none. */
    public @Nullable String find(String key) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            return null;
        }
        try {
            ResourceBundle bundle = ResourceBundle.getBundle(
                    "dev/tailrace/" + key.substring(0, dot) + "/texts",
                    locale,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            return bundle.getString(key.substring(dot + 1));
        } catch (MissingResourceException absent) {
            return null;
        }
    }

    /** The text with its arguments filled in; the key itself where the text is missing, so that it is seen. */
    public String get(String key, Object... arguments) {
        String text = find(key);
        if (text == null) {
            return key;
        }
        return arguments.length == 0 ? text.replace("''", "'") : new MessageFormat(text, locale).format(arguments);
    }

    /**
     * What happened and what to do, as one text: the message of the problem's code, then that of {@code code.remedy}
     * if there is one.
     */
    public String of(Problem problem) {
        String message = message(problem);
        String remedy = remedy(problem);
        return remedy == null ? message : message + " " + remedy;
    }

    /** What happened, without the remedy. */
    public String message(Problem problem) {
        return get(problem.code(), arguments(problem.arguments()));
    }

    /** What to do, or null if the message says it all. */
    public @Nullable String remedy(Problem problem) {
        String key = problem.code() + ".remedy";
        return find(key) == null ? null : get(key, arguments(problem.arguments()));
    }

    private Object[] arguments(List<Object> arguments) {
        // Numbers that are data stay as they are; only counts passed as Integer or Long are grouped by the locale.
        return arguments.stream()
                .map(argument -> argument instanceof Number
                        ? argument
                        : argument instanceof Problem cause ? message(cause) : argument.toString())
                .toArray();
    }
}

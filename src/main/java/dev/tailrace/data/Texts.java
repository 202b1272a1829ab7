package dev.tailrace.data;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words that people read, in English or Simplified Chinese. A key starts with the package whose bundle holds it:
 * {@code operators.filter.name} is the key {@code filter.name} of {@code dev/tailrace/operators/texts.properties}.
 * Bundles are UTF-8; messages with arguments follow {@link MessageFormat}, so an apostrophe in them is written twice.
 * Safe on any thread.
 */
public final class Texts {
    private static final Set<String> TRADITIONAL = Set.of("TW", "HK", "MO");

    /** Each with the language it is spoken in, so that both change at once. */
    private record Speech(Locale locale, Locale bundle) {}

    private volatile Speech speech;

    /** @param locale decides the language of the words, and how numbers and dates are written */
    public Texts(Locale locale) {
        this.speech = speech(locale);
    }

    public Locale locale() {
        return speech.locale();
    }

    /** Changes the language for everybody who shares these texts; what has been asked for before stays as it was. */
    public void speak(Locale locale) {
        speech = speech(locale);
    }

    /** Whether somebody with this locale reads Simplified Chinese: {@code zh}, {@code zh-Hans} and {@code zh-SG} too. */
    public static boolean readsChinese(Locale locale) {
        return locale.getLanguage().equals("zh")
                && !locale.getScript().equals("Hant")
                && (locale.getScript().equals("Hans") || !TRADITIONAL.contains(locale.getCountry()));
    }

    private static Speech speech(Locale locale) {
        return new Speech(locale, readsChinese(locale) ? Locale.SIMPLIFIED_CHINESE : Locale.ROOT);
    }

    /** The text as it is read without arguments, or null if there is none. */
    public @Nullable String find(String key) {
        String pattern = pattern(key);
        return pattern == null ? null : pattern.replace("''", "'");
    }

    private @Nullable String pattern(String key) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            return null;
        }
        try {
            ResourceBundle bundle = ResourceBundle.getBundle(
                    "dev/tailrace/" + key.substring(0, dot) + "/texts",
                    speech.bundle(),
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            return bundle.getString(key.substring(dot + 1));
        } catch (MissingResourceException absent) {
            return null;
        }
    }

    /** The text with its arguments filled in; the key itself where the text is missing, so that it is seen. */
    public String get(String key, Object... arguments) {
        String text = arguments.length == 0 ? find(key) : pattern(key);
        if (text == null) {
            return key;
        }
        return arguments.length == 0 ? text : new MessageFormat(text, locale()).format(arguments);
    }

    /**
     * What happened and what to do, as one text: the message of the problem's code, then that of {@code code.remedy}
     * if there is one.
     */
    public String of(Problem problem) {
        String message = message(problem);
        String remedy = remedy(problem);
        return remedy == null ? message : message + between() + remedy;
    }

    /** What stands between two sentences: full-width stops bring their own space. */
    private String between() {
        return speech.bundle().equals(Locale.ROOT) ? " " : "";
    }

    /** What happened, without the remedy. */
    public String message(Problem problem) {
        return get(problem.code(), arguments(problem.arguments()));
    }

    /** What to do, or null if the message says it all. */
    public @Nullable String remedy(Problem problem) {
        String key = problem.code() + ".remedy";
        return pattern(key) == null ? null : get(key, arguments(problem.arguments()));
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

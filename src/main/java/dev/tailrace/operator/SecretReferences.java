package dev.tailrace.operator;

import dev.tailrace.operator.format.FormatChoice;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The places of mapped settings that name a secret, as {@code ${secret:name}} in the settings that are text: TEXT, FILE,
 * SAVE_FILE, URL and SECRET, also in lists and formats. Settings hold the name and never the value, until a run begins.
 */
public final class SecretReferences {
    /** What stands in place of a secret wherever people look. */
    public static final String MASK = "***";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{secret:([^}]*)\\}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private SecretReferences() {}

    /**
     * A secret that a setting names.
     *
     * @param place of the setting, such as {@code path} or {@code columns[2].name}
     */
    public record Reference(String name, String place) {}

    /** Whether it can be the name of a secret: letters, digits and {@code _}, beginning with a letter. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The names in the settings, in their order; a name comes as often as it is used. */
    public static List<Reference> of(Record settings) {
        List<Reference> found = new ArrayList<>();
        walk(settings, "", (text, place) -> {
            Matcher reference = REFERENCE.matcher(text);
            while (reference.find()) {
                found.add(new Reference(reference.group(1), place));
            }
            return text;
        });
        return List.copyOf(found);
    }

    /** A copy with each name replaced by its value; the same settings if they name none. */
    public static <S extends Record> S filled(S settings, UnaryOperator<String> values) {
        return walk(settings, "", (text, place) -> REFERENCE
                .matcher(text)
                .replaceAll(reference -> Matcher.quoteReplacement(values.apply(reference.group(1)))));
    }

    /** The text with {@link #MASK} in place of each reference. */
    public static String masked(String text) {
        return REFERENCE.matcher(text).replaceAll(Matcher.quoteReplacement(MASK));
    }

    private interface Change {
        String of(String text, String place);
    }

    private static <S extends Record> S walk(S settings, String prefix, Change change) {
        @SuppressWarnings("unchecked") // the class of an S
        Class<S> type = (Class<S>) settings.getClass();
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new Object[components.length];
        boolean changed = false;
        for (int i = 0; i < components.length; i++) {
            Object before = value(settings, components[i]);
            values[i] = walk(before, components[i], prefix + components[i].getName(), change);
            changed |= values[i] != before;
        }
        return changed ? SettingsMapper.construct(type, components, values) : settings;
    }

    private static @Nullable Object walk(
            @Nullable Object value, RecordComponent component, String place, Change change) {
        Setting setting = component.getAnnotation(Setting.class);
        if (value == null || setting == null) {
            return value;
        }
        return switch (setting.kind()) {
            case TEXT, FILE, SAVE_FILE, URL, SECRET -> {
                String text = (String) value;
                String changed = change.of(text, place);
                yield changed.equals(text) ? text : changed;
            }
            case FORMAT -> {
                FormatChoice choice = (FormatChoice) value;
                Record changed = walk(choice.settings(), place + ".", change);
                yield changed == choice.settings() ? choice : new FormatChoice(choice.format(), changed);
            }
            case LIST -> {
                List<?> entries = (List<?>) value;
                List<Record> changed = new ArrayList<>();
                for (int i = 0; i < entries.size(); i++) {
                    changed.add(walk((Record) entries.get(i), place + "[" + i + "].", change));
                }
                yield changed.equals(entries) ? entries : List.copyOf(changed);
            }
            default -> value;
        };
    }

    private static @Nullable Object value(Record settings, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(settings);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(component + " cannot be read", impossible);
        }
    }
}

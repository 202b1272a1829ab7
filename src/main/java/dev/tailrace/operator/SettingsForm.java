package dev.tailrace.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tailrace.operator.format.Format;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a settings record as a form: the one place that looks at its components. */
public final class SettingsForm {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SettingsForm() {}

    /** The fields of an operator's settings. */
    public static List<FormField> fields(Operator<?> operator, Catalogue catalogue) {
        OperatorSpec spec = operator.spec();
        return fields(operator.settingsType(), spec.bundle() + "." + spec.id(), catalogue);
    }

    /** Whether nodes of the operator ask servers while they run: a setting is an address. */
    public static boolean asksServer(Operator<?> operator) {
        return Arrays.stream(operator.settingsType().getRecordComponents())
                .map(component -> component.getAnnotation(Setting.class))
                .anyMatch(setting -> setting != null && setting.kind() == Setting.Kind.URL);
    }

    /** The fields of a format's settings. */
    public static List<FormField> fields(Format<?> format, Catalogue catalogue) {
        return fields(format.settingsType(), "formats." + format.id(), catalogue);
    }

    /**
     * @param keyPrefix before the component's name in the keys of texts
     * @throws IllegalStateException if a component has no {@link Setting} or a default that is not JSON
     */
    public static List<FormField> fields(Class<? extends Record> type, String keyPrefix, Catalogue catalogue) {
        List<FormField> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            fields.add(field(component, keyPrefix, catalogue));
        }
        return fields;
    }

    private static FormField field(RecordComponent component, String keyPrefix, Catalogue catalogue) {
        Setting setting = component.getAnnotation(Setting.class);
        if (setting == null) {
            throw new IllegalStateException(component + " has no @Setting");
        }
        String shared = setting.texts();
        String prefix = shared.isEmpty() ? keyPrefix : keyPrefix.substring(0, keyPrefix.indexOf('.') + 1) + shared;
        String key = prefix + "." + component.getName();
        JsonNode defaultValue = defaultOf(component, setting);
        Class<?> type = component.getType();
        return new FormField(
                component.getName(),
                key,
                setting.kind(),
                defaultValue == null && !isNullable(component),
                defaultValue,
                setting.min(),
                setting.max(),
                type != double.class && type != Double.class,
                setting.advanced(),
                setting.port(),
                List.of(setting.types()),
                ShownWhen.parse(setting.shownWhen()),
                choices(setting, type, catalogue),
                setting.kind() == Setting.Kind.LIST ? fields(elementType(component), key, catalogue) : List.of());
    }

    /** The default of a component, or null. */
    static @Nullable JsonNode defaultOf(RecordComponent component, Setting setting) {
        if (setting.defaultJson().isEmpty()) {
            return null;
        }
        try {
            return JSON.readTree(setting.defaultJson());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("default of " + component, broken);
        }
    }

    private static List<String> choices(Setting setting, Class<?> type, Catalogue catalogue) {
        return switch (setting.kind()) {
            case CHOICE ->
                Arrays.stream(type.getEnumConstants())
                        .map(SettingsForm::spelling)
                        .toList();
            case FORMAT -> catalogue.formats().stream().map(Format::id).toList();
            default -> List.of();
        };
    }

    /** How files spell an enum constant: {@code FIRST_MATCH} is {@code first-match}. */
    static String spelling(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** The record in a component of type {@code List<record>}. */
    static Class<? extends Record> elementType(RecordComponent component) {
        Class<?> element = (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
        return element.asSubclass(Record.class);
    }
}

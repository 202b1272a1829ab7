package dev.tailrace.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Nearest;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Problem.Fix;
import dev.tailrace.data.TypeParser;
import dev.tailrace.data.json.JsonText;
import dev.tailrace.operator.format.Format;
import dev.tailrace.operator.format.FormatChoice;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns the settings of a file into the operator's record, or says what is wrong with them. */
public final class SettingsMapper {
    private final Catalogue catalogue;
    private final TextParameters parameters;

    /** @param parameters replace {@code ${name}} in texts and paths */
    public SettingsMapper(Catalogue catalogue, TextParameters parameters) {
        this.catalogue = catalogue;
        this.parameters = parameters;
    }

    /**
     * @param settings null if there are errors
     * @param problems with {@link Problem#place()} set to the setting
     */
    public record Mapped<S extends Record>(@Nullable S settings, List<Problem> problems) {}

    /** Maps the settings of a node. */
    public <S extends Record> Mapped<S> map(Class<S> type, ObjectNode settings) {
        List<Problem> problems = new ArrayList<>();
        S mapped = record(type, settings, "", problems);
        return new Mapped<>(problems.stream().anyMatch(Problem::isError) ? null : mapped, problems);
    }

    private <S extends Record> @Nullable S record(
            Class<S> type, JsonNode object, String prefix, List<Problem> problems) {
        RecordComponent[] components = type.getRecordComponents();
        findUnknown(components, object, prefix, problems);
        @Nullable Object[] values = new Object[components.length];
        int errorsBefore = problems.size();
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            Setting setting = component.getAnnotation(Setting.class);
            String place = prefix + component.getName();
            FieldReader reader = new FieldReader(component, setting, place, problems);
            values[i] = reader.read(object.get(component.getName()));
        }
        return problems.size() > errorsBefore ? null : construct(type, components, values);
    }

    private static void findUnknown(
            RecordComponent[] components, JsonNode object, String prefix, List<Problem> problems) {
        List<String> known =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            boolean formatTag = name.equals("type") && prefix.endsWith(FORMAT_TAG);
            if (!known.contains(name) && !formatTag) {
                Optional<String> nearest = Nearest.to(name, known);
                String place = place(prefix + name);
                Fix remove = new Fix.RemoveSetting("operator.fix.remove-setting", List.of(name), place);
                problems.add((nearest.isPresent()
                                ? Problem.error("operator.unknown-setting-near", name, nearest.get())
                                        .fixedBy(renaming(object, place, nearest.get(), remove))
                                : Problem.error("operator.unknown-setting", name, String.join(", ", known))
                                        .fixedBy(remove))
                        .in(place));
            }
        }
    }

    /** A value never overwrites the one of a setting that is there too. */
    private static Fix[] renaming(JsonNode object, String place, String name, Fix remove) {
        return object.has(name)
                ? new Fix[] {remove}
                : new Fix[] {new Fix.RenameSetting("operator.fix.rename-setting", List.of(name), place, name), remove};
    }

    /** Ends the prefix of a format's settings, where the name of the format stands beside them. */
    private static final String FORMAT_TAG = "\u0000.";

    private static String place(String prefix) {
        return prefix.replace("\u0000", "");
    }

    static <S extends Record> S construct(Class<S> type, RecordComponent[] components, @Nullable Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<S> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            throw new IllegalStateException(type + " refuses its settings", refused.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type + " is no settings record", impossible);
        }
    }

    /** Reads one setting. */
    private final class FieldReader {
        private final RecordComponent component;
        private final Setting setting;
        private final String prefixed;
        private final List<Problem> problems;

        FieldReader(RecordComponent component, Setting setting, String prefixed, List<Problem> problems) {
            this.component = component;
            this.setting = setting;
            this.prefixed = prefixed;
            this.problems = problems;
        }

        @Nullable
        Object read(@Nullable JsonNode given) {
            JsonNode value =
                    given == null || given.isNull() ? SettingsForm.defaultOf(component, setting) : filled(given);
            if (value == null) {
                if (!SettingsForm.isNullable(component)) {
                    wrong("operator.missing-setting", component.getName());
                }
                return null;
            }
            return switch (setting.kind()) {
                case TEXT, FILE, SAVE_FILE, URL, SECRET -> filledText(value);
                case LONG_TEXT, EXPRESSION, QUERY, COLUMN -> text(value);
                case COLUMNS -> texts(value);
                case NUMBER -> number(value);
                case SWITCH -> value.isBoolean() ? value.booleanValue() : wrong("operator.not-a-switch", value);
                case CHOICE -> choice(value);
                case DURATION -> duration(value, DurationText::parse);
                case SIGNED_DURATION -> duration(value, DurationText::parseSigned);
                case TYPE -> type(value);
                case FORMAT -> format(value);
                case LIST -> list(value);
            };
        }

        /** A number, switch, choice or duration may also be given by a parameter, as the text {@code "${name}"}. */
        private JsonNode filled(JsonNode given) {
            boolean scalar =
                    switch (setting.kind()) {
                        case NUMBER, SWITCH, CHOICE, DURATION, SIGNED_DURATION -> true;
                        default -> false;
                    };
            if (!scalar || !given.isTextual() || !given.textValue().startsWith("${")) {
                return given;
            }
            String text = parameters.fill(given.textValue(), problem -> problems.add(problem.in(place(prefixed))));
            return switch (setting.kind()) {
                case NUMBER -> number(text);
                case SWITCH ->
                    text.equals("true") || text.equals("false")
                            ? BooleanNode.valueOf(text.equals("true"))
                            : TextNode.valueOf(text);
                default -> TextNode.valueOf(text);
            };
        }

        private JsonNode number(String text) {
            try {
                return JsonText.number(new BigDecimal(text).toString());
            } catch (NumberFormatException none) {
                return TextNode.valueOf(text);
            }
        }

        private @Nullable Object wrong(String code, Object... arguments) {
            Object[] texts = Arrays.stream(arguments)
                    .map(argument -> argument instanceof JsonNode node ? excerpt(node) : argument)
                    .toArray();
            problems.add(Problem.error(code, texts).in(place(prefixed)));
            return null;
        }

        private String excerpt(JsonNode node) {
            String text = node.toString();
            return text.length() <= 60 ? text : text.substring(0, 57) + "...";
        }

        private @Nullable String text(JsonNode value) {
            if (!value.isTextual()) {
                wrong("operator.not-a-text", value);
                return null;
            }
            if (value.textValue().isBlank() && !SettingsForm.isNullable(component)) {
                wrong("operator.missing-setting", component.getName());
                return null;
            }
            return value.textValue();
        }

        private @Nullable String filledText(JsonNode value) {
            String text = text(value);
            return text == null ? null : parameters.fill(text, problem -> problems.add(problem.in(place(prefixed))));
        }

        private @Nullable Object texts(JsonNode value) {
            if (!value.isArray()) {
                return wrong("operator.not-a-list", value);
            }
            List<String> texts = new ArrayList<>();
            for (JsonNode element : value) {
                if (!element.isTextual()) {
                    return wrong("operator.not-a-text", element);
                }
                texts.add(element.textValue());
            }
            return List.copyOf(texts);
        }

        private @Nullable Object number(JsonNode value) {
            Class<?> type = component.getType();
            boolean whole = type != double.class && type != Double.class;
            if (!value.isNumber() || (whole && !value.canConvertToExactIntegral())) {
                return wrong(whole ? "operator.not-a-whole-number" : "operator.not-a-number", value);
            }
            double number = value.doubleValue();
            boolean isInt = type == int.class || type == Integer.class;
            double min =
                    Math.max(setting.min(), isInt ? Integer.MIN_VALUE : whole ? Long.MIN_VALUE : -Double.MAX_VALUE);
            double max = Math.min(setting.max(), isInt ? Integer.MAX_VALUE : whole ? Long.MAX_VALUE : Double.MAX_VALUE);
            if (number < min || number > max || (whole && !value.canConvertToLong())) {
                return setting.max() == Double.POSITIVE_INFINITY && number < min
                        ? wrong("operator.too-small", value, plain(min))
                        : wrong("operator.out-of-range", value, plain(min), plain(max));
            }
            return isInt ? (Object) value.intValue() : whole ? (Object) value.longValue() : (Object) number;
        }

        private String plain(double bound) {
            return bound == Math.rint(bound) && Math.abs(bound) < 1e18
                    ? Long.toString((long) bound)
                    : Double.toString(bound);
        }

        private @Nullable Object choice(JsonNode value) {
            Object[] constants = component.getType().getEnumConstants();
            for (Object constant : constants) {
                if (value.isTextual()
                        && SettingsForm.spelling(constant)
                                .equals(value.textValue().toLowerCase(Locale.ROOT))) {
                    return constant;
                }
            }
            String offered = String.join(
                    ", ", Arrays.stream(constants).map(SettingsForm::spelling).toList());
            return wrong("operator.no-such-choice", value, offered);
        }

        private @Nullable Object duration(JsonNode value, Function<String, Optional<Duration>> parse) {
            Optional<Duration> duration = value.isTextual() ? parse.apply(value.textValue()) : Optional.empty();
            return duration.isPresent() ? duration.get() : wrong("operator.not-a-duration", value);
        }

        private @Nullable Object type(JsonNode value) {
            Optional<DataType> type = value.isTextual() ? TypeParser.parse(value.textValue()) : Optional.empty();
            return type.isPresent() ? type.get() : wrong("operator.not-a-type", value);
        }

        private @Nullable Object format(JsonNode value) {
            if (!value.isObject()) {
                return wrong("operator.not-an-object", value);
            }
            String id = value.path("type").asText("");
            Format<?> format = catalogue.format(id);
            if (format == null) {
                String offered = String.join(
                        ", ", catalogue.formats().stream().map(Format::id).toList());
                return wrong("operator.no-such-format", id, offered);
            }
            Record settings = record(format.settingsType(), value, prefixed + FORMAT_TAG, problems);
            return settings == null ? null : new FormatChoice(format, settings);
        }

        private @Nullable Object list(JsonNode value) {
            if (!value.isArray()) {
                return wrong("operator.not-a-list", value);
            }
            Class<? extends Record> element = SettingsForm.elementType(component);
            List<Record> entries = new ArrayList<>();
            for (int i = 0; i < value.size(); i++) {
                if (!value.get(i).isObject()) {
                    return wrong("operator.not-an-object", value.get(i));
                }
                Record entry = record(element, value.get(i), prefixed + "[" + i + "].", problems);
                if (entry != null) {
                    entries.add(entry);
                }
            }
            return List.copyOf(entries);
        }
    }
}

package dev.tailrace.operator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Nearest;
import dev.tailrace.data.Problem;
import dev.tailrace.data.TypeParser;
import dev.tailrace.language.Environment;
import dev.tailrace.language.Environment.ParameterValue;
import dev.tailrace.model.Parameter;
import dev.tailrace.operator.TextParameters;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a pipeline with the values of one run: typed for expressions, as text for text settings. */
public final class ParameterValues {
    private final Map<String, ParameterValue> typed = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final List<Problem> problems;

    /**
     * @param values for this run, over the defaults; text is read as the parameter's type
     * @param problems is added to
     */
    ParameterValues(List<Parameter> parameters, Map<String, JsonNode> values, ZoneId zone, List<Problem> problems) {
        this.problems = problems;
        for (Parameter parameter : parameters) {
            add(parameter, values.getOrDefault(parameter.name(), parameter.defaultValue()), zone);
        }
        List<String> names = parameters.stream().map(Parameter::name).toList();
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                Optional<String> nearest = Nearest.to(name, names);
                problems.add(
                        nearest.isPresent()
                                ? Problem.error("operator.unknown-parameter-near", name, nearest.get())
                                : Problem.error("operator.unknown-parameter", name));
            }
        }
    }

    /**
     * What is wrong with one parameter: its type, or a value that is not of the type.
     *
     * @param value null for none, which is no problem here
     */
    public static List<Problem> problems(Parameter parameter, @Nullable JsonNode value, ZoneId zone) {
        List<Problem> problems = new ArrayList<>();
        JsonNode asked = value == null ? NullNode.getInstance() : value;
        new ParameterValues(List.of(parameter), Map.of(parameter.name(), asked), zone, problems);
        return problems;
    }

    Environment environment(ZoneId zone) {
        return new Environment(zone, typed);
    }

    TextParameters texts() {
        return new TextParameters(texts);
    }

    private void add(Parameter parameter, @Nullable JsonNode value, ZoneId zone) {
        Optional<DataType> type = TypeParser.parse(parameter.type());
        if (type.isEmpty()) {
            problems.add(Problem.error("operator.parameter-type", parameter.name(), parameter.type()));
            return;
        }
        if (value == null) {
            problems.add(Problem.error("operator.parameter-without-value", parameter.name()));
            return;
        }
        texts.put(parameter.name(), value.asText());
        try {
            Object object = value.isNull() ? null : object(type.get(), value.asText(), zone);
            typed.put(parameter.name(), new ParameterValue(type.get(), object));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException unreadable) {
            // Known all the same, so that the expressions that use it are not wrong too.
            typed.put(parameter.name(), new ParameterValue(type.get(), null));
            problems.add(Problem.error(
                    "operator.parameter-value",
                    parameter.name(),
                    value.asText(),
                    type.get().toString()));
        }
    }

    private static Object object(DataType type, String text, ZoneId zone) {
        return switch (type.kind()) {
            case BOOLEAN -> {
                if (!text.equals("true") && !text.equals("false")) {
                    throw new IllegalArgumentException(text);
                }
                yield Boolean.valueOf(text);
            }
            case TINYINT -> Byte.valueOf(text);
            case SMALLINT -> Short.valueOf(text);
            case INT -> Integer.valueOf(text);
            case BIGINT -> Long.valueOf(text);
            case FLOAT -> Float.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case DECIMAL -> {
                BigDecimal decimal = type.exact(new BigDecimal(text));
                if (decimal == null) {
                    throw new ArithmeticException(text);
                }
                yield decimal;
            }
            case STRING -> text;
            case BYTES -> HexFormat.of().parseHex(text);
            case DATE -> LocalDate.parse(text);
            case TIME -> LocalTime.parse(text);
            case TIMESTAMP -> LocalDateTime.parse(text.replace(' ', 'T'));
            case TIMESTAMP_LTZ ->
                LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant();
            default -> throw new IllegalArgumentException(type.toString());
        };
    }
}

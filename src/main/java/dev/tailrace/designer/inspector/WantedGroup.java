package dev.tailrace.designer.inspector;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.data.DataType;
import dev.tailrace.language.TypeGroup;
import dev.tailrace.operator.aggregate.AggregateFunction;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/** What the expression of a setting should give, told from the names that settings have in all operators. */
final class WantedGroup {
    private WantedGroup() {}

    /** @param sibling a setting of the same record by its name */
    static TypeGroup of(String setting, Function<String, JsonNode> sibling) {
        return switch (setting) {
            case "condition", "filter" -> TypeGroup.BOOLEAN;
            case "argument" -> argument(sibling.apply("function").asText());
            default -> TypeGroup.ANY;
        };
    }

    private static TypeGroup argument(String function) {
        String constant = function.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(AggregateFunction.values())
                .filter(known -> known.name().equals(constant))
                .findFirst()
                .map(WantedGroup::argument)
                .orElse(TypeGroup.ANY);
    }

    private static TypeGroup argument(AggregateFunction function) {
        boolean numbers = function.resultType(DataType.DOUBLE) != null;
        boolean texts = function.resultType(DataType.STRING) != null;
        return numbers == texts ? TypeGroup.ANY : numbers ? TypeGroup.NUMBER : TypeGroup.TEXT;
    }
}

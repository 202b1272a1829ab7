package dev.tailrace.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tailrace.operator.aggregate.AggregateColumn;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShownWhenTest {
    private static final List<FormField> FIELDS =
            SettingsForm.fields(AggregateColumn.class, "operators.aggregate", Catalogue.load());

    private static List<String> shown(JsonNode settings) {
        return FIELDS.stream()
                .filter(field -> field.isShown(settings, FIELDS))
                .map(FormField::name)
                .toList();
    }

    private static JsonNode function(String name) {
        return JsonNodeFactory.instance.objectNode().put("function", name);
    }

    @Test
    void anAggregateShowsOnlyTheSettingsThatItsFunctionHas() {
        List<String> always = List.of("name", "function", "argument", "distinct", "filter");
        assertEquals(always, shown(JsonNodeFactory.instance.objectNode()), "counting is the default");
        assertEquals(always, shown(function("sum")));
        assertEquals(
                List.of("name", "function", "argument", "distinct", "separator", "filter"), shown(function("listagg")));
        assertEquals(
                List.of("name", "function", "argument", "distinct", "filter", "fraction"),
                shown(function("approx-percentile")));
        assertEquals(
                List.of("name", "function", "argument", "distinct", "filter", "top"), shown(function("approx-top-k")));
        assertEquals(
                List.of("name", "function", "argument", "distinct", "filter", "fraction", "frequency"),
                shown(function("percentile")));
        assertEquals(
                List.of("name", "function", "argument", "distinct", "filter", "key", "onNull"),
                shown(function("json-objectagg")));
        assertEquals(
                List.of("name", "function", "argument", "distinct", "filter", "offset", "otherwise"),
                shown(function("lag")));
    }

    @Test
    void whatAParameterDecidesHidesNothing() {
        assertEquals(FIELDS.size(), shown(function("${f}")).size());
    }

    /** A misspelt choice would hide its setting for ever. */
    @Test
    void everyConditionOfTheCatalogueNamesChoicesThatThereAre() {
        for (Operator<?> operator : Catalogue.load().operators()) {
            checkNames(SettingsForm.fields(operator, Catalogue.load()));
        }
    }

    private static void checkNames(List<FormField> fields) {
        for (FormField field : fields) {
            ShownWhen when = field.shownWhen();
            if (when != null) {
                FormField other = fields.stream()
                        .filter(one -> one.name().equals(when.setting()))
                        .findFirst()
                        .orElseThrow();
                assertEquals(
                        List.of(),
                        when.choices().stream()
                                .filter(one -> !other.choices().contains(one))
                                .toList());
            }
            checkNames(field.children());
        }
    }
}

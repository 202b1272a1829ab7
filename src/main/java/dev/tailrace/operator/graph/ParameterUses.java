package dev.tailrace.operator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.language.ParameterNames;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.FormField;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.SettingsForm;
import dev.tailrace.operator.TextParameters;
import dev.tailrace.operator.format.Format;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the settings of a drawing name parameters: {@code :name} in expressions and queries, {@code ${name}} in texts. What
 * operators that the catalogue does not know hold is not seen. Pure.
 */
public final class ParameterUses {
    private final Catalogue catalogue;

    public ParameterUses(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * A setting that names a parameter.
     *
     * @param place such as {@code condition} or {@code columns[2].expression}
     */
    public record Use(String parameter, String node, String place) {}

    /** All uses, node by node in the drawing's order. */
    public List<Use> of(Pipeline pipeline) {
        List<Use> uses = new ArrayList<>();
        for (Node node : pipeline.nodes()) {
            walk(node, (text, isExpression, place) -> {
                List<String> names = isExpression ? ParameterNames.of(text) : TextParameters.names(text);
                names.stream().distinct().forEach(name -> uses.add(new Use(name, node.id(), place)));
                return text;
            });
        }
        return uses;
    }

    /** The settings of the node with a parameter called otherwise; the same ones if they do not name it. */
    public ObjectNode renamed(Node node, String from, String to) {
        return walk(
                node,
                (text, isExpression, place) ->
                        isExpression ? ParameterNames.renamed(text, from, to) : TextParameters.renamed(text, from, to));
    }

    private interface Change {
        String of(String text, boolean isExpression, String place);
    }

    private ObjectNode walk(Node node, Change change) {
        Operator<?> operator = catalogue.operator(node.operator());
        return operator == null
                ? node.settings()
                : walk(SettingsForm.fields(operator, catalogue), node.settings(), "", change);
    }

    private ObjectNode walk(List<FormField> fields, ObjectNode settings, String prefix, Change change) {
        ObjectNode changed = settings;
        for (FormField field : fields) {
            JsonNode before = settings.get(field.name());
            JsonNode after = before == null ? null : walk(field, before, prefix + field.name(), change);
            if (after != null && !after.equals(before)) {
                changed = changed == settings ? settings.deepCopy() : changed;
                changed.set(field.name(), after);
            }
        }
        return changed;
    }

    private JsonNode walk(FormField field, JsonNode value, String place, Change change) {
        return switch (field.kind()) {
            case EXPRESSION, QUERY -> text(value, true, place, change);
            case TEXT, FILE, SAVE_FILE, URL, SECRET, NUMBER, SWITCH, CHOICE, DURATION, SIGNED_DURATION ->
                text(value, false, place, change);
            case FORMAT -> format(value, place, change);
            case LIST -> list(field, value, place, change);
            case LONG_TEXT, COLUMN, COLUMNS, TYPE -> value;
        };
    }

    private static JsonNode text(JsonNode value, boolean isExpression, String place, Change change) {
        return value.isTextual() ? TextNode.valueOf(change.of(value.textValue(), isExpression, place)) : value;
    }

    private JsonNode format(JsonNode value, String place, Change change) {
        Format<?> format = catalogue.format(value.path("type").asText());
        return format != null && value instanceof ObjectNode settings
                ? walk(SettingsForm.fields(format, catalogue), settings, place + ".", change)
                : value;
    }

    private JsonNode list(FormField field, JsonNode value, String place, Change change) {
        if (!(value instanceof ArrayNode entries)) {
            return value;
        }
        ArrayNode changed = entries.arrayNode();
        for (int i = 0; i < entries.size(); i++) {
            changed.add(
                    entries.get(i) instanceof ObjectNode entry
                            ? walk(field.children(), entry, place + "[" + i + "].", change)
                            : entries.get(i));
        }
        return changed;
    }
}

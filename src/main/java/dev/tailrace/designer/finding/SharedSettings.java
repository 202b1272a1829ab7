package dev.tailrace.designer.finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.designer.commands.EditSettings;
import dev.tailrace.model.Node;
import dev.tailrace.operator.FormField;
import dev.tailrace.operator.Setting.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What several nodes have in common, of one operator or of several.
 *
 * @param common settings that are the same in all of them, as in files
 * @param differing names of the others
 */
public record SharedSettings(ObjectNode common, Set<String> differing) {
    /** The fields of the first form that the others have too, of the same kind, choices and default; in its order. */
    public static List<FormField> fields(List<List<FormField>> forms) {
        return forms.get(0).stream()
                .filter(field -> forms.stream().allMatch(form -> form.stream().anyMatch(other -> isSame(field, other))))
                .toList();
    }

    private static boolean isSame(FormField one, FormField other) {
        boolean isList = one.kind() == Kind.LIST;
        return one.name().equals(other.name())
                && one.kind() == other.kind()
                && one.port().equals(other.port())
                && one.choices().equals(other.choices())
                && Objects.equals(one.defaultValue(), other.defaultValue())
                && (!isList
                        || fields(List.of(one.children(), other.children())).size()
                                == Math.max(
                                        one.children().size(), other.children().size()));
    }

    /** @param nodes at least one, all of operators whose forms have the fields */
    public static SharedSettings of(List<Node> nodes, List<FormField> fields) {
        ObjectNode common = JsonNodeFactory.instance.objectNode();
        Set<String> differing = new TreeSet<>();
        for (FormField field : fields) {
            List<JsonNode> values = new ArrayList<>();
            nodes.forEach(node -> values.add(value(node, field)));
            if (values.stream().distinct().count() > 1) {
                differing.add(field.name());
            } else if (nodes.get(0).settings().has(field.name())) {
                common.set(field.name(), values.get(0));
            }
        }
        return new SharedSettings(common, differing);
    }

    /** What holds: a setting that a file leaves out has its default. */
    private static JsonNode value(Node node, FormField field) {
        JsonNode said = node.settings().path(field.name());
        JsonNode otherwise = field.defaultValue();
        return said.isMissingNode() || said.isNull()
                ? otherwise == null ? JsonNodeFactory.instance.nullNode() : otherwise
                : said;
    }

    /**
     * Writes one setting into all nodes.
     *
     * @param value as in files, or null to take the setting out
     */
    public static EditSettings edit(List<Node> nodes, String setting, @Nullable JsonNode value) {
        Map<String, ObjectNode> settings = new LinkedHashMap<>();
        for (Node node : nodes) {
            ObjectNode changed = node.settings().deepCopy();
            if (value == null) {
                changed.remove(setting);
            } else {
                changed.set(setting, value);
            }
            settings.put(node.id(), changed);
        }
        return new EditSettings(settings, EditSettings.Kind.SEVERAL, setting);
    }
}

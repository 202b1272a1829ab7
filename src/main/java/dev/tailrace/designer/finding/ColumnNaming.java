package dev.tailrace.designer.finding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.designer.commands.SettingPath;
import dev.tailrace.language.Environment;
import dev.tailrace.language.Highlight;
import dev.tailrace.model.Node;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.ColumnTemplate;
import dev.tailrace.operator.FormField;
import dev.tailrace.operator.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes other names for columns into the settings of a node: in expressions token by token, in columns' names as a
 * whole. A name behind a dot is a field of a nested value, unless what stands before the dot is not a column, as a
 * pattern's variable is.
 */
final class ColumnNaming {
    /** A setting that now says something else. */
    record Change(String node, String path, FormField field, String before, String after) {}

    private final Node node;
    private final Map<String, Schema> inputs;
    private final Map<String, Map<String, String>> names;
    private final Environment environment;

    /**
     * @param inputs what enters the ports so far
     * @param names the new ones by the old ones, by port
     */
    ColumnNaming(
            Node node, Map<String, Schema> inputs, Map<String, Map<String, String>> names, Environment environment) {
        this.node = node;
        this.inputs = inputs;
        this.names = names;
        this.environment = environment;
    }

    /** What has to change so that the node means the same columns. */
    List<Change> changes(Catalogue catalogue) {
        List<Change> changes = new ArrayList<>();
        for (SettingText setting : SettingText.of(node, catalogue)) {
            String after = after(setting);
            if (!after.equals(setting.text())) {
                changes.add(new Change(node.id(), setting.path(), setting.field(), setting.text(), after));
            }
        }
        return changes;
    }

    /**
     * The names that entries of lists give to a renamed column that they pass on unchanged, changed as well.
     *
     * @param fresh gives names
     */
    List<Change> aliases(Catalogue catalogue, Supplier<String> fresh) {
        List<SettingText> all = SettingText.of(node, catalogue);
        List<Change> changes = new ArrayList<>();
        for (SettingText setting : all) {
            if (setting.siblings().size() == 2
                    && isBare(setting)
                    && !after(setting).equals(setting.text())) {
                String entry = entryOf(setting.path());
                all.stream()
                        .filter(other -> other.field().kind() == Setting.Kind.TEXT
                                && other.path().startsWith(entry)
                                && entryOf(other.path()).equals(entry)
                                && !other.text().isBlank())
                        .findFirst()
                        .ifPresent(name -> changes.add(
                                new Change(node.id(), name.path(), name.field(), name.text(), fresh.get())));
            }
        }
        return changes;
    }

    /** The column that an entry passes on under a name that it gives itself, or an empty text. */
    static String passedOnAs(String name, Node node, Catalogue catalogue) {
        List<SettingText> all = SettingText.of(node, catalogue);
        for (SettingText setting : all) {
            if (setting.field().kind() == Setting.Kind.TEXT
                    && setting.siblings().size() == 2
                    && setting.text().equals(name)) {
                String entry = entryOf(setting.path());
                for (SettingText other : all) {
                    if (other != setting && entryOf(other.path()).equals(entry) && !entry.isEmpty()) {
                        return NamesInExpression.plain(other.text().strip());
                    }
                }
            }
        }
        return "";
    }

    static ObjectNode apply(ObjectNode settings, List<Change> changes) {
        ObjectNode changed = settings;
        for (Change change : changes) {
            changed = SettingPath.with(changed, change.path(), TextNode.valueOf(change.after()));
        }
        return changed;
    }

    private String after(SettingText setting) {
        String port = setting.field().port();
        return switch (setting.field().kind()) {
            case COLUMN, COLUMNS -> names(port).getOrDefault(setting.text(), setting.text());
            case EXPRESSION -> expression(setting.text(), schema(port), names(port));
            case QUERY -> expression(setting.text(), allInputs(), allNames());
            case URL -> ColumnTemplate.renamed(setting.text(), names(port));
            default -> setting.text();
        };
    }

    /** A query speaks of all inputs; where it would then mean another column, the check finds that it fails. */
    private Schema allInputs() {
        Map<String, Field> all = new LinkedHashMap<>();
        inputs.values().forEach(schema -> schema.fields().forEach(field -> all.putIfAbsent(field.name(), field)));
        return new Schema(List.copyOf(all.values()));
    }

    private Map<String, String> allNames() {
        Map<String, String> all = new LinkedHashMap<>();
        names.values().forEach(all::putAll);
        return all;
    }

    private boolean isBare(SettingText setting) {
        return switch (setting.field().kind()) {
            case COLUMN -> true;
            case EXPRESSION ->
                Highlight.of(setting.text(), schema(setting.field().port()), environment)
                                .size()
                        == 1;
            default -> false;
        };
    }

    private String expression(String text, Schema schema, Map<String, String> renamed) {
        return NamesInExpression.renamed(text, schema, environment, renamed);
    }

    /** The columns that a setting of that port may name. */
    private Schema schema(String port) {
        if (!port.equals(Setting.BOTH_SIDES)) {
            return inputs.getOrDefault(port, Schema.EMPTY);
        }
        Map<String, Field> both = new LinkedHashMap<>();
        for (String side : List.of("left", "right")) {
            for (Field field : inputs.getOrDefault(side, Schema.EMPTY).fields()) {
                String name = prefix(side) + field.name();
                both.putIfAbsent(name, field.renamed(name));
            }
        }
        return new Schema(List.copyOf(both.values()));
    }

    private Map<String, String> names(String port) {
        if (!port.equals(Setting.BOTH_SIDES)) {
            return names.getOrDefault(port, Map.of());
        }
        Map<String, String> both = new LinkedHashMap<>();
        Schema left = inputs.getOrDefault("left", Schema.EMPTY);
        names.getOrDefault("right", Map.of()).forEach((before, after) -> {
            String name = prefix("right") + before;
            if (left.names().stream().noneMatch(other -> name.equals(prefix("left") + other))) {
                both.put(name, prefix("right") + after);
            }
        });
        names.getOrDefault("left", Map.of())
                .forEach((before, after) -> both.put(prefix("left") + before, prefix("left") + after));
        return both;
    }

    private String prefix(String side) {
        return node.settings().path(side + "Prefix").asText();
    }

    private static String entryOf(String path) {
        int end = path.lastIndexOf("].");
        return end < 0 ? "" : path.substring(0, end + 2);
    }
}

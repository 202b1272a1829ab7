package dev.tailrace.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Texts;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.format.Format;
import java.util.List;

/** The JSON Schema (2020-12) of pipeline files, generated from the catalogue, for editors and reviewers of the files. */
public final class PipelineSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Catalogue catalogue;
    private final Texts texts;

    private PipelineSchema(Catalogue catalogue, Texts texts) {
        this.catalogue = catalogue;
        this.texts = texts;
    }

    /** @param texts for the descriptions */
    public static ObjectNode of(Catalogue catalogue, Texts texts) {
        return new PipelineSchema(catalogue, texts).document();
    }

    private ObjectNode document() {
        ObjectNode schema = NODES.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Tailrace pipeline");
        schema.put("type", "object");
        schema.set("required", array("tailrace", "nodes"));
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("tailrace").put("const", Pipeline.FORMAT_VERSION);
        properties.putObject("name").put("type", "string");
        properties.putObject("timeZone").put("type", "string").put("default", "UTC");
        properties.set("parallelism", count());
        properties.putObject("checkpointInterval").put("type", "string");
        properties.putObject("flow").set("enum", array("down", "right"));
        properties.set("parameters", listOf(parameter()));
        properties.set("nodes", listOf(node()));
        properties.set("wires", listOf(wire()));
        ObjectNode point = NODES.objectNode().put("type", "array");
        point.putObject("items").put("type", "number");
        point.put("minItems", 2).put("maxItems", 2);
        properties.putObject("layout").put("type", "object").set("additionalProperties", point);
        attachments(properties, point);
        ObjectNode formats = schema.putObject("$defs");
        for (Format<?> format : catalogue.formats()) {
            ObjectNode settings = settings(SettingsForm.fields(format, catalogue));
            ((ObjectNode) settings.get("properties")).putObject("type").put("const", format.id());
            ((ArrayNode) settings.withArray("/required")).add("type");
            formats.set("format-" + format.id(), settings);
        }
        return schema;
    }

    /** What a drawing carries beside its graph, see {@link dev.tailrace.model.Attachments}. */
    private void attachments(ObjectNode properties, ObjectNode point) {
        ObjectNode group = object("id", "nodes");
        properties(group).putObject("id").put("type", "string");
        properties(group).putObject("name").put("type", "string");
        properties(group).putObject("collapsed").put("type", "boolean");
        properties(group).set("nodes", listOf(NODES.objectNode().put("type", "string")));
        properties.set("groups", listOf(group));
        ObjectNode note = object("id");
        properties(note).putObject("id").put("type", "string");
        properties(note).putObject("text").put("type", "string");
        properties(note).set("size", point.deepCopy());
        properties.set("notes", listOf(note));
        properties.putObject("bends").put("type", "object").set("additionalProperties", listOf(point.deepCopy()));
        ObjectNode environment = object("name");
        properties(environment).putObject("name").put("type", "string");
        properties(environment).putObject("values").put("type", "object");
        properties.set("environments", listOf(environment));
        ObjectNode test = object("name");
        properties(test).putObject("name").put("type", "string");
        properties(test).putObject("parameters").put("type", "object");
        for (String rows : new String[] {"inputs", "expected"}) {
            properties(test)
                    .putObject(rows)
                    .put("type", "object")
                    .set("additionalProperties", listOf(NODES.objectNode().put("type", "object")));
        }
        properties.set("tests", listOf(test));
    }

    private ObjectNode parameter() {
        ObjectNode parameter = object("name", "type");
        properties(parameter).putObject("name").put("type", "string");
        properties(parameter).putObject("type").put("type", "string");
        properties(parameter).putObject("default");
        return parameter;
    }

    private ObjectNode wire() {
        ObjectNode wire = object("from", "to");
        String port = "^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$";
        properties(wire).putObject("from").put("type", "string").put("pattern", port);
        properties(wire).putObject("to").put("type", "string").put("pattern", port);
        return wire;
    }

    private ObjectNode node() {
        ObjectNode node = object("id", "operator");
        properties(node).putObject("id").put("type", "string").put("pattern", "^[A-Za-z0-9_-]{1,64}$");
        ArrayNode ids = NODES.arrayNode();
        catalogue.operators().forEach(operator -> ids.add(operator.spec().id()));
        properties(node).putObject("operator").put("type", "string").set("examples", ids);
        properties(node).putObject("name").put("type", "string");
        properties(node).putObject("settings").put("type", "object");
        properties(node).set("parallelism", count());
        properties(node).putObject("muted").put("type", "boolean");
        properties(node).putObject("notes").put("type", "string");
        ArrayNode cases = node.putArray("allOf");
        for (Operator<?> operator : catalogue.operators()) {
            ObjectNode one = cases.addObject();
            one.putObject("if")
                    .putObject("properties")
                    .putObject("operator")
                    .put("const", operator.spec().id());
            ObjectNode settings = settings(SettingsForm.fields(operator, catalogue));
            settings.put("description", texts.get(operator.spec().key("line")));
            one.putObject("then").putObject("properties").set("settings", settings);
        }
        return node;
    }

    private ObjectNode settings(List<FormField> fields) {
        ObjectNode settings = object();
        for (FormField field : fields) {
            ObjectNode schema = field(field);
            String description = description(field);
            if (!description.isEmpty()) {
                schema.put("description", description);
            }
            if (field.defaultValue() != null) {
                schema.set("default", field.defaultValue());
            }
            properties(settings).set(field.name(), schema);
            if (field.required()) {
                ((ArrayNode) settings.withArray("/required")).add(field.name());
            }
        }
        settings.put("additionalProperties", false);
        return settings;
    }

    private String description(FormField field) {
        String hint = texts.find(field.key() + ".hint");
        ShownWhen shown = field.shownWhen();
        String where = shown == null
                ? ""
                : texts.get("operator.only-where", shown.setting(), String.join(", ", shown.choices()));
        return ((hint == null ? "" : hint + " ") + where).strip();
    }

    private ObjectNode field(FormField field) {
        ObjectNode schema = NODES.objectNode();
        switch (field.kind()) {
            case NUMBER -> number(field, schema);
            case SWITCH -> schema.put("type", "boolean");
            case CHOICE -> schema.set("enum", array(field.choices().toArray(String[]::new)));
            case DURATION -> schema.put("type", "string").put("pattern", "^\\s*[0-9]+\\s*[A-Za-z]+\\s*$");
            case SIGNED_DURATION -> schema.put("type", "string").put("pattern", "^\\s*-?\\s*[0-9]+\\s*[A-Za-z]+\\s*$");
            case COLUMNS -> schema.put("type", "array").putObject("items").put("type", "string");
            case LIST -> schema.put("type", "array").set("items", settings(field.children()));
            case FORMAT -> {
                ArrayNode formats = schema.putArray("oneOf");
                field.choices().forEach(id -> formats.addObject().put("$ref", "#/$defs/format-" + id));
            }
            default -> schema.put("type", "string");
        }
        return switch (field.kind()) {
            case NUMBER, SWITCH, CHOICE, DURATION, SIGNED_DURATION -> orParameter(schema);
            default -> schema;
        };
    }

    /** Or the value of a parameter, as {@code "${name}"}. */
    private static ObjectNode orParameter(ObjectNode value) {
        ObjectNode either = NODES.objectNode();
        ArrayNode choices = either.putArray("anyOf");
        choices.add(value);
        choices.addObject().put("type", "string").put("pattern", "^\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}$");
        return either;
    }

    private static void number(FormField field, ObjectNode schema) {
        schema.put("type", field.whole() ? "integer" : "number");
        if (field.min() != Double.NEGATIVE_INFINITY) {
            schema.put("minimum", field.min());
        }
        if (field.max() != Double.POSITIVE_INFINITY) {
            schema.put("maximum", field.max());
        }
    }

    private static ObjectNode count() {
        return NODES.objectNode().put("type", "integer").put("minimum", 1).put("maximum", 1024);
    }

    private static ObjectNode object(String... required) {
        ObjectNode object = NODES.objectNode().put("type", "object");
        if (required.length > 0) {
            object.set("required", array(required));
        }
        object.putObject("properties");
        return object;
    }

    private static ObjectNode properties(ObjectNode object) {
        return (ObjectNode) object.get("properties");
    }

    private static ObjectNode listOf(ObjectNode items) {
        ObjectNode list = NODES.objectNode().put("type", "array");
        list.set("items", items);
        return list;
    }

    private static ArrayNode array(String... values) {
        ArrayNode array = NODES.arrayNode();
        for (String value : values) {
            array.add(value);
        }
        return array;
    }
}

package dev.tailrace.launcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Nearest;
import dev.tailrace.data.Texts;
import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.FormField;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.SettingsForm;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code tailrace operators [NAME] [--json]}: the catalogue, or one operator with its ports and settings. */
final class OperatorsCommand implements Subcommand {
    @Override
    public String name() {
        return "operators";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws UsageException {
        CommandLine line = CommandLine.parse(arguments, Set.of(), Set.of("json"));
        if (line.words().size() > 1) {
            throw new UsageException("usage.too-many", "NAME");
        }
        Catalogue catalogue = Catalogue.load();
        List<Operator<?>> chosen = List.copyOf(catalogue.operators());
        if (!line.words().isEmpty()) {
            String id = line.words().get(0);
            Operator<?> operator = catalogue.operator(id);
            if (operator == null) {
                List<String> ids =
                        chosen.stream().map(known -> known.spec().id()).toList();
                Optional<String> nearest = Nearest.to(id, ids);
                terminal.say(
                        nearest.isPresent() ? "operators.unknown-near" : "operators.unknown", id, nearest.orElse(""));
                return Exit.BAD_INPUT;
            }
            chosen = List.of(operator);
        }
        if (line.has("json")) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            chosen.forEach(operator -> array.add(json(operator, catalogue, terminal.texts())));
            terminal.out().println(array.toPrettyString());
        } else if (line.words().isEmpty()) {
            list(chosen, terminal);
        } else {
            describe(chosen.get(0), catalogue, terminal);
        }
        return Exit.DONE;
    }

    private static void list(List<Operator<?>> operators, Terminal terminal) {
        int width = operators.stream()
                .mapToInt(operator -> operator.spec().id().length())
                .max()
                .orElse(0);
        Family family = null;
        for (Operator<?> operator : operators) {
            OperatorSpec spec = operator.spec();
            if (spec.family() != family) {
                family = spec.family();
                terminal.out()
                        .println(terminal.texts()
                                .get("operator.family." + family.name().toLowerCase(Locale.ROOT)));
            }
            terminal.out()
                    .printf(
                            "  %-" + width + "s  %s%n",
                            spec.id(),
                            terminal.texts().get(spec.key("line")));
        }
    }

    private static void describe(Operator<?> operator, Catalogue catalogue, Terminal terminal) {
        OperatorSpec spec = operator.spec();
        Texts texts = terminal.texts();
        terminal.out().println(texts.get(spec.key("name")) + " (" + spec.id() + ")");
        terminal.out().println(texts.get(spec.key("line")));
        terminal.out().println(texts.get("launcher.operators.ports"));
        for (Port port : spec.ports()) {
            terminal.out()
                    .printf(
                            "  %-10s %s%s%n",
                            port.name(),
                            texts.get("launcher.operators." + (port.isInput() ? "input" : "output")),
                            port.optional() ? ", " + texts.get("launcher.operators.optional") : "");
        }
        terminal.out().println(texts.get("launcher.operators.settings"));
        describe(SettingsForm.fields(operator, catalogue), "  ", terminal);
        if (!spec.elsewhere().isEmpty()) {
            terminal.out().println(texts.get("launcher.operators.elsewhere", String.join(", ", spec.elsewhere())));
        }
    }

    private static void describe(List<FormField> fields, String margin, Terminal terminal) {
        for (FormField field : fields) {
            String kind = field.choices().isEmpty()
                    ? field.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                    : String.join(" | ", field.choices());
            String need = field.required()
                    ? terminal.texts().get("launcher.operators.required")
                    : field.defaultValue() == null
                            ? ""
                            : terminal.texts()
                                    .get(
                                            "launcher.operators.default",
                                            field.defaultValue().toString());
            String hint = terminal.texts().find(field.key() + ".hint");
            terminal.out().printf("%s%-12s %s%s%n", margin, field.name(), kind, need.isEmpty() ? "" : ", " + need);
            if (hint != null) {
                terminal.out().println(margin + "    " + hint);
            }
            describe(field.children(), margin + "    ", terminal);
        }
    }

    private static ObjectNode json(Operator<?> operator, Catalogue catalogue, Texts texts) {
        OperatorSpec spec = operator.spec();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("id", spec.id());
        object.put("name", texts.get(spec.key("name")));
        object.put("line", texts.get(spec.key("line")));
        object.put("family", spec.family().name().toLowerCase(Locale.ROOT));
        ArrayNode ports = object.putArray("ports");
        for (Port port : spec.ports()) {
            ports.addObject()
                    .put("name", port.name())
                    .put("side", port.side().name().toLowerCase(Locale.ROOT))
                    .put("carries", port.carries().name().toLowerCase(Locale.ROOT))
                    .put("optional", port.optional())
                    .put("many", port.many());
        }
        object.set("settings", json(SettingsForm.fields(operator, catalogue)));
        ArrayNode elsewhere = object.putArray("elsewhere");
        spec.elsewhere().forEach(elsewhere::add);
        return object;
    }

    private static ArrayNode json(List<FormField> fields) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (FormField field : fields) {
            ObjectNode object = array.addObject();
            object.put("name", field.name());
            object.put("kind", field.kind().name().toLowerCase(Locale.ROOT));
            object.put("required", field.required());
            if (field.defaultValue() != null) {
                object.set("default", field.defaultValue());
            }
            if (!field.choices().isEmpty()) {
                ArrayNode choices = object.putArray("choices");
                field.choices().forEach(choices::add);
            }
            if (!field.children().isEmpty()) {
                object.set("columns", json(field.children()));
            }
        }
        return array;
    }
}

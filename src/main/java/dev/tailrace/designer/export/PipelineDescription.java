package dev.tailrace.designer.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.data.Field;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.versions.SettingLabels;
import dev.tailrace.model.Node;
import dev.tailrace.model.Parameter;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.FormField;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.SettingsForm;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline in Markdown, for people who have no designer at hand: its parameters, then node by node in the order in
 * which rows pass what each does, how it is set and what leaves it. No toolkit; safe on any thread.
 */
public final class PipelineDescription {
    private final Catalogue catalogue;
    private final Texts texts;
    private final SettingLabels labels;

    public PipelineDescription(Catalogue catalogue, Texts texts) {
        this.catalogue = catalogue;
        this.texts = texts;
        this.labels = new SettingLabels(catalogue, texts);
    }

    /** Where the picture of a description stands: beside it, under its name. */
    public static Path pictureOf(Path page) {
        String name = String.valueOf(page.getFileName());
        int dot = name.lastIndexOf('.');
        return page.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".svg");
    }

    /** @param picture file name of a picture beside it, or null for none */
    public String of(CheckedPipeline checked, @Nullable String picture) {
        Pipeline pipeline = checked.pipeline();
        Markdown page = new Markdown();
        page.heading(1, pipeline.name());
        page.paragraph(texts.get(
                "designer.description.head",
                pipeline.nodes().size(),
                pipeline.wires().size(),
                pipeline.timeZone()));
        if (picture != null) {
            page.paragraph("![" + Markdown.line(pipeline.name()) + "](<" + picture + ">)");
        }
        if (!pipeline.parameters().isEmpty()) {
            page.heading(2, words("parameters"));
            page.table(
                    List.of(words("name"), words("type"), words("default")),
                    pipeline.parameters().stream().map(this::cells).toList());
        }
        page.heading(2, words("operators"));
        int number = 0;
        for (String id : order(checked)) {
            Node node = pipeline.node(id).orElse(null);
            if (node != null) {
                number++;
                page.heading(3, number + ". " + node.name());
                describe(page, checked, node);
            }
        }
        return page.toString();
    }

    /** As the rows pass; before the first check as they are drawn. */
    private static List<String> order(CheckedPipeline checked) {
        List<String> ids = new ArrayList<>(checked.nodes().keySet());
        checked.pipeline().nodes().stream()
                .map(Node::id)
                .filter(id -> !checked.nodes().containsKey(id))
                .forEach(ids::add);
        return ids;
    }

    private List<String> cells(Parameter parameter) {
        JsonNode value = parameter.defaultValue();
        return List.of(
                Markdown.code(parameter.name()),
                Markdown.code(parameter.type()),
                value == null ? words("required") : Markdown.code(text(value)));
    }

    private void describe(Markdown page, CheckedPipeline checked, Node node) {
        CheckedNode found = checked.nodes().get(node.id());
        page.paragraph(kind(node, found));
        List<Wire> wires = checked.pipeline().wiresTo(node.id());
        if (!wires.isEmpty()) {
            page.paragraph(texts.get(
                    "designer.description.reads",
                    wires.stream()
                            .map(wire -> end(checked.pipeline(), wire.from())
                                    + (wires.size() > 1
                                            ? " (" + Markdown.code(wire.to().port()) + ")"
                                            : ""))
                            .collect(Collectors.joining(", "))));
        }
        if (!node.notes().isBlank()) {
            page.paragraph(node.notes().strip().lines().map(line -> "> " + line).collect(Collectors.joining("\n")));
        }
        List<FormField> fields = found == null || found.operator() == null
                ? List.of()
                : SettingsForm.fields(found.operator(), catalogue);
        settings(page, fields, node.settings());
        outputs(page, checked, node, found);
    }

    private String kind(Node node, @Nullable CheckedNode found) {
        String kind = "**" + Markdown.line(labels.operator(node.operator())) + "**";
        if (found != null && found.operator() != null) {
            kind += " \u00b7 " + Markdown.line(texts.get(found.operator().spec().key("line")));
        }
        return node.muted() ? kind + " " + words("muted") : kind;
    }

    private static String end(Pipeline pipeline, PortRef port) {
        String name = pipeline.node(port.node()).map(Node::name).orElse(port.node());
        return Markdown.line(name) + (port.port().equals("out") ? "" : " (" + Markdown.code(port.port()) + ")");
    }

    /** What is a value in one table, each list of entries in a table of its own. */
    private void settings(Markdown page, List<FormField> fields, JsonNode settings) {
        List<List<String>> rows = new ArrayList<>();
        List<FormField> lists = new ArrayList<>();
        rows(rows, lists, fields, settings);
        if (!rows.isEmpty()) {
            page.table(List.of(words("setting"), words("value")), rows);
        }
        for (FormField list : lists) {
            table(page, list, settings.path(list.name()));
        }
        for (FormField field : fields) {
            JsonNode value = settings.path(field.name());
            if (field.kind() == Kind.FORMAT && value.isObject()) {
                List<FormField> inner = labels.ofFormat(value);
                for (FormField list : inner) {
                    if (list.kind() == Kind.LIST && !value.path(list.name()).isEmpty()) {
                        table(page, list, value.path(list.name()));
                    }
                }
            }
        }
    }

    private void rows(List<List<String>> rows, List<FormField> lists, List<FormField> fields, JsonNode settings) {
        for (FormField field : fields) {
            JsonNode value = settings.path(field.name());
            if (value.isMissingNode() || value.isNull()) {
                continue;
            }
            if (field.kind() == Kind.LIST) {
                if (!value.isEmpty()) {
                    lists.add(field);
                }
            } else if (field.kind() == Kind.FORMAT && value.isObject()) {
                rows.add(List.of(Markdown.line(labels.of(field)), Markdown.code(text(value.path("type")))));
                rows(rows, new ArrayList<>(), labels.ofFormat(value), value);
            } else {
                rows.add(List.of(Markdown.line(labels.of(field)), cell(field, value)));
            }
        }
    }

    private void table(Markdown page, FormField list, JsonNode entries) {
        List<FormField> columns = list.children().stream()
                .filter(column -> has(entries, column.name()))
                .toList();
        if (columns.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode entry : entries) {
            rows.add(columns.stream()
                    .map(column -> cell(column, entry.path(column.name())))
                    .toList());
        }
        page.paragraph(Markdown.line(labels.of(list)) + ":");
        page.table(columns.stream().map(labels::of).map(Markdown::line).toList(), rows);
    }

    private static boolean has(JsonNode entries, String name) {
        for (JsonNode entry : entries) {
            if (entry.hasNonNull(name)) {
                return true;
            }
        }
        return false;
    }

    private String cell(FormField field, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return switch (field.kind()) {
            case SWITCH -> words(value.asBoolean() ? "yes" : "no");
            // Only what refers to a secret is shown, never one that somebody has written down.
            case SECRET -> text(value).startsWith("${") ? Markdown.code(text(value)) : words("secret");
            default -> Markdown.code(text(value));
        };
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            List<String> parts = new ArrayList<>();
            value.forEach(entry -> parts.add(text(entry)));
            return String.join(", ", parts);
        }
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private void outputs(Markdown page, CheckedPipeline checked, Node node, @Nullable CheckedNode found) {
        if (found == null) {
            return;
        }
        found.outputs().forEach(port -> {
            PortRef ref = new PortRef(node.id(), port.name());
            StreamType stream = checked.stream(ref);
            boolean wired = !checked.pipeline().wiresOutOf(ref).isEmpty();
            if (stream == null || port.optional() && !wired) {
                return;
            }
            page.paragraph(texts.get("designer.description.gives", Markdown.code(port.name()))
                    + (stream.changes() ? ", " + words("changes") : "")
                    + (stream.eventTime() == null
                            ? ""
                            : ", " + texts.get("designer.description.event-time", Markdown.code(stream.eventTime())))
                    + ":");
            page.table(
                    List.of(words("column"), words("type")),
                    stream.schema().fields().stream()
                            .map(PipelineDescription::cells)
                            .toList());
        });
    }

    private static List<String> cells(Field field) {
        return List.of(Markdown.code(field.name()), Markdown.code(field.typeText()));
    }

    private String words(String key) {
        return texts.get("designer.description." + key);
    }
}

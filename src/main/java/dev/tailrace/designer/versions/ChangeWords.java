package dev.tailrace.designer.versions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.data.Texts;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.versions.Change;
import dev.tailrace.model.versions.Change.Kind;
import dev.tailrace.model.versions.Part;
import dev.tailrace.model.versions.PipelineDiff;
import dev.tailrace.operator.Catalogue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says changes in the words of the canvas and of the inspector. No toolkit. */
public final class ChangeWords {
    private static final int LONGEST = 120;

    private final Texts texts;
    private final SettingLabels labels;
    private final PipelineDiff diff;

    public ChangeWords(Catalogue catalogue, Texts texts, PipelineDiff diff) {
        this.texts = texts;
        this.labels = new SettingLabels(catalogue, texts);
        this.diff = diff;
    }

    /** Plus, minus or tilde. */
    public static String sign(Change change) {
        return switch (change.kind()) {
            case ADDED -> "+";
            case REMOVED -> "\u2212";
            default -> "~";
        };
    }

    /** What has changed: a node's name, a wire's ends, the name of a parameter. */
    public String subject(Change change) {
        String id = change.id();
        if (id.isEmpty()) {
            return change.kind() == Kind.REORDERED ? kind("order", change) : texts.get("designer.versions.pipeline");
        }
        return switch (change.part()) {
            case NODE -> name(id);
            case WIRE, BEND -> kind("wire-of", change, wire(id));
            case PLACE -> place(id);
            default -> kind("named", change, id);
        };
    }

    /** What has happened to it: added, another setting from what to what. */
    public String what(Change change) {
        return switch (change.kind()) {
            case ADDED -> change.part() == Part.NODE ? nodeAdded(change) : word(change);
            case CHANGED, RENAMED -> field(change) + ": " + value(change.before()) + " \u2192 " + value(change.after());
            default -> word(change);
        };
    }

    /** Both in one line. */
    public String line(Change change) {
        String between = change.kind() == Kind.CHANGED || change.kind() == Kind.RENAMED ? ": " : " \u00b7 ";
        return subject(change) + between + what(change);
    }

    private String word(Change change) {
        return texts.get("designer.versions.mark." + change.kind().name().toLowerCase(Locale.ROOT));
    }

    private String nodeAdded(Change change) {
        JsonNode after = change.after();
        return word(change)
                + (after == null
                        ? ""
                        : " \u00b7 " + labels.operator(after.path("operator").asText()));
    }

    private String field(Change change) {
        Node node = change.part() == Part.NODE ? node(change.id()) : null;
        if (node != null) {
            return labels.of(node, change.pointer());
        }
        String path = change.pointer().substring(Math.min(1, change.pointer().length()));
        String words = texts.find("designer.versions.field." + path);
        return words == null ? path.replace("/", " \u203a ") : words;
    }

    private String value(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return texts.get("designer.versions.not-set");
        }
        String text = value.isTextual() ? value.textValue() : value.toString();
        text = text.replaceAll("\\s*\\R\\s*", " ").strip();
        if (text.isEmpty()) {
            return texts.get("designer.versions.empty");
        }
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "\u2026";
    }

    private String kind(String form, Change change, Object... arguments) {
        return texts.get(
                "designer.versions." + form + "." + change.part().name().toLowerCase(Locale.ROOT), arguments);
    }

    private @Nullable Node node(String id) {
        return in(diff.after(), id) == null ? in(diff.before(), id) : in(diff.after(), id);
    }

    private static @Nullable Node in(Pipeline pipeline, String id) {
        return pipeline.node(id).orElse(null);
    }

    /** The name that it has now, or had. */
    private String name(String id) {
        Node node = node(id);
        return node == null ? id : node.name();
    }

    private String place(String id) {
        boolean isNote = diff.after().attachments().notes().stream()
                .anyMatch(note -> note.id().equals(id));
        return isNote ? texts.get("designer.versions.named.note", id) : name(id);
    }

    private String wire(String id) {
        String[] ends = id.split(" -> ", 2);
        return ends.length < 2 ? id : end(ends[0]) + " \u2192 " + end(ends[1]);
    }

    private String end(String port) {
        try {
            PortRef ref = PortRef.parse(port);
            return name(ref.node()) + "." + ref.port();
        } catch (IllegalArgumentException odd) {
            // A wire of a file that names no port is shown as it stands there.
            return port;
        }
    }
}

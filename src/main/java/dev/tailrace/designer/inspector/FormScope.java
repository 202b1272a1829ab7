package dev.tailrace.designer.inspector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.commands.ChangeSettings;
import dev.tailrace.designer.commands.FixOffer;
import dev.tailrace.designer.preview.PreviewedRow;
import dev.tailrace.designer.watch.Fixes;
import dev.tailrace.language.Completion;
import dev.tailrace.language.Environment;
import dev.tailrace.language.TypeGroup;
import dev.tailrace.model.Node;
import dev.tailrace.model.Parameter;
import dev.tailrace.model.PortRef;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.SettingsForm;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the controls of a form may ask about the node that they edit, and how they edit it. On the JavaFX thread. */
final class FormScope {
    private final Workbench workbench;
    private final String node;
    private final PreviewedRow previewed;
    private final Consumer<String> mended;
    private final Supplier<@Nullable JsonNode> around;

    /** @param mended hears the place, such as {@code columns[2].name}, of a problem whose remedy was chosen in the form */
    FormScope(Workbench workbench, String node, PreviewedRow previewed, Consumer<String> mended) {
        this(workbench, node, previewed, mended, () -> workbench
                .editor()
                .pipeline()
                .node(node)
                .map(Node::settings)
                .orElse(null));
    }

    private FormScope(
            Workbench workbench,
            String node,
            PreviewedRow previewed,
            Consumer<String> mended,
            Supplier<@Nullable JsonNode> around) {
        this.workbench = workbench;
        this.node = node;
        this.previewed = previewed;
        this.mended = mended;
        this.around = around;
    }

    /** The same for the controls of one entry of a list. */
    FormScope inside(Supplier<@Nullable JsonNode> entry) {
        return new FormScope(workbench, node, previewed, mended, entry);
    }

    /** A setting of the same record, as in its file; missing if it is not there. */
    JsonNode sibling(String name) {
        JsonNode record = around.get();
        return record == null ? MissingNode.getInstance() : record.path(name);
    }

    String node() {
        return node;
    }

    Workbench workbench() {
        return workbench;
    }

    Texts texts() {
        return workbench.texts();
    }

    Catalogue catalogue() {
        return editor().catalogue();
    }

    /** @param whole what the expression of a setting should give, asked while it is edited */
    ExpressionHelp expressionHelp(String port, Supplier<TypeGroup> whole) {
        return new LanguageHelp(
                () -> columns(port), this::environment, () -> new Completion.Wanted(whole.get(), previewed.mapKeys()));
    }

    /** The row for which expressions over a port are computed, or null if none is known. */
    @Nullable
    Row previewedRow(String port) {
        return port.equals(Setting.BOTH_SIDES)
                ? previewed.rowOfSides(
                        setting("leftPrefix").asText(), setting("rightPrefix").asText(), columns(port))
                : previewed.row(port, columns(port));
    }

    Executor background() {
        return workbench.background();
    }

    Path baseDirectory() {
        return editor().baseDirectory();
    }

    Environment environment() {
        return editor().checked().environment();
    }

    List<Parameter> parameters() {
        return editor().pipeline().parameters();
    }

    /** A setting of the node as in its file; missing if it is not there. */
    JsonNode setting(String name) {
        return editor().pipeline()
                .node(node)
                .<JsonNode>map(found -> found.settings().path(name))
                .orElse(MissingNode.getInstance());
    }

    /** Whether the node's operator reads a file that a setting names, so that its beginning can be looked at. */
    boolean readsAFile() {
        return editor().pipeline()
                .node(node)
                .map(found -> catalogue().operator(found.operator()))
                .map(operator -> SettingsForm.fields(operator, catalogue()).stream()
                        .anyMatch(field -> field.kind() == Setting.Kind.FILE))
                .orElse(false);
    }

    /** The columns that enter a port or both sides, as far as the last check knows them; empty if it does not. */
    Schema columns(String port) {
        if (port.equals(Setting.BOTH_SIDES)) {
            return bothSides();
        }
        StreamType stream = stream(port);
        return stream == null ? Schema.EMPTY : stream.schema();
    }

    /** The columns of each input port, by its name; a port whose columns are not known has none. */
    Map<String, Schema> tables() {
        Map<String, Schema> tables = new LinkedHashMap<>();
        CheckedNode checked = editor().checked().nodes().get(node);
        if (checked != null) {
            checked.inputs().forEach(port -> tables.put(port.name(), columns(port.name())));
        }
        return tables;
    }

    /** Of columns with the same name only the left one. */
    private Schema bothSides() {
        Map<String, Field> byName = new LinkedHashMap<>();
        for (String side : List.of("left", "right")) {
            String prefix = setting(side + "Prefix").asText();
            for (Field field : columns(side).fields()) {
                byName.putIfAbsent(prefix + field.name(), field.renamed(prefix + field.name()));
            }
        }
        return new Schema(List.copyOf(byName.values()));
    }

    /** What enters a port by its first wire, or null. */
    @Nullable
    StreamType stream(String port) {
        return editor().pipeline().wiresInto(new PortRef(node, port)).stream()
                .findFirst()
                .map(wire -> editor().checked().stream(wire))
                .orElse(null);
    }

    /** Edits a setting; letters typed into one setting in a row are one step of undo. */
    void change(String setting, @Nullable JsonNode value) {
        editor().pipeline().node(node).ifPresent(found -> {
            ObjectNode settings = found.settings().deepCopy();
            if (value == null) {
                settings.remove(setting);
            } else {
                settings.set(setting, value);
            }
            editor().apply(new ChangeSettings(node, settings, setting));
        });
    }

    /** Ends a step of undo, as when a field loses the focus or a row was added. */
    void endStep() {
        editor().endMerge();
    }

    /** As where a field shows the problems of its text itself, and keeps the focus. */
    void apply(Problem problem, Problem.Fix fix) {
        Fixes.apply(workbench, problem, fix);
    }

    /** What can be done about a problem of the drawing as it stands. */
    List<FixOffer> offers(Problem problem) {
        return Fixes.offers(workbench, problem);
    }

    /** The nodes of the form stay selected, also where the remedy adds one: it is theirs that go on being set. */
    void apply(Problem problem, FixOffer offer) {
        Set<String> selected = Set.copyOf(editor().selectedNodes());
        Fixes.apply(workbench, problem, offer);
        editor().selectNodes(selected.stream()
                .filter(id -> editor().pipeline().node(id).isPresent())
                .toList());
        // What asks for a secret has the focus already.
        if (offer.edit() != null && offer.secret() == null) {
            mended.accept(Objects.requireNonNullElse(problem.place(), ""));
        }
    }

    private PipelineEditor editor() {
        return workbench.editor();
    }
}

package dev.tailrace.designer.inspector;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.operator.FormField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Labelled controls for the fields of a settings record, in its order; rarely changed ones are folded away. */
final class Form {
    private static final int GAP = 16;

    private final VBox view = new VBox(GAP);
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final @Nullable TitledPane advanced;
    private final FormScope scope;

    private final List<FormField> fields;
    private final Map<String, Node> boxes = new LinkedHashMap<>();

    private record Entry(FormField field, SettingControl control, Messages messages, Label several) {}

    /** @param change takes the name of a setting and its new value, or null to take it out */
    Form(List<FormField> fields, FormScope scope, BiConsumer<String, @Nullable JsonNode> change) {
        this.scope = scope;
        this.fields = List.copyOf(fields);
        VBox folded = new VBox(GAP);
        for (FormField field : fields) {
            SettingControl control =
                    SettingControls.of(field, scope, true, value -> change.accept(field.name(), value));
            Entry entry = new Entry(
                    field, control, new Messages(scope, SettingControls.label(field, scope.texts())), several(scope));
            entries.put(field.name(), entry);
            Node box = box(entry);
            boxes.put(field.name(), box);
            (field.advanced() ? folded : view).getChildren().add(box);
        }
        if (folded.getChildren().isEmpty()) {
            advanced = null;
        } else {
            advanced = new TitledPane(scope.texts().get("designer.inspector.more-settings"), folded);
            advanced.setExpanded(false);
            advanced.setAnimated(false);
            advanced.getStyleClass().add("inspector-advanced");
            view.getChildren().add(advanced);
        }
    }

    Node view() {
        return view;
    }

    /** @param settings an object as in files */
    void show(JsonNode settings) {
        entries.forEach((name, entry) -> entry.control.show(SettingControls.present(settings.get(name))));
        showWhereMeant(fields, settings, boxes);
    }

    /** Hides what has no meaning beside the other settings of its record. */
    static void showWhereMeant(List<FormField> fields, JsonNode settings, Map<String, Node> boxes) {
        for (FormField field : fields) {
            Node box = boxes.get(field.name());
            if (box != null && field.shownWhen() != null) {
                boolean shown = field.isShown(settings, fields);
                box.setVisible(shown);
                box.setManaged(shown);
            }
        }
    }

    private static Label several(FormScope scope) {
        Label mark = new Label(scope.texts().get("designer.several.values"));
        mark.getStyleClass().add("inspector-several");
        mark.setVisible(false);
        return mark;
    }

    /** @param names settings of which several nodes say different things; one that is folded away unfolds */
    void markSeveral(Set<String> names) {
        entries.forEach((name, entry) -> {
            entry.several.setVisible(names.contains(name));
            if (advanced != null && entry.field.advanced() && names.contains(name)) {
                advanced.setExpanded(true);
            }
        });
    }

    /** @param problems with places in these settings; one that is folded away unfolds */
    void showProblems(List<Placed> problems) {
        entries.forEach((name, entry) -> {
            List<Placed> inside = Placed.under(problems, name);
            entry.control.showProblems(inside);
            Messages.mark(entry.control.view(), inside);
            entry.messages.show(inside.stream().filter(Placed::isOwn).toList());
            if (advanced != null
                    && entry.field.advanced()
                    && inside.stream().anyMatch(placed -> placed.problem().isError())) {
                advanced.setExpanded(true);
            }
        });
    }

    void refresh() {
        entries.values().forEach(entry -> entry.control.refresh());
    }

    /** Puts the focus on the setting at a place; false if there is none. */
    boolean focus(String place) {
        for (Entry entry : entries.values()) {
            if (Placed.isUnder(place, entry.field.name())) {
                if (advanced != null && entry.field.advanced()) {
                    advanced.setExpanded(true);
                }
                // What has just been unfolded takes the focus only once it is laid out.
                Platform.runLater(() -> entry.control.focus(Placed.rest(place, entry.field.name())));
                return true;
            }
        }
        return false;
    }

    /** Puts the focus on the first setting that is seen; false if there is none. */
    boolean focusFirst() {
        return entries.values().stream()
                .filter(entry -> !entry.field.advanced())
                .map(entry -> entry.field.name())
                .filter(name -> {
                    Node box = boxes.get(name);
                    return box != null && box.isVisible();
                })
                .findFirst()
                .map(this::focus)
                .orElse(false);
    }

    @Nullable
    SettingControl control(String setting) {
        Entry entry = entries.get(setting);
        return entry == null ? null : entry.control;
    }

    private Node box(Entry entry) {
        Label label = new Label(SettingControls.label(entry.field, scope.texts()));
        label.getStyleClass().add("inspector-label");
        FieldNames.name(entry.control.view(), label);
        HBox top = new HBox(8, label, entry.several);
        String hint = SettingControls.hint(entry.field, scope.texts());
        if (hint != null) {
            label.setTooltip(new Tooltip(hint));
            entry.control.view().setAccessibleHelp(hint);
        }
        Node control = entry.control.view();
        // Dots would end the id in CSS selectors.
        control.setId("setting-" + entry.field.key().replace('.', '-'));
        control.focusedProperty().addListener((property, before, focused) -> {
            if (!focused) {
                scope.endStep();
            }
        });
        return new VBox(6, top, control, entry.messages.view());
    }
}

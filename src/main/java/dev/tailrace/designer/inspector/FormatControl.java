package dev.tailrace.designer.inspector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.operator.FormField;
import dev.tailrace.operator.SettingsForm;
import dev.tailrace.operator.format.Format;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** A format, and under it the format's own settings. Columns are carried over when the format changes. */
final class FormatControl implements SettingControl {
    private static final String TYPE = "type";
    private static final String COLUMNS = "columns";

    private final VBox view = new VBox(12);
    private final VBox nested = new VBox();
    private final ComboBox<String> combo = new ComboBox<>();
    private final FormField field;
    private final FormScope scope;
    private final Edit edit;
    private @Nullable Form form;
    private @Nullable String formOf;
    private ObjectNode shown = JsonNodeFactory.instance.objectNode();
    private boolean showing;

    FormatControl(FormField field, FormScope scope, Edit edit) {
        this.field = field;
        this.scope = scope;
        this.edit = edit;
        nested.getStyleClass().add("inspector-nested");
        combo.getItems().setAll(field.choices());
        combo.setMaxWidth(Double.MAX_VALUE);
        combo.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable String id) {
                return id == null ? "" : name(id);
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        });
        combo.valueProperty().addListener((property, before, id) -> {
            if (!showing && id != null) {
                choose(id);
            }
        });
        view.getChildren().addAll(combo, nested);
        if (scope.readsAFile()) {
            view.getChildren().add(1, new InferColumns(scope, this::inferred));
        }
    }

    private String name(String id) {
        String words = scope.texts().find("formats." + id + ".label");
        return words == null ? id : words;
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void show(@Nullable JsonNode value) {
        JsonNode effective = value == null ? field.defaultValue() : value;
        shown = effective instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        String id = shown.path(TYPE).asText("");
        showing = true;
        combo.setValue(id.isEmpty() ? null : id);
        showing = false;
        if (!Objects.equals(id, formOf)) {
            formOf = id;
            form = formOf(id);
            nested.getChildren().setAll(form == null ? List.of() : List.of(form.view()));
        }
        if (form != null) {
            form.show(shown);
        }
    }

    @Override
    public void showProblems(List<Placed> problems) {
        if (form != null) {
            form.showProblems(problems);
        }
        Messages.mark(combo, problems);
    }

    @Override
    public void refresh() {
        if (form != null) {
            form.refresh();
        }
    }

    @Override
    public void focus(String insidePlace) {
        if (form == null || insidePlace.isEmpty() || !form.focus(insidePlace)) {
            combo.requestFocus();
        }
    }

    private @Nullable Form formOf(String id) {
        Format<?> format = scope.catalogue().format(id);
        return format == null ? null : new Form(SettingsForm.fields(format, scope.catalogue()), scope, this::change);
    }

    private void change(String setting, @Nullable JsonNode value) {
        ObjectNode changed = shown.deepCopy();
        if (value == null) {
            changed.remove(setting);
        } else {
            changed.set(setting, value);
        }
        edit.to(changed);
    }

    private void inferred(JsonNode settings) {
        scope.endStep();
        edit.to(settings);
        scope.endStep();
    }

    private void choose(String id) {
        ObjectNode changed = JsonNodeFactory.instance.objectNode();
        changed.put(TYPE, id);
        JsonNode columns = shown.get(COLUMNS);
        Format<?> format = scope.catalogue().format(id);
        boolean takesColumns = format != null
                && SettingsForm.fields(format, scope.catalogue()).stream()
                        .anyMatch(own -> own.name().equals(COLUMNS));
        if (columns != null && takesColumns) {
            changed.set(COLUMNS, columns);
        }
        scope.endStep();
        edit.to(changed);
        scope.endStep();
    }
}

package dev.tailrace.designer.finding;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.canvas.Spotlight;
import dev.tailrace.model.Node;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.javafx.FontIcon;

/** Finds a text in settings and replaces it in those that are not left out, in one step of undo. */
final class ReplaceCard extends VBox {
    private static final double WIDTH = 560;

    private final Workbench workbench;
    private final CanvasPane canvas;
    private final Texts texts;
    private final Runnable close;
    private final TextField text = new TextField();
    private final TextField replacement = new TextField();
    private final ToggleButton regex;
    private final ToggleButton wholeWord;
    private final ToggleButton matchCase;
    private final ComboBox<SettingReplace.Kind> kind = new ComboBox<>();
    private final CheckBox selected;
    private final Label state = new Label();
    private final Button replace = new Button();
    private final HitList list;

    ReplaceCard(Workbench workbench, CanvasPane canvas, Runnable close) {
        super(10);
        this.workbench = workbench;
        this.canvas = canvas;
        this.texts = workbench.texts();
        this.close = close;
        setId("replace-card");
        getStyleClass().addAll("float-card", "replace-card");
        setPrefWidth(WIDTH);
        regex = toggle("regex", ".*");
        wholeWord = toggle("whole-word", "W");
        matchCase = toggle("match-case", "Aa");
        selected = new CheckBox(texts.get("designer.replace.selected"));
        selected.setId("replace-selected");
        selected.setOnAction(pressed -> search());
        list = new HitList(workbench.editor(), texts, this::say);
        list.setId("replace-hits");
        Label title = new Label(texts.get("designer.action.replace-in-settings"));
        title.getStyleClass().add("pane-title");
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        Button shut = new Button(null, new FontIcon("mdi2c-close"));
        shut.getStyleClass().addAll("quiet-button", "find-button");
        shut.setAccessibleText(texts.get("designer.find.close"));
        shut.setTooltip(new Tooltip(shut.getAccessibleText()));
        shut.setOnAction(pressed -> close.run());
        HBox head = new HBox(8, title, spring, shut);
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, field(text, "text", regex, wholeWord, matchCase), field(replacement, "with"));
        getChildren().addAll(where(), list, foot());
        addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
    }

    void open() {
        selected.setSelected(workbench.editor().selectedNodes().size() > 1);
        text.requestFocus();
        text.selectAll();
        search();
    }

    void editorChanged(PipelineEditor.Change change) {
        if (change == PipelineEditor.Change.PIPELINE || change == PipelineEditor.Change.SELECTION) {
            search();
        }
    }

    private HBox field(TextField field, String key, ToggleButton... toggles) {
        field.setId("replace-" + key);
        field.setPromptText(texts.get("designer.replace." + key));
        field.setAccessibleText(field.getPromptText());
        field.getStyleClass().add("mono");
        field.textProperty().addListener((property, before, now) -> search());
        HBox box = new HBox(4, field);
        box.getChildren().addAll(toggles);
        box.getStyleClass().add("search-field");
        HBox.setHgrow(field, Priority.ALWAYS);
        return box;
    }

    private ToggleButton toggle(String key, String words) {
        ToggleButton toggle = new ToggleButton(words);
        toggle.setId("replace-" + key);
        toggle.getStyleClass().addAll("quiet-button", "find-toggle");
        toggle.setTooltip(new Tooltip(texts.get("designer.replace." + key)));
        toggle.setAccessibleText(texts.get("designer.replace." + key));
        toggle.setOnAction(pressed -> search());
        return toggle;
    }

    private HBox where() {
        kind.setId("replace-kind");
        kind.getItems().setAll(SettingReplace.Kind.values());
        kind.setValue(SettingReplace.Kind.ALL);
        kind.setConverter(new StringConverter<>() {
            @Override
            public String toString(SettingReplace.Kind value) {
                return texts.get("designer.replace.kind." + value.name().toLowerCase(Locale.ROOT));
            }

            @Override
            public SettingReplace.Kind fromString(String words) {
                throw new UnsupportedOperationException("the box is not edited");
            }
        });
        kind.setOnAction(chosen -> search());
        kind.setAccessibleText(texts.get("designer.replace.kind"));
        HBox box = new HBox(12, kind, selected);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private HBox foot() {
        state.setId("replace-state");
        state.getStyleClass().add("second");
        state.setWrapText(true);
        HBox.setHgrow(state, Priority.ALWAYS);
        state.setMaxWidth(Double.MAX_VALUE);
        replace.setId("replace-all");
        replace.getStyleClass().add("primary");
        replace.setMinWidth(USE_PREF_SIZE);
        replace.setOnAction(pressed -> replace());
        HBox box = new HBox(12, state, replace);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private void steer(KeyEvent key) {
        if (key.getCode() == KeyCode.ESCAPE && !kind.isShowing()) {
            close.run();
            key.consume();
        } else if (key.getCode() == KeyCode.ENTER && key.isShortcutDown() && !replace.isDisabled()) {
            replace();
            key.consume();
        }
    }

    private void search() {
        PipelineEditor editor = workbench.editor();
        Set<String> nodes = selected.isSelected()
                ? editor.selectedNodes()
                : editor.pipeline().nodes().stream().map(Node::id).collect(Collectors.toSet());
        SettingReplace.Query query = new SettingReplace.Query(
                text.getText(),
                replacement.getText(),
                regex.isSelected(),
                wholeWord.isSelected(),
                matchCase.isSelected(),
                kind.getValue());
        SettingReplace.Found found = SettingReplace.find(editor.pipeline(), editor.catalogue(), nodes, query);
        list.show(found.hits().stream()
                .map(hit -> new HitList.Entry(hit.node(), hit.path(), hit.before(), hit.after()))
                .toList());
        if (found.mistake().isEmpty()) {
            say();
        } else {
            state.setText(texts.get("designer.replace.wrong-regex", found.mistake()));
            offer(List.of());
        }
    }

    private void say() {
        List<HitList.Entry> taken = list.taken();
        long nodes =
                list.getItems().stream().map(HitList.Entry::node).distinct().count();
        if (text.getText().isEmpty()) {
            state.setText(texts.get("designer.replace.hint"));
        } else if (list.getItems().isEmpty()) {
            state.setText(texts.get("designer.replace.none", text.getText()));
        } else {
            state.setText(texts.get("designer.replace.found", list.getItems().size(), nodes));
        }
        offer(taken);
    }

    private void offer(List<HitList.Entry> taken) {
        replace.setText(texts.get("designer.replace.do", taken.size()));
        replace.setDisable(taken.stream().allMatch(entry -> entry.before().equals(entry.after())));
        canvas.light(
                new Spotlight(taken.stream().map(HitList.Entry::node).collect(Collectors.toSet()), Set.of(), Set.of()));
    }

    private void replace() {
        PipelineEditor editor = workbench.editor();
        List<SettingReplace.Hit> hits = list.taken().stream()
                .map(entry -> new SettingReplace.Hit(entry.node(), entry.path(), entry.before(), entry.after()))
                .toList();
        close.run();
        editor.applyAlone(SettingReplace.replace(editor.pipeline(), hits));
    }
}

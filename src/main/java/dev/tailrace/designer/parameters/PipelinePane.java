package dev.tailrace.designer.parameters;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.PipelineEditor;
import dev.tailrace.designer.Workbench;
import dev.tailrace.model.Environment;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.graph.ParameterUses;
import dev.tailrace.operator.graph.ParameterUses.Use;
import dev.tailrace.operator.graph.SecretCheck;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the inspector shows while nothing is selected: the pipeline itself. Used on the JavaFX thread. */
public final class PipelinePane extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Workbench workbench;
    private final PipelineEditor editor;
    private final Texts texts;
    private final ParameterUses uses;
    private final TextField name = new TextField();
    private final TextField zone = new TextField();
    private final VBox parameters = new VBox(8);
    private final List<ParameterCard> cards = new ArrayList<>();
    private final VBox environments = new VBox(6);
    private final List<TextField> environmentNames = new ArrayList<>();
    private final VBox secrets = new VBox(6);
    private final Button addParameter;
    private BiConsumer<String, String> goTo = (node, place) -> {};
    private Pipeline shown = Pipeline.empty("");
    private boolean showing;

    public PipelinePane(Workbench workbench) {
        this.workbench = workbench;
        this.editor = workbench.editor();
        this.texts = workbench.texts();
        this.uses = new ParameterUses(editor.catalogue());
        setId("pipeline-pane");
        getStyleClass().add("pipeline-pane");
        addParameter = add("designer.parameters.add", "parameter-add", this::addParameter);
        Button addEnvironment = add("designer.environments.add", "environment-add", this::addEnvironment);
        VBox sections = new VBox(
                24,
                section("designer.parameters.zone", null, zoneField()),
                section("designer.parameters.title", addParameter, parameters),
                section("designer.environments.title", addEnvironment, environments),
                section("designer.secrets.title", null, secrets));
        sections.getStyleClass().add("inspector-settings");
        ScrollPane scroll = new ScrollPane(sections);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(header(), scroll);
        editor.addListener(change -> {
            if (change == PipelineEditor.Change.PIPELINE) {
                show();
            } else if (change == PipelineEditor.Change.CHECK) {
                showSecrets();
            }
        });
        show();
        showSecrets();
    }

    /** @param visit takes a node and a setting of it */
    public void setOnGoTo(BiConsumer<String, String> visit) {
        goTo = visit;
    }

    /** Goes to the first parameter, or to where one is added. */
    public void focusParameters() {
        if (cards.isEmpty()) {
            addParameter.requestFocus();
        } else {
            cards.get(0).focusName();
        }
    }

    private Node header() {
        StackPane tile = new StackPane(new FontIcon("mdi2s-sitemap-outline"));
        tile.getStyleClass().add("inspector-tile");
        name.getStyleClass().add("inspector-name");
        name.setId("pipeline-name");
        name.setAccessibleText(texts.get("designer.parameters.pipeline-name"));
        name.setOnAction(entered -> rename());
        name.focusedProperty().addListener((property, before, focused) -> {
            if (!focused) {
                rename();
            }
        });
        Label what = new Label(texts.get("designer.problems.pipeline"));
        what.getStyleClass().add("inspector-operator");
        VBox words = new VBox(name, what);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox line = new HBox(8, tile, words);
        line.getStyleClass().add("inspector-header-line");
        Label hint = new Label(texts.get("designer.inspector.empty"));
        hint.getStyleClass().add("inspector-help");
        hint.setWrapText(true);
        VBox header = new VBox(line, hint);
        header.getStyleClass().add("inspector-header");
        return header;
    }

    private Node zoneField() {
        zone.setId("pipeline-zone");
        zone.setAccessibleText(texts.get("designer.parameters.zone"));
        zone.textProperty().addListener((property, before, text) -> {
            if (!showing) {
                editor.apply(ParameterEdits.timeZone(text.strip()));
            }
        });
        zone.focusedProperty().addListener((property, before, focused) -> {
            if (!focused) {
                editor.endMerge();
            }
        });
        return zone;
    }

    private VBox section(String key, @Nullable Button add, Node body) {
        Label title = new Label(texts.get(key));
        title.getStyleClass().add("inspector-label");
        title.setLabelFor(body);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox top = new HBox(8, title, gap);
        top.setAlignment(Pos.CENTER_LEFT);
        if (add != null) {
            top.getChildren().add(add);
        }
        return new VBox(6, top, body);
    }

    private Button add(String key, String id, Runnable does) {
        Button button = new Button(texts.get(key), new FontIcon("mdi2p-plus"));
        button.getStyleClass().addAll("inspector-add", "flat");
        button.setId(id);
        button.setOnAction(pressed -> does.run());
        return button;
    }

    private void show() {
        Pipeline now = editor.pipeline();
        boolean moved = now.nodes().equals(shown.nodes())
                && now.parameters().equals(shown.parameters())
                && now.attachments().environments().equals(shown.attachments().environments())
                && now.name().equals(shown.name())
                && now.timeZone().equals(shown.timeZone());
        if (moved && !shown.name().isEmpty()) {
            return;
        }
        // A name that is being typed stays until it is entered, unless it was changed elsewhere.
        if (!now.name().equals(shown.name())) {
            name.setText(now.name());
        }
        List<Environment> before = shown.attachments().environments();
        shown = now;
        showing = true;
        if (!zone.getText().strip().equals(now.timeZone())) {
            zone.setText(now.timeZone());
        }
        zone.pseudoClassStateChanged(WRONG, !isZone(now.timeZone()));
        showing = false;
        int count = now.attachments().environments().size();
        boolean isBuilt = !environments.getChildren().isEmpty();
        if (!isBuilt || cards.size() != now.parameters().size() || environmentNames.size() != count) {
            build(now, count);
        }
        List<Use> found = now.parameters().isEmpty() ? List.of() : uses.of(now);
        cards.forEach(card -> card.show(found));
        for (int i = 0; i < count; i++) {
            TextField field = environmentNames.get(i);
            String called = now.attachments().environments().get(i).name();
            if (i >= before.size()
                    || !called.equals(before.get(i).name())
                    || field.getText().isEmpty()) {
                field.setText(called);
            }
        }
    }

    private void build(Pipeline now, int environmentCount) {
        cards.clear();
        for (int i = 0; i < now.parameters().size(); i++) {
            cards.add(new ParameterCard(i, environmentCount, editor, texts, (node, place) -> goTo.accept(node, place)));
        }
        parameters.getChildren().setAll(cards.isEmpty() ? List.of(hint("designer.parameters.none")) : cards);
        environmentNames.clear();
        environments.getChildren().clear();
        for (int i = 0; i < environmentCount; i++) {
            environments.getChildren().add(environment(i));
        }
        if (environmentCount == 0) {
            environments.getChildren().add(hint("designer.environments.none"));
        }
    }

    private Label hint(String key) {
        Label hint = new Label(texts.get(key));
        hint.setWrapText(true);
        hint.setMinHeight(USE_PREF_SIZE);
        hint.getStyleClass().add("inspector-hint");
        return hint;
    }

    private Node environment(int index) {
        TextField called = new TextField();
        called.setId("environment-" + index);
        called.setAccessibleText(texts.get("designer.environments.name"));
        called.setOnAction(entered -> renameEnvironment(index, called));
        called.focusedProperty().addListener((property, before, focused) -> {
            if (!focused) {
                renameEnvironment(index, called);
            }
        });
        environmentNames.add(called);
        HBox.setHgrow(called, Priority.ALWAYS);
        Button remove = new Button(null, new FontIcon("mdi2t-trash-can-outline"));
        remove.getStyleClass().addAll("inspector-row-button", "flat");
        remove.setId("environment-remove-" + index);
        remove.setAccessibleText(texts.get("designer.environments.remove"));
        remove.setTooltip(new Tooltip(remove.getAccessibleText()));
        remove.setOnAction(pressed -> {
            List<Environment> there = editor.pipeline().attachments().environments();
            editor.applyAlone(ParameterEdits.deleteEnvironment(there.get(index).name()));
        });
        HBox row = new HBox(6, called, remove);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void renameEnvironment(int index, TextField field) {
        List<Environment> there = editor.pipeline().attachments().environments();
        if (index >= there.size()) {
            return;
        }
        String before = there.get(index).name();
        String wanted = field.getText().strip();
        if (wanted.isEmpty() || wanted.equals(before)) {
            field.setText(before);
            return;
        }
        boolean chosen = before.equals(editor.environment());
        editor.applyAlone(ParameterEdits.renameEnvironment(before, wanted));
        if (editor.pipeline().attachments().environment(wanted).isEmpty()
                || editor.pipeline().attachments().environment(before).isPresent()) {
            field.setText(before);
        } else if (chosen) {
            editor.useEnvironment(wanted);
        }
    }

    private void showSecrets() {
        Set<String> names = SecretCheck.names(editor.checked());
        Set<Object> missing = editor.checked().problems().stream()
                .filter(problem -> problem.code().equals("operator.secret-missing"))
                .map(Problem::arguments)
                .map(arguments -> arguments.get(0))
                .collect(Collectors.toSet());
        secrets.getChildren().clear();
        if (names.isEmpty()) {
            secrets.getChildren().add(hint("designer.secrets.unused"));
        }
        for (String secret : names) {
            secrets.getChildren().add(secret(secret, missing.contains(secret)));
        }
        Hyperlink all = new Hyperlink(texts.get("designer.secrets.all"));
        all.setId("secrets-all");
        all.setOnAction(pressed -> workbench.askSecret(null));
        secrets.getChildren().add(all);
    }

    private Node secret(String secret, boolean isMissing) {
        Label called = new Label(secret);
        called.getStyleClass().add("inspector-code");
        Label how = new Label(texts.get(isMissing ? "designer.secrets.missing" : "designer.secrets.kept"));
        how.getStyleClass().add("inspector-hint");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Hyperlink set = new Hyperlink(texts.get("designer.secrets.set-short"));
        set.setAccessibleText(texts.get("designer.secrets.set-one", secret));
        set.setOnAction(pressed -> workbench.askSecret(secret));
        HBox row = new HBox(
                8, new FontIcon(isMissing ? "mdi2a-alert-circle-outline" : "mdi2k-key-variant"), called, how, gap, set);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().addAll("secret-row", isMissing ? "missing" : "kept");
        return row;
    }

    private void addParameter() {
        editor.applyAlone(ParameterEdits.add(editor.pipeline()));
        cards.get(cards.size() - 1).focusName();
    }

    private void addEnvironment() {
        editor.applyAlone(ParameterEdits.addEnvironment(ParameterEdits.nextEnvironment(editor.pipeline())));
        TextField last = environmentNames.get(environmentNames.size() - 1);
        last.requestFocus();
        last.selectAll();
    }

    private void rename() {
        if (name.getText().isBlank()) {
            name.setText(editor.pipeline().name());
        } else if (!name.getText().strip().equals(editor.pipeline().name())) {
            editor.applyAlone(ParameterEdits.rename(name.getText()));
        }
    }

    private static boolean isZone(String text) {
        try {
            ZoneId.of(text);
            return true;
        } catch (DateTimeException unknown) {
            return false;
        }
    }
}

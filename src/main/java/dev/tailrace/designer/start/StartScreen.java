package dev.tailrace.designer.start;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.files.RecentFiles;
import dev.tailrace.designer.pen.HanFont;
import dev.tailrace.designer.theme.Logo;
import dev.tailrace.operator.Catalogue;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The first screen: samples to try, files used last, and the ways to begin. Used on the JavaFX thread. */
public final class StartScreen extends BorderPane {
    private static final int RECENT_SHOWN = 6;
    private static final double PAGE = 1208;

    private final Texts texts;
    private final Catalogue catalogue;
    private final Consumer<Path> open;
    private final FlowPane cards = new FlowPane(22, 22);
    private final VBox sampleSection = new VBox(16);

    /**
     * @param actions with {@code new}, {@code open}, {@code commands}, {@code theme} and {@code language-other}
     * @param open opens a file
     */
    public StartScreen(
            Texts texts, Catalogue catalogue, Actions actions, RecentFiles recent, Clock clock, Consumer<Path> open) {
        this.texts = texts;
        this.catalogue = catalogue;
        this.open = open;
        getStyleClass().add("start-screen");
        setId("start-screen");
        VBox page = new VBox(48, title(actions), sampleSection, lower(actions, recent, clock));
        page.getStyleClass().add("start-page");
        page.setMaxWidth(PAGE);
        HBox centred = new HBox(page);
        centred.setAlignment(Pos.TOP_CENTER);
        HBox.setHgrow(page, Priority.ALWAYS);
        ScrollPane scroll = new ScrollPane(centred);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("quiet-scroll");
        setCenter(scroll);
        setBottom(foot());
        Label heading = new Label(texts.get("designer.start.samples"));
        heading.getStyleClass().add("pane-title");
        Label hint = new Label(texts.get("designer.start.samples-hint"));
        hint.getStyleClass().add("second");
        HBox head = new HBox(12, heading, hint);
        head.setAlignment(Pos.BASELINE_LEFT);
        sampleSection.getChildren().addAll(head, cards);
        showSamples(List.of());
    }

    /** Shows these samples; without any the whole section is left out. */
    public void showSamples(List<Sample> samples) {
        cards.getChildren()
                .setAll(samples.stream()
                        .map(sample ->
                                (Node) new SampleCard(sample, catalogue, texts, chosen -> open.accept(chosen.path())))
                        .toList());
        sampleSection.setVisible(!samples.isEmpty());
        sampleSection.setManaged(!samples.isEmpty());
    }

    private Node title(Actions actions) {
        Label name = new Label("Tailrace");
        name.getStyleClass().add("start-title");
        Label line = new Label(texts.get("designer.start.line"));
        line.getStyleClass().add("start-line");
        VBox words = new VBox(name, line);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox title = new HBox(
                20,
                new Logo(54),
                words,
                gap,
                quiet(actions, "commands"),
                quiet(actions, "theme"),
                quiet(actions, "language-other"));
        title.setAlignment(Pos.CENTER_LEFT);
        return title;
    }

    private static Button quiet(Actions actions, String id) {
        Action action = actions.get(id);
        Button button = new Button(action.title().get());
        if (action.icon() != null) {
            button.setGraphic(new FontIcon(action.icon()));
        }
        button.getStyleClass().add("quiet-button");
        HanFont.dress(button, button.getText());
        actions.bind(button, id);
        button.setId("start-" + id);
        return button;
    }

    private Node lower(Actions actions, RecentFiles recent, Clock clock) {
        VBox begin = new VBox(
                16,
                heading("designer.start.begin"),
                boxed("begin-list", begin(actions, "new", true), begin(actions, "open", false)));
        begin.setMinWidth(350);
        begin.setMaxWidth(350);
        HBox lower = new HBox(22, begin);
        List<RecentFiles.RecentFile> files = recent.all();
        if (!files.isEmpty()) {
            VBox rows = boxed("recent-list");
            files.stream().limit(RECENT_SHOWN).forEach(file -> rows.getChildren()
                    .add(new RecentRow(file, texts, clock, open)));
            VBox right = new VBox(16, heading("designer.start.recent"), rows);
            HBox.setHgrow(right, Priority.ALWAYS);
            lower.getChildren().add(right);
        }
        return lower;
    }

    private Label heading(String key) {
        Label label = new Label(texts.get(key));
        label.getStyleClass().add("pane-title");
        return label;
    }

    private static VBox boxed(String style, Node... children) {
        VBox box = new VBox(children);
        box.getStyleClass().addAll("card", style);
        return box;
    }

    private Button begin(Actions actions, String id, boolean primary) {
        Action action = actions.get(id);
        Label title = new Label(action.title().get());
        title.getStyleClass().add("strong");
        Label line = new Label(texts.get("designer.start." + id + "-line"));
        line.getStyleClass().add("second");
        VBox words = new VBox(title, line);
        words.getStyleClass().add("begin-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        Label key = new Label(action.keyText());
        key.getStyleClass().add("key-cap");
        HBox row = new HBox(16, new FontIcon(primary ? "mdi2p-plus" : "mdi2f-folder-open-outline"), words, key);
        row.setAlignment(Pos.CENTER_LEFT);
        Button button = new Button(null, row);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().add("begin-row");
        if (primary) {
            button.getStyleClass().add("primary");
        }
        button.setMaxWidth(Double.MAX_VALUE);
        row.prefWidthProperty().bind(button.widthProperty().subtract(32));
        actions.bind(button, id);
        button.setAccessibleText(action.title().get() + ". " + line.getText());
        button.setId("start-" + id);
        return button;
    }

    private Node foot() {
        String version = StartScreen.class.getPackage().getImplementationVersion();
        Label name = new Label(version == null ? "Tailrace" : "Tailrace " + version);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox foot = new HBox(
                18,
                name,
                gap,
                new Label(texts.get("designer.start.runs-nothing")),
                new Label(texts.get("designer.start.drop")));
        foot.getStyleClass().add("status-bar");
        return foot;
    }
}

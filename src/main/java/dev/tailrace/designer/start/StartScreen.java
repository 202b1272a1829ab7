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
import java.util.Objects;
import java.util.concurrent.Executor;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The first screen: samples to try, files used last, and the ways to begin. Used on the JavaFX thread. */
public final class StartScreen extends BorderPane {
    private static final int SAMPLES_SHOWN = 5;
    private static final double GAP = 22;

    /** Under this height the margins shrink. */
    private static final double LOW = 860;

    private static final double PAGE = SAMPLES_SHOWN * (SampleCard.WIDTH + GAP) - GAP + 48;

    /** What the screen asks for. */
    public interface Does {
        void open(Path path);

        /** A recent file stays on top of the list, or no more. */
        void pin(Path path, boolean pinned);

        /** A recent file goes out of the list; nothing happens to the file. */
        void forget(Path path);
    }

    private final Texts texts;
    private final Catalogue catalogue;
    private final Does does;
    private final Hyperlink allSamples = new Hyperlink();
    private final Gallery gallery;
    private final VBox page;
    private final HBox centred;
    private final ScrollPane scroll;
    private final HBox cards = new HBox(GAP);
    private final VBox sampleSection = new VBox(16);

    /**
     * @param actions with {@code new}, {@code open}, {@code commands}, {@code theme} and {@code language-other}
     * @param background looks which files are still there
     */
    public StartScreen(
            Texts texts,
            Catalogue catalogue,
            Actions actions,
            RecentFiles recent,
            Clock clock,
            Executor background,
            Does does) {
        this.texts = texts;
        this.catalogue = catalogue;
        this.does = does;
        gallery = new Gallery(texts, catalogue, does::open, this::showPage);
        getStyleClass().add("start-screen");
        setId("start-screen");
        page = new VBox(
                48,
                title(actions),
                sampleSection,
                lower(actions, new RecentSection(texts, recent, clock, background, does)));
        for (VBox each : List.of(page, gallery)) {
            each.getStyleClass().add("start-page");
            each.setMaxWidth(PAGE);
            HBox.setHgrow(each, Priority.ALWAYS);
        }
        centred = new HBox(page);
        centred.setAlignment(Pos.TOP_CENTER);
        scroll = new ScrollPane(centred);
        scroll.setFitToWidth(true);
        heightProperty().addListener(change -> fitHeight());
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("quiet-scroll");
        setCenter(scroll);
        setBottom(foot());
        Label heading = new Label(texts.get("designer.start.samples"));
        heading.getStyleClass().add("pane-title");
        Label hint = new Label(texts.get("designer.start.samples-hint"));
        hint.getStyleClass().add("second");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        allSamples.setId("samples-all");
        allSamples.setOnAction(event -> showGallery(null));
        HBox head = new HBox(12, heading, hint, gap, allSamples);
        head.setAlignment(Pos.BASELINE_LEFT);
        sampleSection.getChildren().addAll(head, cards);
        cards.setMinWidth(0);
        sampleSection.widthProperty().addListener(change -> fit());
        showSamples(List.of());
    }

    /** One row, of as many samples as there is room for; the gallery has all. */
    private void fit() {
        double width = sampleSection.getWidth();
        for (int i = 0; i < cards.getChildren().size(); i++) {
            boolean fits = width == 0 || (i + 1) * (SampleCard.WIDTH + GAP) - GAP <= width;
            Node card = cards.getChildren().get(i);
            card.setVisible(fits);
            card.setManaged(fits);
        }
    }

    /** Where it is low, what there is to begin with comes up under the samples rather than out of sight. */
    private void fitHeight() {
        for (VBox each : List.of(page, gallery)) {
            each.getStyleClass().remove("low");
            if (getHeight() < LOW) {
                each.getStyleClass().add("low");
            }
        }
    }

    /** Shows these samples; without any the whole section is left out. */
    public void showSamples(List<Sample> samples) {
        gallery.setSamples(samples);
        cards.getChildren()
                .setAll(samples.stream()
                        .limit(SAMPLES_SHOWN)
                        .map(sample ->
                                (Node) new SampleCard(sample, catalogue, texts, chosen -> does.open(chosen.path())))
                        .toList());
        fit();
        allSamples.setText(texts.get("designer.start.all-samples", samples.size()));
        allSamples.setVisible(samples.size() > SAMPLES_SHOWN);
        sampleSection.setVisible(!samples.isEmpty());
        sampleSection.setManaged(!samples.isEmpty());
    }

    /** Shows all samples, or those with an operator. */
    public void showGallery(@Nullable String operator) {
        gallery.show(operator);
        centred.getChildren().setAll(gallery);
        scroll.setVvalue(0);
        gallery.focusSearch();
    }

    private void showPage() {
        centred.getChildren().setAll(page);
        scroll.setVvalue(0);
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

    private Node lower(Actions actions, RecentSection recent) {
        VBox begin = new VBox(
                16,
                heading("designer.start.begin"),
                boxed(
                        "begin-list",
                        begin(actions, "new", true),
                        begin(actions, "open", false),
                        begin(actions, "import-sql", false)));
        begin.setMinWidth(350);
        begin.setMaxWidth(350);
        HBox.setHgrow(recent, Priority.ALWAYS);
        return new HBox(GAP, begin, recent);
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
        HBox row = new HBox(16, new FontIcon(Objects.requireNonNull(action.icon(), id)), words, key);
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

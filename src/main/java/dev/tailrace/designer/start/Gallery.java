package dev.tailrace.designer.start;

import dev.tailrace.data.Texts;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Operator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** All samples, by where they are at home, found by words or by an operator they show. Used on the JavaFX thread. */
final class Gallery extends VBox {
    private final Texts texts;
    private final Catalogue catalogue;
    private final SampleSearch search;
    private final Consumer<Path> open;
    private final TextField query = new TextField();
    private final Button filter = new Button();
    private final VBox groups = new VBox(32);
    private final Label none = new Label();
    private List<Sample> samples = List.of();
    private @Nullable String operator;

    /** @param back to the start page */
    Gallery(Texts texts, Catalogue catalogue, Consumer<Path> open, Runnable back) {
        super(24);
        this.texts = texts;
        this.catalogue = catalogue;
        this.open = open;
        this.search = new SampleSearch(catalogue, texts);
        setId("gallery");
        Button home = new Button(null, new FontIcon("mdi2a-arrow-left"));
        home.getStyleClass().add("quiet-button");
        home.setId("gallery-back");
        home.setAccessibleText(texts.get("designer.action.start"));
        home.setTooltip(new Tooltip(home.getAccessibleText()));
        home.setOnAction(event -> back.run());
        Label title = new Label(texts.get("designer.start.gallery"));
        title.getStyleClass().add("start-title");
        query.setId("gallery-query");
        query.setPromptText(texts.get("designer.start.gallery-prompt"));
        query.setAccessibleText(query.getPromptText());
        query.textProperty().addListener(change -> show());
        HBox.setHgrow(query, Priority.ALWAYS);
        HBox field = new HBox(8, new FontIcon("mdi2m-magnify"), query);
        field.getStyleClass().add("search-field");
        field.setPrefWidth(300);
        filter.setId("gallery-operator");
        filter.getStyleClass().add("gallery-operator");
        filter.setGraphic(new FontIcon("mdi2c-close"));
        filter.setContentDisplay(ContentDisplay.RIGHT);
        filter.setOnAction(event -> show(null));
        filter.managedProperty().bind(filter.visibleProperty());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(12, home, title, gap, filter, field);
        head.setAlignment(Pos.CENTER_LEFT);
        none.getStyleClass().add("hint");
        none.managedProperty().bind(none.visibleProperty());
        getChildren().addAll(head, none, groups);
    }

    void setSamples(List<Sample> all) {
        samples = all;
        show();
    }

    /** Shows the samples with an operator, or all for null. */
    void show(@Nullable String wanted) {
        operator = wanted;
        show();
    }

    void focusSearch() {
        query.requestFocus();
    }

    private void show() {
        String wanted = operator;
        String operatorName = wanted == null ? "" : name(wanted);
        filter.setVisible(wanted != null);
        filter.setText(texts.get("designer.start.gallery-with", operatorName));
        Map<String, List<Sample>> found = search.find(samples, query.getText(), wanted);
        none.setVisible(found.isEmpty() && !samples.isEmpty());
        none.setText(
                query.getText().isBlank()
                        ? texts.get("designer.start.gallery-no-operator", operatorName)
                        : texts.get(
                                "designer.start.gallery-none", query.getText().strip()));
        groups.getChildren().clear();
        found.forEach((domain, members) -> groups.getChildren().add(group(domain, members)));
    }

    private Node group(String domain, List<Sample> members) {
        Label name = new Label(texts.get("designer.start.domain." + domain));
        name.getStyleClass().add("pane-title");
        Label count = new Label(String.valueOf(members.size()));
        count.getStyleClass().add("second");
        HBox heading = new HBox(8, name, count);
        heading.setAlignment(Pos.BASELINE_LEFT);
        FlowPane cards = new FlowPane(22, 22);
        for (Sample sample : members) {
            cards.getChildren().add(new SampleCard(sample, catalogue, texts, chosen -> open.accept(chosen.path())));
        }
        return new VBox(16, heading, cards);
    }

    private String name(String id) {
        Operator<?> known = catalogue.operator(id);
        return known == null ? id : texts.get(known.spec().key("name"));
    }
}

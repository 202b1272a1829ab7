package dev.tailrace.designer.palette;

import dev.tailrace.data.Texts;
import dev.tailrace.operator.Family;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The operators that can be added: a search field, and the families with their operators. Used on the JavaFX thread. */
public final class PalettePane extends VBox {
    private final OperatorSearch search;
    private final PaletteDrag drag;
    private final Texts texts;
    private final TextField query = new TextField();
    private final VBox rows = new VBox();
    private final Set<Family> folded = EnumSet.noneOf(Family.class);

    public PalettePane(OperatorSearch search, PaletteDrag drag, Texts texts, String searchKey) {
        this.search = search;
        this.drag = drag;
        this.texts = texts;
        getStyleClass().add("palette");
        setId("palette");
        setAccessibleText(texts.get("designer.palette.title"));
        query.setPromptText(texts.get("designer.palette.search"));
        query.setAccessibleText(query.getPromptText());
        query.setId("palette-query");
        query.textProperty().addListener((property, before, after) -> show());
        query.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
        Label key = new Label(searchKey);
        key.getStyleClass().add("key-cap");
        key.visibleProperty().bind(query.textProperty().isEmpty());
        key.setMinWidth(Region.USE_PREF_SIZE);
        HBox field = new HBox(8, new FontIcon("mdi2m-magnify"), query, key);
        field.getStyleClass().add("search-field");
        HBox.setHgrow(query, Priority.ALWAYS);
        HBox searchRow = new HBox(field);
        searchRow.getStyleClass().add("palette-search");
        HBox.setHgrow(field, Priority.ALWAYS);
        rows.getStyleClass().add("palette-rows");
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("quiet-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(searchRow, scroll);
        show();
    }

    /** Takes the focus into the search field. */
    public void focusSearch() {
        query.requestFocus();
        query.selectAll();
    }

    /** Unfolds a family and moves to its first operator. */
    public void focusFamily(Family family) {
        query.clear();
        folded.remove(family);
        show();
        rows.getChildren().stream()
                .filter(node -> node instanceof PaletteRow row && row.entry().family() == family)
                .findFirst()
                .ifPresent(Node::requestFocus);
    }

    private void show() {
        rows.getChildren().clear();
        if (query.getText().isBlank()) {
            for (Family family : Family.values()) {
                List<PaletteEntry> members = search.all().stream()
                        .filter(entry -> entry.family() == family)
                        .toList();
                if (!members.isEmpty()) {
                    rows.getChildren().add(header(family, members.size()));
                    if (!folded.contains(family)) {
                        members.forEach(entry -> rows.getChildren().add(new PaletteRow(entry, drag)));
                    }
                }
            }
            return;
        }
        List<PaletteEntry> found = search.find(query.getText());
        if (found.isEmpty()) {
            rows.getChildren().add(noMatch(query.getText().strip()));
        }
        found.forEach(entry -> rows.getChildren().add(new PaletteRow(entry, drag)));
    }

    private Node header(Family family, int count) {
        boolean open = !folded.contains(family);
        Label name = new Label(familyName(family, texts));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label number = new Label(String.valueOf(count));
        number.getStyleClass().add("count");
        HBox header = new HBox(8, new FontIcon(open ? "mdi2c-chevron-down" : "mdi2c-chevron-right"), name, gap, number);
        header.getStyleClass().add("palette-family");
        header.setFocusTraversable(true);
        header.setAccessibleRole(AccessibleRole.BUTTON);
        header.setAccessibleText(texts.get(
                open ? "designer.palette.family-open" : "designer.palette.family-folded", name.getText(), count));
        header.setOnMouseClicked(event -> fold(family));
        header.setOnKeyPressed(event -> {
            switch (event.getCode()) {
                case ENTER, SPACE -> fold(family);
                case DOWN -> focusNeighbour(header, 1);
                case UP -> focusNeighbour(header, -1);
                default -> {
                    return;
                }
            }
            event.consume();
        });
        return header;
    }

    private void fold(Family family) {
        if (!folded.remove(family)) {
            folded.add(family);
        }
        show();
    }

    private Node noMatch(String wanted) {
        Label words = new Label(texts.get("designer.palette.none", wanted));
        words.setWrapText(true);
        words.getStyleClass().add("hint");
        VBox box = new VBox(4, words);
        box.getStyleClass().add("palette-none");
        search.near(wanted).ifPresent(entry -> {
            Hyperlink link = new Hyperlink(texts.get("designer.palette.near", entry.name()));
            link.setOnAction(event -> query.setText(entry.name()));
            box.getChildren().add(link);
        });
        return box;
    }

    private void steer(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && !query.getText().isEmpty()) {
            query.clear();
            event.consume();
        } else if (event.getCode() == KeyCode.DOWN && !rows.getChildren().isEmpty()) {
            rows.getChildren().get(0).requestFocus();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && !query.getText().isBlank()) {
            List<PaletteEntry> found = search.find(query.getText());
            if (!found.isEmpty()) {
                drag.added(found.get(0).id());
            }
            event.consume();
        }
    }

    /** What a family is called. */
    static String familyName(Family family, Texts texts) {
        return texts.get("designer.palette.family." + family.name().toLowerCase(Locale.ROOT));
    }

    static void focusNeighbour(Node row, int step) {
        if (row.getParent() == null) {
            return;
        }
        List<Node> rows = row.getParent().getChildrenUnmodifiable();
        int next = rows.indexOf(row) + step;
        if (next >= 0 && next < rows.size()) {
            rows.get(next).requestFocus();
        }
    }
}

package dev.tailrace.designer.canvas;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.palette.OperatorSearch;
import dev.tailrace.designer.palette.PaletteEntry;
import dev.tailrace.designer.theme.StyleSheet;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.OperatorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A search over the catalogue that ends with an operator: type, arrows, Enter. When it serves a wire, operators that fit
 * come first; the others stand greyed at the end with the reason and cannot be chosen until Tab allows all. On the JavaFX
 * thread.
 */
public final class Picker extends VBox {
    static final double WIDTH = 400;

    /** Of the names, so that what the operators do stands in line. */
    private static final double NAME_WIDTH = 116;

    private static final PseudoClass MISFIT = PseudoClass.getPseudoClass("misfit");
    private static final double ROW = 34;
    private static final int ROWS = 8;

    /** Least to choose from where there is hardly any room. */
    private static final int FEW_ROWS = 3;

    /** What stands around the rows: field, foot, and the gaps between. */
    private static final double AROUND = 104;

    private final Texts texts;
    private final OperatorSearch search;
    private final TextField field = new TextField();
    private final Label chip = new Label();
    private final ListView<PaletteEntry> list = new ListView<>();
    private final Label none = new Label();
    private final Label count = new Label();
    private final HBox foot;
    private Predicate<OperatorSpec> fitting = spec -> true;
    private Function<OperatorSpec, String> whyNot = spec -> "";
    private boolean all;
    private int rows = ROWS;
    private Consumer<String> onChosen = id -> {};
    private Runnable onCancelled = () -> {};

    public Picker(Catalogue catalogue, Texts texts) {
        this.texts = texts;
        this.search = new OperatorSearch(catalogue, texts);
        foot = foot();
        getStyleClass().add("operator-picker");
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
        setSpacing(6);
        field.setPromptText(texts.get("designer.picker.prompt"));
        field.setAccessibleText(texts.get("designer.picker.prompt"));
        HBox.setHgrow(field, Priority.ALWAYS);
        chip.getStyleClass().add("picker-chip");
        chip.setMinWidth(Region.USE_PREF_SIZE);
        FontIcon glass = new FontIcon("mdi2m-magnify");
        glass.getStyleClass().add("picker-search");
        HBox box = new HBox(4, glass, field, chip);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("picker-field");
        list.setFixedCellSize(ROW);
        list.setCellFactory(view -> new Row());
        list.setFocusTraversable(false);
        none.getStyleClass().add("picker-none");
        none.setWrapText(true);
        getChildren().addAll(box, list, none, foot);
        field.textProperty().addListener(change -> refresh());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        refresh();
    }

    /** What to do with the id of the operator that was chosen. */
    public void setOnChosen(Consumer<String> handler) {
        onChosen = handler;
    }

    public void setOnCancelled(Runnable handler) {
        onCancelled = handler;
    }

    /**
     * Begins anew.
     *
     * @param wire what a chosen operator has to take or give, such as "takes rows", or null if any will do
     * @param wanted which operators fit it
     * @param reason why one that does not fit does not
     */
    public void begin(@Nullable String wire, Predicate<OperatorSpec> wanted, Function<OperatorSpec, String> reason) {
        fitting = wanted;
        whyNot = reason;
        all = wire == null;
        chip.setText(wire == null ? "" : wire);
        chip.setVisible(wire != null);
        chip.setManaged(wire != null);
        field.clear();
        refresh();
        field.requestFocus();
    }

    /** Shows no more rows at a time than fit into a height. */
    void setRoom(double height) {
        rows = (int) Math.max(FEW_ROWS, Math.min(ROWS, (height - AROUND) / ROW));
    }

    /** The query, for whoever wants to begin with one. */
    public TextField field() {
        return field;
    }

    private void refresh() {
        Predicate<OperatorSpec> wanted = all ? spec -> true : fitting;
        List<PaletteEntry> fit = search.find(field.getText(), wanted);
        List<PaletteEntry> found = new ArrayList<>(fit);
        found.addAll(search.find(field.getText(), wanted.negate()));
        list.getItems().setAll(found);
        double height = Math.min(rows, Math.max(1, found.size())) * ROW + 2;
        list.setPrefHeight(height);
        list.setMinHeight(height);
        list.setMaxHeight(height);
        list.getSelectionModel().selectFirst();
        boolean empty = found.isEmpty();
        show(list, !empty);
        show(none, empty);
        if (empty) {
            String query = field.getText().strip();
            none.setText(search.near(query)
                    .map(near -> texts.get("designer.picker.near", query, near.name()))
                    .orElseGet(() -> texts.get("designer.picker.none", query)));
        }
        show(foot, !all);
        count.setText(texts.get("designer.picker.fits", fit.size(), search.all().size()));
        applyCss();
        autosize();
    }

    @Override
    public String getUserAgentStylesheet() {
        return StyleSheet.beside(CanvasPane.class, "canvas.css");
    }

    /** How many fit, and the keys that help when none of them is meant. */
    private HBox foot() {
        Label showAll = new Label(texts.get("designer.picker.show-all"));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(6, count, gap, keyCap("Tab"), showAll, keyCap("Esc"));
        line.getStyleClass().add("picker-foot");
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static Label keyCap(String key) {
        Label cap = new Label(key);
        cap.getStyleClass().add("key-cap");
        cap.setMinWidth(Region.USE_PREF_SIZE);
        return cap;
    }

    private static void show(Region region, boolean shown) {
        region.setVisible(shown);
        region.setManaged(shown);
    }

    private void pressed(KeyEvent event) {
        KeyCode code = event.getCode();
        if (code == KeyCode.DOWN || code == KeyCode.UP) {
            int size = list.getItems().size();
            if (size > 0) {
                int at = list.getSelectionModel().getSelectedIndex() + (code == KeyCode.DOWN ? 1 : -1);
                list.getSelectionModel().select(Math.floorMod(at, size));
                list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - rows + 2));
            }
        } else if (code == KeyCode.ENTER) {
            choose(list.getSelectionModel().getSelectedItem());
        } else if (code == KeyCode.TAB) {
            all = true;
            refresh();
        } else if (code == KeyCode.ESCAPE) {
            onCancelled.run();
        } else {
            return;
        }
        event.consume();
    }

    private void choose(@Nullable PaletteEntry entry) {
        if (entry != null && !isMisfit(entry)) {
            onChosen.accept(entry.id());
        }
    }

    private boolean isMisfit(PaletteEntry entry) {
        return !all && !fitting.test(entry.spec());
    }

    private final class Row extends ListCell<PaletteEntry> {
        private final TileIcon tile = new TileIcon();
        private final Label name = new Label() {
            @Override
            protected double computePrefWidth(double height) {
                return Math.max(NAME_WIDTH, super.computePrefWidth(height));
            }
        };
        private final Label line = new Label();
        private final HBox box = new HBox(10, tile, name, line);

        Row() {
            box.setAlignment(Pos.CENTER_LEFT);
            name.getStyleClass().add("picker-name");
            name.setMinWidth(Region.USE_PREF_SIZE);
            line.getStyleClass().add("picker-line");
            line.setMinWidth(0);
            HBox.setHgrow(line, Priority.ALWAYS);
            setPrefWidth(0);
            setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.PRIMARY) {
                    choose(getItem());
                }
            });
        }

        @Override
        protected void updateItem(@Nullable PaletteEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (empty || entry == null) {
                setGraphic(null);
                pseudoClassStateChanged(MISFIT, false);
                return;
            }
            PaletteEntry shown = Objects.requireNonNull(entry);
            boolean misfit = isMisfit(shown);
            tile.show(shown.spec());
            name.setText(shown.name());
            line.setText(misfit ? whyNot.apply(shown.spec()) : shown.line());
            pseudoClassStateChanged(MISFIT, misfit);
            setGraphic(box);
        }
    }
}

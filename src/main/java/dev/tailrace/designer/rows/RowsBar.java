package dev.tailrace.designer.rows;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.designer.watch.LivePicture.LiveWire;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** What a view shows, how much of it, and what can be done with it. */
final class RowsBar extends HBox {
    private static final double TITLE_WIDTH = 280;

    /** The dot, a part of the name and the arrow, where two stand side by side. */
    private static final double LEAST_CHOOSER = 56;

    private final RowsView view;
    private final RowActions actions;
    private final Texts texts;
    private final Region dot = new Region();
    private final Button chooser = new Button();
    private final Label title = new Label();
    private final Label count = new Label();
    private final Tooltip wholeCount = new Tooltip();
    private final FontIcon holdIcon = new FontIcon("mdi2p-pause");
    private final WireChooser wires;
    private final ContextMenu menu = new ContextMenu();

    RowsBar(RowsView view, RowActions actions) {
        super(2);
        this.view = view;
        this.actions = actions;
        Workbench workbench = view.workbench();
        this.texts = workbench.texts();
        this.wires = new WireChooser(texts, view::choose);
        getStyleClass().add("pane-bar");
        title.getStyleClass().add("data-title");
        HBox words = new HBox(7, dot, title, new FontIcon("mdi2c-chevron-down"));
        words.getStyleClass().add("wire-choice");
        chooser.setGraphic(words);
        chooser.setMinWidth(LEAST_CHOOSER);
        title.setMinWidth(0);
        title.setMaxWidth(TITLE_WIDTH);
        chooser.getStyleClass().add("wire-button");
        chooser.setOnAction(pressed -> openChooser());
        actions.explain(chooser, "rows-choose");
        ToggleButton pin = toggle("mdi2p-pin-outline", "rows-pin");
        pin.selectedProperty().bindBidirectional(view.pinnedProperty());
        count.getStyleClass().add("data-count");
        count.setMinWidth(0);
        count.setTooltip(wholeCount);
        HBox.setHgrow(count, Priority.ALWAYS);
        count.setMaxWidth(Double.MAX_VALUE);
        ToggleButton fold = toggle("mdi2t-table-merge-cells", "rows-fold");
        fold.selectedProperty().bindBidirectional(view.foldedProperty());
        fold.visibleProperty().bind(view.foldableProperty());
        fold.managedProperty().bind(fold.visibleProperty());
        ToggleButton condition = toggle("mdi2f-filter-outline", "rows-condition");
        condition.selectedProperty().bindBidirectional(view.conditionShownProperty());
        ToggleButton search = toggle("mdi2m-magnify", "rows-search");
        search.selectedProperty().bindBidirectional(view.searchShownProperty());
        ToggleButton hold = toggle("mdi2p-pause", "rows-hold");
        hold.setGraphic(holdIcon);
        hold.selectedProperty().bindBidirectional(view.heldProperty());
        Button more = new Button(null, new FontIcon("mdi2d-dots-vertical"));
        more.getStyleClass().addAll("pane-button", "flat");
        more.setId("rows-more");
        more.setAccessibleText(texts.get("designer.rows.more"));
        more.setTooltip(new Tooltip(texts.get("designer.rows.more")));
        more.setOnAction(pressed -> {
            menu.getItems().setAll(items());
            menu.show(more, Side.BOTTOM, 0, 4);
        });
        getChildren().addAll(chooser, pin, count, fold, condition, search, hold, more);
    }

    private ToggleButton toggle(String icon, String action) {
        ToggleButton button = new ToggleButton(null, new FontIcon(icon));
        button.getStyleClass().addAll("pane-button", "flat");
        button.setId(action);
        actions.explain(button, action);
        return button;
    }

    void openChooser() {
        Workbench workbench = view.workbench();
        wires.show(
                chooser,
                WireChoices.of(
                        workbench.editor().pipeline(),
                        workbench.runProperty().get(),
                        workbench.pictureProperty().get()),
                view.origin());
    }

    /** Says what is shown, in the state in which it is. */
    void show(@Nullable RowOrigin origin) {
        title.setText(
                origin == null
                        ? texts.get("designer.rows.choose")
                        : origin.title(view.workbench().editor().pipeline()));
        LivePicture picture = view.workbench().pictureProperty().get();
        LiveWire live = picture != null && origin instanceof RowOrigin.OfWire of
                ? picture.wires().get(of.wire())
                : null;
        dot.getStyleClass()
                .setAll(
                        "wire-dot",
                        live == null
                                ? "wire-idle"
                                : "wire-" + live.state().name().toLowerCase(Locale.ROOT));
        title.setTooltip(new Tooltip(title.getText()));
        boolean wire = origin instanceof RowOrigin.OfWire;
        dot.setVisible(wire);
        dot.setManaged(wire);
    }

    void count(String said, boolean held) {
        count.setText(said);
        wholeCount.setText(said);
        count.getStyleClass().remove("held");
        if (held) {
            count.getStyleClass().add("held");
        }
        holdIcon.setIconLiteral(held ? "mdi2p-play" : "mdi2p-pause");
    }

    private List<MenuItem> items() {
        List<MenuItem> items = new ArrayList<>();
        for (String id : List.of(
                "rows-origin", "rows-open", "rows-copy-cell", "rows-copy-tsv", "rows-copy-json", "rows-copy-sql")) {
            items.add(actions.item(id));
        }
        items.add(new SeparatorMenuItem());
        items.add(actions.item("rows-export"));
        items.add(new SeparatorMenuItem());
        items.add(actions.item("rows-beside"));
        items.add(actions.item("rows-scroll-together"));
        items.add(new SeparatorMenuItem());
        items.add(columns());
        MenuItem reset = new MenuItem(texts.get("designer.rows.reset-columns"));
        reset.setId("rows-reset-columns");
        reset.setOnAction(chosen -> view.resetColumns());
        items.add(reset);
        return items;
    }

    private Menu columns() {
        Menu columns = new Menu(texts.get("designer.rows.columns"));
        columns.setId("rows-columns");
        for (String name : view.table().shape().schema().names()) {
            CheckMenuItem item = new CheckMenuItem(name.replace("_", "__"));
            item.setMnemonicParsing(true);
            item.setSelected(!view.table().columnLayout().hidden().contains(name));
            item.setOnAction(chosen -> view.hideColumn(name, !item.isSelected()));
            columns.getItems().add(item);
        }
        columns.setDisable(columns.getItems().isEmpty());
        return columns;
    }
}

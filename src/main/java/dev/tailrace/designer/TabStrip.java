package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.actions.Actions;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The row of tabs over the toolbar, with the way home before it and a new pipeline behind it. It is there only while there
 * is a choice. Tabs become narrower the more there are; beyond that the row moves so that the shown one is seen, and a
 * menu lists all. Used on the JavaFX thread.
 */
final class TabStrip extends Region {
    private static final double HEIGHT = 36;
    private static final double WIDEST = 208;
    private static final double NARROWEST = 96;
    private static final double BUTTON = 30;
    private static final double EDGE = 8;
    private static final double GAP = 2;

    private final PipelineTabs tabs;
    private final Texts texts;
    private final Consumer<PipelineTab> close;
    private final Pane row = new Pane() {
        @Override
        protected void layoutChildren() {
            layTabs(getWidth());
        }
    };
    private final Button home = new Button(null, new FontIcon("mdi2h-home-outline"));
    private final Button more = new Button(null, new FontIcon("mdi2p-plus"));
    private final MenuButton list = new MenuButton(null, new FontIcon("mdi2c-chevron-down"));
    private final Map<PipelineTab, TabHandle> handles = new IdentityHashMap<>();
    private List<TabHandle> shown = List.of();

    /** @param close asks what has to be asked, then closes */
    TabStrip(PipelineTabs tabs, Texts texts, Consumer<PipelineTab> close) {
        this.tabs = tabs;
        this.texts = texts;
        this.close = close;
        getStyleClass().add("tab-strip");
        setId("tab-strip");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        for (Region button : List.of(home, more, list)) {
            button.getStyleClass().addAll("quiet-button", "strip-button");
        }
        list.getStyleClass().add("no-arrow");
        list.setId("tab-list");
        list.setAccessibleText(texts.get("designer.tabs.list"));
        list.setOnShowing(event ->
                list.getItems().setAll(tabs.all().stream().map(this::item).toList()));
        list.getItems().setAll(new MenuItem());
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(row.widthProperty());
        clip.heightProperty().bind(row.heightProperty());
        row.setClip(clip);
        getChildren().addAll(home, row, more, list);
        managedProperty().bind(visibleProperty());
        tabs.addListener(this::refresh);
        refresh();
    }

    /** The buttons do what these actions do. */
    void bind(Actions actions) {
        actions.bind(home, "start");
        actions.bind(more, "new");
        home.setId("strip-home");
        more.setId("strip-new");
    }

    private MenuItem item(PipelineTab tab) {
        MenuItem item = new MenuItem(TabNames.of(tab, tabs.all()));
        item.setMnemonicParsing(false);
        item.setOnAction(event -> tabs.show(tab));
        return item;
    }

    private void refresh() {
        List<PipelineTab> all = tabs.all();
        PipelineTab front = tabs.shown();
        handles.keySet().removeIf(tab -> !all.contains(tab));
        List<TabHandle> now = new ArrayList<>();
        for (PipelineTab tab : all) {
            TabHandle handle = handles.computeIfAbsent(tab, this::handle);
            handle.show(TabNames.of(tab, all), tab == front);
            now.add(handle);
        }
        if (!now.equals(shown)) {
            shown = now;
            row.getChildren().setAll(now);
        }
        home.getStyleClass().remove("chosen");
        if (front == null) {
            home.getStyleClass().add("chosen");
        }
        setVisible(all.size() > 1 || front == null && !all.isEmpty());
        row.requestLayout();
        requestLayout();
    }

    private TabHandle handle(PipelineTab tab) {
        return new TabHandle(tab, texts, new TabHandle.Does() {
            @Override
            public void show() {
                tabs.show(tab);
            }

            @Override
            public void close() {
                close.accept(tab);
            }

            @Override
            public void drag(double sceneX) {
                tabs.move(tab, position(tab, row.sceneToLocal(sceneX, 0).getX()));
            }

            @Override
            public void focus(int step) {
                int at = tabs.all().indexOf(tab) + step;
                if (at >= 0 && at < shown.size()) {
                    shown.get(at).requestFocus();
                }
            }
        });
    }

    /** Where a tab goes whose middle, or the pointer on it, is at a place of the row. */
    private int position(PipelineTab dragged, double x) {
        int position = 0;
        for (TabHandle other : shown) {
            if (other.tab() != dragged && other.getLayoutX() + other.getWidth() / 2 < x) {
                position++;
            }
        }
        return position;
    }

    @Override
    protected void layoutChildren() {
        double top = (HEIGHT - BUTTON) / 2;
        home.resizeRelocate(EDGE, top, BUTTON, BUTTON);
        double from = EDGE + BUTTON + EDGE;
        double room = getWidth() - from - EDGE - BUTTON - GAP;
        int count = Math.max(1, shown.size());
        boolean crowded = room / count < NARROWEST + GAP;
        double width = Math.min(room - (crowded ? BUTTON + GAP : 0), count * (WIDEST + GAP));
        row.resizeRelocate(from, 0, width, HEIGHT);
        more.resizeRelocate(from + width + GAP, top, BUTTON, BUTTON);
        list.setVisible(crowded);
        list.resizeRelocate(from + width + GAP + BUTTON, top, BUTTON, BUTTON);
        layTabs(width);
    }

    private void layTabs(double room) {
        int count = Math.max(1, shown.size());
        double each = Math.max(NARROWEST, Math.min(WIDEST, room / count - GAP));
        double over = Math.max(0, count * (each + GAP) - room);
        @Nullable PipelineTab front = tabs.shown();
        int at = front == null ? 0 : tabs.all().indexOf(front);
        // The shown one stands in the middle of a row that does not fit.
        double shift = Math.max(0, Math.min(over, (at + 0.5) * (each + GAP) - room / 2));
        for (int i = 0; i < shown.size(); i++) {
            shown.get(i).resizeRelocate(Math.round(i * (each + GAP) - shift), 4, Math.round(each), HEIGHT - 4);
        }
    }
}

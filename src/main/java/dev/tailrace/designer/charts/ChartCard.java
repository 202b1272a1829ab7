package dev.tailrace.designer.charts;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.operator.view.ChartView;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A chart with its name, what it keeps, a legend where it has several series, and a menu. Used on the JavaFX thread. */
final class ChartCard extends VBox {
    /** A chart that takes longer to prepare is prepared less often, so that the window stays smooth. */
    private static final int SHARE_OF_TIME = 10;

    private final Texts texts;
    private final ZoneId zone;
    private final ChartCanvas chart;
    private final Legend legend;
    private final Label empty = new Label();
    private final Label title = new Label();
    private final Label note = new Label();
    private final Button menu = new Button(null, new FontIcon("mdi2d-dots-vertical"));
    private final VBox above = new VBox();
    private @Nullable ChartView shown;
    private @Nullable ChartReader reader;
    private @Nullable ChartData data;
    private long version = -1;
    private long notBefore;
    private String sample = "";

    /** @param zone of time axes */
    ChartCard(String name, ZoneId zone, Texts texts, Typefaces faces) {
        this.texts = texts;
        this.zone = zone;
        chart = new ChartCanvas(new Look(faces, zone, texts.locale(), MapPart.WORLD));
        chart.setAccessibleText(name);
        legend = new Legend(texts, this::draw);
        getStyleClass().add("chart-card");
        title.setText(name);
        title.getStyleClass().add("chart-title");
        title.setMinWidth(0);
        note.getStyleClass().add("chart-axis-title");
        note.setMinWidth(0);
        empty.getStyleClass().add("pane-empty");
        menu.getStyleClass().addAll("pane-button", "flat", "chart-menu");
        menu.setAccessibleText(texts.get("designer.charts.menu"));
        menu.setTooltip(new Tooltip(texts.get("designer.charts.menu")));
        menu.setMinWidth(Region.USE_PREF_SIZE);
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        HBox header = new HBox(8, title, spring, note, menu);
        header.getStyleClass().add("chart-header");
        StackPane body = new StackPane(chart, empty);
        VBox.setVgrow(body, Priority.ALWAYS);
        above.managedProperty().bind(above.visibleProperty());
        above.setVisible(false);
        getChildren().addAll(header, above, legend, body);
        say(texts.get("designer.charts.waits"));
    }

    void name(String name) {
        title.setText(name);
    }

    /** What the menu offers. */
    void offer(List<MenuItem> items) {
        ContextMenu offered = new ContextMenu(items.toArray(MenuItem[]::new));
        menu.setOnAction(pressed -> offered.show(menu, Side.BOTTOM, 0, 0));
    }

    /** A control between the name and the chart, or null for none. */
    void above(@Nullable Node control) {
        above.getChildren().setAll(control == null ? List.of() : List.of(control));
        above.setVisible(control != null);
    }

    /** @param words how much of what has passed is drawn; empty if it is all */
    void sample(String words) {
        sample = words;
    }

    /** Says why there is nothing to see. */
    void say(String words) {
        empty.setText(words);
        boolean nothing = data == null || data.isEmpty();
        empty.setVisible(nothing);
        chart.setVisible(!nothing);
    }

    /** Draws anew if something has changed. */
    void show(@Nullable ChartView view) {
        if (view != shown) {
            shown = view;
            reader = view == null ? null : new ChartReader(view.plan());
            data = null;
            version = -1;
            notBefore = 0;
        }
        long now = System.nanoTime();
        ChartReader from = reader;
        if (view != null && from != null && view.version() != version && now >= notBefore) {
            version = view.version();
            data = from.read(view);
            draw();
            notBefore = now + SHARE_OF_TIME * (System.nanoTime() - now);
        }
        String words = note();
        if (!words.equals(note.getText())) {
            note.setText(words);
            note.setTooltip(words.isEmpty() ? null : new Tooltip(words));
        }
    }

    private void draw() {
        ChartData drawn = data;
        if (drawn != null) {
            legend.show(drawn);
            chart.show(drawn.without(legend.hidden()));
        }
    }

    /** What is across, and what of the points is kept where that is not all. */
    private String note() {
        ChartData drawn = data;
        if (drawn == null) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        if (!sample.isEmpty()) {
            parts.add(sample);
        }
        if (drawn.passed() > drawn.kept() && drawn.kind() != ChartView.Kind.GAUGE) {
            parts.add(texts.get("designer.charts.kept", drawn.kept(), drawn.passed()));
        }
        if (drawn.kind() != ChartView.Kind.MAP && !drawn.plan().xTitle().isEmpty()) {
            parts.add(drawn.plan().xTitle());
        }
        return String.join(" · ", parts);
    }

    /** Whether there is something that a file could hold. */
    boolean isDrawn() {
        return data != null && !data.isEmpty();
    }

    String name() {
        return title.getText();
    }

    /** As it is drawn now, in the colours of the window. */
    ChartExport export() {
        ChartData drawn = Objects.requireNonNull(data).without(legend.hidden());
        return new ChartExport(
                title.getText(),
                note.getText(),
                drawn,
                chart.look(),
                chart.inks().colours());
    }

    /** The points that the chart keeps. */
    ChartRows rows() {
        return new ChartRows(Objects.requireNonNull(shown), zone);
    }
}

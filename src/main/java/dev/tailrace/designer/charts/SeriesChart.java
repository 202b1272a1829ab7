package dev.tailrace.designer.charts;

import dev.tailrace.data.Texts;
import dev.tailrace.operator.view.ChartView;
import java.time.ZoneId;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A chart with its legend and without a card around it, as other panes show series. Used on the JavaFX thread. */
public final class SeriesChart extends VBox {
    private static final double LEGEND_HEIGHT = 52;

    private final Legend legend;
    private final ChartCanvas chart;
    private @Nullable ChartData data;

    /** @param zone of time axes */
    public SeriesChart(Texts texts, ZoneId zone) {
        legend = new Legend(texts, this::draw);
        legend.setPrefWrapLength(0);
        // Many names must not push the drawing away.
        ScrollPane names = new ScrollPane(legend);
        names.setFitToWidth(true);
        names.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        names.setMaxHeight(LEGEND_HEIGHT);
        names.setMinHeight(0);
        names.getStyleClass().add("quiet-scroll");
        names.visibleProperty().bind(legend.visibleProperty());
        names.managedProperty().bind(legend.visibleProperty());
        chart = new ChartCanvas(zone, texts.locale());
        setVgrow(chart, Priority.ALWAYS);
        setSpacing(4);
        setMinHeight(0);
        getChildren().addAll(names, chart);
    }

    /** Draws all points as they are now. */
    public void show(ChartView view) {
        data = new ChartReader(view.plan()).read(view);
        draw();
    }

    private void draw() {
        if (data != null) {
            legend.show(data);
            chart.show(data.without(legend.hidden()));
        }
    }
}

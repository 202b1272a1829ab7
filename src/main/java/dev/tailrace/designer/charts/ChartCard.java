package dev.tailrace.designer.charts;

import dev.tailrace.data.Texts;
import dev.tailrace.operator.view.ChartView;
import java.time.ZoneId;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;
import org.jspecify.annotations.Nullable;

/** A chart with its name and, where it has several series, a legend. */
final class ChartCard extends VBox {
    private static final int MOST_IN_LEGEND = 12;

    private final ChartCanvas chart;
    private final FlowPane legend = new FlowPane(14, 4);
    private final Label empty = new Label();
    private final Label title = new Label();
    private final Label axis = new Label();
    private List<String> legendOf = List.of();
    private @Nullable ChartView shown;
    private long version = -1;

    ChartCard(String name, ZoneId zone, Texts texts) {
        chart = new ChartCanvas(zone, texts.locale());
        getStyleClass().add("chart-card");
        title.setText(name);
        title.getStyleClass().add("chart-title");
        axis.getStyleClass().add("chart-axis-title");
        empty.setText(texts.get("designer.charts.waits"));
        empty.getStyleClass().add("pane-empty");
        legend.getStyleClass().add("chart-legend");
        legend.managedProperty().bind(legend.visibleProperty());
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        StackPane body = new StackPane(chart, empty);
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(new HBox(8, title, spring, axis), legend, body);
    }

    void name(String name) {
        title.setText(name);
    }

    /** Draws anew if something has changed. */
    void show(@Nullable ChartView view) {
        empty.setVisible(view == null || view.version() == 0);
        if (view == null || (view == shown && view.version() == version)) {
            return;
        }
        shown = view;
        version = view.version();
        axis.setText(view.xTitle());
        chart.show(view);
        List<String> names = view.series().stream().map(ChartView.Series::name).toList();
        legend.setVisible(names.size() > 1);
        if (!names.equals(legendOf)) {
            legendOf = names;
            legend.getChildren().clear();
            for (int i = 0; i < Math.min(MOST_IN_LEGEND, names.size()); i++) {
                legend.getChildren().add(entry(names.get(i), i, view.kind()));
            }
        }
    }

    private static Node entry(String name, int index, ChartView.Kind kind) {
        Line line = new Line(0, 0, 18, 0);
        line.getStyleClass().addAll("legend-line", "series-" + (index % ChartCanvas.COLOURS + 1));
        if (kind == ChartView.Kind.LINE) {
            for (double dash : ChartCanvas.DASHES[index % ChartCanvas.DASHES.length]) {
                line.getStrokeDashArray().add(dash);
            }
        } else {
            line.getStyleClass().add("legend-bar");
        }
        HBox entry = new HBox(7, line, new Label(name));
        entry.getStyleClass().add("legend-entry");
        return entry;
    }
}

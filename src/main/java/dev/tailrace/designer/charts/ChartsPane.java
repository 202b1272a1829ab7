package dev.tailrace.designer.charts;

import dev.tailrace.designer.Workbench;
import dev.tailrace.designer.theme.PaneSheet;
import dev.tailrace.designer.watch.Shown;
import dev.tailrace.designer.watch.Ticker;
import dev.tailrace.model.Node;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.view.ChartView;
import dev.tailrace.operator.view.View;
import dev.tailrace.runtime.Run;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** A card for each chart sink of the run that is shown, or of the drawing before the first, drawn ten times a second while points come. */
public final class ChartsPane extends StackPane {
    private static final Duration REFRESH = Duration.ofMillis(100);
    private static final double LEAST_CARD_WIDTH = 340;

    /** The id by which the catalogue knows chart sinks, so that they have a card before their first point. */
    private static final String CHART_SINK = "chart-sink";

    private final Workbench workbench;
    private final GridPane grid = new GridPane();
    private final Label empty = new Label();
    private final Ticker ticker = new Ticker(REFRESH, this::refresh);
    private final Map<String, ChartCard> cards = new LinkedHashMap<>();
    private @Nullable Run cardsOf;
    private int columns;

    public ChartsPane(Workbench workbench) {
        this.workbench = workbench;
        getStyleClass().add("charts-pane");
        PaneSheet.dress(this);
        grid.getStyleClass().add("charts-grid");
        empty.setText(workbench.texts().get("designer.charts.empty"));
        empty.getStyleClass().add("pane-empty");
        ScrollPane scroll = new ScrollPane(grid);
        scroll.getStyleClass().add("charts-scroll");
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        getChildren().addAll(scroll, empty);
        sceneProperty().addListener((property, before, scene) -> {
            if (scene == null) {
                ticker.stop();
            } else {
                ticker.start();
            }
        });
        widthProperty().addListener((property, before, after) -> lay());
        refresh();
    }

    /** How many charts the drawing has. */
    public int drawn() {
        return (int) workbench.editor().pipeline().nodes().stream()
                .filter(ChartsPane::isChart)
                .count();
    }

    private void refresh() {
        Run run = workbench.runProperty().get();
        if (getScene() != null && !Shown.is(this)) {
            return;
        }
        if (run != cardsOf) {
            cards.clear();
            cardsOf = run;
            columns = 0;
        }
        Set<String> before = Set.copyOf(cards.keySet());
        Set<String> charts = new HashSet<>();
        CheckedPipeline checked = run == null ? workbench.editor().checked() : run.pipeline();
        for (Node node : checked.pipeline().nodes()) {
            View view = run == null ? null : run.view(node.id());
            if (view instanceof ChartView || isChart(node)) {
                charts.add(node.id());
                ChartCard card = cards.computeIfAbsent(
                        node.id(),
                        id -> new ChartCard(node.name(), checked.environment().zone(), workbench.texts()));
                workbench.editor().pipeline().node(node.id()).ifPresent(now -> card.name(now.name()));
                card.show(view instanceof ChartView chart ? chart : null);
            }
        }
        cards.keySet().retainAll(charts);
        empty.setVisible(cards.isEmpty());
        if (!before.equals(charts) || columns == 0) {
            columns = 0;
            lay();
        }
    }

    private static boolean isChart(Node node) {
        return node.operator().equals(CHART_SINK);
    }

    /** As many cards side by side as fit. */
    private void lay() {
        int fitting = (int) Math.max(1, Math.min(Math.max(1, cards.size()), getWidth() / LEAST_CARD_WIDTH));
        if (fitting == columns && grid.getChildren().size() == cards.size()) {
            return;
        }
        columns = fitting;
        grid.getChildren().clear();
        grid.getColumnConstraints().clear();
        grid.getRowConstraints().clear();
        for (int i = 0; i < columns; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / columns);
            grid.getColumnConstraints().add(column);
        }
        int index = 0;
        for (ChartCard card : List.copyOf(cards.values())) {
            grid.add(card, index % columns, index / columns);
            index++;
        }
        for (int i = 0; i < (index + columns - 1) / columns; i++) {
            RowConstraints row = new RowConstraints();
            row.setVgrow(Priority.ALWAYS);
            row.setMinHeight(160);
            grid.getRowConstraints().add(row);
        }
    }
}

package dev.tailrace.designer;

import dev.tailrace.designer.charts.ChartBoard;
import dev.tailrace.designer.charts.ChartsPane;
import dev.tailrace.designer.rows.DataPane;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.layout.Region;

/** The rows of the selection; where there is room, and the drawing has charts, the charts stand to their right. */
final class DataBesideCharts extends Region {
    private static final double ROOM_FOR_BOTH = 900;
    private static final double CHART_WIDTH = 340;
    private static final double GREATEST_SHARE = 0.5;
    private static final double LEAST_SHARE = 1 / 3.0;
    private static final double LINE = 1;

    private final DataPane data;
    private final ChartsPane charts;
    private final Region edge = new Region();

    /** @param chooseFile asks for a file to write rows into, given a name for it */
    DataBesideCharts(Workbench workbench, ChartBoard board, Function<String, Optional<Path>> chooseFile) {
        data = new DataPane(workbench, chooseFile);
        charts = new ChartsPane(board);
        edge.getStyleClass().add("pane-edge");
        getChildren().addAll(data, edge, charts);
        workbench.editor().addListener(change -> {
            if (change == PipelineEditor.Change.PIPELINE) {
                requestLayout();
            }
        });
        board.onChange(this::requestLayout);
    }

    DataPane data() {
        return data;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        int drawn = charts.drawn();
        boolean both = drawn > 0 && width >= ROOM_FOR_BOTH;
        double right = both
                ? Math.round(Math.max(width * LEAST_SHARE, Math.min(width * GREATEST_SHARE, drawn * CHART_WIDTH)))
                : 0;
        charts.setVisible(both);
        edge.setVisible(both);
        double left = both ? width - right - LINE : width;
        data.resizeRelocate(0, 0, left, height);
        edge.resizeRelocate(left, 0, LINE, height);
        charts.resizeRelocate(left + LINE, 0, right, height);
    }

    @Override
    protected double computeMinWidth(double height) {
        return data.minWidth(height);
    }

    @Override
    protected double computePrefHeight(double width) {
        return data.prefHeight(width);
    }
}

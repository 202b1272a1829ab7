package dev.tailrace.designer.charts;

import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Pen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chart laid out on a picture of some size. The same drawing goes to the screen and into files. */
interface ChartDrawing {
    /** A place on the picture where there is something to read. */
    record Stop(double x, double y) {}

    void paint(Pen pen, Colours colours);

    /** What stands at a place of the picture, or null if there is nothing near it. */
    @Nullable
    Readout readout(double x, double y);

    /** What is emphasised while it is read out. */
    default void emphasise(Pen pen, Colours colours, Readout readout) {}

    /** Where a person without a pointer stops, one after the other. */
    List<Stop> stops();

    /** Lays out data that is not empty. */
    static ChartDrawing of(ChartData data, double width, double height, Look look) {
        return switch (data.kind()) {
            case TOP_N -> new TopDrawing(data, width, height, look);
            case GAUGE -> new GaugeDrawing(data, width, height, look);
            case MAP -> new MapDrawing(data, width, height, look);
            case HEAT_MAP -> new HeatDrawing(data, width, height, look);
            case LINE, AREA, BAR, HISTOGRAM, SCATTER -> new SeriesDrawing(data, width, height, look);
        };
    }
}

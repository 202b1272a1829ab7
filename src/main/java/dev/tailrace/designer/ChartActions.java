package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.model.Wire;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/** What can be done with charts from anywhere: one of the selected wire, and files of the chart used last. */
final class ChartActions {
    private ChartActions() {}

    /**
     * @param chart draws a chart of a wire
     * @param export writes the chart used last as {@code png}, {@code svg} or {@code csv}
     */
    static void declare(Actions actions, OpenPipeline open, Consumer<Wire> chart, Consumer<String> export) {
        Texts texts = open.workbench().texts();
        PipelineEditor editor = open.editor();
        BooleanProperty hasWire = new SimpleBooleanProperty(editor.selectedWire() != null);
        editor.addListener(change -> hasWire.set(editor.selectedWire() != null));
        Runnable chartSelected = () -> {
            Wire wire = editor.selectedWire();
            if (wire != null) {
                chart.accept(wire);
            }
        };
        actions.add(Action.of("chart-wire", () -> texts.get("designer.action.chart-wire"), chartSelected)
                .on("Shortcut+Shift+D")
                .withIcon("mdi2c-chart-line")
                .when(hasWire));
        for (String format : List.of("png", "svg", "csv")) {
            String id = "chart-" + format;
            actions.add(Action.of(id, () -> texts.get("designer.action." + id), () -> export.accept(format))
                    .withIcon("mdi2f-file-export-outline"));
        }
    }
}

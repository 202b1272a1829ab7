package dev.tailrace.designer;

import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.canvas.CanvasPane;
import dev.tailrace.designer.watch.HeatLegend;
import dev.tailrace.designer.watch.LookBack;
import dev.tailrace.designer.watch.PastNote;
import dev.tailrace.designer.watch.TimelineStrip;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

/** The canvas with what stands over and under it: which moment is shown, the strip to look back, what tints mean. */
final class CanvasFrame extends BorderPane {
    private static final Insets CORNER = new Insets(12);

    private final Workbench workbench;
    private final CanvasPane canvas;

    CanvasFrame(Workbench workbench, CanvasPane canvas) {
        this.workbench = workbench;
        this.canvas = canvas;
        PastNote past = new PastNote(workbench);
        HeatLegend legend = new HeatLegend(workbench, canvas.heatProperty());
        StackPane.setAlignment(past, Pos.TOP_RIGHT);
        StackPane.setAlignment(legend, Pos.TOP_LEFT);
        StackPane.setMargin(past, CORNER);
        StackPane.setMargin(legend, CORNER);
        StackPane layers = new StackPane(canvas, legend, past);
        layers.setMinSize(0, 0);
        setCenter(layers);
        setBottom(new TimelineStrip(workbench));
        // What is open on the canvas, or selected there, takes the key first.
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE && workbench.lookBack().isPast()) {
                workbench.lookBack().live();
                key.consume();
            }
        });
    }

    void declare(Actions actions) {
        LookBack lookBack = workbench.lookBack();
        actions.add(Action.toggle("look-back", workbench.texts(), lookBack.offeredProperty())
                .on("F12")
                .withIcon("mdi2h-history"));
        actions.add(Action.of("live", workbench.texts(), lookBack::live)
                .withIcon("mdi2p-play-circle-outline")
                .when(lookBack.pastProperty()));
        actions.add(Action.toggle("heat", workbench.texts(), canvas.heatProperty())
                .on("Shift+F12")
                .withIcon("mdi2f-fire"));
    }
}

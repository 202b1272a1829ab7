package dev.tailrace.designer;

import dev.tailrace.designer.charts.ChartBoard;
import dev.tailrace.designer.charts.WireChart;
import dev.tailrace.designer.files.ChartMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/** Brings back the charts of wires that a person had open, and remembers them; they are never in the pipeline's file. */
final class ChartKeeping {
    private final ChartBoard board;
    private final ChartMemory memory;
    private final Executor keeper;
    private final Consumer<IOException> cannotKeep;
    private @Nullable Path path;
    private boolean bringsBack;

    /** @param keeper reads and writes, one after the other, never on the JavaFX thread */
    ChartKeeping(
            ChartBoard board,
            OpenPipeline open,
            ChartMemory memory,
            Executor keeper,
            Consumer<IOException> cannotKeep) {
        this.board = board;
        this.memory = memory;
        this.keeper = keeper;
        this.cannotKeep = cannotKeep;
        path = open.pathProperty().get();
        open.pathProperty().addListener((property, before, now) -> {
            path = now;
            keep();
        });
        board.onChange(this::keep);
        bringBack();
    }

    private void bringBack() {
        Path from = path;
        if (from != null) {
            keeper.execute(() -> {
                List<WireChart> charts = memory.read(from);
                Platform.runLater(() -> {
                    // What has been charted meanwhile is not taken away.
                    if (!charts.isEmpty() && board.charts().isEmpty()) {
                        bringsBack = true;
                        board.show(charts);
                        bringsBack = false;
                    }
                });
            });
        }
    }

    private void keep() {
        Path to = path;
        if (to == null || bringsBack) {
            return;
        }
        List<WireChart> charts = board.charts();
        keeper.execute(() -> {
            try {
                memory.write(to, charts);
            } catch (IOException failed) {
                Platform.runLater(() -> cannotKeep.accept(failed));
            }
        });
    }
}

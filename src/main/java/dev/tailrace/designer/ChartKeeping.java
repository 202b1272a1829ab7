package dev.tailrace.designer;

import dev.tailrace.designer.charts.ChartBoard;
import dev.tailrace.designer.charts.WireChart;
import dev.tailrace.designer.files.ChartMemory;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings back the charts of wires that a person had open, and remembers them; they are never in the pipeline's file. */
final class ChartKeeping {
    private final ChartBoard board;
    private final ChartMemory memory;
    private final Remembering remembering;
    private @Nullable Path path;
    private boolean bringsBack;

    ChartKeeping(ChartBoard board, OpenPipeline open, ChartMemory memory, Remembering remembering) {
        this.board = board;
        this.memory = memory;
        this.remembering = remembering;
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
            remembering.read(() -> memory.read(from), charts -> {
                // What has been charted meanwhile is not taken away.
                if (!charts.isEmpty() && board.charts().isEmpty()) {
                    bringsBack = true;
                    board.show(charts);
                    bringsBack = false;
                }
            });
        }
    }

    private void keep() {
        Path to = path;
        if (to != null && !bringsBack) {
            List<WireChart> charts = board.charts();
            remembering.write(() -> memory.write(to, charts));
        }
    }
}

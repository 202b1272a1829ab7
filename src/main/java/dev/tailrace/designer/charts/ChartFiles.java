package dev.tailrace.designer.charts;

import dev.tailrace.model.FileFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javafx.application.Platform;

/** Writes charts into files, away from the JavaFX thread. */
final class ChartFiles {
    /** What a chart can be written as. */
    enum Format {
        PNG,
        SVG,
        CSV;

        String suffix() {
            return "." + name().toLowerCase(Locale.ROOT);
        }
    }

    private static final double LEAST_WIDTH = 480;
    private static final double LEAST_HEIGHT = 300;

    /** Writes something into a file. */
    private interface Writing {
        void to(Path file) throws IOException;
    }

    private ChartFiles() {}

    /** Asks for a file and writes the chart as it is now. */
    static void export(ChartCard card, Format format, ChartBoard board) {
        if (!card.isDrawn()) {
            board.exports().nothingDrawn();
            return;
        }
        double width = Math.max(LEAST_WIDTH, card.getWidth());
        double height = Math.max(LEAST_HEIGHT, card.getHeight());
        ChartExport picture = card.export();
        Writing writing =
                switch (format) {
                    case PNG -> file -> picture.png(file, width, height);
                    case SVG -> file -> picture.svg(file, width, height);
                    case CSV -> card.rows()::write;
                };
        String name = card.name().strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}._-]+", "-");
        board.ask((name.isEmpty() ? "chart" : name) + format.suffix())
                .map(file -> withSuffix(file, format.suffix()))
                .ifPresent(file -> board.workbench().background().execute(() -> write(writing, file, board)));
    }

    private static Path withSuffix(Path file, String suffix) {
        String name = String.valueOf(file.getFileName());
        return name.toLowerCase(Locale.ROOT).endsWith(suffix) ? file : file.resolveSibling(name + suffix);
    }

    private static void write(Writing writing, Path file, ChartBoard board) {
        try {
            writing.to(file);
            Platform.runLater(() -> board.exports().written(file));
        } catch (IOException failed) {
            String reason = board.workbench().texts().message(FileFailure.reason(failed));
            Platform.runLater(() -> board.exports().notWritten(file, reason));
        }
    }
}

package dev.tailrace.designer.rows;

import dev.tailrace.data.Texts;
import dev.tailrace.model.FileFailure;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** How far the writing of a file is, and how it ended. */
final class ExportRow extends HBox {
    private final Texts texts;
    private final Executor background;
    private final FontIcon icon = new FontIcon("mdi2f-file-export-outline");
    private final Label words = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final Button button = new Button();
    private @Nullable RowExport running;

    ExportRow(Texts texts, Executor background) {
        super(8);
        this.texts = texts;
        this.background = background;
        getStyleClass().addAll("data-line", "export-row");
        words.setId("rows-export");
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        button.getStyleClass().add("small-button");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(pressed -> {
            RowExport export = running;
            if (export == null) {
                show(false);
            } else {
                export.cancel();
            }
        });
        getChildren().addAll(icon, words, bar, spring, button);
        show(false);
    }

    /** Writes in the background; an export that still runs goes on unseen no longer: it is cancelled. */
    void begin(RowExport export) {
        RowExport before = running;
        if (before != null) {
            before.cancel();
        }
        running = export;
        show(true);
        bar.setProgress(0);
        bar.setVisible(true);
        bar.setManaged(true);
        getStyleClass().remove("failed");
        button.setText(texts.get("designer.rows.cancel"));
        progress(export, 0);
        background.execute(() -> {
            try {
                export.write(rows -> Platform.runLater(() -> progress(export, rows)));
                Platform.runLater(
                        () -> end(export, texts.get("designer.rows.exported", export.rows(), file(export)), false));
            } catch (CancellationException asked) {
                Platform.runLater(() -> end(export, texts.get("designer.rows.export-cancelled", file(export)), false));
            } catch (IOException e) {
                Platform.runLater(() -> end(
                        export,
                        texts.get("designer.rows.export-failed", file(export), texts.message(FileFailure.reason(e))),
                        true));
            }
        });
    }

    private static String file(RowExport export) {
        return String.valueOf(export.file().getFileName());
    }

    private void progress(RowExport export, int rows) {
        if (export == running) {
            words.setText(texts.get("designer.rows.exporting", file(export), rows, export.rows()));
            bar.setProgress(rows / (double) Math.max(1, export.rows()));
        }
    }

    private void end(RowExport export, String said, boolean failed) {
        if (export == running) {
            running = null;
            words.setText(said);
            bar.setVisible(false);
            bar.setManaged(false);
            if (failed) {
                getStyleClass().add("failed");
            }
            button.setText(texts.get("designer.rows.close"));
        }
    }

    private void show(boolean shown) {
        setVisible(shown);
        setManaged(shown);
    }
}

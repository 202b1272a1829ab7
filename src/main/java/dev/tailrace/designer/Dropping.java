package dev.tailrace.designer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.connectors.files.FileInference;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.commands.ChangeSettings;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.designer.inspector.FileControl;
import dev.tailrace.model.Node;
import dev.tailrace.operator.SourceException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import org.jspecify.annotations.Nullable;

/**
 * Files that are dropped onto the window: pipelines open in tabs, scripts of SQL are drawn, files with rows become file
 * sources. Nothing is read of the latter until the person says so. Used on the JavaFX thread.
 */
final class Dropping {
    private static final String SOURCE = "file-source";
    private static final List<String> ROWS =
            List.of(".csv", ".tsv", ".txt", ".log", ".json", ".jsonl", ".ndjson", ".gz", ".zst");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What becomes of a dropped file. */
    enum Fate {
        PIPELINE,
        SCRIPT,
        ROWS,
        UNKNOWN
    }

    private final Shell shell;
    private final Filing filing;
    private final SqlImport sql;
    private final Surroundings given;
    private final Texts texts;

    Dropping(Shell shell, Filing filing, SqlImport sql, Surroundings given) {
        this.shell = shell;
        this.filing = filing;
        this.sql = sql;
        this.given = given;
        this.texts = given.texts();
    }

    /** Takes files that are dropped anywhere in the scene. */
    void listenTo(Scene scene) {
        scene.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles() && !shell.overlay().isShowing()) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        scene.setOnDragDropped(this::dropped);
    }

    private void dropped(DragEvent event) {
        List<File> files = event.getDragboard().getFiles();
        event.setDropCompleted(!files.isEmpty());
        event.consume();
        double x = event.getSceneX();
        double y = event.getSceneY();
        for (File file : files) {
            drop(file.toPath(), x, y);
            y += 120;
        }
    }

    /** As if the file had been dropped at a place of the scene. */
    void drop(Path file, double sceneX, double sceneY) {
        switch (fate(file)) {
            case PIPELINE -> filing.open(file);
            case SCRIPT -> sql.open(file);
            case ROWS -> addSource(file, sceneX, sceneY);
            case UNKNOWN ->
                shell.tell(
                        NoticeBar.Kind.ERROR,
                        texts.get("designer.tabs.drop-unknown", String.valueOf(file.getFileName())),
                        texts.get("designer.tabs.drop-unknown.remedy"));
        }
    }

    static Fate fate(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(PipelineFiles.SUFFIX)) {
            return Fate.PIPELINE;
        }
        if (name.endsWith(SqlImport.SUFFIX)) {
            return Fate.SCRIPT;
        }
        return ROWS.stream().anyMatch(name::endsWith) ? Fate.ROWS : Fate.UNKNOWN;
    }

    private void addSource(Path file, double sceneX, double sceneY) {
        if (shell.tabs().shown() == null) {
            filing.create();
        }
        PipelineTab tab = shell.tabs().shown();
        if (tab == null) {
            return;
        }
        PipelineEditor editor = tab.open().editor();
        String fileName = String.valueOf(file.getFileName());
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.put("path", FileControl.written(file, editor.baseDirectory()));
        String id = tab.view().canvas().placing().add(SOURCE, nameOf(fileName), settings, sceneX, sceneY);
        if (id == null) {
            return;
        }
        NoticeBar notice = shell.notice();
        notice.tell(NoticeBar.Kind.NEWS, texts.get("designer.tabs.dropped", fileName), null);
        notice.offer("infer-dropped", texts.get("designer.tabs.infer"), () -> infer(tab, id, file));
    }

    /** {@code quakes} of {@code quakes.csv.gz}. */
    static String nameOf(String fileName) {
        int dot = fileName.indexOf('.', 1);
        return dot < 0 ? fileName : fileName.substring(0, dot);
    }

    /** Reads the beginning of the file and writes the format's settings into the node, as one edit. */
    private void infer(PipelineTab tab, String id, Path file) {
        FileInference inference = new FileInference(given.catalogue().formats());
        given.background().execute(() -> {
            try {
                String format = inference.infer(file);
                Platform.runLater(() -> inferred(tab.open().editor(), id, format));
            } catch (SourceException failed) {
                Platform.runLater(() -> shell.tell(
                        NoticeBar.Kind.ERROR, texts.message(failed.problem()), texts.remedy(failed.problem())));
            } catch (IOException e) {
                Platform.runLater(() -> shell.tell(
                        NoticeBar.Kind.ERROR,
                        texts.get("designer.tabs.unreadable", file.getFileName(), Remembering.reason(e, texts)),
                        null));
            }
        });
    }

    private static void inferred(PipelineEditor editor, String id, String format) {
        @Nullable Node node = editor.pipeline().node(id).orElse(null);
        if (node != null) {
            ObjectNode settings = node.settings().deepCopy();
            try {
                settings.set("format", JSON.readTree(format));
            } catch (JsonProcessingException broken) {
                throw new IllegalStateException("a format inferred broken settings", broken);
            }
            editor.apply(new ChangeSettings(id, settings, null));
        }
    }
}

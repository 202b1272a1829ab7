package dev.tailrace.designer;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.NoticeBar.Kind;
import dev.tailrace.designer.files.PipelineFiles;
import dev.tailrace.designer.geometry.AutoLayout;
import dev.tailrace.model.Pipeline;
import dev.tailrace.query.ScriptImport;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;

/** Draws a script of Flink SQL in a tab of its own. Used on the JavaFX thread; the script is read on another. */
final class SqlImport {
    static final String SUFFIX = ".sql";

    private final Shell shell;
    private final Filing filing;
    private final Surroundings given;
    private final Texts texts;

    SqlImport(Shell shell, Filing filing, Surroundings given) {
        this.shell = shell;
        this.filing = filing;
        this.given = given;
        this.texts = given.texts();
    }

    /** Opens the drawing; says what cannot be drawn, with its line. */
    void open(Path script) {
        String fileName = String.valueOf(script.getFileName());
        String name = fileName.endsWith(SUFFIX) ? fileName.substring(0, fileName.length() - SUFFIX.length()) : fileName;
        given.background().execute(() -> {
            try {
                ScriptImport.Imported imported = ScriptImport.of(Files.readString(script), name, given.catalogue());
                Pipeline drawn = imported.pipeline();
                Pipeline placed = drawn == null ? null : drawn.withLayout(AutoLayout.of(drawn));
                Platform.runLater(() -> {
                    if (placed != null) {
                        filing.showUnsaved(placed, PipelineFiles.folderOf(script));
                    }
                    tell(fileName, imported.problems());
                });
            } catch (CharacterCodingException notText) {
                Platform.runLater(
                        () -> shell.tell(Kind.ERROR, texts.get("designer.tabs.sql-not-text", fileName), null));
            } catch (IOException e) {
                Platform.runLater(() -> shell.tell(
                        Kind.ERROR,
                        texts.get("designer.tabs.unreadable", fileName, Remembering.reason(e, texts)),
                        null));
            }
        });
    }

    /** The first error, or else the first warning; a line has room for one. */
    private void tell(String fileName, List<Problem> problems) {
        problems.stream()
                .filter(Problem::isError)
                .findFirst()
                .or(() -> problems.stream().findFirst())
                .ifPresent(problem -> shell.tell(
                        problem.isError() ? Kind.ERROR : Kind.NEWS,
                        texts.get(
                                "designer.file.refused",
                                fileName,
                                problem.span() == null
                                        ? "1"
                                        : String.valueOf(problem.span().startLine()),
                                texts.message(problem)),
                        texts.remedy(problem)));
    }
}

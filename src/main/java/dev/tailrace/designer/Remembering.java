package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.NoticeBar.Kind;
import dev.tailrace.designer.files.Unwritten;
import dev.tailrace.model.FileFailure;
import java.io.IOException;
import java.util.concurrent.Executor;
import javafx.application.Platform;

/** Writes what is only remembered: that may fail without harm to any pipeline, and the person hears of it. */
final class Remembering {
    private final Shell shell;
    private final Texts texts;
    private final Executor keeper;

    /** @param keeper writes one after the other, so that the last state is the one that stays */
    Remembering(Shell shell, Texts texts, Executor keeper) {
        this.shell = shell;
        this.texts = texts;
        this.keeper = keeper;
    }

    void write(Unwritten state) {
        keeper.execute(() -> {
            try {
                state.write();
            } catch (IOException e) {
                Platform.runLater(() -> tell(e));
            }
        });
    }

    /** Says on the JavaFX thread that something was not remembered. */
    void tell(IOException e) {
        shell.tell(Kind.NEWS, texts.get("designer.file.not-remembered", reason(e, texts)), null);
    }

    /** Why a file could not be read or written, as a part of a sentence that names it. */
    static String reason(IOException e, Texts texts) {
        return texts.message(FileFailure.reason(e));
    }
}

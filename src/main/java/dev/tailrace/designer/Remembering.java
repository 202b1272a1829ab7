package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.NoticeBar.Kind;
import dev.tailrace.designer.files.Unwritten;
import dev.tailrace.model.FileFailure;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes what is only remembered, off the JavaFX thread and one after the other, so that the last state is the
 * one that stays. A write may fail without harm to any pipeline, and the person hears of it. Used on the JavaFX thread.
 */
final class Remembering {
    private final Shell shell;
    private final Texts texts;
    private final Executor keeper;

    /** @param keeper does one thing after the other */
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

    /** @param then gets what was read, on the JavaFX thread */
    <T extends @Nullable Object> void read(Supplier<T> reading, Consumer<T> then) {
        keeper.execute(() -> {
            T read = reading.get();
            Platform.runLater(() -> then.accept(read));
        });
    }

    private void tell(IOException e) {
        shell.tell(Kind.NEWS, texts.get("designer.file.not-remembered", reason(e, texts)), null);
    }

    /** Why a file could not be read or written, as a part of a sentence that names it. */
    static String reason(IOException e, Texts texts) {
        return texts.message(FileFailure.reason(e));
    }
}

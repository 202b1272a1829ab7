package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.NoticeBar.Kind;
import java.io.IOException;

/** Writes what is only remembered: that may fail without harm to any pipeline, and the person hears of it. */
final class Remembering {
    /** Something to be written. */
    interface Write {
        void run() throws IOException;
    }

    private final Shell shell;
    private final Texts texts;

    Remembering(Shell shell, Texts texts) {
        this.shell = shell;
        this.texts = texts;
    }

    void run(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            tell(e);
        }
    }

    /** Says on the JavaFX thread that something was not remembered. */
    void tell(IOException e) {
        shell.tell(Kind.NEWS, texts.get("designer.file.not-remembered", reason(e)), null);
    }

    static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}

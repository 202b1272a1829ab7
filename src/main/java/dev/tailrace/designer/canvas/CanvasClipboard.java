package dev.tailrace.designer.canvas;

import dev.tailrace.data.Texts;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import org.jspecify.annotations.Nullable;

/**
 * The system's clipboard as the canvas uses it: parts of drawings as text, and beside it, for other windows on this machine,
 * the folder that their relative paths start from. On the JavaFX thread.
 */
final class CanvasClipboard {
    /** Apart from the text, which is sent to others, who have no use for it. */
    private static final DataFormat FOLDER = new DataFormat("application/x-tailrace-folder");

    private final CanvasPane pane;
    private final CanvasActions edits;

    CanvasClipboard(CanvasPane pane, CanvasActions edits) {
        this.pane = pane;
        this.edits = edits;
    }

    void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(edits.copy());
        content.put(FOLDER, pane.editor().baseDirectory().toAbsolutePath().toString());
        Clipboard.getSystemClipboard().setContent(content);
    }

    void cut() {
        copy();
        edits.delete();
    }

    /** Pastes where it is seen; says so if there is nothing to paste. */
    void paste() {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        String text = clipboard.getString();
        boolean pasted = text != null
                && edits.paste(
                        text,
                        folder(clipboard.getContent(FOLDER)),
                        pane.viewport().visible(pane.getWidth(), pane.getHeight()));
        if (!pasted) {
            Texts texts = pane.workbench().texts();
            pane.elsewhere()
                    .tell(texts.get("designer.canvas.not-pasted"), texts.get("designer.canvas.not-pasted.remedy"));
        }
    }

    private static @Nullable Path folder(@Nullable Object content) {
        try {
            return content instanceof String path ? Path.of(path) : null;
        } catch (InvalidPathException ofAnotherSystem) {
            return null;
        }
    }
}

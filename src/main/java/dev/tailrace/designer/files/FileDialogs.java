package dev.tailrace.designer.files;

import java.nio.file.Path;
import java.util.Optional;

/** Asks the person for a file, with the system's own dialogs in the real window. */
public interface FileDialogs {
    Optional<Path> open();

    /** A script of SQL, to be drawn. */
    default Optional<Path> openScript() {
        return open();
    }

    /** @param suggested name of the file */
    Optional<Path> save(String suggested);

    /**
     * For a file of another kind than pipelines.
     *
     * @param suggested name of the file, whose ending says the kind
     */
    default Optional<Path> export(String suggested) {
        return save(suggested);
    }

    /** For a file of rows, in any of the kinds in which rows are written. */
    default Optional<Path> exportRows(String suggested) {
        return export(suggested);
    }
}

package dev.tailrace.designer.rows;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;

/**
 * Writes rows into a file, beside it first, so that a file that is there is whole. {@link #write} is for a background
 * thread; the other methods are safe on any.
 */
final class RowExport {
    /** Rows between two reports of progress. */
    private static final int STEP = 256;

    private final CopiedRows rows;
    private final Path file;
    private volatile boolean cancelled;

    RowExport(CopiedRows rows, Path file) {
        this.rows = rows;
        this.file = file;
    }

    /** CSV if the file's name ends so, else JSON Lines. */
    static RowFormat formatOf(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv") ? RowFormat.CSV : RowFormat.JSON_LINES;
    }

    Path file() {
        return file;
    }

    int rows() {
        return rows.size();
    }

    /** The write ends soon, and the file is as it was. */
    void cancel() {
        cancelled = true;
    }

    /**
     * Writes all rows.
     *
     * @param progress hears of the rows written so far
     * @throws CancellationException after {@link #cancel()}
     */
    void write(IntConsumer progress) throws IOException {
        RowFormat format = formatOf(file);
        // Not as a sink calls its part, which may be writing the same file.
        Path aside = file.resolveSibling("." + file.getFileName() + ".export");
        try {
            try (BufferedWriter out = Files.newBufferedWriter(aside, StandardCharsets.UTF_8)) {
                format.begin(rows.columns(), out);
                for (int i = 0; i < rows.size(); i++) {
                    if (cancelled) {
                        throw new CancellationException();
                    }
                    format.write(rows.columns(), rows.row(i), i == 0, rows.zone(), out);
                    if ((i + 1) % STEP == 0) {
                        progress.accept(i + 1);
                    }
                }
                format.end(rows.columns(), out);
            }
            move(aside);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private void move(Path aside) throws IOException {
        try {
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException elsewhere) {
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

package dev.tailrace.connectors.files;

import dev.tailrace.data.Problem;
import dev.tailrace.operator.SourceException;
import dev.tailrace.operator.format.Format;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Reads the beginning of a regular file and proposes the settings of a format for it, columns included. A command that
 * somebody gives, never a consequence of opening a pipeline. Immutable; safe on any thread.
 */
public final class FileInference {
    /** At most so much is read, unpacked. */
    public static final int MAX_BYTES = 1 << 20;

    private static final int CHUNK_BYTES = 1 << 16;

    private final Collection<Format<?>> formats;

    /** @param formats of the catalogue */
    public FileInference(Collection<? extends Format<?>> formats) {
        this.formats = List.copyOf(formats);
    }

    /**
     * The settings for the file's format, chosen by its name and else by its first byte, as JSON text with {@code type}.
     * Interrupt the thread to cancel.
     *
     * @param file may be packed, if its name says so, see {@link Compression#AUTO}
     * @throws SourceException with a problem fit for people if the file cannot be read or is not what it seems to be
     * @throws InterruptedIOException if the thread was interrupted
     */
    public String infer(Path file) throws IOException {
        byte[] sample = new byte[MAX_BYTES];
        int length = 0;
        try (FileBytes bytes = new FileBytes(file, Compression.AUTO)) {
            int read = -1;
            while (length < MAX_BYTES && read != 0) {
                if (Thread.interrupted()) {
                    throw new InterruptedIOException();
                }
                read = bytes.read(sample, length, Math.min(length + CHUNK_BYTES, MAX_BYTES));
                length += read;
            }
        } catch (SourceException failed) {
            if (failed.getCause() instanceof ClosedByInterruptException) {
                Thread.interrupted();
                throw (InterruptedIOException) new InterruptedIOException().initCause(failed);
            }
            throw failed;
        }
        String id = format(file, sample, length);
        for (Format<?> format : formats) {
            if (format.id().equals(id)) {
                try {
                    return format.infer(Arrays.copyOf(sample, length), length < MAX_BYTES);
                } catch (SourceException unfit) {
                    throw new SourceException(
                            Problem.error("connectors.file-source.unusable", file.toString(), unfit.problem()));
                }
            }
        }
        throw new SourceException(Problem.error("connectors.files.no-format", file.toString(), id));
    }

    private static String format(Path file, byte[] sample, int length) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (Compression.AUTO.of(file.toString()) != Compression.NONE) {
            name = name.substring(0, name.lastIndexOf('.'));
        }
        if (name.endsWith(".json") || name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return "json";
        }
        if (name.endsWith(".csv") || name.endsWith(".tsv")) {
            return "csv";
        }
        int at = 0;
        while (at < length && sample[at] <= ' ' && sample[at] >= 0) {
            at++;
        }
        return at < length && sample[at] == '{' ? "json" : "csv";
    }
}

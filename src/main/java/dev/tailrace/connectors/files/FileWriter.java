package dev.tailrace.connectors.files;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Sink;
import dev.tailrace.operator.SinkContext;
import dev.tailrace.operator.SourceException;
import dev.tailrace.operator.format.Encoder;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Writes parts of a file and joins them.
 *
 * <p>Rows go to {@code NAME.part}. Preparing closes it and renames it to {@code NAME.CHECKPOINT.part}; committing makes
 * the first such part the file, by renaming, and appends later ones to it at the length that the file had before. That
 * length stands in the committable, with the part's name, so that a commit that was cut off is simply done again, and
 * one whose part is gone has been done.
 */
final class FileWriter implements Sink {
    private final Path baseDirectory;
    private final FileSink.Settings settings;
    private final Schema schema;

    private Path target = Path.of("");
    private Path part = Path.of("");
    /** What is being written; null between a part that was prepared and the next one. */
    private @Nullable HeldFile open;

    private final Switch stream = new Switch();
    private @Nullable Encoder encoder;

    /** The length of the file once all parts prepared so far are in it. */
    private long preparedBytes;

    /** Whether a part has been prepared or committed, so that the file begins with it and not with the next one. */
    private boolean begun;

    FileWriter(Path baseDirectory, FileSink.Settings settings, Schema schema) {
        this.baseDirectory = baseDirectory;
        this.settings = settings;
        this.schema = schema;
    }

    @Override
    public void open(SinkContext context) throws IOException {
        target = InputFiles.resolve(baseDirectory, settings.path()).toAbsolutePath();
        part = target.resolveSibling(target.getFileName() + ".part");
        if (Files.isDirectory(target)) {
            throw new SourceException(Problem.error("connectors.files.folder", target.toString()));
        }
        try {
            Files.createDirectories(part.resolveSibling(".").normalize());
            openPart();
        } catch (IOException failed) {
            throw FileProblems.writing(target, failed);
        }
    }

    private void openPart() throws IOException {
        HeldFile opened = HeldFile.open(part);
        if (opened == null) {
            throw new SourceException(Problem.error("connectors.file-sink.in-use", target.toString()));
        }
        try {
            opened.channel().truncate(0);
            stream.to(settings.compression().of(target.toString()).packing(Channels.newOutputStream(opened.channel())));
            open = opened;
        } finally {
            if (open != opened) {
                opened.close();
            }
        }
    }

    @Override
    public void write(Batch batch) throws IOException {
        try {
            encoder().write(batch);
        } catch (IOException failed) {
            throw FileProblems.writing(part, failed);
        }
    }

    private Encoder encoder() throws IOException {
        Encoder current = encoder;
        if (current == null) {
            // Not when opening: after a recovery, the file of the earlier commit is there by right.
            if (!begun && settings.mode() == WriteMode.FAIL && Files.exists(target)) {
                throw new SourceException(Problem.error("connectors.file-sink.exists", target.toString()));
            }
            // A header belongs at the beginning of the file only; later it goes nowhere.
            OutputStream real = stream.to();
            if (begun) {
                stream.to(OutputStream.nullOutputStream());
            }
            current = settings.format().encoder(schema, stream);
            current.flush();
            stream.to(real);
            encoder = current;
        }
        if (open == null) {
            openPart();
        }
        return current;
    }

    @Override
    public void flush() throws IOException {
        if (encoder != null) {
            try {
                encoder.flush();
            } catch (IOException failed) {
                throw FileProblems.writing(part, failed);
            }
        }
    }

    @Override
    public @Nullable String prepare(long checkpoint) throws IOException {
        if (begun && open == null) {
            return null;
        }
        try {
            encoder().flush();
            finishPart();
            Path prepared = target.resolveSibling(target.getFileName() + "." + checkpoint + ".part");
            Files.move(part, prepared, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            String committable = (begun ? preparedBytes : -1) + " " + prepared.getFileName();
            preparedBytes += Files.size(prepared);
            begun = true;
            return committable;
        } catch (IOException failed) {
            throw FileProblems.writing(part, failed);
        }
    }

    private void finishPart() throws IOException {
        HeldFile finished = open;
        if (finished != null) {
            Compression.finish(stream.to());
            finished.channel().force(true);
            finished.close();
            open = null;
        }
    }

    @Override
    public void commit(String committable) throws IOException {
        int blank = committable.indexOf(' ');
        long length = Long.parseLong(committable.substring(0, blank));
        Path prepared = target.resolveSibling(committable.substring(blank + 1));
        begun = true;
        try {
            if (Files.exists(prepared)) {
                if (length < 0) {
                    Files.move(prepared, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                } else {
                    append(prepared, length);
                }
            }
            preparedBytes = Math.max(preparedBytes, Files.size(target));
        } catch (IOException failed) {
            throw FileProblems.writing(target, failed);
        }
    }

    private void append(Path prepared, long length) throws IOException {
        try (FileChannel from = FileChannel.open(prepared, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(target, StandardOpenOption.WRITE)) {
            to.truncate(length);
            to.position(length);
            long size = from.size();
            for (long done = 0; done < size; ) {
                done += from.transferTo(done, size - done, to);
            }
            to.force(true);
        }
        Files.delete(prepared);
    }

    @Override
    public void close() throws IOException {
        try {
            if (encoder != null && open != null) {
                // What was not committed stays readable in the part.
                encoder.flush();
                finishPart();
            }
        } catch (IOException failed) {
            throw FileProblems.writing(part, failed);
        } finally {
            HeldFile left = open;
            if (left != null) {
                left.close();
            }
        }
    }

    /** Lets one encoder write one file after the other. */
    private static final class Switch extends FilterOutputStream {
        Switch() {
            super(OutputStream.nullOutputStream());
        }

        OutputStream to() {
            return out;
        }

        void to(OutputStream next) {
            out = next;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }
    }
}

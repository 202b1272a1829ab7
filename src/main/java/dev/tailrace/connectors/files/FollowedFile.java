package dev.tailrace.connectors.files;

import dev.tailrace.data.Problem;
import dev.tailrace.operator.SourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A file that somebody else is writing, such as a log, which has no end: when another file has taken its name, the old
 * one is read to its end and then the new one from its beginning, and when it was cut and begun anew it is too.
 *
 * <p>Another file is recognized by the identity that the operating system gives it (device and inode); where there is
 * none, as on Windows, only a file that has become shorter is. A file that was cut and has grown beyond the place of
 * reading between two looks is not recognized either: log rotation by renaming loses nothing, by copying it may.
 */
final class FollowedFile implements InputBytes {
    private final Path path;
    private final Identities identities;
    private @Nullable FileChannel channel;
    private String identity = "";
    private boolean isReplaced;
    private boolean isAtEnd;

    /** Says which file has a name now. */
    interface Identities {
        /**
         * @return empty where the system does not tell
         * @throws NoSuchFileException if none has it
         */
        String of(Path file) throws IOException;
    }

    FollowedFile(Path path) throws IOException {
        this(path, FollowedFile::identityOf);
    }

    FollowedFile(Path path, Identities identities) throws IOException {
        this.path = path;
        this.identities = identities;
        InputFiles.checkReadable(path);
        try {
            open(path);
        } catch (IOException failed) {
            throw FileProblems.reading(path, failed);
        }
    }

    /**
     * Names the file at hand among all of its folder's, whatever it is called; empty where the system has no such names,
     * and before the file that comes next is there.
     */
    String identity() {
        return identity;
    }

    @Override
    public int read(byte[] buffer, int from, int to) throws IOException {
        try {
            FileChannel open = channel;
            if (open == null) {
                open = open(path);
            }
            ByteBuffer space = ByteBuffer.wrap(buffer, from, to - from);
            while (space.hasRemaining() && open.read(space) > 0) {
                // reads on
            }
            int read = to - from - space.remaining();
            // What was written before the name went to another file is read by the read that follows.
            isAtEnd = space.hasRemaining() && (isReplaced || open.size() < open.position());
            isReplaced = isReplaced || space.hasRemaining() && isNameTaken();
            return read;
        } catch (NoSuchFileException away) {
            return 0; // The next file is not there yet.
        } catch (IOException failed) {
            throw FileProblems.reading(path, failed);
        }
    }

    private boolean isNameTaken() throws IOException {
        try {
            return !identity.isEmpty() && !identity.equals(identities.of(path));
        } catch (NoSuchFileException away) {
            return false; // Renamed, and the new file is not there yet.
        }
    }

    @Override
    public boolean isAtEnd() {
        return isAtEnd;
    }

    @Override
    public boolean next() throws IOException {
        close();
        identity = "";
        isReplaced = false;
        isAtEnd = false;
        return true;
    }

    @Override
    public void seek(long position) throws IOException {
        try {
            FileChannel open = channel;
            if (open == null) {
                open = open(path);
            }
            open.position(position);
            isAtEnd = false;
        } catch (IOException failed) {
            throw FileProblems.reading(path, failed);
        }
    }

    /**
     * Goes to the file of that identity, which may have another name by now.
     *
     * @throws SourceException if it is not in the folder any more, because rows would be lost
     */
    void find(String wanted) throws IOException {
        if (wanted.isEmpty() || wanted.equals(identity)) {
            return;
        }
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(path.toAbsolutePath().resolveSibling("."))) {
            for (Path entry : entries) {
                if (Files.isRegularFile(entry) && wanted.equals(identities.of(entry))) {
                    close();
                    open(entry);
                    isReplaced = true;
                    return;
                }
            }
        } catch (IOException failed) {
            throw FileProblems.reading(path, failed);
        }
        throw new SourceException(Problem.error("connectors.file-source.rotated-away", path.toString()));
    }

    /** The position behind the last line end, and how many line ends there are. */
    LineEnds lineEnds() throws IOException {
        try {
            byte[] buffer = new byte[1 << 16];
            long position = 0;
            long behindLast = 0;
            long lines = 0;
            try (FileChannel all = FileChannel.open(path, StandardOpenOption.READ)) {
                for (int read; (read = all.read(ByteBuffer.wrap(buffer))) > 0; position += read) {
                    for (int i = 0; i < read; i++) {
                        if (buffer[i] == '\n') {
                            lines++;
                            behindLast = position + i + 1;
                        }
                    }
                }
            }
            return new LineEnds(behindLast, lines);
        } catch (IOException failed) {
            throw FileProblems.reading(path, failed);
        }
    }

    record LineEnds(long behindLast, long count) {}

    private FileChannel open(Path file) throws IOException {
        String named = identities.of(file);
        FileChannel opened = FileChannel.open(file, StandardOpenOption.READ);
        try {
            for (String now; !(now = identities.of(file)).equals(named); named = now) {
                // The name has gone to another file in between.
                opened.close();
                opened = FileChannel.open(file, StandardOpenOption.READ);
            }
            channel = opened;
        } finally {
            if (channel != opened) {
                opened.close();
            }
        }
        identity = named;
        isReplaced = false;
        isAtEnd = false;
        return opened;
    }

    static String identityOf(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? "" : key.toString();
    }

    @Override
    public double progress() {
        return -1;
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}

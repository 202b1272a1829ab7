package dev.tailrace.connectors.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A file that its holder alone writes: two that write the same one would write over each other's rows, be they two nodes,
 * two runs or two programs.
 *
 * <p>Other programs are kept away by a lock of the operating system, where the file system has them. Such a lock belongs
 * to the process, and POSIX takes it away as soon as the process closes the file through any handle. So what is held here
 * must not even be opened here a second time, which is why the files held are known before they are opened, to the whole
 * process as their locks are. From any thread.
 */
final class HeldFile implements Closeable {
    /** In folders by their real paths. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private HeldFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens a file for writing, and creates it if it is not there; its folder is.
     *
     * @return null if somebody else holds it
     */
    static @Nullable HeldFile open(Path file) throws IOException {
        Path real = file.resolveSibling(".").toRealPath().resolve(file.getFileName());
        if (!HELD.add(real)) {
            return null;
        }
        @Nullable HeldFile held = null;
        try {
            held = locked(real);
            return held;
        } finally {
            if (held == null) {
                HELD.remove(real);
            }
        }
    }

    private static @Nullable HeldFile locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean isMine = false;
        try {
            isMine = channel.tryLock() != null;
        } catch (OverlappingFileLockException byAnotherName) {
            isMine = false;
        } catch (IOException | UnsupportedOperationException noLocks) {
            isMine = true; // Not every file system has them.
        } finally {
            if (!isMine) {
                channel.close();
            }
        }
        return isMine ? new HeldFile(file, channel) : null;
    }

    /** To write it, until it is closed. */
    FileChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(file);
        }
    }
}

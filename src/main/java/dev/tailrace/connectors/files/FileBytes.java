package dev.tailrace.connectors.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;

/** The bytes of a file, unpacked. Positions count unpacked bytes. Used by one thread. */
final class FileBytes implements Closeable {
    private static final int PACKED_CHUNK_BYTES = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final long packedBytes;
    private final boolean gzip;
    private InputStream in;

    FileBytes(Path file, Compression compression) throws IOException {
        this.file = file;
        this.gzip = compression.isGzip(file);
        try {
            InputFiles.checkReadable(file);
            channel = FileChannel.open(file, StandardOpenOption.READ);
            packedBytes = channel.size();
            in = stream();
        } catch (IOException failed) {
            throw FileProblems.reading(file, failed);
        }
    }

    private InputStream stream() throws IOException {
        InputStream packed = Channels.newInputStream(channel);
        return gzip && packedBytes > 0 ? new GZIPInputStream(packed, PACKED_CHUNK_BYTES) : packed;
    }

    /** Fills {@code [from, to)} of the buffer; gives fewer bytes only at the end of the file. */
    int read(byte[] buffer, int from, int to) throws IOException {
        try {
            return in.readNBytes(buffer, from, to - from);
        } catch (IOException failed) {
            throw FileProblems.reading(file, failed);
        }
    }

    /** Goes to a position, which may be before the current one; beyond the end is the end. */
    void seek(long position) throws IOException {
        try {
            if (gzip) {
                channel.position(0);
                in = stream();
                long left = position;
                while (left > 0) {
                    long skipped = in.skip(left);
                    if (skipped <= 0) {
                        return;
                    }
                    left -= skipped;
                }
            } else {
                channel.position(position);
            }
        } catch (IOException failed) {
            throw FileProblems.reading(file, failed);
        }
    }

    /** The part of the file that has been read, 0 to 1. */
    double progress() {
        try {
            return packedBytes == 0 ? 1 : Math.min(1, (double) channel.position() / packedBytes);
        } catch (IOException closed) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

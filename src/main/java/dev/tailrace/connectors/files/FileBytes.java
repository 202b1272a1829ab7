package dev.tailrace.connectors.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a file that nobody writes any more. */
final class FileBytes implements InputBytes {
    private final Path file;
    private final long packedBytes;
    private final Compression compression;
    private FileChannel channel;
    private InputStream in;

    FileBytes(Path file, Compression compression) throws IOException {
        this.file = file;
        this.compression = compression.of(file.toString());
        try {
            InputFiles.checkReadable(file);
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (IOException failed) {
            throw FileProblems.reading(file, failed);
        }
        try {
            packedBytes = channel.size();
            in = stream();
        } catch (IOException failed) {
            channel.close();
            throw FileProblems.reading(file, failed);
        }
    }

    private InputStream stream() throws IOException {
        return packedBytes > 0 ? compression.unpacked(channel) : InputStream.nullInputStream();
    }

    @Override
    public int read(byte[] buffer, int from, int to) throws IOException {
        try {
            return in.readNBytes(buffer, from, to - from);
        } catch (IOException failed) {
            throw FileProblems.reading(file, failed);
        }
    }

    @Override
    public boolean isAtEnd() {
        return true;
    }

    @Override
    public boolean next() {
        return false;
    }

    @Override
    public void seek(long position) throws IOException {
        try {
            if (compression != Compression.NONE) {
                close();
                channel = FileChannel.open(file, StandardOpenOption.READ);
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

    @Override
    public double progress() {
        try {
            return packedBytes == 0 ? 1 : Math.min(1, (double) channel.position() / packedBytes);
        } catch (IOException closed) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
        channel.close();
    }
}

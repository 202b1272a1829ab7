package dev.tailrace.connectors.files;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** How the bytes of a file are packed. */
public enum Compression {
    /** By the name: gzip if it ends in {@code .gz}, Zstandard if it ends in {@code .zst}. */
    AUTO,
    NONE,
    GZIP,
    ZSTD;

    private static final int PACKED_CHUNK_BYTES = 1 << 16;

    /** What this means for a file; never {@link #AUTO}. */
    Compression of(String path) {
        if (this != AUTO) {
            return this;
        }
        String name = path.toLowerCase(Locale.ROOT);
        return name.endsWith(".gz") ? GZIP : name.endsWith(".zst") ? ZSTD : NONE;
    }

    /** The bytes as they were before packing; files that were packed in several pieces are read to the last. */
    InputStream unpacked(FileChannel packed) throws IOException {
        return switch (this) {
            case GZIP -> new GZIPInputStream(Channels.newInputStream(packed), PACKED_CHUNK_BYTES);
            case ZSTD -> new ZstdUnpacking(packed);
            case AUTO, NONE -> Channels.newInputStream(packed);
        };
    }

    /** Packs what is written; {@link #finish} ends it. */
    OutputStream packing(OutputStream to) throws IOException {
        return switch (this) {
            case GZIP -> new GZIPOutputStream(to, PACKED_CHUNK_BYTES, true);
            case ZSTD -> new ZstdOutputStream(new StaysOpen(to));
            case AUTO, NONE -> to;
        };
    }

    /** Writes the end of what {@link #packing} has packed, without closing what is below. */
    static void finish(OutputStream packing) throws IOException {
        if (packing instanceof GZIPOutputStream gzip) {
            gzip.finish();
        } else if (packing instanceof ZstdOutputStream zstd) {
            zstd.close();
        }
    }

    /** Ends a packing whose only way to end is to be closed. */
    private static final class StaysOpen extends FilterOutputStream {
        StaysOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}

package dev.tailrace.connectors.files;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * Unpacks Zstandard frames, one after the other. The library's own stream takes a second frame that was cut off for the
 * end of the file, and rows would be lost without a word.
 */
final class ZstdUnpacking extends InputStream {
    private final ReadableByteChannel from;
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final ByteBuffer packed = ByteBuffer.allocateDirect((int) ZstdInputStream.recommendedDInSize())
            .flip();
    private final ByteBuffer unpacked = ByteBuffer.allocateDirect((int) ZstdInputStream.recommendedDOutSize())
            .flip();
    private boolean isInFrame;

    ZstdUnpacking(ReadableByteChannel from) {
        this.from = from;
    }

    @Override
    public int read() throws IOException {
        return fill() ? unpacked.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int read = Math.min(length, unpacked.remaining());
        unpacked.get(to, offset, read);
        return read;
    }

    private boolean fill() throws IOException {
        while (!unpacked.hasRemaining()) {
            if (!packed.hasRemaining() && !refill() && !isInFrame) {
                return false;
            }
            boolean hadPacked = packed.hasRemaining();
            unpacked.clear();
            try {
                isInFrame = !context.decompressDirectByteBufferStream(unpacked, packed);
            } catch (ZstdException broken) {
                throw new ZstdIOException(broken.getErrorCode(), broken.getMessage());
            }
            unpacked.flip();
            if (!hadPacked && !unpacked.hasRemaining() && isInFrame) {
                throw new ZstdIOException(0L, "it ends in the middle of a frame");
            }
        }
        return true;
    }

    private boolean refill() throws IOException {
        packed.clear();
        int read = from.read(packed);
        packed.flip();
        return read > 0;
    }

    /** Frees the library's memory; the channel stays open. */
    @Override
    public void close() {
        context.close();
    }
}

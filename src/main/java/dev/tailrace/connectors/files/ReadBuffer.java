package dev.tailrace.connectors.files;

import java.io.IOException;
import java.util.Arrays;

/**
 * The part of a file that is in memory. It grows when a record does not fit, up to the greatest record, so that memory is
 * bounded whatever is in the file; and it is filled before the decoder looks again, so that a long record is not walked
 * once per read. Single-threaded.
 */
final class ReadBuffer {
    private static final int CHUNK_BYTES = 1 << 18;

    private final InputBytes input;
    private final int maxBytes;

    byte[] bytes;

    /** Where the first record that has not been taken begins. */
    int start;

    /** The end of what was read. */
    int limit;

    /** Whether the file ends at {@link #limit}. */
    boolean ended;

    /** Nothing more is there for now; only of a followed file. */
    boolean dry;

    /** Position in the unpacked file of the first byte. */
    long position;

    ReadBuffer(InputBytes input, int maxBytes) {
        this.input = input;
        this.maxBytes = maxBytes;
        this.bytes = new byte[Math.min(CHUNK_BYTES, maxBytes)];
    }

    /** Position in the unpacked file of what has not been taken. */
    long place() {
        return position + start;
    }

    /** Forgets what was read; reading goes on at that position of the file. */
    void restart(long newPosition) {
        position = newPosition;
        start = 0;
        limit = 0;
        ended = false;
    }

    /** Reads on, in a greater buffer if the bytes that are still needed fill this one; false if it may not grow. */
    boolean readOn() throws IOException {
        if (start == 0 && limit == bytes.length) {
            if (limit >= maxBytes) {
                return false;
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(2L * limit, maxBytes));
        }
        System.arraycopy(bytes, start, bytes, 0, limit - start);
        position += start;
        limit -= start;
        start = 0;
        int read = input.read(bytes, limit, bytes.length);
        boolean isShort = read < bytes.length - limit;
        ended = isShort && input.isAtEnd();
        dry = isShort && !ended && read == 0;
        limit += read;
        return true;
    }
}

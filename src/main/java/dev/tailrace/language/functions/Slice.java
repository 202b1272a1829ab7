package dev.tailrace.language.functions;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text that a function gives: bytes {@code [start, end)} of an array that is the argument's own, so that taking a
 * part copies nothing, or this slice's scratch memory, which the next row overwrites. Single-threaded.
 */
public final class Slice {
    public byte[] bytes = {};
    public int start;
    public int end;

    private byte[] scratch = {};

    /** Scratch memory with room for {@code length} bytes, its first {@code kept} bytes as they were. */
    byte[] scratch(int length, int kept) {
        if (scratch.length < length) {
            byte[] grown = new byte[Math.max(length, Math.max(64, scratch.length * 2))];
            System.arraycopy(scratch, 0, grown, 0, kept);
            scratch = grown;
        }
        return scratch;
    }

    /** Becomes the first {@code length} bytes of the scratch memory. */
    void ofScratch(int length) {
        of(scratch, 0, length);
    }

    public void of(byte[] newBytes, int newStart, int newEnd) {
        if (bytes != newBytes) {
            bytes = newBytes; // Costs more than to ask, as the collector is told.
        }
        start = newStart;
        end = newEnd;
    }

    void of(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        of(encoded, 0, encoded.length);
    }

    /** Becomes a text of ASCII characters, copied into scratch memory. */
    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) is exactly the copy of ASCII that is wanted
    void ofAscii(String text) {
        int length = text.length();
        text.getBytes(0, length, scratch(length, 0), 0);
        ofScratch(length);
    }

    /** Becomes a concatenation, piece by piece: {@link #clear()}, then this for each piece. */
    public void append(byte[] piece, int from, int to) {
        int length = end;
        byte[] room = scratch(length + to - from, length);
        System.arraycopy(piece, from, room, length, to - from);
        ofScratch(length + to - from);
    }

    public void clear() {
        ofScratch(0);
    }

    @Override
    public String toString() {
        return new String(Arrays.copyOfRange(bytes, start, end), StandardCharsets.UTF_8);
    }
}

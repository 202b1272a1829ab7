package dev.tailrace.operator.format;

/** Turns a stream of bytes into rows. Single-threaded; keeps no bytes between calls. */
public interface Decoder {
    /**
     * Decodes whole records of {@code [from, to)} until the target is full.
     *
     * @param end whether the stream ends at {@code to}, so that an unfinished record is the last one
     * @return the position after the last record taken; less than {@code to} if a record is unfinished or the target is
     *     full
     */
    int decode(byte[] buffer, int from, int to, boolean end);
}

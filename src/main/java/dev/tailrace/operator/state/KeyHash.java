package dev.tailrace.operator.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Well mixed hashes of keys as {@link KeyCodec} writes them: of their bytes, eight at a time. */
final class KeyHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private KeyHash() {}

    /** Of a key: bytes {@code [start, end)}. */
    static int of(byte[] bytes, int start, int end) {
        long hash = longOf(bytes, start, end);
        return (int) (hash ^ hash >>> 32);
    }

    /** Of a key of one long that is not null. */
    static int ofWord(long word) {
        long hash = (KeyCodec.WORD_BYTES ^ word << Byte.SIZE) * MULTIPLIER;
        hash = mix(hash ^ hash >>> 32 ^ word >>> Long.SIZE - Byte.SIZE);
        return (int) (hash ^ hash >>> 32);
    }

    /** Of a key of one long that is not null, behind the number of its group. */
    static int ofWord(int group, long word) {
        long hash = step(KeyCodec.GROUP_BYTES + KeyCodec.WORD_BYTES, group & 0xffffffffL | word << 40);
        hash = mix(hash ^ Long.reverseBytes(word >>> 24) >>> 24);
        return (int) (hash ^ hash >>> 32);
    }

    static long longOf(byte[] bytes, int start, int end) {
        long hash = end - start;
        int at = start;
        for (; at + 8 <= end; at += 8) {
            hash = step(hash, (long) LONGS.get(bytes, at));
        }
        long tail = 0;
        for (; at < end; at++) {
            tail = tail << 8 | (bytes[at] & 0xff);
        }
        return mix(hash ^ tail);
    }

    /**
     * Of a key whose bytes stand in words, the first one lowest, from the word {@code first} on; the last is filled
     * with 0.
     */
    static int of(long[] words, int first, int length) {
        long hash = length;
        int last = first + length / Long.BYTES;
        for (int at = first; at < last; at++) {
            hash = step(hash, words[at]);
        }
        int rest = length % Long.BYTES;
        long tail = rest == 0 ? 0 : Long.reverseBytes(words[last]) >>> Long.SIZE - rest * Byte.SIZE;
        hash = mix(hash ^ tail);
        return (int) (hash ^ hash >>> 32);
    }

    /** A hash with the next eight bytes of a key. */
    private static long step(long hash, long word) {
        long stepped = (hash ^ word) * MULTIPLIER;
        return stepped ^ stepped >>> 32;
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}

package dev.tailrace.formats.json;

import dev.tailrace.formats.text.ByteScan;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys that objects at one place have had, each with what is demanded of its value. Records mostly have their keys
 * in one order, so each key remembers which one came after it the last time; that one is compared first, eight bytes at
 * a time, with its quotes and its colon, which spares looking for its end. Used by one thread.
 */
final class ObjectKeys {
    /** More keys are not remembered: such objects use their keys as data. */
    private static final int MAX_KEPT = 256;

    private static final int BUCKETS = 512;
    private static final int WORD = 8;

    /** A key with its quotes and its colon. */
    static final class Key {
        private final byte[] token;
        private final long first;
        private final long firstMask;
        private final long second;
        private final long secondMask;
        private final @Nullable PathTree child;
        private @Nullable Key next;

        private Key(byte[] token, @Nullable PathTree child) {
            this.token = token;
            this.child = child;
            first = word(token, 0);
            firstMask = mask(token.length);
            second = word(token, WORD);
            secondMask = mask(token.length - WORD);
        }

        private static long word(byte[] bytes, int from) {
            long word = 0;
            for (int i = Math.min(bytes.length, from + WORD) - 1; i >= from; i--) {
                word = word << 8 | bytes[i] & 0xff;
            }
            return word;
        }

        private static long mask(int bytes) {
            return bytes >= WORD ? -1 : bytes <= 0 ? 0 : (1L << 8 * bytes) - 1;
        }

        int length() {
            return token.length;
        }

        /** What is demanded of the value, or null for nothing. */
        @Nullable
        PathTree child() {
            return child;
        }

        /** The key that came after this one the last time. */
        @Nullable
        Key next() {
            return next;
        }

        void setNext(Key key) {
            next = key;
        }

        /** Whether this key stands at a position. */
        boolean isAt(byte[] b, int at, int to) {
            int length = token.length;
            if (to - at < 2 * WORD) {
                return to - at >= length && Arrays.equals(token, 0, length, b, at, at + length);
            }
            return ((ByteScan.word(b, at) ^ first) & firstMask) == 0
                    && ((ByteScan.word(b, at + WORD) ^ second) & secondMask) == 0
                    && (length <= 2 * WORD || isLongAt(b, at, to));
        }

        private boolean isLongAt(byte[] b, int at, int to) {
            int length = token.length;
            return to - at >= length && Arrays.equals(token, 2 * WORD, length, b, at + 2 * WORD, at + length);
        }

        private boolean isNamed(byte[] b, int from, int to) {
            return token.length == to - from + 3 && Arrays.equals(token, 1, token.length - 2, b, from, to);
        }
    }

    private final PathTree place;
    private final Key start = new Key(new byte[0], null);
    private @Nullable Key @Nullable [] buckets;
    private int kept;

    ObjectKeys(PathTree place) {
        this.place = place;
    }

    /** Stands before the first key, and behind keys that are not remembered. */
    Key start() {
        return start;
    }

    /** The key with a name, which has no escapes; null if it is new and no more are remembered. */
    @Nullable
    Key find(byte[] b, int from, int to) {
        @Nullable Key[] table = buckets;
        if (table == null) {
            table = new Key[BUCKETS];
            buckets = table;
        }
        int hash = 0;
        for (int at = from; at < to; at++) {
            hash = hash * 31 + b[at];
        }
        int bucket = (hash ^ hash >>> 15) & BUCKETS - 1;
        Key key;
        while ((key = table[bucket]) != null) {
            if (key.isNamed(b, from, to)) {
                return key;
            }
            bucket = bucket + 1 & BUCKETS - 1;
        }
        if (kept == MAX_KEPT) {
            return null;
        }
        kept++;
        byte[] token = new byte[to - from + 3];
        token[0] = '"';
        System.arraycopy(b, from, token, 1, to - from);
        token[token.length - 2] = '"';
        token[token.length - 1] = ':';
        key = new Key(token, place.field(b, from, to));
        table[bucket] = key;
        return key;
    }
}

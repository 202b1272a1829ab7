package dev.tailrace.language.functions;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Functions on UTF-8 texts as slices {@code (bytes, start, end)}. Positions and lengths that people see count code
 * points from 1, as in Flink's {@code BinaryStringData}.
 */
public final class Text {
    /** Eight bytes at once, the first one lowest. */
    static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static final long ONES = 0x0101010101010101L;
    static final long HIGH_BITS = 0x8080808080808080L;

    /** Up to this length a loop of its own is faster than the platform's comparison. */
    private static final int SHORT = 16;

    private Text() {}

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static String string(byte[] b, int s, int e) {
        return new String(b, s, e - s, StandardCharsets.UTF_8);
    }

    public static boolean equal(byte[] a, int as, int ae, byte[] b, int bs, int be) {
        int length = ae - as;
        if (length != be - bs) {
            return false;
        }
        if (length > SHORT) {
            return Arrays.equals(a, as, ae, b, bs, be);
        }
        for (int i = 0; i < length; i++) {
            if (a[as + i] != b[bs + i]) {
                return false;
            }
        }
        return true;
    }

    /** Up to so many bytes, {@link #word} holds a text. */
    public static final int WORD_BYTES = Long.BYTES;

    /** The bytes of a text of at most {@link #WORD_BYTES}, the first one lowest, and zeros. */
    public static long word(byte[] text) {
        long word = 0;
        for (int i = text.length - 1; i >= 0; i--) {
            word = word << Byte.SIZE | text[i] & 0xFF;
        }
        return word;
    }

    /** Whether it is the text of that length and {@link #word}, at once instead of byte by byte. */
    public static boolean is(byte[] b, int s, int e, int length, long word) {
        if (e - s != length) {
            return false;
        }
        if (s + Long.BYTES <= b.length) {
            long ofText = length == 0 ? 0 : -1L >>> (Long.BYTES - length) * Byte.SIZE;
            return (((long) WORDS.get(b, s) ^ word) & ofText) == 0;
        }
        for (int i = 0; i < length; i++) {
            if (b[s + i] != (byte) (word >>> i * Byte.SIZE)) {
                return false;
            }
        }
        return true;
    }

    /** By unsigned bytes, which is the order of code points. */
    public static int compare(byte[] a, int as, int ae, byte[] b, int bs, int be) {
        return Arrays.compareUnsigned(a, as, ae, b, bs, be);
    }

    public static int length(byte[] b, int s, int e) {
        int continuations = 0;
        int i = s;
        for (; i + 8 <= e; i += 8) {
            long word = (long) WORDS.get(b, i);
            continuations += Long.bitCount(word >>> 7 & ~word >>> 6 & ONES);
        }
        for (; i < e; i++) {
            // Every byte but the continuations begins a code point.
            continuations += (b[i] & 0xC0) == 0x80 ? 1 : 0;
        }
        return e - s - continuations;
    }

    /** Where the code point after {@code i} begins. */
    static int next(byte[] b, int i) {
        int lead = b[i];
        return i + (lead >= 0 ? 1 : lead < (byte) 0xE0 ? 2 : lead < (byte) 0xF0 ? 3 : 4);
    }

    /** Where the code point before {@code i} begins, at least {@code s}. */
    static int previous(byte[] b, int s, int i) {
        int at = i - 1;
        while (at > s && (b[at] & 0xC0) == 0x80) {
            at--;
        }
        return at;
    }

    /** Where the code point {@code count} after {@code i} begins, at most {@code e}. */
    static int skip(byte[] b, int i, int e, int count) {
        int at = i;
        for (int left = count; left > 0 && at < e; left--) {
            at = next(b, at);
        }
        return Math.min(at, e);
    }

    /** Exactly {@code count} code points, the missing ones blank. */
    public static void pad(byte[] b, int s, int e, int count, Slice out) {
        int missing = count - length(b, s, e);
        if (missing <= 0) {
            truncate(b, s, e, count, out);
            return;
        }
        out.clear();
        out.append(b, s, e);
        int length = e - s;
        Arrays.fill(out.scratch(length + missing, length), length, length + missing, (byte) ' ');
        out.ofScratch(length + missing);
    }

    /** The first {@code count} code points. */
    public static void truncate(byte[] b, int s, int e, int count, Slice out) {
        out.of(b, s, e - s <= count ? e : skip(b, s, e, count));
    }

    /**
     * From position {@code from}: 0 is like 1, negative counts from the end.
     *
     * @return whether there is a result: a negative length gives NULL
     */
    public static boolean substring(byte[] b, int s, int e, int from, int count, Slice out) {
        if (count < 0) {
            return false;
        }
        int start = s;
        if (from > 1) {
            start = skip(b, s, e, from - 1);
        } else if (from < 0) {
            int length = length(b, s, e);
            if (length + from < 0) {
                out.of(b, s, s);
                return true;
            }
            start = skip(b, s, e, length + from);
        }
        out.of(b, start, count >= e - start ? e : skip(b, start, e, count));
        return true;
    }

    public static void upper(byte[] b, int s, int e, Slice out) {
        if (!changeCase(b, s, e, 'a', out)) {
            out.of(string(b, s, e).toUpperCase(Locale.ROOT));
        }
    }

    public static void lower(byte[] b, int s, int e, Slice out) {
        if (!changeCase(b, s, e, 'A', out)) {
            out.of(string(b, s, e).toLowerCase(Locale.ROOT));
        }
    }

    /**
     * Changes the case of the 26 letters from this one on.
     *
     * @return whether the text is ASCII
     */
    private static boolean changeCase(byte[] b, int s, int e, char first, Slice out) {
        byte[] room = out.scratch(e - s, 0);
        int i = s;
        for (; i + 8 <= e; i += 8) {
            long word = (long) WORDS.get(b, i);
            if ((word & HIGH_BITS) != 0) {
                return false;
            }
            // The high bit of each byte says whether it is at or behind the first letter, and whether behind the last.
            long fromFirst = word + (0x80 - first) * ONES;
            long behindLast = word + (0x80 - first - 26) * ONES;
            WORDS.set(room, i - s, word ^ (fromFirst & ~behindLast & HIGH_BITS) >>> 2);
        }
        for (; i < e; i++) {
            byte c = b[i];
            if (c < 0) {
                return false;
            }
            room[i - s] = c >= first && c < first + 26 ? (byte) (c ^ 0x20) : c;
        }
        out.ofScratch(e - s);
        return true;
    }

    /** Takes the characters of a set off the ends. */
    public static void trim(
            byte[] b, int s, int e, byte[] set, int setStart, int setEnd, boolean left, boolean right, Slice out) {
        int start = s;
        int end = e;
        while (left && start < end) {
            int next = next(b, start);
            if (indexOf(set, setStart, setEnd, b, start, next) < 0) {
                break;
            }
            start = next;
        }
        while (right && start < end) {
            int last = previous(b, start, end);
            if (indexOf(set, setStart, setEnd, b, last, end) < 0) {
                break;
            }
            end = last;
        }
        out.of(b, start, end);
    }

    /** Where {@code part} begins in {@code b}, or -1; an empty part is everywhere. */
    static int indexOf(byte[] b, int s, int e, byte[] part, int partStart, int partEnd) {
        int length = partEnd - partStart;
        if (length == 0) {
            return s;
        }
        int last = e - length + 1;
        for (int i = indexOf(b, s, last, part[partStart]); i >= 0; i = indexOf(b, i + 1, last, part[partStart])) {
            if (length == 1 || equal(b, i + 1, i + length, part, partStart + 1, partEnd)) {
                return i;
            }
        }
        return -1;
    }

    /** Where the byte first is, or -1. */
    static int indexOf(byte[] b, int s, int e, byte wanted) {
        return indexOf(b, s, e, wanted, 1);
    }

    /** Where the byte is for the {@code nth} time, from 1, or -1. */
    static int indexOf(byte[] b, int s, int e, byte wanted, int nth) {
        long everywhere = (wanted & 0xFF) * ONES;
        int left = nth;
        int i = s;
        for (; i + 8 <= e; i += 8) {
            long difference = (long) WORDS.get(b, i) ^ everywhere;
            // The high bit of each byte that does not differ; no carry leaves a byte.
            long found = ~((difference & ~HIGH_BITS) + ~HIGH_BITS | difference) & HIGH_BITS;
            int count = Long.bitCount(found);
            if (count >= left) {
                for (; left > 1; left--) {
                    found &= found - 1;
                }
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            left -= count;
        }
        for (; i < e; i++) {
            if (b[i] == wanted && --left == 0) {
                return i;
            }
        }
        return -1;
    }

    /** The eight bytes from {@code i} on, the first one lowest, zeros behind the end of the array. */
    static long wordAt(byte[] b, int i) {
        int last = b.length - Long.BYTES;
        if (i <= last) {
            return (long) WORDS.get(b, i);
        }
        return last >= 0 ? (long) WORDS.get(b, last) >>> (i - last) * Byte.SIZE : shortWordAt(b, i);
    }

    private static long shortWordAt(byte[] b, int i) {
        long word = 0;
        for (int at = b.length - 1; at >= i; at--) {
            word = word << Byte.SIZE | b[at] & 0xFF;
        }
        return word;
    }

    /** The position of the first occurrence of {@code part}, or 0. */
    public static int position(byte[] part, int partStart, int partEnd, byte[] b, int s, int e) {
        int at = indexOf(b, s, e, part, partStart, partEnd);
        return at < 0 ? 0 : length(b, s, at) + 1;
    }

    public static void replace(
            byte[] b, int s, int e, byte[] old, int os, int oe, byte[] with, int ws, int we, Slice out) {
        if (os == oe) {
            // Between all characters, as String.replace has it.
            out.of(string(b, s, e).replace("", string(with, ws, we)));
            return;
        }
        int at = indexOf(b, s, e, old, os, oe);
        if (at < 0) {
            out.of(b, s, e);
            return;
        }
        out.clear();
        int from = s;
        while (at >= 0) {
            out.append(b, from, at);
            out.append(with, ws, we);
            from = at + (oe - os);
            at = indexOf(b, from, e, old, os, oe);
        }
        out.append(b, from, e);
    }
}

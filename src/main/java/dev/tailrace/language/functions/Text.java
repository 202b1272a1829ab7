package dev.tailrace.language.functions;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Functions on UTF-8 texts as slices {@code (bytes, start, end)}. Positions and lengths that people see count code
 * points from 1, as in Flink's {@code BinaryStringData}.
 */
public final class Text {
    private Text() {}

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static String string(byte[] b, int s, int e) {
        return new String(b, s, e - s, StandardCharsets.UTF_8);
    }

    public static boolean equal(byte[] a, int as, int ae, byte[] b, int bs, int be) {
        return ae - as == be - bs && Arrays.equals(a, as, ae, b, bs, be);
    }

    /** By unsigned bytes, which is the order of code points. */
    public static int compare(byte[] a, int as, int ae, byte[] b, int bs, int be) {
        return Arrays.compareUnsigned(a, as, ae, b, bs, be);
    }

    public static int length(byte[] b, int s, int e) {
        int count = 0;
        for (int i = s; i < e; i++) {
            // Every byte but the continuations begins a code point.
            count += (b[i] & 0xC0) != 0x80 ? 1 : 0;
        }
        return count;
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
        byte[] room = out.scratch(e - s, 0);
        for (int i = s; i < e; i++) {
            byte c = b[i];
            if (c < 0) {
                out.of(string(b, s, e).toUpperCase(Locale.ROOT));
                return;
            }
            room[i - s] = c >= 'a' && c <= 'z' ? (byte) (c - 32) : c;
        }
        out.ofScratch(e - s);
    }

    public static void lower(byte[] b, int s, int e, Slice out) {
        byte[] room = out.scratch(e - s, 0);
        for (int i = s; i < e; i++) {
            byte c = b[i];
            if (c < 0) {
                out.of(string(b, s, e).toLowerCase(Locale.ROOT));
                return;
            }
            room[i - s] = c >= 'A' && c <= 'Z' ? (byte) (c + 32) : c;
        }
        out.ofScratch(e - s);
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
        byte first = part[partStart];
        for (int i = s; i <= e - length; i++) {
            if (b[i] == first && Arrays.equals(b, i, i + length, part, partStart, partEnd)) {
                return i;
            }
        }
        return -1;
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

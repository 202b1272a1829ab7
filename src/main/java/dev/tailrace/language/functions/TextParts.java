package dev.tailrace.language.functions;

/**
 * Functions that take parts of texts and put parts together. Those that Flink computes on Java strings count UTF-16
 * units, which differ from characters beyond the basic plane; they say so.
 */
public final class TextParts {
    private TextParts() {}

    static boolean isAscii(byte[] b, int s, int e) {
        int i = s;
        for (; i + 8 <= e; i += 8) {
            if (((long) Text.WORDS.get(b, i) & Text.HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; i < e; i++) {
            if (b[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** The first {@code count} characters; none for a negative count. */
    public static void left(byte[] b, int s, int e, long count, Slice out) {
        out.of(b, s, count >= e - s ? e : Text.skip(b, s, e, (int) Math.max(0, count)));
    }

    /** The last {@code count} characters; none for a negative count. */
    public static void right(byte[] b, int s, int e, long count, Slice out) {
        if (count >= e - s) {
            out.of(b, s, e);
            return;
        }
        int start = e;
        for (long left = count; left > 0 && start > s; left--) {
            start = Text.previous(b, s, start);
        }
        out.of(b, start, e);
    }

    public static void reverse(byte[] b, int s, int e, Slice out) {
        byte[] room = out.scratch(e - s, 0);
        int at = e - s;
        for (int i = s; i < e; ) {
            int next = Math.min(e, Text.next(b, i));
            at -= next - i;
            System.arraycopy(b, i, room, at, next - i);
            i = next;
        }
        out.ofScratch(e - s);
    }

    /** Nothing for a count below 1. */
    public static void repeat(byte[] b, int s, int e, int count, Slice out) {
        int length = e - s;
        int total = Math.multiplyExact(length, Math.max(0, count));
        byte[] room = out.scratch(total, 0);
        for (int at = 0; at < total; at += length) {
            System.arraycopy(b, s, room, at, length);
        }
        out.ofScratch(total);
    }

    /**
     * Fills up on the left to so many UTF-16 units, or cuts on the right.
     *
     * @return whether there is a result: NULL for a negative length, and for nothing to fill up with
     */
    public static boolean padLeft(byte[] b, int s, int e, int length, byte[] pad, int ps, int pe, Slice out) {
        return pad(b, s, e, length, pad, ps, pe, true, out);
    }

    /** Fills up on the right, see {@link #padLeft}. */
    public static boolean padRight(byte[] b, int s, int e, int length, byte[] pad, int ps, int pe, Slice out) {
        return pad(b, s, e, length, pad, ps, pe, false, out);
    }

    private static boolean pad(
            byte[] b, int s, int e, int length, byte[] pad, int ps, int pe, boolean isLeft, Slice out) {
        if (length < 0 || ps == pe) {
            return false;
        }
        if (!isAscii(b, s, e) || !isAscii(pad, ps, pe)) {
            out.of(padded(Text.string(b, s, e), length, Text.string(pad, ps, pe), isLeft));
            return true;
        }
        int kept = Math.min(e - s, length);
        byte[] room = out.scratch(length, 0);
        System.arraycopy(b, s, room, isLeft ? length - kept : 0, kept);
        int start = isLeft ? 0 : kept;
        for (int i = 0; i < length - kept; i++) {
            room[start + i] = pad[ps + i % (pe - ps)];
        }
        out.ofScratch(length);
        return true;
    }

    private static String padded(String text, int length, String pad, boolean isLeft) {
        int missing = length - text.length();
        if (missing <= 0) {
            return text.substring(0, length);
        }
        String filling = pad.repeat(missing / pad.length() + 1).substring(0, missing);
        return isLeft ? filling + text : text + filling;
    }

    /** Replaces as many UTF-16 units from position {@code from} as the new part has. */
    public static void overlay(byte[] b, int s, int e, byte[] part, int ps, int pe, int from, Slice out) {
        int length = isAscii(part, ps, pe) ? pe - ps : Text.string(part, ps, pe).length();
        overlay(b, s, e, part, ps, pe, from, length, out);
    }

    /**
     * Replaces {@code length} UTF-16 units from position {@code from}. The text stays as it is where the position lies
     * outside of it, and ends with the new part where the length is not positive.
     */
    public static void overlay(byte[] b, int s, int e, byte[] part, int ps, int pe, int from, int length, Slice out) {
        if (!isAscii(b, s, e)) {
            out.of(overlaid(Text.string(b, s, e), Text.string(part, ps, pe), from, length));
            return;
        }
        if (from <= 0 || from > e - s) {
            out.of(b, s, e);
            return;
        }
        out.clear();
        out.append(b, s, s + from - 1);
        out.append(part, ps, pe);
        if (length > 0 && from + length <= e - s) {
            out.append(b, s + from - 1 + length, e);
        }
    }

    private static String overlaid(String text, String part, int from, int length) {
        if (from <= 0 || from > text.length()) {
            return text;
        }
        String start = text.substring(0, from - 1) + part;
        return length > 0 && from + length <= text.length() ? start + text.substring(from - 1 + length) : start;
    }

    /** Puts a piece behind what {@code out} holds, with the separator between them unless it is the first. */
    public static void join(boolean isFirst, byte[] sep, int ss, int se, byte[] b, int s, int e, Slice out) {
        if (!isFirst) {
            out.append(sep, ss, se);
        }
        out.append(b, s, e);
    }

    /**
     * The piece of that index, from 0, between separators; an empty separator stands for every white space.
     *
     * @return whether there is one
     */
    public static boolean piece(byte[] b, int s, int e, byte[] sep, int ss, int se, int index, Slice out) {
        if (index < 0 || s == e) {
            return false;
        }
        if (ss == se) {
            return pieceAtBlanks(Text.string(b, s, e), index, out);
        }
        if (se - ss == 1) {
            return piece(b, s, e, sep[ss], index, out);
        }
        int from = s;
        int at = Text.indexOf(b, from, e, sep, ss, se);
        for (int left = index; left > 0; left--) {
            if (at < 0) {
                return false;
            }
            from = at + (se - ss);
            at = Text.indexOf(b, from, e, sep, ss, se);
        }
        out.of(b, from, at < 0 ? e : at);
        return true;
    }

    private static boolean piece(byte[] b, int s, int e, byte separator, int index, Slice out) {
        int before = index == 0 ? s - 1 : Text.indexOf(b, s, e, separator, index);
        if (index > 0 && before < 0) {
            return false;
        }
        int after = Text.indexOf(b, before + 1, e, separator);
        out.of(b, before + 1, after < 0 ? e : after);
        return true;
    }

    /** With a separator that is a character of Latin-1 by its number; none for other numbers. */
    public static boolean piece(byte[] b, int s, int e, int separator, int index, Slice out) {
        if (separator < 1 || separator > 255) {
            return false;
        }
        byte[] sep = separator < 128
                ? new byte[] {(byte) separator}
                : new byte[] {(byte) (0xC0 | separator >> 6), (byte) (0x80 | separator & 0x3F)};
        return piece(b, s, e, sep, 0, sep.length, index, out);
    }

    private static boolean pieceAtBlanks(String text, int index, Slice out) {
        int from = 0;
        int left = index;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || Character.isWhitespace(text.charAt(i))) {
                if (left == 0) {
                    out.of(text.substring(from, i));
                    return true;
                }
                left--;
                from = i + 1;
            }
        }
        return false;
    }

    /** Takes blanks off the ends. */
    public static void trim(byte[] b, int s, int e, boolean left, boolean right, Slice out) {
        int start = s;
        int end = e;
        while (left && start < end && b[start] == ' ') {
            start++;
        }
        while (right && start < end && b[end - 1] == ' ') {
            end--;
        }
        out.of(b, start, end);
    }
}

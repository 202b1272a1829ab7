package dev.tailrace.language.functions;

/** Where texts occur in texts. Positions count characters from 1; 0 is nowhere. */
public final class Search {
    private Search() {}

    public static boolean startsWith(byte[] b, int s, int e, byte[] part, int ps, int pe) {
        return e - s >= pe - ps && Text.equal(b, s, s + (pe - ps), part, ps, pe);
    }

    public static boolean endsWith(byte[] b, int s, int e, byte[] part, int ps, int pe) {
        return e - s >= pe - ps && Text.equal(b, e - (pe - ps), e, part, ps, pe);
    }

    public static int locate(byte[] part, int ps, int pe, byte[] b, int s, int e) {
        return Text.position(part, ps, pe, b, s, e);
    }

    /** The first occurrence at or after the position {@code from}. An empty part is at 1, wherever the search begins. */
    public static int locate(byte[] part, int ps, int pe, byte[] b, int s, int e, int from) {
        if (ps == pe) {
            return 1;
        }
        int start = Text.skip(b, s, e, from - 1);
        int at = Text.indexOf(b, start, e, part, ps, pe);
        return at < 0 ? 0 : Text.length(b, s, at) + 1;
    }

    public static int instr(byte[] b, int s, int e, byte[] part, int ps, int pe) {
        return Text.position(part, ps, pe, b, s, e);
    }

    public static int instr(byte[] b, int s, int e, byte[] part, int ps, int pe, int from) {
        return instr(b, s, e, part, ps, pe, from, 1);
    }

    /**
     * The {@code nth} occurrence from position {@code from} on, or backwards from there where that counts from the end.
     *
     * @throws IllegalArgumentException if {@code nth} is not positive
     */
    public static int instr(byte[] b, int s, int e, byte[] part, int ps, int pe, int from, int nth) {
        if (nth <= 0) {
            throw new IllegalArgumentException("which occurrence to find must be a positive number");
        }
        if (from == 0) {
            return 0;
        }
        if (from < 0) {
            Slice text = new Slice();
            Slice wanted = new Slice();
            TextParts.reverse(b, s, e, text);
            TextParts.reverse(part, ps, pe, wanted);
            int back = forwards(text.bytes, text.start, text.end, wanted.bytes, wanted.start, wanted.end, -from, nth);
            return back == 0 ? 0 : Text.length(b, s, e) + 2 - back - Text.length(part, ps, pe);
        }
        return forwards(b, s, e, part, ps, pe, from, nth);
    }

    private static int forwards(byte[] b, int s, int e, byte[] part, int ps, int pe, int from, int nth) {
        int position = 0;
        int next = from;
        for (int i = 0; i < nth; i++) {
            position = locate(part, ps, pe, b, s, e, next);
            if (position == 0) {
                return 0;
            }
            next = position + 1;
        }
        return position;
    }
}

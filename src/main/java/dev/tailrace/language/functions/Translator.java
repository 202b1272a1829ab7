package dev.tailrace.language.functions;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** TRANSLATE: replaces characters one by one. Keeps the last table of replacements. Single-threaded. */
public final class Translator {
    private byte[] lastFrom = {};
    private byte[] lastTo = {};
    private Map<Integer, byte[]> table = Map.of();

    /** Characters of {@code from} become those at the same place of {@code to}, or go where that is shorter. */
    public void translate(byte[] b, int s, int e, byte[] from, int fs, int fe, byte[] to, int ts, int te, Slice out) {
        if (!Text.equal(from, fs, fe, lastFrom, 0, lastFrom.length)
                || !Text.equal(to, ts, te, lastTo, 0, lastTo.length)) {
            lastFrom = Arrays.copyOfRange(from, fs, fe);
            lastTo = Arrays.copyOfRange(to, ts, te);
            table = table(Text.string(from, fs, fe), Text.string(to, ts, te));
        }
        out.clear();
        for (int i = s; i < e; ) {
            int next = Math.min(e, Text.next(b, i));
            byte[] with =
                    table.get(next - i == 1 ? b[i] : Text.string(b, i, next).codePointAt(0));
            if (with == null) {
                out.append(b, i, next);
            } else {
                out.append(with, 0, with.length);
            }
            i = next;
        }
    }

    private static Map<Integer, byte[]> table(String from, String to) {
        int[] old = from.codePoints().toArray();
        int[] with = to.codePoints().toArray();
        Map<Integer, byte[]> table = new HashMap<>();
        for (int i = 0; i < old.length; i++) {
            table.putIfAbsent(old[i], i < with.length ? Text.utf8(Character.toString(with[i])) : new byte[0]);
        }
        return table;
    }
}

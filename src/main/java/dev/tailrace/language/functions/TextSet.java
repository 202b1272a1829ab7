package dev.tailrace.language.functions;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts to look one up among, by their bytes. Immutable. */
public final class TextSet {
    /** Twice as many places as texts, at least; a text stands at the place of its hash or the next free one. */
    private final byte[] @Nullable [] places;

    private TextSet(List<byte[]> texts) {
        int size = Integer.highestOneBit(Math.max(1, texts.size())) * 4;
        places = new byte[size][];
        for (byte[] text : texts) {
            int at = hash(text, 0, text.length) & size - 1;
            while (places[at] != null) {
                at = at + 1 & size - 1;
            }
            places[at] = text;
        }
    }

    /** @param lists each text after its length in UTF-16 units and a colon, one after the other */
    public static TextSet of(String... lists) {
        List<byte[]> texts = new ArrayList<>();
        for (String list : lists) {
            for (int at = 0; at < list.length(); ) {
                int colon = list.indexOf(':', at);
                int end = colon + 1 + Integer.parseInt(list.substring(at, colon));
                texts.add(Text.utf8(list.substring(colon + 1, end)));
                at = end;
            }
        }
        return new TextSet(texts);
    }

    public boolean contains(byte[] b, int s, int e) {
        int mask = places.length - 1;
        for (int at = hash(b, s, e) & mask; ; at = at + 1 & mask) {
            byte[] text = places[at];
            if (text == null) {
                return false;
            }
            if (Text.equal(text, 0, text.length, b, s, e)) {
                return true;
            }
        }
    }

    private static int hash(byte[] b, int s, int e) {
        int hash = e - s;
        for (int i = s; i < e; i++) {
            hash = 31 * hash + b[i];
        }
        return hash ^ hash >>> 15;
    }
}

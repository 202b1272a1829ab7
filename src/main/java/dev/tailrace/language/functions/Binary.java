package dev.tailrace.language.functions;

import java.util.Arrays;
import java.util.HexFormat;

/** BYTES as slices {@code (bytes, start, end)}. */
public final class Binary {
    private Binary() {}

    public static byte[] ofHex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** UNHEX: false, for NULL, where something is no digit. A single one at the front gives zero, as in Flink. */
    public static boolean ofHex(byte[] b, int s, int e, Slice out) {
        int length = (e - s + 1) / 2;
        byte[] room = out.scratch(length, 0);
        int at = e;
        for (int i = length - 1; i >= 0; i--, at -= 2) {
            int low = Character.digit((char) b[at - 1], 16);
            int high = at - 2 < s ? 0 : Character.digit((char) b[at - 2], 16);
            if (low < 0 || high < 0) {
                return false;
            }
            room[i] = (byte) (at - 2 < s ? 0 : high << 4 | low);
        }
        out.ofScratch(length);
        return true;
    }

    /** The text that the bytes are as UTF-8; what is none becomes U+FFFD. */
    public static void toText(byte[] b, int s, int e, Slice out) {
        for (int i = s; i < e; i++) {
            if (b[i] < 0) {
                out.of(Text.string(b, s, e));
                return;
            }
        }
        out.of(b, s, e);
    }

    /** The first {@code count} bytes. */
    public static void truncate(byte[] b, int s, int e, int count, Slice out) {
        out.of(b, s, e - s <= count ? e : s + count);
    }

    /** Exactly {@code count} bytes, the missing ones zero. */
    public static void pad(byte[] b, int s, int e, int count, Slice out) {
        if (e - s >= count) {
            out.of(b, s, s + count);
            return;
        }
        out.clear();
        out.append(b, s, e);
        Arrays.fill(out.scratch(count, e - s), e - s, count, (byte) 0);
        out.ofScratch(count);
    }
}

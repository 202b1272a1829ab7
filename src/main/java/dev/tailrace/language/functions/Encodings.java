package dev.tailrace.language.functions;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Texts and numbers in other notations. */
public final class Encodings {
    private static final byte[] HEX = Text.utf8("0123456789ABCDEF");

    private Encodings() {}

    /** Without leading zeros; negative numbers in two's complement of the argument's width. */
    public static void hex(long number, Slice out) {
        digits(number, 4, out);
    }

    public static void hex(byte[] b, int s, int e, Slice out) {
        byte[] room = out.scratch(2 * (e - s), 0);
        for (int i = s; i < e; i++) {
            room[2 * (i - s)] = HEX[b[i] >> 4 & 0xF];
            room[2 * (i - s) + 1] = HEX[b[i] & 0xF];
        }
        out.ofScratch(2 * (e - s));
    }

    public static void binary(long number, Slice out) {
        digits(number, 1, out);
    }

    private static void digits(long number, int bits, Slice out) {
        int count = Math.max(1, (64 - Long.numberOfLeadingZeros(number) + bits - 1) / bits);
        byte[] room = out.scratch(count, 0);
        long rest = number;
        for (int i = count - 1; i >= 0; i--) {
            room[i] = HEX[(int) rest & (1 << bits) - 1];
            rest >>>= bits;
        }
        out.ofScratch(count);
    }

    public static void toBase64(byte[] b, int s, int e, Slice out) {
        byte[] encoded = Base64.getEncoder().encode(Arrays.copyOfRange(b, s, e));
        out.of(encoded, 0, encoded.length);
    }

    /** @throws IllegalArgumentException for what is no base 64 */
    public static void fromBase64(byte[] b, int s, int e, Slice out) {
        byte[] decoded = Base64.getDecoder().decode(Arrays.copyOfRange(b, s, e));
        out.of(decoded, 0, decoded.length);
    }

    /** What the character set does not have becomes a question mark. */
    public static void encode(byte[] b, int s, int e, Charset charset, Slice out) {
        byte[] encoded = Text.string(b, s, e).getBytes(charset);
        out.of(encoded, 0, encoded.length);
    }

    /** What is nothing in the character set becomes U+FFFD. */
    public static void decode(byte[] b, int s, int e, Charset charset, Slice out) {
        out.of(new String(b, s, e - s, charset));
    }

    /** As forms are sent: a blank is {@code +}, all but letters, digits and {@code .-*_} become {@code %XX}. */
    public static void urlEncode(byte[] b, int s, int e, Slice out) {
        out.of(URLEncoder.encode(Text.string(b, s, e), StandardCharsets.UTF_8));
    }

    /** @return whether the text can be decoded */
    public static boolean urlDecode(byte[] b, int s, int e, Slice out) {
        try {
            out.of(URLDecoder.decode(Text.string(b, s, e), StandardCharsets.UTF_8));
            return true;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    /**
     * The number of an IPv4 address of parts up to 255; {@code a}, {@code a.b} and {@code a.b.c} leave out zeros before
     * the last part.
     */
    public static boolean addressToNumber(byte[] b, int s, int e, Wide out) {
        long number = 0;
        int parts = 0;
        int i = s;
        long last = -1;
        while (i <= e) {
            int start = i;
            long value = 0;
            while (i < e && b[i] != '.') {
                value = value * 10 + (b[i] - '0');
                if (b[i] < '0' || b[i] > '9' || value > 255) {
                    return false;
                }
                i++;
            }
            if (i == start || ++parts > 4) {
                return false;
            }
            if (last >= 0) {
                number = number << 8 | last;
            }
            last = value;
            i++;
        }
        // The parts before the last are the highest bytes.
        out.low = (parts == 1 ? 0 : number << 8 * (5 - parts)) | last;
        return true;
    }

    /** @return whether the number is an IPv4 address */
    public static boolean numberToAddress(long number, Slice out) {
        if (number < 0 || number > 0xFFFF_FFFFL) {
            return false;
        }
        out.ofAscii((number >> 24) + "." + (number >> 16 & 0xFF) + "." + (number >> 8 & 0xFF) + "." + (number & 0xFF));
        return true;
    }
}

package dev.tailrace.language.functions;

/** Functions on the characters of texts. */
public final class Letters {
    private Letters() {}

    /** Words are runs of ASCII letters and digits; everything else ends one and stays as it is. */
    public static void initcap(byte[] b, int s, int e, Slice out) {
        byte[] room = out.scratch(e - s, 0);
        boolean isStart = true;
        for (int i = s; i < e; i++) {
            byte c = b[i];
            boolean isSmall = c >= 'a' && c <= 'z';
            boolean isCapital = c >= 'A' && c <= 'Z';
            if (isStart && isSmall) {
                c -= 32;
            } else if (!isStart && isCapital) {
                c += 32;
            }
            isStart = !isSmall && !isCapital && (c < '0' || c > '9');
            room[i - s] = c;
        }
        out.ofScratch(e - s);
    }

    /** The first byte as a signed number; 0 if there is none. */
    public static int ascii(byte[] b, int s, int e) {
        return s == e ? 0 : b[s];
    }

    /** The character of Latin-1 that the number's last eight bits say; no text for a negative number. */
    public static void chr(long number, Slice out) {
        if (number < 0) {
            out.clear();
        } else {
            out.of(String.valueOf((char) (number & 0xFF)));
        }
    }

    /** Whether there is a character, and all are letters; none beyond the basic plane is one. */
    public static boolean isAlpha(byte[] b, int s, int e) {
        for (int i = s; i < e; i++) {
            byte c = b[i];
            if (c < 0) {
                return Text.string(b, s, e).chars().allMatch(Character::isLetter);
            }
            if ((c | 0x20) < 'a' || (c | 0x20) > 'z') {
                return false;
            }
        }
        return s < e;
    }

    /** Whether there is a character, and all are digits; none beyond the basic plane is one. */
    public static boolean isDigit(byte[] b, int s, int e) {
        for (int i = s; i < e; i++) {
            byte c = b[i];
            if (c < 0) {
                return Text.string(b, s, e).chars().allMatch(Character::isDigit);
            }
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return s < e;
    }

    /** Whether Java can read a number: {@code 42}, {@code 1e5}, {@code NaN}, with white space around. */
    public static boolean isDecimal(byte[] b, int s, int e) {
        if (isDigit(b, s, e)) {
            // All digits of one script or of several: so many are an integer or at least a double, if they are ASCII.
            return TextParts.isAscii(b, s, e) || isWhole(Text.string(b, s, e));
        }
        String text = Text.string(b, s, e);
        return couldBeDouble(text) && isDouble(text) || !TextParts.isAscii(b, s, e) && isWhole(text);
    }

    /** Spares most texts an exception: what Java reads has a digit, or is NaN or Infinity. */
    private static boolean couldBeDouble(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' || c == 'N' || c == 'I') {
                return true;
            }
        }
        return false;
    }

    private static boolean isDouble(String text) {
        try {
            Double.parseDouble(text);
            return true;
        } catch (NumberFormatException none) {
            return false;
        }
    }

    private static boolean isWhole(String text) {
        try {
            Long.parseLong(text);
            return true;
        } catch (NumberFormatException none) {
            return false;
        }
    }

    /** The absolute value of Java's hash; that of the least number has none and stays negative. */
    public static int hashCode(byte[] b, int s, int e) {
        int hash = 0;
        for (int i = s; i < e; i++) {
            if (b[i] < 0) {
                return Math.abs(Text.string(b, s, e).hashCode());
            }
            hash = 31 * hash + b[i];
        }
        return Math.abs(hash);
    }
}

package dev.tailrace.language.functions;

/**
 * {@code UPPER(text) LIKE pattern}, or with LOWER, without making the other text: ASCII letters are compared in either
 * case. What is found so is there for certain, since ASCII stays ASCII. Only where nothing is found and the text has
 * other letters, one of which may become ASCII (ſ is S in upper case), the text is made and asked. Single-threaded.
 */
public final class CasedLike {
    /** Bytes of the literal that are looked for at once; the others are compared where these are. */
    private static final int SOUGHT = 2;

    /** Of the eight bytes of a word, those after which there are enough others in it. */
    private static final int STEP = Long.BYTES - SOUGHT + 1;

    private static final byte CASE = 0x20;

    private final boolean isUpper;
    private final Like like;
    private final Slice made = new Slice();

    /** The literal's letters, all of them in lower case, and which of its bytes are letters. */
    private final byte[] literal;

    private final byte[] cases;

    /** The first two bytes of the literal as words of eight equal bytes. */
    private final long first;

    private final long firstCase;
    private final long second;
    private final long secondCase;

    private CasedLike(Like like, boolean isUpper) {
        this.like = like;
        this.isUpper = isUpper;
        literal = like.literal().clone();
        cases = new byte[literal.length];
        for (int i = 0; i < literal.length; i++) {
            cases[i] = isLetter(literal[i]) ? CASE : 0;
            literal[i] |= cases[i];
        }
        first = everywhere(literal, 0);
        firstCase = everywhere(cases, 0);
        second = everywhere(literal, 1);
        secondCase = everywhere(cases, 1);
    }

    /** @throws IllegalArgumentException unless {@link #canBe} */
    public static CasedLike of(String pattern, boolean isUpper) {
        if (!canBe(pattern, isUpper)) {
            throw new IllegalArgumentException(pattern);
        }
        return new CasedLike(Like.of(pattern, -1), isUpper);
    }

    /** Whether the pattern is {@code %part%} with two bytes or more, all of them ASCII and of the case wanted. */
    public static boolean canBe(String pattern, boolean isUpper) {
        Like like = Like.of(pattern, -1);
        boolean canBe = like.searches() && like.literal().length >= SOUGHT;
        for (byte b : like.literal()) {
            canBe &= b >= 0 && !(isLetter(b) && (b & CASE) == 0 != isUpper);
        }
        return canBe;
    }

    private static boolean isLetter(byte b) {
        return (b | CASE) >= 'a' && (b | CASE) <= 'z';
    }

    private static long everywhere(byte[] bytes, int index) {
        return bytes[index] * Text.ONES;
    }

    public boolean matches(byte[] b, int s, int e) {
        long seen = 0;
        // A single byte is ASCII; the last word reaches the end.
        for (int i = s; i <= e - SOUGHT; i += STEP) {
            long word = Text.wordAt(b, i);
            seen |= word;
            long found = found(word);
            if (found != 0 && isThere(b, i, found, e)) {
                return true;
            }
        }
        return (seen & Text.HIGH_BITS) != 0 && matchesMade(b, s, e);
    }

    /** The highest bit of each byte where the first bytes of the literal begin; the word's last one is not asked. */
    private long found(long word) {
        long different = (word | firstCase) ^ first | ((word | secondCase) ^ second) >>> 8;
        return ~((different & ~Text.HIGH_BITS) + ~Text.HIGH_BITS | different) & Text.HIGH_BITS >>> 8;
    }

    private boolean isThere(byte[] b, int i, long found, int e) {
        for (long left = found; left != 0; left &= left - 1) {
            int at = i + (Long.numberOfTrailingZeros(left) >>> 3);
            if (at + literal.length <= e && isAt(b, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(byte[] b, int at) {
        for (int i = SOUGHT; i < literal.length; i++) {
            if ((b[at + i] | cases[i]) != literal[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean matchesMade(byte[] b, int s, int e) {
        if (TextParts.isAscii(b, s, e)) {
            return false;
        }
        if (isUpper) {
            Text.upper(b, s, e, made);
        } else {
            Text.lower(b, s, e, made);
        }
        return like.matches(made.bytes, made.start, made.end);
    }
}

package dev.tailrace.language.functions;

/**
 * {@code UPPER(text) LIKE pattern}, or with LOWER, without making the other text: ASCII letters are compared in either
 * case. What is found so is there for certain, since ASCII stays ASCII. Only where nothing is found and the text has
 * other letters, one of which may become ASCII (ſ is S in upper case), the text is made and asked.
 *
 * <p>A record, since the just-in-time compiler takes the components of a record that is a constant for constants; for
 * the fields of a class it does not.
 *
 * @param literal in lower case
 * @param cases by byte of the literal, the bit in which its two cases differ, or 0
 * @param first the first byte of the literal as a word of eight equal bytes
 * @param second the same of the second byte
 * @param head the first eight bytes of the literal as a word
 * @param headCounts the bytes of {@code head} that are there
 */
public record CasedLike(
        boolean isUpper,
        Like like,
        byte[] literal,
        byte[] cases,
        long first,
        long firstCase,
        long second,
        long secondCase,
        long head,
        long headCase,
        long headCounts) {
    /** Bytes of the literal that are looked for at once; the others are compared where these are. */
    private static final int SOUGHT = 2;

    /** Of the eight bytes of a word, those after which there are enough others in it. */
    private static final int STEP = Long.BYTES - SOUGHT + 1;

    private static final byte CASE = 0x20;

    /** @throws IllegalArgumentException unless {@link #canBe} */
    public static CasedLike of(String pattern, boolean isUpper) {
        if (!canBe(pattern, isUpper)) {
            throw new IllegalArgumentException(pattern);
        }
        Like like = Like.of(pattern, -1);
        byte[] literal = like.literal().clone();
        byte[] cases = new byte[literal.length];
        for (int i = 0; i < literal.length; i++) {
            cases[i] = isLetter(literal[i]) ? CASE : 0;
            literal[i] |= cases[i];
        }
        return new CasedLike(
                isUpper,
                like,
                literal,
                cases,
                everywhere(literal, 0),
                everywhere(cases, 0),
                everywhere(literal, 1),
                everywhere(cases, 1),
                Text.wordAt(literal, 0),
                Text.wordAt(cases, 0),
                literal.length >= Long.BYTES ? -1 : (1L << literal.length * Byte.SIZE) - 1);
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

    /** @param made where the text in the other case is made if need be */
    public boolean matches(byte[] b, int s, int e, Slice made) {
        int last = e - literal.length;
        if (s > last || e > b.length - 2 * Long.BYTES) {
            return matchesAtEnd(b, s, e, made);
        }
        // The first word apart from the others, without a loop: most texts in streams are short.
        long word = (long) Text.WORDS.get(b, s);
        long found = found(word);
        if (found != 0 || s + STEP <= last) {
            return matchesFrom(b, s, e, word, found, made);
        }
        return hasOther(word) && matchesMade(b, s, e, made);
    }

    private boolean matchesFrom(byte[] b, int s, int e, long firstWord, long firstFound, Slice made) {
        int last = e - literal.length;
        long seen = firstWord;
        long found = firstFound;
        for (int i = s; ; ) {
            for (; found != 0; found &= found - 1) {
                int at = i + (Long.numberOfTrailingZeros(found) >>> 3);
                if (at <= last && isAt(b, at)) {
                    return true;
                }
            }
            i += STEP;
            if (i > last) {
                break;
            }
            long word = (long) Text.WORDS.get(b, i);
            seen |= word;
            found = found(word);
        }
        seen |= (long) Text.WORDS.get(b, Math.max(s, e - Long.BYTES));
        return hasOther(seen) && matchesMade(b, s, e, made);
    }

    /** Where a word may reach behind the end of the buffer: letter by letter. */
    private boolean matchesAtEnd(byte[] b, int s, int e, Slice made) {
        for (int at = s; at <= e - literal.length; at++) {
            if (restIsAt(b, at, 0)) {
                return true;
            }
        }
        return matchesMade(b, s, e, made);
    }

    private static boolean hasOther(long letters) {
        return (letters & Text.HIGH_BITS) != 0;
    }

    /** The highest bit of each byte where the first bytes of the literal may begin, always where they do. */
    private long found(long word) {
        long different = (word | firstCase) ^ first | ((word | secondCase) ^ second) >>> Byte.SIZE;
        return different - Text.ONES & ~different & Text.HIGH_BITS >>> Byte.SIZE;
    }

    private boolean isAt(byte[] b, int at) {
        long different = ((long) Text.WORDS.get(b, at) | headCase) ^ head;
        return (different & headCounts) == 0 && restIsAt(b, at, Long.BYTES);
    }

    private boolean restIsAt(byte[] b, int at, int from) {
        for (int i = from; i < literal.length; i++) {
            if ((b[at + i] | cases[i]) != literal[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean matchesMade(byte[] b, int s, int e, Slice made) {
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

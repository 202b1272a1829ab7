package dev.tailrace.language.functions;

import java.util.Arrays;

/**
 * A LIKE pattern over UTF-8: {@code %} is any characters, line ends included, {@code _} is one code point other than a
 * line end, as in Flink. Immutable.
 */
public final class Like {
    private static final int ONE = -1;
    private static final int MANY = -2;

    private enum Shape {
        EXACT,
        STARTS,
        ENDS,
        CONTAINS,
        ANY
    }

    /** Bytes, as 0 to 255, or wildcards. */
    private final int[] steps;

    private final Shape shape;

    /** What the text must be, start with, end with or contain, unless the shape is {@link Shape#ANY}. */
    private final byte[] literal;

    private Like(int[] steps) {
        this.steps = steps;
        boolean many = steps.length > 0 && steps[0] == MANY;
        boolean manyEnd = steps.length > (many ? 1 : 0) && steps[steps.length - 1] == MANY;
        int from = many ? 1 : 0;
        int to = steps.length - (manyEnd ? 1 : 0);
        literal = new byte[Math.max(0, to - from)];
        boolean isPlain = true;
        for (int i = from; i < to; i++) {
            isPlain &= steps[i] >= 0;
            literal[i - from] = (byte) steps[i];
        }
        shape = !isPlain
                ? Shape.ANY
                : many && manyEnd ? Shape.CONTAINS : many ? Shape.ENDS : manyEnd ? Shape.STARTS : Shape.EXACT;
    }

    /**
     * @param escape the character that takes the meaning from a wildcard after it, or -1
     * @throws IllegalArgumentException if the escape is followed by something else
     */
    public static Like of(String pattern, int escape) {
        int[] steps = new int[pattern.length() * 4];
        int count = 0;
        int[] points = pattern.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            int point = points[i];
            if (point == escape) {
                i++;
                if (i == points.length || points[i] != '%' && points[i] != '_' && points[i] != escape) {
                    throw new IllegalArgumentException(pattern);
                }
                point = points[i];
            } else if (point == '%') {
                if (count == 0 || steps[count - 1] != MANY) {
                    steps[count++] = MANY;
                }
                continue;
            } else if (point == '_') {
                steps[count++] = ONE;
                continue;
            }
            for (byte b : Text.utf8(Character.toString(point))) {
                steps[count++] = b & 0xFF;
            }
        }
        return new Like(Arrays.copyOf(steps, count));
    }

    /** Whether the pattern is a literal with {@code %} around it. */
    boolean searches() {
        return shape == Shape.CONTAINS;
    }

    /** What the text must be, start with, end with or contain, if nothing but that. */
    byte[] literal() {
        return literal;
    }

    public boolean matches(byte[] b, int s, int e) {
        int length = literal.length;
        return switch (shape) {
            case EXACT -> Text.equal(b, s, e, literal, 0, length);
            case STARTS -> e - s >= length && Arrays.equals(b, s, s + length, literal, 0, length);
            case ENDS -> e - s >= length && Arrays.equals(b, e - length, e, literal, 0, length);
            case CONTAINS -> Text.indexOf(b, s, e, literal, 0, length) >= 0;
            case ANY -> matchesSteps(b, s, e);
        };
    }

    /** Greedy with one level of backtracking: a later {@code %} never needs an earlier one to take more. */
    private boolean matchesSteps(byte[] b, int s, int e) {
        int at = s;
        int step = 0;
        int retryStep = -1;
        int retryAt = s;
        while (at < e || step < steps.length) {
            int wanted = step < steps.length ? steps[step] : Integer.MIN_VALUE;
            if (wanted == MANY) {
                retryStep = ++step;
                retryAt = at;
            } else if (at < e && wanted == ONE && !isLineEnd(b, at, e)) {
                at = Text.next(b, at);
                step++;
            } else if (at < e && wanted == (b[at] & 0xFF)) {
                at++;
                step++;
            } else if (retryStep >= 0 && retryAt < e) {
                retryAt = Text.next(b, retryAt);
                at = retryAt;
                step = retryStep;
            } else {
                return false;
            }
        }
        return true;
    }

    /** What the dot of a regular expression, which Flink makes of {@code _}, does not match. */
    private static boolean isLineEnd(byte[] b, int at, int e) {
        return switch (b[at]) {
            case '\n', '\r' -> true;
            case (byte) 0xC2 -> at + 1 < e && b[at + 1] == (byte) 0x85;
            case (byte) 0xE2 -> at + 2 < e && b[at + 1] == (byte) 0x80 && (b[at + 2] & 0xFE) == 0xA8;
            default -> false;
        };
    }

    /** LIKE with a pattern that is itself computed: keeps the last one. Single-threaded. */
    public static final class Computed {
        private byte[] last = {};
        private Like like = of("", -1);

        public boolean matches(byte[] b, int s, int e, byte[] pattern, int ps, int pe) {
            if (!Text.equal(pattern, ps, pe, last, 0, last.length)) {
                like = of(Text.string(pattern, ps, pe), -1);
                last = Arrays.copyOfRange(pattern, ps, pe);
            }
            return like.matches(b, s, e);
        }
    }
}

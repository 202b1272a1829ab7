package dev.tailrace.formats.text;

import dev.tailrace.data.BooleansBuilder;
import dev.tailrace.data.BytesBuilder;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.DecimalsBuilder;
import dev.tailrace.data.DoublesBuilder;
import dev.tailrace.data.Field;
import dev.tailrace.data.FloatsBuilder;
import dev.tailrace.data.IntsBuilder;
import dev.tailrace.data.LongsBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Fills one column from values written as text. Single-threaded.
 *
 * <ul>
 *   <li>STRING takes any well-formed UTF-8 as it stands; BYTES takes Base64.
 *   <li>All others may have blanks around them, as in Flink.
 *   <li>Integers are digits with an optional sign, within the type's range. A text with a fraction or an exponent is no
 *       integer; a JSON number is one if it is whole, as {@code 1.0} is (Flink cuts 1.5 to 1).
 *   <li>DOUBLE is the nearest one; {@code NaN}, {@code Infinity} and {@code -Infinity} are taken. A number beyond the
 *       range is refused, where Flink reads it as infinite.
 *   <li>DECIMAL is rounded half away from zero to its scale, as in Flink; too many digits before the point are refused,
 *       where Flink reads null.
 *   <li>BOOLEAN is {@code true} or {@code false} in any case; anything else is refused, where Flink reads false.
 *   <li>DATE, TIME, TIMESTAMP as {@code yyyy-MM-dd}, {@code HH:mm[:ss[.fraction]]} and both with a blank or a T between,
 *       and perhaps a Z behind. TIMESTAMP_LTZ without a Z is read as UTC, and also as an integer: milliseconds since
 *       the epoch.
 * </ul>
 */
public final class TextColumn {
    /** What came of a value. */
    public enum Outcome {
        TAKEN,
        MALFORMED,
        OUT_OF_RANGE,
        NOT_UTF8
    }

    private static final int MAX_SHOWN_BYTES = 80;
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private final Field field;
    private final TypeKind kind;
    private final ColumnBuilder builder;
    private final NumberText number = new NumberText();

    /** @param builder of the field's type */
    public TextColumn(Field field, ColumnBuilder builder) {
        this.field = field;
        this.kind = field.type().kind();
        this.builder = builder;
    }

    /** Whether values of the type can be written as text. */
    public static boolean supports(DataType type) {
        return switch (type.kind()) {
            case ARRAY, MAP, ROW -> false;
            case TIME, TIMESTAMP, TIMESTAMP_LTZ -> type.precision() <= 3;
            default -> true;
        };
    }

    public Field field() {
        return field;
    }

    public TypeKind kind() {
        return kind;
    }

    public void appendNull() {
        builder.appendNull();
    }

    public void append(boolean value) {
        ((BooleansBuilder) builder).append(value);
    }

    /** As {@link #append(byte[], int, int)}, for what is known to be ASCII. */
    public Outcome appendAscii(byte[] bytes, int from, int to) {
        if (kind == TypeKind.STRING) {
            ((BytesBuilder) builder).append(bytes, from, to);
            return Outcome.TAKEN;
        }
        return parse(bytes, from, to);
    }

    /** Appends what {@code [from, to)} says; nothing is appended unless it is taken. */
    public Outcome append(byte[] bytes, int from, int to) {
        if (kind == TypeKind.STRING) {
            if (Utf8.firstInvalid(bytes, from, to) >= 0) {
                return Outcome.NOT_UTF8;
            }
            ((BytesBuilder) builder).append(bytes, from, to);
            return Outcome.TAKEN;
        }
        return parse(bytes, from, to);
    }

    /**
     * As {@link #append(byte[], int, int)}, for a number that is known to be one and not a text: the integer types take
     * it if it is whole, however it is written, such as {@code 1.0} or {@code 2e3}.
     */
    public Outcome appendNumber(byte[] bytes, int from, int to) {
        return switch (kind) {
            case TINYINT, SMALLINT, INT, BIGINT -> {
                long value = NumberText.shortInteger(bytes, from, to);
                yield value == NumberText.NOT_SHORT ? whole(bytes, from, to) : integer(value);
            }
            default -> append(bytes, from, to);
        };
    }

    private Outcome whole(byte[] bytes, int from, int to) {
        Outcome outcome = longInteger(bytes, from, to);
        if (outcome != Outcome.MALFORMED) {
            return outcome;
        }
        BigInteger value = number.isHuge() ? BigInteger.ONE.shiftLeft(Long.SIZE) : number.toWhole();
        if (value == null) {
            return Outcome.MALFORMED;
        }
        return value.bitLength() < Long.SIZE ? integer(value.longValue()) : Outcome.OUT_OF_RANGE;
    }

    private Outcome parse(byte[] bytes, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && bytes[start] == ' ') {
            start++;
        }
        while (end > start && bytes[end - 1] == ' ') {
            end--;
        }
        return switch (kind) {
            case TINYINT, SMALLINT, INT, BIGINT -> integer(bytes, start, end);
            case FLOAT, DOUBLE -> floating(bytes, start, end);
            case DECIMAL -> decimal(bytes, start, end);
            case BOOLEAN -> bool(bytes, start, end);
            case DATE -> time(TimeText.date(bytes, start, end));
            case TIME -> time(TimeText.time(bytes, start, end));
            case TIMESTAMP -> timestamp(TimeText.timestamp(bytes, start, end));
            case TIMESTAMP_LTZ -> instant(bytes, start, end);
            case BYTES -> base64(bytes, start, end);
            default -> Outcome.MALFORMED;
        };
    }

    private Outcome integer(byte[] bytes, int from, int to) {
        long value = NumberText.shortInteger(bytes, from, to);
        return value == NumberText.NOT_SHORT ? longInteger(bytes, from, to) : integer(value);
    }

    private Outcome longInteger(byte[] bytes, int from, int to) {
        if (!number.scan(bytes, from, to) || !number.isIntegral()) {
            return Outcome.MALFORMED;
        }
        if (!number.fitsLong()) {
            return Outcome.OUT_OF_RANGE;
        }
        return integer(number.toLong());
    }

    private Outcome integer(long value) {
        if (builder instanceof LongsBuilder longs) {
            longs.append(value);
            return Outcome.TAKEN;
        }
        int unused = kind == TypeKind.INT ? 0 : kind == TypeKind.SMALLINT ? 16 : 24;
        if ((int) value << unused >> unused != value) {
            return Outcome.OUT_OF_RANGE;
        }
        ((IntsBuilder) builder).append((int) value);
        return Outcome.TAKEN;
    }

    private Outcome floating(byte[] bytes, int from, int to) {
        boolean written = number.scan(bytes, from, to);
        double value;
        if (written) {
            value = kind == TypeKind.FLOAT ? number.toFloat() : number.toDouble();
            if (Double.isInfinite(value)) {
                return Outcome.OUT_OF_RANGE;
            }
        } else {
            Double special = notFinite(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
            if (special == null) {
                return Outcome.MALFORMED;
            }
            value = special;
        }
        if (builder instanceof FloatsBuilder floats) {
            floats.append((float) value);
        } else {
            ((DoublesBuilder) builder).append(value);
        }
        return Outcome.TAKEN;
    }

    private static @Nullable Double notFinite(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> null;
        };
    }

    private Outcome decimal(byte[] bytes, int from, int to) {
        if (!number.scan(bytes, from, to)) {
            return Outcome.MALFORMED;
        }
        DataType type = field.type();
        DecimalsBuilder decimals = (DecimalsBuilder) builder;
        if (number.isShort(type.scale())) {
            long unscaled = number.unscaled(type.scale());
            if (!NumberText.hasAtMostDigits(unscaled, type.precision())) {
                return Outcome.OUT_OF_RANGE;
            }
            decimals.append(unscaled);
            return Outcome.TAKEN;
        }
        if (number.isHuge()) {
            return Outcome.OUT_OF_RANGE;
        }
        BigDecimal value = number.toDecimal(type.scale());
        if (value.precision() > type.precision()) {
            return Outcome.OUT_OF_RANGE;
        }
        BigInteger unscaled = value.unscaledValue();
        decimals.append(unscaled.shiftRight(64).longValue(), unscaled.longValue());
        return Outcome.TAKEN;
    }

    private Outcome bool(byte[] bytes, int from, int to) {
        boolean value = is(TRUE, bytes, from, to);
        if (!value && !is(FALSE, bytes, from, to)) {
            return Outcome.MALFORMED;
        }
        append(value);
        return Outcome.TAKEN;
    }

    private static boolean is(byte[] lowerCase, byte[] bytes, int from, int to) {
        if (to - from != lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            if ((bytes[from + i] | 0x20) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private Outcome time(long value) {
        if (value == TimeText.INVALID) {
            return Outcome.MALFORMED;
        }
        ((IntsBuilder) builder).append((int) value);
        return Outcome.TAKEN;
    }

    private Outcome timestamp(long millis) {
        if (millis == TimeText.INVALID) {
            return Outcome.MALFORMED;
        }
        ((LongsBuilder) builder).append(millis);
        return Outcome.TAKEN;
    }

    private Outcome instant(byte[] bytes, int from, int to) {
        long millis = TimeText.timestamp(bytes, from, to);
        return millis == TimeText.INVALID ? integer(bytes, from, to) : timestamp(millis);
    }

    private Outcome base64(byte[] bytes, int from, int to) {
        try {
            byte[] decoded = Base64.getDecoder().decode(Arrays.copyOfRange(bytes, from, to));
            ((BytesBuilder) builder).append(decoded, 0, decoded.length);
            return Outcome.TAKEN;
        } catch (IllegalArgumentException malformed) {
            return Outcome.MALFORMED;
        }
    }

    /**
     * What is wrong with a value that was not taken.
     *
     * @param position of the value in its record in bytes, for text that is not UTF-8
     */
    public Problem problem(Outcome outcome, byte[] bytes, int from, int to, int position) {
        return switch (outcome) {
            case TAKEN -> throw new IllegalArgumentException("the value was taken");
            case NOT_UTF8 -> UnfitValue.notUtf8(field, position + Utf8.firstInvalid(bytes, from, to) - from);
            case OUT_OF_RANGE -> UnfitValue.outOfRange(field, Utf8.shown(bytes, from, to, MAX_SHOWN_BYTES));
            case MALFORMED -> mismatch(bytes, from, to);
        };
    }

    /** What is wrong with a value of another kind, such as an object where a number is wanted. */
    public Problem mismatch(byte[] bytes, int from, int to) {
        return UnfitValue.mismatch(field, Utf8.shown(bytes, from, to, MAX_SHOWN_BYTES));
    }
}

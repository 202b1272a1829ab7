package dev.tailrace.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tailrace.data.DataType;
import dev.tailrace.data.NoValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a column is to read, computed with the classes of the JDK.
 *
 * @param known false if there is a value, and this cannot say which
 */
public record ExpectedValue(boolean readable, boolean known, @Nullable Object value) {
    public static final ExpectedValue UNREADABLE = new ExpectedValue(false, true, null);
    public static final ExpectedValue NULL = new ExpectedValue(true, true, null);
    public static final ExpectedValue ANY = new ExpectedValue(true, false, null);

    public static ExpectedValue of(Object value) {
        return new ExpectedValue(true, true, value);
    }

    /** Fails unless a cell is this; a cell of a column that is only shown says where there is no value. */
    public void check(@Nullable Object cell, String message) {
        if (!readable) {
            assertInstanceOf(NoValue.Unreadable.class, cell, message);
        } else if (known) {
            assertEquals(value, cell, message);
        } else {
            assertFalse(cell == null || cell instanceof NoValue, message);
        }
    }

    /** Of a text, which is no number yet. */
    public static ExpectedValue ofText(String text, DataType type) {
        if (type.equals(DataType.STRING)) {
            return of(text);
        }
        String trimmed = text.replaceAll("^ +| +$", "");
        try {
            return switch (type.kind()) {
                case BOOLEAN ->
                    trimmed.equalsIgnoreCase("true")
                            ? of(true)
                            : trimmed.equalsIgnoreCase("false") ? of(false) : UNREADABLE;
                case INT -> of(Integer.parseInt(ascii(trimmed)));
                case BIGINT -> of(Long.parseLong(ascii(trimmed)));
                case DOUBLE -> floating(trimmed);
                default -> decimal(new BigDecimal(ascii(trimmed)), type);
            };
        } catch (NumberFormatException none) {
            return UNREADABLE;
        }
    }

    /** Of a number of a document. */
    public static ExpectedValue ofNumber(BigDecimal number, DataType type) {
        try {
            return switch (type.kind()) {
                case INT -> of(number.intValueExact());
                case BIGINT -> of(number.longValueExact());
                case DOUBLE -> floating(number.toString());
                default -> decimal(number, type);
            };
        } catch (ArithmeticException beyond) {
            return UNREADABLE;
        }
    }

    /** Java takes digits of other scripts; no format does. */
    private static String ascii(String text) {
        if (!text.chars().allMatch(c -> c < 128)) {
            throw new NumberFormatException(text);
        }
        return text;
    }

    private static ExpectedValue floating(String text) {
        if (text.matches("[+-]?Infinity|NaN")) {
            return of(Double.parseDouble(text));
        }
        // Java also takes 1f and 0x1p3.
        if (!text.matches("[-+0-9.eE]*")) {
            return UNREADABLE;
        }
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? UNREADABLE : of(value);
    }

    private static ExpectedValue decimal(BigDecimal value, DataType type) {
        if (value.signum() != 0 && (long) value.precision() - value.scale() > 100) {
            return UNREADABLE;
        }
        BigDecimal rounded = (value.precision() - (long) value.scale() < -100 ? BigDecimal.ZERO : value)
                .setScale(type.scale(), RoundingMode.HALF_UP);
        return rounded.precision() > type.precision() ? UNREADABLE : of(rounded);
    }
}

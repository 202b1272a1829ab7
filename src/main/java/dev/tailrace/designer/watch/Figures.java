package dev.tailrace.designer.watch;

import java.util.Locale;

/** Numbers that change while one looks at them, in three digits: 0.42, 42, 1.20k, 12.4k, 3.21M. */
public final class Figures {
    private static final String[] UNITS = {"", "k", "M", "G", "T"};

    private Figures() {}

    /** @param value at least 0 */
    public static String compact(double value, Locale locale) {
        if (value < 0.005) {
            return "0";
        }
        if (value < 0.995) {
            return String.format(locale, "%.2f", value);
        }
        int unit = 0;
        double scaled = value;
        // 999.6 would be printed as 1000, so it already belongs to the next unit.
        while (scaled >= 999.5 && unit < UNITS.length - 1) {
            scaled /= 1000;
            unit++;
        }
        if (unit == 0) {
            return String.format(locale, "%.0f", scaled);
        }
        int decimals = scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0;
        return String.format(locale, "%." + decimals + "f%s", scaled, UNITS[unit]);
    }

    /** A rate as on the pills, such as {@code 12.4k/s}. */
    public static String rate(double perSecond, Locale locale) {
        return compact(perSecond, locale) + "/s";
    }

    /** A share as people read it, such as {@code 34 %}. */
    public static String percent(double share, Locale locale) {
        return String.format(locale, "%.0f %%", share * 100);
    }
}

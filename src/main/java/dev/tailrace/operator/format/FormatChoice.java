package dev.tailrace.operator.format;

/** A format and its settings, as chosen in an operator's settings. */
public record FormatChoice(Format<?> format, Record settings) {
    /** The settings as the format's own type. */
    public static <S extends Record> S settings(Format<S> format, Record settings) {
        return format.settingsType().cast(settings);
    }
}

package dev.tailrace.data;

/** Fields of CSV as RFC 4180 quotes them, for what is exported; the CSV format, whose signs are settings, has its own. */
public final class CsvText {
    private CsvText() {}

    /**
     * The text, in quotes where it would not be read as it is: with a comma, a quote or a line end in it, with a blank at
     * an end, and where it is empty, for nothing stands for null.
     */
    public static String field(String text) {
        boolean plain = !text.isEmpty()
                && text.chars().noneMatch(letter -> letter == '"' || letter == ',' || letter == '\n' || letter == '\r')
                && text.strip().length() == text.length();
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}

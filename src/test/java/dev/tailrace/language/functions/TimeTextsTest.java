package dev.tailrace.language.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.utils.DateTimeUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reads dates and times from texts as the functions do that Flink's generated code calls. */
class TimeTextsTest {
    private static final long SEED = Long.getLong("tailrace.seed", 17);
    private static final int TEXTS = 50_000;
    private static final String[] PIECES = {
        "2024",
        "1999",
        "1581",
        "1582",
        "1500",
        "0042",
        "42",
        "9999",
        "12345",
        "-",
        "-",
        "-",
        "/",
        ":",
        ":",
        ":",
        " ",
        ".",
        "2",
        "02",
        "29",
        "30",
        "31",
        "3",
        "10",
        "1",
        "0",
        "00",
        "24",
        "59",
        "60",
        "99",
        "001",
        "+5",
        "-7",
        "x",
        "123456789",
        "1234567890",
        "99999999999",
        "\t",
        "T",
        ""
    };

    @Test
    void datesAreThoseOfFlink() {
        Random random = new Random(SEED);
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            assertEquals(flinkDate(text), date(text), () -> "\"" + text + "\" of seed " + SEED);
        }
    }

    @Test
    void timestampsByPatternAreThoseOfFlink() {
        Random random = new Random(SEED);
        for (int i = 0; i < TEXTS; i++) {
            String pattern = i % 2 == 0 ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss";
            String text = text(random);
            assertEquals(
                    flinkTimestamp(text, pattern),
                    timestamp(text, pattern),
                    () -> "\"" + text + "\" by " + pattern + " of seed " + SEED);
        }
    }

    /** Most are dates with or without a time, with a piece or two that does not belong there. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        String[] shape = random.nextBoolean()
                ? new String[] {"2024", "-", "3", "-", "31"}
                : new String[] {"2024", "-", "03", "-", "31", " ", "12", ":", "3", ":", "45", ".", "678"};
        for (String part : shape) {
            text.append(random.nextInt(6) == 0 ? PIECES[random.nextInt(PIECES.length)] : part);
        }
        return text.toString();
    }

    private static @Nullable Integer flinkDate(String text) {
        try {
            return DateTimeUtils.parseDate(text);
        } catch (NumberFormatException fails) {
            return null;
        }
    }

    private static @Nullable Integer date(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            return TimeTexts.toDate(bytes, 0, bytes.length);
        } catch (IllegalArgumentException fails) {
            return null;
        }
    }

    private static @Nullable Long flinkTimestamp(String text, String pattern) {
        TimestampData read = DateTimeUtils.parseTimestampData(text, pattern);
        return read == null ? null : read.getMillisecond();
    }

    private static @Nullable Long timestamp(String text, String pattern) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Wide out = new Wide();
        return TimeTexts.toTimestampOrNull(bytes, 0, bytes.length, TimeTexts.pattern(pattern), out) ? out.low : null;
    }
}

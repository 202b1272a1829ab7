package dev.tailrace.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A short run of {@link KeyMemory}, in a JVM whose heap nobody else uses. */
final class KeyMemoryTest {
    private static final double MOST_BYTES = 48;

    @Test
    void aKeyWithItsCountTakesLittleMemory() throws Exception {
        List<String> printed = OwnProcess.java(KeyMemory.class, "1_500_000").lines();
        Matcher bytes = Pattern.compile("1,500,000 keys: ([0-9.]+) bytes a key").matcher(printed.get(0));
        assertTrue(bytes.find(), printed.get(0));
        assertTrue(Double.parseDouble(bytes.group(1)) <= MOST_BYTES, printed.get(0));
    }
}

package dev.tailrace.operator.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Keys are numbered as a map from text to number would number them. */
class KeySlotsTest {
    private static final long SEED = Long.getLong("tailrace.seed", 3);

    @Test
    void keysOfOneLengthAreNumberedInOrderOfAppearance() {
        agrees(20_000, number -> String.format("%08d", number), text -> text.hashCode() * 0x9e3779b9);
    }

    @Test
    void keysOfDifferentLengthsAreNumberedInOrderOfAppearance() {
        agrees(20_000, number -> number < 5_000 ? String.format("%06d", number) : "k" + number, String::hashCode);
    }

    @Test
    void keysWithOneHashAreToldApart() {
        agrees(300, number -> "k" + number, text -> -1);
    }

    @Test
    void theEmptyKeyIsAKey() {
        KeySlots slots = new KeySlots();
        assertEquals(0, slots.findOrAdd(new byte[0], 0, 5));
        assertEquals(1, slots.findOrAdd(new byte[] {1}, 1, 5));
        assertEquals(0, slots.findOrAdd(new byte[0], 0, 5));
    }

    private interface Naming {
        String of(int number);
    }

    private interface Hashing {
        int of(String text);
    }

    private static void agrees(int rows, Naming naming, Hashing hashing) {
        Random random = new Random(SEED);
        Map<String, Integer> expected = new HashMap<>();
        KeySlots slots = new KeySlots();
        for (int i = 0; i < rows; i++) {
            // Numbers grow, so that a key of another length comes after many of one.
            String text = naming.of(random.nextInt(1 + i));
            byte[] key = text.getBytes(StandardCharsets.UTF_8);
            int next = expected.size();
            int number = expected.computeIfAbsent(text, added -> next);
            assertEquals(number, slots.findOrAdd(key, key.length, hashing.of(text)), text);
        }
        assertEquals(expected.size(), slots.size());
        expected.forEach((text, number) -> {
            int start = slots.start(number);
            assertEquals(
                    text, new String(slots.keys(), start, slots.end(number) - start, StandardCharsets.UTF_8), text);
        });
    }
}

package dev.tailrace.operator.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrequentValuesTest {
    /** Some texts far more often than others. */
    private static String text(Random random) {
        return "t" + (int) Math.pow(2, random.nextDouble() * 8)
                + (random.nextInt(4) == 0 ? "." + random.nextInt(300) : "");
    }

    private static void add(FrequentValues values, String text) {
        byte[] bytes = ("(" + text + ")").getBytes(StandardCharsets.UTF_8);
        values.add(bytes, 1, bytes.length - 1, 1);
    }

    private static Map<String, Long> found(FrequentValues values) {
        Map<String, Long> found = new LinkedHashMap<>();
        for (int counter : values.ranked()) {
            found.put(new String(values.value(counter), StandardCharsets.UTF_8), values.count(counter));
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 10", "4, 100", "5, 5000"})
    void agreesWithTheAlgorithmOverAMap(long seed, int capacity) {
        Random random = new Random(seed);
        FrequentValues values = new FrequentValues(capacity);
        Map<String, Long> counters = new HashMap<>();
        for (int i = 0; i < 3000; i++) {
            String text = text(random);
            add(values, text);
            if (counters.size() < capacity || counters.containsKey(text)) {
                counters.merge(text, 1L, Long::sum);
            } else {
                String least = counters.keySet().stream()
                        .min(Comparator.<String, Long>comparing(counters::get).thenComparing(Comparator.naturalOrder()))
                        .orElseThrow();
                counters.put(text, counters.remove(least) + 1);
            }
            if (i % 100 == 0) {
                assertEquals(counters, found(values), "after " + i);
            }
        }
        assertEquals(counters, found(values));
    }

    @ParameterizedTest
    @CsvSource({"1, 20", "2, 50", "3, 1000"})
    void countsAreTooGreatByOnePartOfTheCountersAtMostAlsoWhenMerged(long seed, int capacity) {
        Random random = new Random(seed);
        Map<String, Long> exact = new HashMap<>();
        FrequentValues all = new FrequentValues(capacity);
        int total = 0;
        for (int part = 0; part < 4; part++) {
            FrequentValues values = new FrequentValues(capacity);
            for (int i = 0; i < 1000; i++, total++) {
                String text = text(random);
                exact.merge(text, 1L, Long::sum);
                add(values, text);
            }
            all = part == 0 ? values : FrequentValues.merged(all, values);
        }
        Map<String, Long> found = found(all);
        for (Map.Entry<String, Long> each : exact.entrySet()) {
            long count = found.getOrDefault(each.getKey(), each.getValue());
            long error = count - each.getValue();
            assertTrue(error >= 0 && error <= total / capacity, each + ": " + count);
            assertTrue(found.containsKey(each.getKey()) || each.getValue() <= total / capacity, each + " is missing");
        }
    }
}

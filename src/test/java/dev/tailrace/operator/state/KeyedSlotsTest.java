package dev.tailrace.operator.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedSlotsTest {
    private static final Schema SCHEMA = Schema.of(Field.of("k", DataType.STRING));

    @Test
    void keysOfABatchGetTheSlotsThatTheyWouldGetOneByOneUntilOneIsRemoved() {
        Batch batch = BatchBuilder.batchOf(SCHEMA, List.of(Row.of("a"), Row.of("b"), Row.of("a"), Row.of("c")));
        KeyedSlots slots = new KeyedSlots(SCHEMA);
        slots.begin(batch, new int[] {0});
        int[] found = new int[4];
        assertTrue(slots.slots(new int[] {1, 0, 2}, 3, found));
        assertEquals(2, slots.limit());
        assertTrue(slots.slots(new int[] {3, 2, 1, 0}, 4, found));
        assertArrayEquals(new int[] {2, 1, 0, 1}, found);
        assertEquals(3, slots.size());
        assertEquals(1, slots.slot(0));
        assertFalse(slots.isNew());
        slots.remove(0);
        assertFalse(slots.slots(new int[] {3}, 1, found), "slots are no longer numbers");
    }

    /** Looked up together, one by one, and like another group's; some are NULL, and some groups are forgotten. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aKeyOfAGroupHasOneSlotHoweverItIsLookedUp(long seed) {
        Random random = new Random(seed);
        Schema schema = Schema.of(Field.of("v", DataType.BIGINT));
        KeyedSlots slots = KeyedSlots.ofGroups(schema);
        Map<List<Object>, Integer> expected = new HashMap<>();
        for (int round = 0; round < 200; round++) {
            List<Row> rows = new ArrayList<>();
            int[] groups = new int[400];
            int[] positions = new int[400];
            for (int i = 0; i < 400; i++) {
                rows.add(Row.of(random.nextInt(50) == 0 ? null : (Object) (random.nextLong() >> random.nextInt(64))));
                groups[i] = random.nextInt(1000) - 5;
                positions[i] = 399 - i;
            }
            Batch batch = BatchBuilder.batchOf(schema, rows);
            slots.begin(batch.column(0), groups, positions, 400);
            for (int i = 0; i < 400; i++) {
                List<Object> key =
                        Arrays.asList(groups[i], rows.get(positions[i]).get(0));
                int slot = random.nextBoolean() ? slots.slotInGroup(i) : slots.slotInGroup(groups[i], positions[i]);
                assertEquals(!expected.containsKey(key), slots.isNew(), key::toString);
                Integer before = expected.putIfAbsent(key, slot);
                assertEquals(before == null ? slot : before, slot, key::toString);
                List<Object> alike = Arrays.asList(7_000, key.get(1));
                int other = slots.slotInGroupLike(7_000, slot);
                Integer known = expected.putIfAbsent(alike, other);
                assertEquals(known == null ? other : known, other, alike::toString);
            }
            expected.entrySet().removeIf(entry -> {
                boolean forgotten = random.nextInt(3) == 0;
                if (forgotten) {
                    slots.remove(entry.getValue());
                }
                return forgotten;
            });
            assertEquals(expected.size(), slots.size());
        }
    }

    /** Keys come and go, as many at a time as would fill the table several times over. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keysKeepTheirSlotsUntilTheyAreRemoved(long seed) {
        Random random = new Random(seed);
        KeyedSlots slots = new KeyedSlots(SCHEMA);
        Map<String, Integer> expected = new HashMap<>();
        for (int i = 0; i < 40_000; i++) {
            String key = "key " + random.nextInt(i % 10_000 < 5_000 ? 4_000 : 200);
            Integer known = expected.get(key);
            if (known != null && random.nextInt(3) > 0) {
                slots.remove(known);
                expected.remove(key);
                continue;
            }
            slots.begin(BatchBuilder.batchOf(SCHEMA, List.of(Row.of(key))), new int[] {0});
            int slot = slots.slot(0);
            assertEquals(known == null, slots.isNew());
            assertTrue(known == null || known == slot, key);
            assertTrue(known != null || !expected.containsValue(slot), "the slot of another key");
            expected.put(key, slot);
            if (expected.size() > 500) {
                String gone = expected.keySet().iterator().next();
                slots.remove(expected.remove(gone));
            }
        }
        assertEquals(expected.size(), slots.size());
        assertTrue(slots.limit() <= 501, "slots are used again");
        expected.forEach((key, slot) -> {
            assertTrue(slots.isTaken(slot));
            BatchBuilder rows = new BatchBuilder(SCHEMA);
            slots.appendKey(slot, rows, new int[] {0});
            rows.endRow();
            Batch batch = rows.build();
            assertEquals(List.of(Row.of(key)), batch.toRows());
        });
        String[] keys = expected.keySet().toArray(String[]::new);
        BatchBuilder rows = new BatchBuilder(SCHEMA);
        slots.appendKeys(Arrays.stream(keys).mapToInt(expected::get).toArray(), keys.length, rows, new int[] {0});
        rows.endRows(keys.length);
        assertEquals(
                Arrays.stream(keys).map(key -> Row.of(key)).toList(),
                rows.build().toRows());
        for (int slot = 0; slot < slots.limit(); slot++) {
            if (!expected.containsValue(slot)) {
                assertFalse(slots.isTaken(slot));
            }
        }
    }
}

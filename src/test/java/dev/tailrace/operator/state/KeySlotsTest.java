package dev.tailrace.operator.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

    @Test
    void longsAreFoundWithoutBeingEncodedAndWhereOthersAreNull() {
        Schema schema = Schema.of(Field.of("key", DataType.BIGINT));
        Random random = new Random(SEED);
        BatchBuilder builder = new BatchBuilder(schema);
        List<@Nullable Long> keys = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            Long key = random.nextInt(9) == 0 ? null : Long.valueOf(random.nextLong() >> random.nextInt(64));
            keys.add(key);
            builder.column(0).append(key);
            builder.endRow();
        }
        Batch batch = builder.build();
        for (int likely : new int[] {0, 3, 100_000}) {
            KeySlots slots = new KeySlots(likely);
            KeySlots encoded = new KeySlots();
            KeyCodec codec = new KeyCodec(schema);
            codec.begin(batch, new int[] {0});
            Map<@Nullable Long, Integer> expected = new HashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                Long key = keys.get(i);
                assertEquals(expected.getOrDefault(key, -1), slots.find(codec, i), "before " + key);
                expected.putIfAbsent(key, expected.size());
                assertEquals(expected.get(key), slots.findOrAdd(codec, i), "key " + key);
                codec.encode(i);
                assertEquals(
                        expected.get(key),
                        encoded.findOrAdd(codec.bytes(), codec.length(), codec.hash()),
                        "encoded " + key);
                assertEquals(
                        expected.get(key),
                        slots.find(codec.bytes(), codec.length(), codec.hash()),
                        "both have one hash: " + key);
            }
        }
    }

    private static final List<Schema> SCHEMAS = List.of(
            schema(DataType.BIGINT),
            schema(DataType.STRING),
            schema(DataType.INT),
            schema(DataType.BIGINT, DataType.STRING),
            schema(DataType.INT, DataType.STRING),
            schema(DataType.STRING, DataType.BIGINT),
            schema(DataType.BIGINT, DataType.INT, DataType.BIGINT, DataType.INT, DataType.STRING),
            schema(DataType.INT, DataType.INT, DataType.INT, DataType.INT, DataType.INT, DataType.INT, DataType.INT),
            schema(
                    DataType.BIGINT,
                    DataType.BIGINT,
                    DataType.BIGINT,
                    DataType.BIGINT,
                    DataType.BIGINT,
                    DataType.BIGINT,
                    DataType.BIGINT,
                    DataType.BIGINT,
                    DataType.STRING),
            schema(DataType.DOUBLE, DataType.BIGINT));

    private static Schema schema(DataType... types) {
        List<Field> fields = new ArrayList<>();
        for (DataType type : types) {
            fields.add(Field.of("k" + fields.size(), type));
        }
        return new Schema(fields);
    }

    private static Object value(DataType type, Random random) {
        return switch (type.kind()) {
            case STRING -> "text of some length".substring(random.nextInt(20));
            case INT -> random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(3);
            case DOUBLE -> random.nextInt(2) / 2.0;
            default -> random.nextInt(4) == 0 ? random.nextLong() : (Object) (long) random.nextInt(3);
        };
    }

    @Test
    void keysOfABatchAreFoundWithoutBeingEncodedAsTheyAreOneByOne() {
        for (Schema schema : SCHEMAS) {
            for (boolean nulls : new boolean[] {false, true}) {
                Random random = new Random(SEED);
                KeySlots together = new KeySlots(random.nextInt(100));
                KeySlots encoded = new KeySlots();
                KeyCodec codec = new KeyCodec(schema);
                int[] columns = IntStream.range(0, schema.size()).toArray();
                for (int round = 0; round < 20; round++) {
                    BatchBuilder builder = new BatchBuilder(schema);
                    for (int i = 0; i < 300; i++) {
                        for (int column : columns) {
                            Object value = value(schema.field(column).type(), random);
                            builder.column(column).append(nulls && random.nextInt(9) == 0 ? null : value);
                        }
                        builder.endRow();
                    }
                    codec.begin(builder.build(), columns);
                    int[] positions = random.ints(200, 0, 300).toArray();
                    int[] numbers = new int[200];
                    together.findOrAdd(codec, positions, 0, 70, numbers);
                    together.findOrAdd(codec, positions, 70, 70, numbers);
                    together.findOrAdd(codec, positions, 70, 200, numbers);
                    for (int i = 0; i < 200; i++) {
                        codec.encode(positions[i]);
                        int expected = encoded.findOrAdd(codec.bytes(), codec.length(), codec.hash());
                        assertEquals(expected, numbers[i], schema + " row " + i);
                        assertEquals(expected, together.find(codec.bytes(), codec.length(), codec.hash()), "one hash");
                        assertEquals(expected, together.find(codec, positions[i]), "found one by one");
                    }
                }
                assertEquals(encoded.size(), together.size());
                readsBack(codec, together, schema);
            }
        }
    }

    /** Columns together as key by key. */
    private static void readsBack(KeyCodec codec, KeySlots keys, Schema schema) {
        int[] columns = IntStream.range(0, schema.size()).toArray();
        BatchBuilder oneByOne = new BatchBuilder(schema);
        for (int number = 3; number < keys.size(); number++) {
            codec.decode(keys.keys(), keys.start(number), oneByOne, columns);
            oneByOne.endRow();
        }
        BatchBuilder together = new BatchBuilder(schema);
        codec.decode(keys, 3, keys.size(), together, columns);
        together.endRows(keys.size() - 3);
        assertEquals(oneByOne.build().toRows(), together.build().toRows());
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

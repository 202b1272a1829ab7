package dev.tailrace.operator.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.BytesBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.ColumnBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows with one key are numbered as a map from the values of their columns would number them. */
class AlikeRowsTest {
    private static final DataType[] TYPES = {DataType.BIGINT, DataType.INT, DataType.STRING};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void rowsWithOneKeyHaveOneNumber(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int rows = 64 + random.nextInt(random.nextInt(10) == 0 ? 5_000 : 1_000);
            Column[] columns = new Column[1 + random.nextInt(4)];
            AlikeRows alike = new AlikeRows(columns);
            for (int batch = 0; batch < 2; batch++) {
                for (int i = 0; i < columns.length; i++) {
                    columns[i] = column(TYPES[random.nextInt(TYPES.length)], rows, 1 + random.nextInt(30), random);
                }
                int[] positions = IntStream.range(0, rows)
                        .filter(row -> random.nextInt(9) > 0)
                        .toArray();
                int from = random.nextInt(10);
                if (positions.length - from >= 64 && alike.find(positions, from, positions.length)) {
                    agree(alike, columns, positions, from, "seed " + seed + " round " + round);
                }
            }
        }
    }

    private static void agree(AlikeRows alike, Column[] columns, int[] positions, int from, String message) {
        Map<List<Object>, Integer> numbers = new LinkedHashMap<>();
        List<Integer> firsts = new ArrayList<>();
        int[] expected = new int[positions.length];
        for (int i = from; i < positions.length; i++) {
            int position = positions[i];
            List<Object> key =
                    Arrays.stream(columns).map(column -> column.value(position)).toList();
            if (!numbers.containsKey(key)) {
                numbers.put(key, numbers.size());
                firsts.add(position);
            }
            expected[i] = 10 * numbers.get(key);
        }
        assertEquals(numbers.size(), alike.count(), message);
        for (int number = 0; number < alike.count(); number++) {
            assertEquals(firsts.get(number), alike.firsts()[number], message);
            alike.found()[number] = 10 * number;
        }
        int[] found = new int[positions.length];
        alike.spread(from, positions.length, found);
        assertEquals(Arrays.toString(expected), Arrays.toString(found), message);
    }

    /** Texts stand apart, or as one text for several rows, as sources and functions leave them. */
    private static Column column(DataType type, int rows, int distinct, Random random) {
        Schema schema = Schema.of(Field.of("k", type));
        BatchBuilder batch = new BatchBuilder(schema);
        ColumnBuilder builder = batch.column(0);
        int last = -1;
        for (int row = 0; row < rows; row++) {
            int value = random.nextInt(distinct);
            if (value == last && builder instanceof BytesBuilder texts && random.nextBoolean()) {
                texts.appendAgain();
            } else {
                builder.append(type.equals(DataType.STRING) ? text(value) : number(type, value));
            }
            last = value;
            batch.endRow();
        }
        return batch.build().column(0);
    }

    private static Object text(int value) {
        return "a text of many letters".substring(value % 22) + (value < 22 ? "" : value);
    }

    /** As far apart as hashes find hard: in low bits, in high bits. */
    private static Object number(DataType type, int value) {
        boolean isLong = type.equals(DataType.BIGINT);
        if (value % 2 == 0) {
            return isLong ? (Object) (long) value : (Object) value;
        }
        return isLong ? (Object) ((long) value << 48) : (Object) (value << 20);
    }

    @Test
    void rowsOfOneKeyAreAlike() {
        Column[] columns = {column(DataType.STRING, 100, 1, new Random(1)), column(DataType.INT, 100, 1, new Random(1))
        };
        AlikeRows alike = new AlikeRows(columns);
        int[] positions = IntStream.range(0, 100).toArray();
        assertTrue(alike.find(positions, 0, 100));
        agree(alike, columns, positions, 0, "one key");
    }

    @Test
    void batchesAfterOneWhoseRowsDifferAreLeftAloneForAWhile() {
        int rows = 200;
        BatchBuilder different = new BatchBuilder(Schema.of(Field.of("k", DataType.BIGINT)));
        for (int row = 0; row < rows; row++) {
            different.column(0).append((long) row);
            different.endRow();
        }
        Column[] columns = {different.build().column(0)};
        AlikeRows alike = new AlikeRows(columns);
        int[] positions = IntStream.range(0, rows).toArray();
        assertTrue(alike.find(positions, 0, rows), "nothing is known yet");
        columns[0] = column(DataType.BIGINT, rows, 3, new Random(2));
        int left = 0;
        while (!alike.find(positions, 0, rows)) {
            left++;
        }
        assertTrue(left > 0, "it is not tried at once again");
        for (int batch = 0; batch < 100; batch++) {
            assertTrue(alike.find(positions, 0, rows), "what is not in vain is done each time");
        }
    }

    @Test
    void fewRowsAreLeftAlone() {
        Column[] columns = {column(DataType.BIGINT, 10, 2, new Random(3))};
        assertFalse(new AlikeRows(columns).find(new int[] {0, 1, 2, 3}, 0, 4));
    }
}

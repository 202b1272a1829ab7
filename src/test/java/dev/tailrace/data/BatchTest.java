package dev.tailrace.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("flag", DataType.BOOLEAN),
            Field.of("i", DataType.INT),
            Field.of("l", DataType.BIGINT),
            Field.of("d", DataType.DOUBLE),
            Field.of("price", DataType.decimal(10, 2)),
            Field.of("wide", DataType.decimal(38, 3)),
            Field.of("s", DataType.STRING),
            Field.of("day", DataType.DATE),
            Field.of("ts", DataType.TIMESTAMP),
            Field.of("ltz", DataType.TIMESTAMP_LTZ));

    private static final Row FULL = Row.of(
            true,
            -7,
            1L << 40,
            2.5,
            new BigDecimal("-12.35"),
            new BigDecimal("-99999999999999999999999999999999999.999"),
            "Zürich 😀",
            LocalDate.of(1969, 12, 31),
            LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_000_000),
            Instant.parse("2024-03-31T23:30:00.001Z"));

    private static final Row NULLS = Row.of(null, null, null, null, null, null, null, null, null, null);

    @Test
    void rowsComeOutAsTheyWentIn() {
        Batch batch = BatchBuilder.batchOf(SCHEMA, List.of(FULL, NULLS, FULL));

        assertEquals(List.of(FULL, NULLS, FULL), batch.toRows());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.000",
                "0.001",
                "-0.001",
                "9223372036854775.807",
                "9223372036854775.808",
                "-9223372036854775.809"
            })
    void wideDecimalsKeepTheirSign(String text) {
        Schema schema = Schema.of(Field.of("wide", DataType.decimal(38, 3)));
        Row row = Row.of(new BigDecimal(text));

        assertEquals(List.of(row), BatchBuilder.batchOf(schema, List.of(row)).toRows());
    }

    @Test
    void selectionsAndSlicesCombine() {
        Schema schema = Schema.of(Field.of("i", DataType.INT));
        Batch batch = BatchBuilder.batchOf(schema, List.of(Row.of(0), Row.of(1), Row.of(2), Row.of(3), Row.of(4)));

        assertEquals(List.of(Row.of(1), Row.of(2)), batch.slice(1, 3).toRows());
        Batch odd = batch.select(new int[] {1, 3, 4}, 3);
        assertEquals(List.of(Row.of(1), Row.of(3), Row.of(4)), odd.toRows());
        assertEquals(List.of(Row.of(3), Row.of(4)), odd.slice(1, 3).toRows());
        assertEquals(List.of(Row.of(4)), odd.slice(1, 3).slice(1, 2).toRows());
        assertThrows(IndexOutOfBoundsException.class, () -> odd.slice(2, 4));
    }

    @Test
    void anAbandonedRowLeavesNoTrace() {
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        builder.append(FULL);
        builder.column(0).appendNull();
        builder.column(6).append("half a row");
        builder.abandonRow();
        builder.append(FULL);

        assertEquals(List.of(FULL, FULL), builder.build().toRows());
    }

    @Test
    void rowKindsAreKeptOnceOneIsNotAnInsert() {
        Schema schema = Schema.of(Field.of("i", DataType.INT));
        List<Row> rows = List.of(
                Row.of(1), new Row(RowKind.UPDATE_BEFORE, List.of(1)), new Row(RowKind.UPDATE_AFTER, List.of(2)));

        assertEquals(rows, BatchBuilder.batchOf(schema, rows).toRows());
    }

    /** Many at a time as one at a time, beyond the rows of a full batch. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void rowsThatEndTogetherAreOfTheirKinds(long seed) {
        Random random = new Random(seed);
        Schema schema = Schema.of(Field.of("n", DataType.INT));
        for (int round = 0; round < 20; round++) {
            BatchBuilder together = new BatchBuilder(schema);
            BatchBuilder oneByOne = new BatchBuilder(schema);
            while (oneByOne.rows() < 40 * round) {
                byte[] codes = new byte[3 + random.nextInt(400)];
                for (int i = 1; i < codes.length && random.nextInt(3) > 0; i++) {
                    codes[i] = (byte) random.nextInt(RowKind.values().length);
                }
                for (int i = 1; i < codes.length - 1; i++) {
                    oneByOne.append(new Row(RowKind.ofCode(codes[i]), List.of(i)));
                    together.column(0).append(i);
                }
                together.endRows(codes, 1, codes.length - 1);
            }
            Batch batch = together.build();
            List<Row> expected = oneByOne.build().toRows();
            assertEquals(expected, batch.toRows(), "seed " + seed);
            boolean onlyInserts = expected.stream().allMatch(row -> row.kind() == RowKind.INSERT);
            assertEquals(onlyInserts, batch.kinds() == null, "seed " + seed);
        }
    }

    @Test
    void columnsNobodyDemandsAreAbsent() {
        BitSet demanded = new BitSet();
        demanded.set(1);
        BatchBuilder builder = new BatchBuilder(SCHEMA, demanded);
        builder.append(FULL);
        Batch batch = builder.build();

        assertEquals(-7, batch.row(0).get(1));
        assertFalse(batch.hasColumn(0));
        assertThrows(IllegalStateException.class, () -> batch.column(0));
    }

    @Test
    void aLeaseIsFreeWhenTheLastHolderLetsGo() {
        Lease parent = new Lease(null);
        Lease lease = new Lease(parent);
        assertFalse(parent.release());
        lease.retain();
        assertFalse(lease.release());
        assertTrue(lease.release());
        assertThrows(IllegalStateException.class, parent::retain);
    }
}

package dev.tailrace.operator.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SortKeyCodecTest {
    /** Values of each type in ascending order; those in one list are equal. */
    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(DataType.BOOLEAN, List.of(List.of(false), List.of(true))),
                Arguments.of(
                        DataType.INT,
                        List.of(List.of(Integer.MIN_VALUE), List.of(-1), List.of(0), List.of(Integer.MAX_VALUE))),
                Arguments.of(
                        DataType.BIGINT,
                        List.of(List.of(Long.MIN_VALUE), List.of(-256L), List.of(0L), List.of(1L << 40))),
                Arguments.of(
                        DataType.DOUBLE,
                        List.of(
                                List.of(Double.NEGATIVE_INFINITY),
                                List.of(-2.5),
                                List.of(-Double.MIN_VALUE),
                                List.of(-0.0, 0.0),
                                List.of(1e-300),
                                List.of(7.0),
                                List.of(Double.POSITIVE_INFINITY),
                                List.of(Double.NaN))),
                Arguments.of(
                        DataType.FLOAT, List.of(List.of(-2.5f), List.of(-0.0f, 0.0f), List.of(3f), List.of(Float.NaN))),
                Arguments.of(
                        DataType.decimal(10, 2),
                        List.of(List.of(decimal("-99999999.99")), List.of(decimal("-0.01")), List.of(decimal("3.00")))),
                Arguments.of(
                        DataType.decimal(38, 2),
                        List.of(
                                List.of(decimal("-123456789012345678901234567890.00")),
                                List.of(decimal("-0.01")),
                                List.of(decimal("0.00")),
                                List.of(decimal("92233720368547758.07")),
                                List.of(decimal("92233720368547758.08")),
                                List.of(decimal("123456789012345678901234567890.00")))),
                Arguments.of(
                        DataType.DATE,
                        List.of(List.of(LocalDate.of(1969, 12, 31)), List.of(LocalDate.of(2024, 2, 29)))),
                Arguments.of(
                        DataType.STRING,
                        List.of(
                                List.of(""),
                                List.of("\0"),
                                List.of("\0\0"),
                                List.of("a"),
                                List.of("a\0"),
                                List.of("a\0b"),
                                List.of("aa"),
                                List.of("b"),
                                List.of("\uFFEE"),
                                List.of("\uD83D\uDE00"))));
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    @ParameterizedTest
    @MethodSource("values")
    void bytesAreInTheOrderOfTheValues(DataType type, List<List<Object>> groups) {
        for (boolean descending : new boolean[] {false, true}) {
            for (boolean nullsFirst : new boolean[] {false, true}) {
                SortKeyCodec codec = new SortKeyCodec(List.of(
                        new SortKeyCodec.Order(0, descending, nullsFirst), new SortKeyCodec.Order(1, false, false)));
                for (int i = 0; i < groups.size(); i++) {
                    for (int j = 0; j < groups.size(); j++) {
                        int expected = Integer.signum(Integer.compare(i, j)) * (descending ? -1 : 1);
                        for (Object left : groups.get(i)) {
                            for (Object right : groups.get(j)) {
                                // Whatever comes behind does not decide, unless the values are equal.
                                int behind = expected == 0 ? 1 : -expected;
                                assertEquals(
                                        expected == 0 ? behind : expected,
                                        compare(codec, type, left, behind, right, 0),
                                        left + " and " + right);
                            }
                        }
                    }
                    Object value = groups.get(i).get(0);
                    assertEquals(nullsFirst ? -1 : 1, compare(codec, type, null, 0, value, 0), "null and " + value);
                }
                assertEquals(0, compare(codec, type, null, 0, null, 0));
            }
        }
    }

    private static int compare(
            SortKeyCodec codec, DataType type, Object left, int leftBehind, Object right, int rightBehind) {
        return Integer.signum(
                Arrays.compareUnsigned(bytes(codec, type, left, leftBehind), bytes(codec, type, right, rightBehind)));
    }

    private static byte[] bytes(SortKeyCodec codec, DataType type, Object value, int behind) {
        Schema schema = Schema.of(Field.of("value", type), Field.of("behind", DataType.INT));
        Batch batch = BatchBuilder.batchOf(schema, List.of(Row.of(value, behind)));
        codec.begin(batch);
        codec.encode(0);
        return Arrays.copyOf(codec.bytes(), codec.length());
    }
}

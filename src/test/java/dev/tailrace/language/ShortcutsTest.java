package dev.tailrace.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.Batch;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is computed by a shorter way gives what java.math and java.lang give by the long one. */
final class ShortcutsTest {
    private static final Schema NUMBERS = Schema.of(
            Field.required("n", DataType.BIGINT),
            Field.required("d", DataType.decimal(18, 2)),
            Field.of("u", DataType.BIGINT));
    private static final Schema TEXTS = Schema.of(Field.of("t", DataType.STRING));

    private final List<Row> numbers = numbers();

    private static List<Row> numbers() {
        List<Long> values =
                new ArrayList<>(List.of(0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53, -(1L << 53)));
        for (long n : new long[] {1_101_321, 1_101_322, -1_101_321, -1_101_322, 250, -250, 3, -3, 4, 10, -10}) {
            values.add(n);
        }
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            values.add(random.nextLong() >> random.nextInt(64));
        }
        List<Row> rows = new ArrayList<>();
        for (long value : values) {
            BigDecimal decimal = BigDecimal.valueOf(value % 1_000_000_000_000_000_000L, 2);
            rows.add(Row.of(value, decimal, value % 3 == 0 ? null : (Object) value));
        }
        return rows;
    }

    private Batch numberBatch() {
        return Expressions.batch(NUMBERS, numbers.toArray(Row[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "0.908, 1000000",
        "0.908, -1000000",
        "-0.25, 1",
        "-0.25, 0.1",
        "-3.0, 10",
        "0.5, 0.25",
        "1.5, 0",
        "0.01, 999999999999999999",
        "0.01, -999999999999999999",
        "-0.01, 999999999999999999",
        "0.01, 1.5"
    })
    void aProductIsComparedAsJavaDoes(BigDecimal factor, BigDecimal bound) {
        Batch batch = numberBatch();
        for (String symbol : List.of("<", "<=", ">", ">=", "=", "<>")) {
            for (String column : List.of("n", "d", "u")) {
                String product = factor.toPlainString() + " * " + column;
                check(batch, product + " " + symbol + " " + bound.toPlainString(), column, factor, bound, symbol);
                check(
                        batch,
                        bound.toPlainString() + " " + symbol + " " + product,
                        column,
                        factor,
                        bound,
                        turned(symbol));
            }
        }
    }

    private void check(
            Batch batch, String condition, String column, BigDecimal factor, BigDecimal bound, String symbol) {
        List<Integer> expected = new ArrayList<>();
        int index = List.of("n", "d", "u").indexOf(column);
        for (int i = 0; i < numbers.size(); i++) {
            Object value = numbers.get(i).get(index);
            if (value != null
                    && holds(symbol)
                            .test(factor.multiply(new BigDecimal(value.toString()))
                                    .compareTo(bound))) {
                expected.add(i);
            }
        }
        assertEquals(expected, Expressions.selected(condition, batch), condition);
    }

    private static IntPredicate holds(String symbol) {
        return switch (symbol) {
            case "<" -> order -> order < 0;
            case "<=" -> order -> order <= 0;
            case ">" -> order -> order > 0;
            case ">=" -> order -> order >= 0;
            case "=" -> order -> order == 0;
            default -> order -> order != 0;
        };
    }

    private static String turned(String symbol) {
        return symbol.equals("<>")
                ? symbol
                : symbol.replace('<', '(').replace('>', '<').replace('(', '>');
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.908", "-0.908", "-0.4096", "0.1", "9999999999.9"})
    void aColumnTimesAConstantIsExact(String factor) {
        assertProducts(factor, numberBatch(), numbers);
        // Small ones alone, and what just fits 64 bits or does not: 2^51 times 2^12.
        for (long[] values : new long[][] {{3, -3, 0, 250}, {1L << 51, -(1L << 51), 7}, {-(1L << 51) - 1, 1}}) {
            List<Row> rows = Arrays.stream(values)
                    .mapToObj(value -> Row.of(value, BigDecimal.valueOf(value, 2), null))
                    .toList();
            Batch batch = Expressions.batch(NUMBERS, rows.toArray(Row[]::new));
            assertProducts(factor, batch, rows);
        }
    }

    private static void assertProducts(String factor, Batch batch, List<Row> rows) {
        for (String text : List.of(factor + " * n", "n * " + factor)) {
            List<BigDecimal> expected = rows.stream()
                    .map(row -> new BigDecimal(factor).multiply(new BigDecimal(String.valueOf(row.get(0)))))
                    .toList();
            assertEquals(expected, Expressions.values(text, batch), text);
        }
        int[] odd = new int[rows.size() / 2];
        Arrays.setAll(odd, i -> 2 * i + 1);
        List<BigDecimal> expected = Arrays.stream(odd)
                .mapToObj(i ->
                        new BigDecimal(factor).multiply((BigDecimal) rows.get(i).get(1)))
                .toList();
        assertEquals(expected, Expressions.values(factor + " * d", batch.select(odd, odd.length)), factor);
    }

    @Test
    void aSearchInEitherCaseFindsWhatTheOtherTextHolds() {
        List<String> texts = new ArrayList<>(List.of(
                "",
                "g",
                "go",
                "goo",
                "GOO",
                "gOo",
                "Google",
                "xxxxxgoo",
                "xxxxxxgoo",
                "xxxxxxxgoo",
                "goxgoogoo",
                "g0o",
                "GO/",
                "straße",
                "ﬆraSSe",
                "ﬁn",
                "ſtop",
                "K",
                "KELVIN",
                "İstanbul",
                "äGOOö",
                "ß",
                "ﬃ",
                "[goo{",
                "goOgle/x"));
        String letters = "goGOsSßſ/[{ﬁ";
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            for (int left = random.nextInt(24); left > 0; left--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            texts.add(text.toString());
        }
        List<Row> rows = new ArrayList<>(texts.stream().map(Row::of).toList());
        rows.add(5, Row.of((Object) null));
        Batch batch = Expressions.batch(TEXTS, rows.toArray(Row[]::new));
        for (String part :
                List.of("GOO", "GO", "SS", "GO/", "FI", "[G", "GOOGLE/X", "goo", "ss", "ke", "GOo", "ff", "O")) {
            List<Integer> upper = new ArrayList<>();
            List<Integer> lower = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i).get(0) instanceof String text) {
                    if (text.toUpperCase(Locale.ROOT).contains(part)) {
                        upper.add(i);
                    }
                    if (text.toLowerCase(Locale.ROOT).contains(part)) {
                        lower.add(i);
                    }
                }
            }
            assertEquals(upper, Expressions.selected("UPPER(t) LIKE '%" + part + "%'", batch), part);
            assertEquals(lower, Expressions.selected("LOWER(t) LIKE '%" + part + "%'", batch), part);
        }
    }
}

package dev.tailrace.language;

import static dev.tailrace.language.Expressions.batch;
import static dev.tailrace.language.Expressions.checked;
import static dev.tailrace.language.Expressions.selected;
import static dev.tailrace.language.Expressions.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What compiled expressions do with batches. */
class CompiledExpressionsTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("a", DataType.INT),
            Field.required("b", DataType.BIGINT),
            Field.of("name", DataType.STRING),
            Field.of("price", DataType.decimal(10, 2)),
            Field.of("ok", DataType.BOOLEAN));

    private static final Batch ROWS = batch(
            SCHEMA,
            Row.of(1, 10L, "apple", new BigDecimal("1.50"), true),
            Row.of(null, 20L, null, null, null),
            Row.of(3, 30L, "pear", new BigDecimal("2.25"), false),
            Row.of(4, 0L, "plum", new BigDecimal("9.99"), true));

    @Test
    void nullsInGiveNullsOut() {
        assertEquals(Arrays.asList(11L, null, 33L, 4L), values("a + b", ROWS));
        assertEquals(Arrays.asList("APPLE!", null, "PEAR!", "PLUM!"), values("UPPER(name) || '!'", ROWS));
        assertEquals(
                Arrays.asList(new BigDecimal("3.00"), null, new BigDecimal("4.50"), new BigDecimal("19.98")),
                values("price + price", ROWS));
        assertEquals(Arrays.asList(true, null, false, true), values("ok", ROWS));
        assertEquals(Arrays.asList(false, null, true, false), values("NOT ok", ROWS));
    }

    @Test
    void aFilterSelectsWhatIsTrueAndNotWhatIsNull() {
        assertEquals(List.of(2, 3), selected("a > 1", ROWS));
        assertEquals(List.of(1), selected("a IS NULL", ROWS));
        assertEquals(List.of(0, 3), selected("name LIKE '%p%l%'", ROWS));
        assertEquals(List.of(2), selected("NOT ok", ROWS));
        assertEquals(List.of(0, 1, 2, 3), selected("ok OR b > 10 OR a = 3", ROWS));
    }

    @Test
    void resultsStandAtThePositionsOfASelection() {
        Batch some = ROWS.select(new int[] {0, 2, 3}, 3);
        assertEquals(Arrays.asList(11L, 33L, 4L), values("a + b", some));
        assertEquals(List.of(2, 3), selected("a > 1", some));
        Column sums = Language.compileProjection(List.of(checked("a + b", SCHEMA)), SCHEMA)
                .evaluate(some)[0];
        assertEquals(33L, sums.value(2));
    }

    @Test
    void resultsStandAtThePositionsOfASlice() {
        assertEquals(Arrays.asList(null, 33L), values("a + b", ROWS.slice(1, 3)));
        assertEquals(List.of(2, 3), selected("b >= 0 AND a > 1", ROWS.slice(1, 4)));
        assertEquals(
                List.of(3),
                selected("a > 1", ROWS.select(new int[] {0, 2, 3}, 3).slice(2, 3)));
        assertEquals(List.of(), values("a + b", ROWS.slice(2, 2)));
    }

    @Test
    void aFilterCanFillTheSelectionThatItReads() {
        int[] selection = {0, 2, 3};
        RowFilter filter = Language.compileFilter(checked("b > 0", SCHEMA));
        int count = filter.filter(ROWS.select(selection, 3), selection);
        assertEquals(List.of(0, 2), List.of(selection[0], selection[1]));
        assertEquals(2, count);
    }

    @Test
    void everyBatchSizeGivesTheSame() {
        Schema schema = Schema.of(Field.of("n", DataType.BIGINT), Field.of("t", DataType.STRING));
        for (int size : new int[] {1, 7, 63, 64, 65, 1024}) {
            BatchBuilder builder = new BatchBuilder(schema);
            for (int i = 0; i < size; i++) {
                builder.append(Row.of(i % 3 == 0 ? null : (long) i, "t" + i));
            }
            Batch batch = builder.build();
            List<Object> doubled = values("n * 2", batch);
            List<Object> texts = values("SUBSTRING(t, 2)", batch);
            for (int i = 0; i < size; i++) {
                assertEquals(i % 3 == 0 ? null : 2L * i, doubled.get(i));
                assertEquals(Integer.toString(i), texts.get(i));
            }
        }
    }

    @Test
    void aColumnPassedOnIsTheBatchsOwn() {
        Projection projection =
                Language.compileProjection(List.of(checked("name", SCHEMA), checked("b + 1", SCHEMA)), SCHEMA);
        Column[] columns = projection.evaluate(ROWS);
        assertSame(ROWS.column(2), columns[0]);
        assertEquals("name", checked("name", SCHEMA).passesOn());
    }

    @Test
    void earlierResultsAreNotOverwritten() {
        Projection projection = Language.compileProjection(List.of(checked("LOWER(name)", SCHEMA)), SCHEMA);
        Column first = projection.evaluate(ROWS)[0];
        projection.evaluate(batch(SCHEMA, Row.of(1, 1L, "ZZZZZ", null, null)));
        assertEquals("apple", first.value(0));
    }

    @Test
    void aFailureNamesItsRow() {
        Projection projection = Language.compileProjection(List.of(checked("100 / b", SCHEMA)), SCHEMA);
        EvaluationException failure = assertThrows(EvaluationException.class, () -> projection.evaluate(ROWS));
        assertEquals(3, failure.index());
        assertEquals("Division by zero.", failure.getMessage());

        RowFilter filter = Language.compileFilter(checked("CAST(name AS INT) > 1", SCHEMA));
        EvaluationException unreadable = assertThrows(
                EvaluationException.class, () -> filter.filter(ROWS.select(new int[] {1, 2}, 2), new int[2]));
        assertEquals(2, unreadable.index());
        assertEquals("\"pear\" is not a whole number.", unreadable.getMessage());
    }

    @Test
    void whatDecidesIsEvaluatedFirstAndTheRestIsNot() {
        assertEquals(List.of(0, 2), selected("b <> 0 AND 90 / b >= 3", ROWS.select(new int[] {0, 2, 3}, 3)));
        assertEquals(List.of(0, 2, 3), selected("b = 0 OR 90 / b >= 3", ROWS.select(new int[] {0, 2, 3}, 3)));
        assertEquals(Arrays.asList(9L, 4L, 3L, 0L), values("CASE WHEN b = 0 THEN 0 ELSE 90 / b END", ROWS));
        assertEquals(Arrays.asList(9L, 4L, 3L, 0L), values("IF(b = 0, 0, 90 / b)", ROWS));
        assertThrows(EvaluationException.class, () -> selected("90 / b >= 3 AND b <> 0", ROWS));
    }

    @Test
    void andOrAndNotHaveThreeValues() {
        Schema schema = Schema.of(Field.of("x", DataType.BOOLEAN), Field.of("y", DataType.BOOLEAN));
        List<Boolean> three = Arrays.asList(true, false, null);
        List<Row> rows = new ArrayList<>();
        List<Boolean> and = new ArrayList<>();
        List<Boolean> or = new ArrayList<>();
        for (Boolean x : three) {
            for (Boolean y : three) {
                rows.add(Row.of(x, y));
                boolean anyFalse = Boolean.FALSE.equals(x) || Boolean.FALSE.equals(y);
                boolean anyTrue = Boolean.TRUE.equals(x) || Boolean.TRUE.equals(y);
                boolean anyNull = x == null || y == null;
                and.add(anyFalse ? Boolean.FALSE : anyNull ? null : Boolean.TRUE);
                or.add(anyTrue ? Boolean.TRUE : anyNull ? null : Boolean.FALSE);
            }
        }
        Batch batch = BatchBuilder.batchOf(schema, rows);
        assertEquals(and, values("x AND y", batch));
        assertEquals(or, values("x OR y", batch));
        assertEquals(
                or.stream().map(value -> value == null ? null : !value).toList().toString(),
                values("NOT (x OR y)", batch).toString());
        assertEquals(and, values("x AND y AND (x OR TRUE)", batch));
    }

    @Test
    void manyExpressionsAreSplitIntoMethodsThatTheJitCompiles() {
        List<Expression> many = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            many.add(checked(
                    "b * %d + a * %d - b * %d + a * %d - b * %d".formatted(i, i + 1, i + 2, i + 3, i + 4), SCHEMA));
        }
        Compiler.CompiledClass compiled = Compiler.compileProjection(many, SCHEMA);
        assertTrue(compiled.largestMethod() < Compiler.MAX_METHOD_BYTES, "largest: " + compiled.largestMethod());
        Column[] columns = Language.compileProjection(many, SCHEMA).evaluate(ROWS);
        assertEquals(240, columns.length);
        // b = 10, a = 1: 10 i + (i+1) - 10 (i+2) + (i+3) - 10 (i+4)
        assertEquals(10L * 239 + 240 - 10L * 241 + 242 - 10L * 243, columns[239].value(0));
    }

    @Test
    void expressionsWithLongBodiesShareFewerToAMethod() {
        List<Expression> many = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            StringBuilder text = new StringBuilder("CASE");
            for (int j = 0; j < 40; j++) {
                text.append(" WHEN name = 'x")
                        .append(i)
                        .append('_')
                        .append(j)
                        .append("' THEN a + ")
                        .append(i + j);
            }
            many.add(checked(text + " END", SCHEMA));
        }
        assertTrue(Compiler.compileProjection(many, SCHEMA).largestMethod() < Compiler.MAX_METHOD_BYTES);
    }

    @Test
    void checkingAndCompilingIsSafeOnManyThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<List<Object>>> tasks = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String text = "a + " + i % 8;
                tasks.add(() -> values(text, ROWS));
            }
            List<Future<List<Object>>> results = threads.invokeAll(tasks);
            for (int i = 0; i < results.size(); i++) {
                assertEquals(
                        Arrays.asList(1 + i % 8, null, 3 + i % 8, 4 + i % 8),
                        results.get(i).get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theSameTextIsCompiledOnce() {
        Expression one = checked("a + 4711", SCHEMA);
        Expression two = checked("a + 4711", SCHEMA);
        assertSame(Compiler.compileProjection(List.of(one), SCHEMA), Compiler.compileProjection(List.of(two), SCHEMA));
    }

    @Test
    void listsAreLookedUpByTheWholeRangeOfNumbers() {
        Schema schema = Schema.of(Field.of("n", DataType.BIGINT));
        Batch batch = batch(
                schema,
                Row.of(Long.MIN_VALUE),
                Row.of(Long.MIN_VALUE + 1),
                Row.of(-1L),
                Row.of(0L),
                Row.of(Long.MAX_VALUE));
        String ends = Long.MIN_VALUE + 2 + ", " + Long.MAX_VALUE;
        assertEquals(List.of(3, 4), selected("n IN (0, 1, 2, 3, " + ends + ")", batch));
        assertEquals(List.of(0, 1, 2), selected("n NOT IN (0, 1, 2, 3, " + ends + ")", batch));
    }

    @Test
    void aLongListIsCompiledAndAnEndlessOneRefused() {
        StringBuilder list = new StringBuilder("3");
        for (int i = 1000; i < 1500; i++) {
            list.append(", ").append(i);
        }
        assertEquals(List.of(2), selected("a IN (" + list + ")", ROWS));
        for (int i = 1500; i < 8000; i++) {
            list.append(", ").append(i);
        }
        assertEquals(List.of(2), selected("a IN (" + list + ")", ROWS));
        String computed = list.toString().replace(", ", ", a - ");
        Checked endless = Language.check("a IN (" + computed + ")", SCHEMA, Environment.UTC);
        assertEquals("language.too-long", endless.problems().get(0).code());
    }
}

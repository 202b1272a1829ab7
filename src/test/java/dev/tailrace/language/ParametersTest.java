package dev.tailrace.language;

import static dev.tailrace.language.Expressions.checked;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tailrace.data.Batch;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Environment.ParameterValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private static final Schema SCHEMA =
            Schema.of(Field.of("i", DataType.INT), Field.of("s", DataType.STRING), Field.of("d", DataType.DOUBLE));
    private static final Batch ROW = Expressions.batch(SCHEMA, Row.of(7, "x", 2.5));

    private static final Environment ENVIRONMENT = new Environment(
            ZoneOffset.UTC,
            Map.of(
                    "min", new ParameterValue(DataType.INT, 5),
                    "low", new ParameterValue(DataType.INT, -5),
                    "name", new ParameterValue(DataType.STRING, "it's :min"),
                    "none", new ParameterValue(DataType.DOUBLE, null)));

    @Test
    void aParameterIsPutInAsALiteral() {
        assertEquals("i > 5", checked("i > :min", SCHEMA, ENVIRONMENT).sql());
        assertEquals("i > :min", checked("i > :min", SCHEMA, ENVIRONMENT).text());
        assertEquals("i - (-5)", checked("i - :low", SCHEMA, ENVIRONMENT).sql());
        assertEquals(
                "s = 'it''s :min'", checked("s = :name", SCHEMA, ENVIRONMENT).sql());
    }

    @Test
    void textsNamesAndCommentsAreLeftAlone() {
        Schema odd = Schema.of(Field.of("a:min", DataType.INT));
        assertEquals("`a:min` + 5", checked("`a:min` + :min", odd, ENVIRONMENT).sql());
        assertEquals(
                "':min' || ' :low'",
                checked("':min' || ' :low'", SCHEMA, ENVIRONMENT).sql());
        assertEquals(
                "i /* :min */ + 5 -- :low",
                checked("i /* :min */ + :min -- :low", SCHEMA, ENVIRONMENT).sql());
    }

    @Test
    void everyTypeKeepsItsTypeAndValue() {
        Map<DataType, Object> values = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        values.put(DataType.BOOLEAN, true);
        values.put(DataType.INT, Integer.MIN_VALUE);
        values.put(DataType.BIGINT, Long.MIN_VALUE);
        values.put(DataType.TINYINT, (byte) -3);
        values.put(DataType.SMALLINT, (short) 300);
        values.put(DataType.FLOAT, 0.1f);
        values.put(DataType.DOUBLE, -1.25e-300);
        values.put(DataType.decimal(12, 4), new BigDecimal("-12.3400"));
        values.put(DataType.decimal(38, 2), new BigDecimal("123456789012345678901234567890123456.78"));
        values.put(DataType.STRING, "quote ' and ü");
        values.put(DataType.DATE, LocalDate.of(2026, 2, 28));
        values.put(DataType.TIMESTAMP, LocalDateTime.parse("2026-02-28T12:34:56.789"));
        values.put(DataType.TIMESTAMP_LTZ, Instant.parse("2026-02-28T12:34:56.789Z"));
        values.forEach((type, value) -> {
            assertEquals(List.of(value), evaluated(type, value), type.toString());
            assertEquals(Arrays.asList((Object) null), evaluated(type, null), type.toString());
        });
        for (double odd : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 1e300}) {
            assertEquals(List.of(odd), evaluated(DataType.DOUBLE, odd));
        }
        // Its SQL is made of literals alone, and of such Flink makes no -0.0.
        assertEquals(List.of(0.0), evaluated(DataType.DOUBLE, -0.0));
    }

    private static List<@Nullable Object> evaluated(DataType type, @Nullable Object value) {
        Environment environment = new Environment(ZoneOffset.UTC, Map.of("p", new ParameterValue(type, value)));
        Expression expression = checked(":p", SCHEMA, environment);
        assertEquals(type, expression.type());
        return Expressions.values(expression, ROW);
    }

    @Test
    void mistakesAfterAParameterStandWhereThePersonWroteThem() {
        assertEquals(new Problem.Span(1, 9, 1, 12), problem(":name = foo").span());
        assertEquals(
                new Problem.Span(2, 8, 2, 11),
                problem("i > :min AND\n:low < foo").span());
        assertEquals(new Problem.Span(1, 1, 1, 6), problem(":name > 5").span());
        assertEquals(new Problem.Span(1, 12, 1, 15), problem("i + :min + foo").span());
    }

    @Test
    void anUnknownParameterIsAProblem() {
        Problem problem = problem("i > :mim");
        assertEquals("language.unknown-parameter-near", problem.code());
        assertEquals(new Problem.Span(1, 5, 1, 9), problem.span());
        assertEquals(":min", ((Problem.Fix.ReplaceText) problem.fixes().get(0)).replacement());
    }

    private static Problem problem(String text) {
        Checked checked = Language.check(text, SCHEMA, ENVIRONMENT);
        assertNull(checked.expression(), text);
        return checked.problems().get(0);
    }
}

package dev.tailrace.language;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers with exponents that nobody can write out: they are checked and compiled, or told, as fast as others. */
class ExtremeNumbersTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("i", DataType.INT),
            Field.of("l", DataType.BIGINT),
            Field.of("d", DataType.DOUBLE),
            Field.of("f", DataType.FLOAT),
            Field.of("p", DataType.decimal(10, 2)),
            Field.of("q", DataType.decimal(38, 18)),
            Field.of("s", DataType.STRING));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "-1e999999999",
                "1e-999999999",
                "1e400",
                "d < 1e30",
                "i = 1e999999999",
                "l > 1e-999999999",
                "d = 1e999999999",
                "f > 1e39",
                "f > 1e999999999",
                "f < -1e39",
                "p = 1e999999999",
                "p * 1e-999999999",
                "q + 1e999999999",
                "i IN (1, 1e999999999)",
                "l IN (1e999999999, 2)",
                "l IN (1e-999999999, 2)",
                "f IN (1e39, 2e0)",
                "f IN (1e999999999, 0.1)",
                "p IN (1e999999999, 2)",
                "d IN (1e999999999, 2)",
                "CAST(1e999999999 AS DECIMAL(10, 2))",
                "CAST('1e999999999' AS DECIMAL(10, 2))",
                "CAST(s AS DECIMAL(10, 2)) > 1e999999999",
                "CAST(1e999999999 AS STRING)",
                "CAST(1e999999999 AS BIGINT)",
                "ROUND(1e999999999, 2)",
                "MOD(l, 1e999999999)",
                "POWER(1e999999999, 2)",
                "i BETWEEN 1e999999999 AND 1e-999999999",
                "CASE i WHEN 1e999999999 THEN 1 END",
                "99999999999999999999999999999999999999999999999999",
                "0.00000000000000000000000000000000000000000000000001"
            })
    void aCheckEndsSoon(String text) {
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            Syntax.of(text, SCHEMA, Environment.UTC);
            Expression expression =
                    Language.check(text, SCHEMA, Environment.UTC).expression();
            if (expression != null) {
                Language.compileProjection(List.of(expression), SCHEMA);
            }
        });
    }
}

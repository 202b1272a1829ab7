package dev.tailrace.operators.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.OperatorHarness;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrelateTest {
    private static final Schema SCHEMA =
            Schema.of(Field.of("k", DataType.STRING), Field.of("x", DataType.DOUBLE), Field.of("y", DataType.DOUBLE));

    private static List<Row> run(int n, List<Row> rows) {
        var settings = new Correlate.Settings(List.of("k"), "x", "y", n, null);
        return OperatorHarness.of(new Correlate(), settings)
                .input(SCHEMA)
                .inOrder()
                .rows(rows)
                .run()
                .rows();
    }

    @Test
    void theFirstOfAnscombesQuartetHasItsCorrelation() {
        double[] x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
        double[] y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            rows.add(Row.of("a", x[i], y[i]));
        }
        List<Row> found = run(11, rows);
        assertNull(found.get(9).get(3));
        assertEquals(0.81642, (Double) found.get(10).get(3), 5e-6);
    }

    @Test
    void aLineIsOneOrMinusOneAndAConstantNothing() {
        List<Row> found = run(
                3,
                List.of(
                        Row.of("a", 1.0, 3.0),
                        Row.of("a", 2.0, 1.0),
                        Row.of("a", 3.0, -1.0),
                        Row.of("a", 3.0, -1.0),
                        Row.of("a", 3.0, -1.0),
                        Row.of("a", 4.0, 7.0)));
        assertEquals(-1.0, (Double) found.get(2).get(3), 1e-12);
        assertNull(found.get(4).get(3));
        assertEquals(1.0, (Double) found.get(5).get(3), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 5", "3, 40"})
    void agreesWithDuckDb(long seed, int n) throws SQLException {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            double x = random.nextGaussian();
            rows.add(Row.of(
                    random.nextInt(5) == 0 ? null : "k" + random.nextInt(3),
                    random.nextInt(12) == 0 ? null : x,
                    random.nextInt(12) == 0 ? null : 50 + x * random.nextInt(3) + random.nextGaussian()));
        }
        List<Row> expected = DuckTable.query(
                SCHEMA,
                rows,
                List.of(),
                "SELECT CASE WHEN COUNT(*) OVER w = " + n
                        + " THEN CORR(y, x) OVER w END FROM r WHERE x IS NOT NULL AND y IS NOT NULL"
                        + " WINDOW w AS (PARTITION BY k ORDER BY arrival ROWS BETWEEN " + (n - 1)
                        + " PRECEDING AND CURRENT ROW) ORDER BY arrival");
        List<Row> found = run(n, rows);
        int at = 0;
        for (int i = 0; i < rows.size(); i++) {
            boolean counts = rows.get(i).get(1) != null && rows.get(i).get(2) != null;
            Object wanted = counts ? expected.get(at++).get(0) : null;
            Series.assertNumber(
                    wanted == null ? Double.NaN : (Double) wanted, found.get(i).get(3), "row " + i);
        }
        assertEquals(expected.size(), at);
    }
}

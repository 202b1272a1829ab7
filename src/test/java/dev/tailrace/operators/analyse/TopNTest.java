package dev.tailrace.operators.analyse;

import static dev.tailrace.operators.analyse.Changelog.after;
import static dev.tailrace.operators.analyse.Changelog.before;
import static dev.tailrace.operators.analyse.Changelog.delete;
import static dev.tailrace.operators.analyse.Changelog.folded;
import static dev.tailrace.operators.analyse.Changelog.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.RowComparison;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operators.analyse.TopN.Direction;
import dev.tailrace.operators.analyse.TopN.Nulls;
import dev.tailrace.operators.analyse.TopN.OrderColumn;
import dev.tailrace.operators.analyse.TopN.Settings;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopNTest {
    private static final Schema SCHEMA =
            Schema.of(Field.of("k", DataType.STRING), Field.of("v", DataType.INT), Field.of("w", DataType.INT));

    private static OrderColumn greatest(String column) {
        return new OrderColumn(column, Direction.DESCENDING, Nulls.LAST);
    }

    private static OperatorHarness<Settings> top(int n, String rank) {
        return OperatorHarness.of(new TopN(), new Settings(n, List.of("k"), List.of(greatest("v")), rank));
    }

    @Test
    void rowsEnterAndLeave() {
        var result = top(2, null)
                .input(SCHEMA)
                .rows(insert("a", 1, 0), insert("a", 2, 1))
                .watermark(1)
                .rows(insert("a", 3, 2), insert("b", 0, 3))
                .watermark(2)
                .rows(insert("a", 1, 4))
                .run();
        assertEquals(
                List.of(insert("a", 2, 1), insert("a", 1, 0), delete("a", 1, 0), insert("a", 3, 2), insert("b", 0, 3)),
                result.rows());
    }

    @Test
    void ranksAreUpdated() {
        var result = top(2, "rank")
                .input(SCHEMA)
                .rows(insert("a", 1, 0), insert("a", 2, 1))
                .watermark(1)
                .rows(insert("a", 3, 2))
                .run();
        assertEquals(
                List.of(
                        insert("a", 2, 1, 1L),
                        insert("a", 1, 0, 2L),
                        before("a", 2, 1, 1L),
                        after("a", 3, 2, 1L),
                        before("a", 1, 0, 2L),
                        after("a", 2, 1, 2L)),
                result.rows());
    }

    @Test
    void ofEqualRowsTheOneThatCameFirstIsFirst() {
        var result = top(2, "rank")
                .input(SCHEMA)
                .rows(insert("a", 1, 0), insert("a", 1, 1), insert("a", 1, 2))
                .run();
        assertEquals(List.of(insert("a", 1, 0, 1L), insert("a", 1, 1, 2L)), folded(result.rows()));
    }

    @Test
    void nullsStandWhereTheyAreSaidTo() {
        for (Nulls nulls : Nulls.values()) {
            for (Direction direction : Direction.values()) {
                var settings = new Settings(1, List.of(), List.of(new OrderColumn("v", direction, nulls)), null);
                var result = OperatorHarness.of(new TopN(), settings)
                        .input(SCHEMA)
                        .rows(insert("a", 1, 0), insert("b", null, 1), insert("c", 2, 2))
                        .run();
                String first = nulls == Nulls.FIRST ? "b" : direction == Direction.ASCENDING ? "a" : "c";
                assertEquals(first, folded(result.rows()).get(0).get(0));
            }
        }
    }

    @Test
    void othersMoveUpWhenARowIsTakenBack() {
        var result = top(2, "rank")
                .input("in", new StreamType(SCHEMA, true, null))
                .rows(insert("a", 1, 0), insert("a", 2, 1), insert("a", 3, 2))
                .watermark(1)
                .rows(before("a", 3, 2), after("a", 0, 2))
                .watermark(2)
                .rows(delete("a", 0, 2), delete("a", 1, 0))
                .run();
        assertEquals(
                List.of(
                        insert("a", 3, 2, 1L),
                        insert("a", 2, 1, 2L),
                        before("a", 3, 2, 1L),
                        after("a", 2, 1, 1L),
                        before("a", 2, 1, 2L),
                        after("a", 1, 0, 2L),
                        delete("a", 1, 0, 2L)),
                result.rows());
    }

    @Test
    void aRowThatWasNeverGivenCannotBeTakenBack() {
        var result = top(2, null)
                .input("in", new StreamType(SCHEMA, true, null))
                .rows(insert("a", 1, 0), delete("a", 1, 1))
                .run();
        assertNotNull(result.failure());
        assertEquals("operators.unknown-retraction", result.failure().code());
    }

    @Test
    void needsAnOrderOfColumnsThatAreThere() {
        assertEquals(List.of("operators.top-n.no-order"), codes(new Settings(3, List.of("k"), List.of(), null)));
        assertEquals(
                List.of("operators.unknown-column-near", "operators.duplicate-name"),
                codes(new Settings(3, List.of("k"), List.of(greatest("vv")), "w")));
    }

    private static List<String> codes(Settings settings) {
        return OperatorHarness.of(new TopN(), settings).input(SCHEMA).problems().stream()
                .map(Problem::code)
                .toList();
    }

    private static final Schema MANY = Schema.of(
            Field.of("k", DataType.STRING),
            Field.of("j", DataType.INT),
            Field.of("d", DataType.DOUBLE),
            Field.of("p", DataType.decimal(30, 2)),
            Field.of("s", DataType.STRING),
            Field.of("b", DataType.BOOLEAN),
            Field.of("note", DataType.INT));

    private static final List<OrderColumn> ORDER = List.of(
            new OrderColumn("d", Direction.DESCENDING, Nulls.LAST),
            new OrderColumn("s", Direction.ASCENDING, Nulls.FIRST),
            new OrderColumn("p", Direction.DESCENDING, Nulls.FIRST),
            new OrderColumn("b", Direction.ASCENDING, Nulls.LAST));

    private static final String NUMBERED = "ROW_NUMBER() OVER (PARTITION BY k, j ORDER BY d DESC NULLS LAST,"
            + " s ASC NULLS FIRST, p DESC NULLS FIRST, b ASC NULLS LAST, arrival)";

    private static Row random(Random random) {
        return Row.of(
                orNull(random, "k" + random.nextInt(3)),
                orNull(random, random.nextInt(2)),
                orNull(random, random.nextInt(4) / 2.0 - 1),
                orNull(random, BigDecimal.valueOf(random.nextInt(3) - 1, 2)),
                orNull(random, List.of("", "a", "a\0", "ab", "ü").get(random.nextInt(5))),
                orNull(random, random.nextBoolean()),
                random.nextInt(5));
    }

    private static Object orNull(Random random, Object value) {
        return random.nextInt(6) == 0 ? null : value;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void agreesWithDuckDb(long seed) throws SQLException {
        Random random = new Random(seed);
        boolean ranked = seed % 2 == 0;
        var harness = OperatorHarness.of(new TopN(), new Settings(7, List.of("k", "j"), ORDER, ranked ? "rank" : null))
                .input(MANY)
                .seed(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            rows.add(random(random));
        }
        String columns = "k, j, d, p, s, b, note" + (ranked ? ", " + NUMBERED : "");
        new RowComparison(false, false)
                .assertSame(
                        DuckTable.query(
                                MANY, rows, List.of(), "SELECT " + columns + " FROM r QUALIFY " + NUMBERED + " <= 7"),
                        folded(harness.rows(rows).run().rows()),
                        "seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void agreesWithDuckDbOverAChangelog(long seed) throws SQLException {
        Random random = new Random(seed);
        boolean ranked = seed % 2 == 0;
        var harness = OperatorHarness.of(new TopN(), new Settings(3, List.of("k", "j"), ORDER, ranked ? "rank" : null))
                .input("in", new StreamType(MANY, true, null))
                .seed(seed);
        List<Row> table = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            // The table grows, shrinks to nothing, and grows again.
            boolean shrinks = i >= 300 && i < 600;
            if (!table.isEmpty() && random.nextInt(10) < (shrinks ? 9 : 3)) {
                Row gone = table.get(random.nextInt(table.size()));
                table.remove(gone);
                harness.rows(new Row(RowKind.DELETE, gone.values()));
            } else {
                Row row = random(random);
                table.add(row);
                harness.rows(row);
            }
        }
        String columns = "k, j, d, p, s, b, note" + (ranked ? ", " + NUMBERED : "");
        new RowComparison(false, false)
                .assertSame(
                        DuckTable.query(
                                MANY, table, List.of(), "SELECT " + columns + " FROM r QUALIFY " + NUMBERED + " <= 3"),
                        folded(harness.run().rows()),
                        "seed " + seed);
    }

    @Test
    void aKeyThatIsIdleForTheTtlBeginsAnew() {
        var settings = new Settings(1, List.of("k"), List.of(greatest("v")), null, Duration.ofSeconds(60));
        var result = OperatorHarness.of(new TopN(), settings)
                .input("in", new StreamType(SCHEMA, true, null))
                .rows(insert("a", 9, 0), insert("b", 5, 1))
                .now(30_000)
                .rows(insert("b", 4, 2))
                .now(60_000)
                .rows(insert("a", 1, 3), insert("b", 3, 4), delete("a", 9, 0))
                .run();
        assertEquals(List.of(insert("a", 9, 0), insert("b", 5, 1), insert("a", 1, 3)), result.rows());
    }
}

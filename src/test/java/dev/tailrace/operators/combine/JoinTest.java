package dev.tailrace.operators.combine;

import static dev.tailrace.operators.analyse.Changelog.after;
import static dev.tailrace.operators.analyse.Changelog.before;
import static dev.tailrace.operators.analyse.Changelog.delete;
import static dev.tailrace.operators.analyse.Changelog.folded;
import static dev.tailrace.operators.analyse.Changelog.insert;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.DuckDb;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.HarnessResult;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.RowComparison;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.join.ColumnPair;
import dev.tailrace.operator.join.JoinType;
import dev.tailrace.operators.combine.Join.Settings;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JoinTest {
    private static final Schema ORDERS =
            Schema.of(Field.of("k", DataType.INT), Field.required("item", DataType.STRING));
    private static final Schema PEOPLE =
            Schema.of(Field.required("id", DataType.INT), Field.required("name", DataType.STRING));

    private static Settings settings(JoinType type, @Nullable String condition) {
        return new Settings(type, List.of(new ColumnPair("k", "id")), condition, null, null, null);
    }

    private static OperatorHarness<Settings> rows(Settings settings) {
        return OperatorHarness.of(new Join(), settings)
                .input("left", StreamType.rows(ORDERS))
                .input("right", StreamType.rows(PEOPLE));
    }

    private static OperatorHarness<Settings> changes(Settings settings) {
        return OperatorHarness.of(new Join(), settings)
                .input("left", new StreamType(ORDERS, true, null))
                .input("right", new StreamType(PEOPLE, true, null));
    }

    private static boolean givesChanges(HarnessResult result) {
        return result.output().ports().get("out").changes();
    }

    @Test
    void pairsLeaveWhenTheSecondOfTheTwoComes() {
        var result = rows(settings(JoinType.INNER, null))
                .rows("left", insert(1, "tea"), insert(2, "ink"), insert(1, "tea"), insert(null, "nil"))
                .rows("right", insert(1, "Ann"), insert(3, "Bob"))
                .rows("left", insert(3, "pen"), insert(1, "cup"))
                .run();
        assertFalse(givesChanges(result));
        assertEquals(
                List.of(
                        insert(1, "tea", 1, "Ann"),
                        insert(1, "tea", 1, "Ann"),
                        insert(3, "pen", 3, "Bob"),
                        insert(1, "cup", 1, "Ann")),
                result.rows());
    }

    @Test
    void aLeftRowIsAloneUntilItsFirstPartnerComes() {
        var result = rows(settings(JoinType.LEFT, null))
                .rows("left", insert(1, "tea"), insert(null, "nil"))
                .rows("right", insert(1, "Ann"), insert(1, "Eve"), insert(2, "Bob"))
                .run();
        assertTrue(givesChanges(result));
        assertEquals(
                List.of(
                        insert(1, "tea", null, null),
                        insert(null, "nil", null, null),
                        delete(1, "tea", null, null),
                        insert(1, "tea", 1, "Ann"),
                        insert(1, "tea", 1, "Eve")),
                result.rows());
    }

    @Test
    void aRightRowIsAloneAgainWhenItsLastPartnerIsTakenBack() {
        var result = changes(settings(JoinType.RIGHT, null))
                .rows("left", insert(1, "tea"), insert(1, "tea"))
                .rows("right", insert(1, "Ann"))
                .rows("left", delete(1, "tea"), delete(1, "tea"))
                .run();
        assertEquals(
                List.of(
                        insert(1, "tea", 1, "Ann"),
                        insert(1, "tea", 1, "Ann"),
                        delete(1, "tea", 1, "Ann"),
                        delete(1, "tea", 1, "Ann"),
                        insert(null, null, 1, "Ann")),
                result.rows());
    }

    @Test
    void aFullJoinGivesTheRowsOfBothSides() {
        var result = rows(settings(JoinType.FULL, "item <> name"))
                .rows("left", insert(1, "Ann"), insert(2, "ink"))
                .rows("right", insert(1, "Ann"), insert(2, "Bob"))
                .run();
        assertEquals(
                List.of(insert(1, "Ann", null, null), insert(null, null, 1, "Ann"), insert(2, "ink", 2, "Bob")),
                folded(result.rows()));
    }

    @Test
    void aSemiJoinGivesALeftRowOnceHoweverManyPartnersItHas() {
        var result = rows(settings(JoinType.SEMI, null))
                .rows("right", insert(2, "Bob"), insert(2, "Eve"))
                .rows("left", insert(1, "tea"), insert(2, "ink"), insert(null, "nil"))
                .rows("right", insert(1, "Ann"), insert(1, "Joe"))
                .run();
        assertFalse(givesChanges(result));
        assertEquals(List.of(insert(2, "ink"), insert(1, "tea")), result.rows());
    }

    @Test
    void aSemiJoinTakesALeftRowBackWithItsLastPartner() {
        var result = changes(settings(JoinType.SEMI, null))
                .rows("left", insert(1, "tea"), insert(1, "tea"))
                .rows("right", insert(1, "Ann"), insert(1, "Ann"), delete(1, "Ann"))
                .watermark(1)
                .rows("right", delete(1, "Ann"))
                .run();
        assertEquals(List.of(insert(1, "tea"), insert(1, "tea"), delete(1, "tea"), delete(1, "tea")), result.rows());
    }

    @Test
    void anAntiJoinGivesLeftRowsWithoutAPartner() {
        var result = changes(settings(JoinType.ANTI, null))
                .rows("left", insert(1, "tea"), insert(null, "nil"))
                .rows("right", insert(1, "Ann"), insert(2, "Bob"))
                .rows("left", insert(2, "ink"), insert(3, "pen"), delete(null, "nil"))
                .rows("right", delete(2, "Bob"))
                .run();
        assertEquals(
                List.of(
                        insert(1, "tea"),
                        insert(null, "nil"),
                        delete(1, "tea"),
                        insert(3, "pen"),
                        delete(null, "nil"),
                        insert(2, "ink")),
                result.rows());
    }

    @Test
    void theKindsOfUpdatesStayWhereNothingComesBetween() {
        var result = changes(settings(JoinType.INNER, null))
                .rows("right", insert(1, "Ann"))
                .rows("left", insert(1, "tea"), before(1, "tea"), after(1, "cup"))
                .run();
        assertEquals(
                List.of(insert(1, "tea", 1, "Ann"), before(1, "tea", 1, "Ann"), after(1, "cup", 1, "Ann")),
                result.rows());
    }

    @Test
    void manyPartnersLeaveInSeveralBatches() {
        var harness = rows(settings(JoinType.INNER, "item < name"));
        Row[] right = new Row[200];
        for (int i = 0; i < right.length; i++) {
            right[i] = insert(1, "n" + i);
        }
        Row[] left = new Row[11];
        for (int i = 0; i < left.length; i++) {
            left[i] = insert(1, "m" + i);
        }
        var result = harness.rows("right", right).rows("left", left).run();
        assertEquals(200 * 11, result.rows().size());
    }

    private static Settings forgetting(JoinType type) {
        return new Settings(type, List.of(new ColumnPair("k", "id")), null, null, null, Duration.ofSeconds(1));
    }

    @Test
    void rowsWithoutANewPartnerAreForgottenAfterTheirTime() {
        var result = rows(forgetting(JoinType.LEFT))
                .rows("left", insert(1, "tea"), insert(2, "ink"))
                .now(600)
                .rows("right", insert(1, "Ann"))
                .now(1_000)
                .rows("right", insert(2, "Bob"), insert(1, "Eve"))
                .now(1_999)
                .rows("left", insert(1, "cup"), insert(2, "pen"))
                .endless()
                .run();
        assertEquals(
                List.of(
                        insert(1, "cup", 1, "Eve"),
                        insert(1, "tea", 1, "Ann"),
                        insert(1, "tea", 1, "Eve"),
                        insert(2, "ink", null, null),
                        insert(2, "pen", 2, "Bob")),
                folded(result.rows()).stream()
                        .sorted(Comparator.comparing(Row::toString))
                        .toList());
    }

    @Test
    void aRowThatIsForgottenMayStillBeTakenBackWithItsPairs() {
        var result = OperatorHarness.of(new Join(), forgetting(JoinType.INNER))
                .input("left", new StreamType(ORDERS, true, null))
                .input("right", new StreamType(PEOPLE, true, null))
                .rows("left", insert(1, "tea"), insert(1, "tea"))
                .now(900)
                .rows("right", insert(1, "Ann"))
                .now(1_000)
                .rows("left", delete(1, "tea"))
                .rows("right", insert(1, "Eve"))
                .endless()
                .run();
        assertEquals(List.of(insert(1, "tea", 1, "Ann")), folded(result.rows()));
    }

    @Test
    void aRowThatWasNeverGivenCannotBeTakenBack() {
        var result = changes(settings(JoinType.INNER, null))
                .rows("left", insert(1, "tea"), delete(1, "ink"))
                .run();
        assertNotNull(result.failure());
        assertEquals("operators.unknown-retraction", result.failure().code());
    }

    @Test
    void aConditionThatFailsStopsTheRunAndShowsThePair() {
        var result = rows(settings(JoinType.INNER, "10 / (id - 1) > 2"))
                .rows("left", insert(1, "tea"))
                .rows("right", insert(2, "Bob"), insert(1, "Ann"))
                .wired("out")
                .run();
        assertNotNull(result.failure());
        assertEquals("operators.row-failed", result.failure().code());
        assertEquals(List.of(insert(null, null, 1, null)), result.failedRows());
    }

    @Test
    void pairsThatFailGoToTheErrorPortAndTheirRowsMeetOthers() {
        Settings settings = settings(JoinType.LEFT, "10 / (CHAR_LENGTH(name) - CHAR_LENGTH(item)) > 0");
        var harness = rows(settings)
                .rows("left", insert(1, "tea"), insert(2, "ink"))
                .rows("right", insert(1, "Ann"), insert(1, "Carla"), insert(2, "Bob"))
                .rows("left", insert(1, "paper"), insert(3, "cup"));
        var result = harness.run();
        new RowComparison(false, true)
                .assertSame(
                        List.of(
                                insert(1, "tea", 1, "Carla"),
                                insert(2, "ink", null, null),
                                insert(1, "paper", null, null),
                                insert(3, "cup", null, null)),
                        result.rows(),
                        "what leaves");
        assertEquals(
                List.of("k", "item", "id", "name", "error_message"),
                result.output().ports().get("error").schema().names());
        assertEquals(
                Set.of(List.of(1, "tea", 1, "Ann"), List.of(2, "ink", 2, "Bob"), List.of(1, "paper", 1, "Carla")),
                result.rows("error").stream()
                        .map(row -> row.values().subList(0, 4))
                        .collect(Collectors.toSet()));
        assertEquals(3, result.rows("error").size());
        Settings skipping =
                new Settings(settings.type(), settings.on(), settings.condition(), null, null, null, ErrorPolicy.SKIP);
        var skipped = rows(skipping)
                .rows("left", insert(1, "tea"))
                .rows("right", insert(1, "Ann"), insert(1, "Carla"))
                .wired("out")
                .run();
        assertEquals(1, skipped.errors());
    }

    @Test
    void aPairThatFailsIsNoneWhenItsRowIsTakenBackEither() {
        var result = changes(settings(JoinType.LEFT, "10 / (CHAR_LENGTH(name) - CHAR_LENGTH(item)) > 0"))
                .rows("left", insert(1, "tea"))
                .rows("right", insert(1, "Ann"), delete(1, "Ann"), insert(1, "Carla"), delete(1, "Carla"))
                .run();
        new RowComparison(false, true).assertSame(List.of(insert(1, "tea", null, null)), result.rows(), "what leaves");
        assertEquals(2, result.rows("error").size());
    }

    @Test
    void saysWhatIsWrongWithItsSettings() {
        Schema dates = Schema.of(Field.of("id", DataType.BIGINT), Field.of("k", DataType.DATE));
        assertEquals(
                List.of("operators.join.nothing-equal"),
                codes(PEOPLE, new Settings(JoinType.INNER, List.of(), " ", null, null, null)));
        assertEquals(
                List.of("operators.unknown-column", "operators.unknown-column-near"),
                codes(
                        PEOPLE,
                        new Settings(JoinType.INNER, List.of(new ColumnPair("zzzz", "ids")), null, null, null, null)));
        assertEquals(
                List.of("operators.join.key-types", "operators.join.name-twice"),
                codes(dates, settings(JoinType.LEFT, null)));
        assertEquals(List.of("operators.join.key-types"), codes(dates, settings(JoinType.SEMI, null)));
        assertEquals(List.of("operators.not-a-condition"), codes(PEOPLE, settings(JoinType.ANTI, "k + id")));
        assertEquals(
                List.of(),
                codes(
                        ORDERS,
                        new Settings(
                                JoinType.INNER,
                                List.of(new ColumnPair("k", "k")),
                                "a_item < b_item",
                                "a_",
                                "b_",
                                null)));
    }

    private static List<String> codes(Schema right, Settings settings) {
        return OperatorHarness.of(new Join(), settings)
                .input("left", StreamType.rows(ORDERS))
                .input("right", StreamType.rows(right))
                .problems()
                .stream()
                .filter(Problem::isError)
                .map(Problem::code)
                .toList();
    }

    private static final Schema LEFT = Schema.of(
            Field.of("k", DataType.STRING),
            Field.of("j", DataType.INT),
            Field.of("d", DataType.DOUBLE),
            Field.of("p", DataType.decimal(30, 2)),
            Field.of("b", DataType.BOOLEAN),
            Field.of("n", DataType.INT));
    private static final Schema RIGHT = Schema.of(
            Field.of("n", DataType.INT),
            Field.of("j", DataType.INT),
            Field.of("k", DataType.STRING),
            Field.of("q", DataType.decimal(12, 3)),
            Field.of("l", DataType.BIGINT));

    private static Row random(Schema schema, Random random) {
        return Row.of(schema.fields().stream()
                .map(field -> orNull(random, value(field, random)))
                .toArray());
    }

    private static Object value(Field field, Random random) {
        return switch (field.type().kind()) {
            case STRING -> "k" + random.nextInt(4);
            case DOUBLE -> random.nextInt(4) / 2.0;
            case DECIMAL -> BigDecimal.valueOf(random.nextInt(3), field.type().scale());
            case BOOLEAN -> random.nextBoolean();
            case BIGINT -> (long) random.nextInt(3);
            default -> random.nextInt(3);
        };
    }

    private static @Nullable Object orNull(Random random, Object value) {
        return random.nextInt(6) == 0 ? null : value;
    }

    private static final List<ColumnPair> BY_TWO = List.of(new ColumnPair("k", "k"), new ColumnPair("j", "j"));

    private static Settings random(JoinType type, boolean conditional, boolean keyed) {
        String condition = conditional ? "l_n <= r_n OR l_b" : null;
        return new Settings(type, keyed ? BY_TWO : List.of(), condition, "l_", "r_", null);
    }

    /** The same in DuckDB. */
    private static String sql(Settings settings) {
        String on = settings.on().isEmpty() ? "TRUE" : "a.k = b.k AND a.j = b.j";
        String condition = settings.condition() == null ? "TRUE" : "(a.n <= b.n OR a.b)";
        String both = on + " AND " + condition;
        return switch (settings.type()) {
            case SEMI -> "SELECT a.* FROM a WHERE EXISTS (SELECT 1 FROM b WHERE " + both + ")";
            case ANTI -> "SELECT a.* FROM a WHERE NOT EXISTS (SELECT 1 FROM b WHERE " + both + ")";
            default -> "SELECT a.*, b.* FROM a " + settings.type() + " JOIN b ON " + both;
        };
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithDuckDb(JoinType type) throws SQLException {
        for (int seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            Settings settings = random(type, seed != 1, seed != 3);
            var harness = OperatorHarness.of(new Join(), settings)
                    .input("left", StreamType.rows(LEFT))
                    .input("right", StreamType.rows(RIGHT))
                    .seed(seed);
            List<Row> left = new ArrayList<>();
            List<Row> right = new ArrayList<>();
            for (int i = 0; i < (seed == 3 ? 8 : 60); i++) {
                boolean isLeft = random.nextBoolean();
                List<Row> burst = new ArrayList<>();
                for (int count = 1 + random.nextInt(8); count > 0; count--) {
                    burst.add(random(isLeft ? LEFT : RIGHT, random));
                }
                harness.rows(isLeft ? "left" : "right", burst.toArray(new Row[0]));
                (isLeft ? left : right).addAll(burst);
            }
            assertAgrees(settings, left, right, harness.run().rows(), "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void agreesWithDuckDbOverChangelogs(long seed) throws SQLException {
        for (JoinType type : JoinType.values()) {
            Random random = new Random(seed);
            Settings settings = random(type, seed % 2 == 0, true);
            var harness = OperatorHarness.of(new Join(), settings)
                    .input("left", new StreamType(LEFT, true, null))
                    .input("right", new StreamType(RIGHT, true, null))
                    .seed(seed);
            List<Row> left = new ArrayList<>();
            List<Row> right = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                boolean isLeft = random.nextBoolean();
                List<Row> table = isLeft ? left : right;
                List<Row> burst = new ArrayList<>();
                // The tables grow, shrink to little, and grow again.
                int shrinking = i >= 20 && i < 40 ? 9 : 3;
                for (int count = 1 + random.nextInt(8); count > 0; count--) {
                    if (!table.isEmpty() && random.nextInt(10) < shrinking) {
                        Row gone = table.get(random.nextInt(table.size()));
                        table.remove(gone);
                        burst.add(new Row(RowKind.DELETE, gone.values()));
                    } else {
                        Row row = random(isLeft ? LEFT : RIGHT, random);
                        table.add(row);
                        burst.add(row);
                    }
                }
                harness.rows(isLeft ? "left" : "right", burst.toArray(new Row[0]));
            }
            assertAgrees(settings, left, right, harness.run().rows(), type + ", seed " + seed);
        }
    }

    private static void assertAgrees(
            Settings settings, List<Row> left, List<Row> right, List<Row> actual, String message) throws SQLException {
        try (DuckDb duck = new DuckDb()) {
            List<Row> expected =
                    duck.table("a", LEFT, left).table("b", RIGHT, right).query(sql(settings));
            new RowComparison(false, false).assertSame(expected, folded(actual), message);
        }
    }
}

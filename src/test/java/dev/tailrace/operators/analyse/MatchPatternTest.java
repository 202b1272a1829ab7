package dev.tailrace.operators.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.pattern.AfterMatch;
import dev.tailrace.operator.pattern.CheckedPattern.Definition;
import dev.tailrace.operator.pattern.CheckedPattern.Measure;
import dev.tailrace.operators.analyse.MatchPattern.Settings;
import dev.tailrace.operators.analyse.MatchPattern.TieColumn;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchPatternTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("k", DataType.STRING),
            Field.required("t", DataType.TIMESTAMP),
            Field.of("c", DataType.STRING),
            Field.of("p", DataType.INT));

    /** Settings under construction. */
    private record Pattern(
            String pattern,
            List<Definition> define,
            List<Measure> measures,
            AfterMatch after,
            @Nullable String skipTo,
            @Nullable Duration within,
            List<TieColumn> ties,
            int limit,
            List<String> keys) {
        static Pattern of(String pattern) {
            return new Pattern(
                    pattern, List.of(), List.of(), AfterMatch.PAST_LAST_ROW, null, null, List.of(), 1000, List.of("k"));
        }

        /** Variables that take rows with the same letter. */
        static Pattern ofLetters(String pattern, String... letters) {
            Pattern result = of(pattern);
            for (String letter : letters) {
                result = result.define(letter, letter + ".c = '" + letter + "'");
            }
            return result;
        }

        Pattern define(String variable, String condition) {
            List<Definition> more = new ArrayList<>(define);
            more.add(new Definition(variable, condition));
            return new Pattern(pattern, more, measures, after, skipTo, within, ties, limit, keys);
        }

        Pattern measure(String name, String expression) {
            List<Measure> more = new ArrayList<>(measures);
            more.add(new Measure(name, expression));
            return new Pattern(pattern, define, more, after, skipTo, within, ties, limit, keys);
        }

        Pattern after(AfterMatch newAfter, @Nullable String newSkipTo) {
            return new Pattern(pattern, define, measures, newAfter, newSkipTo, within, ties, limit, keys);
        }

        Pattern within(Duration newWithin) {
            return new Pattern(pattern, define, measures, after, skipTo, newWithin, ties, limit, keys);
        }

        Pattern ties(TieColumn... columns) {
            return new Pattern(pattern, define, measures, after, skipTo, within, List.of(columns), limit, keys);
        }

        Pattern limit(int newLimit) {
            return new Pattern(pattern, define, measures, after, skipTo, within, ties, newLimit, keys);
        }

        Pattern keyed(String... newKeys) {
            return new Pattern(pattern, define, measures, after, skipTo, within, ties, limit, List.of(newKeys));
        }

        OperatorHarness<Settings> harness() {
            return over(SCHEMA);
        }

        /** Over rows that have a number too. */
        OperatorHarness<Settings> numbered() {
            return over(SCHEMA.plus(Field.required("id", DataType.INT)));
        }

        private OperatorHarness<Settings> over(Schema schema) {
            return OperatorHarness.of(
                            new MatchPattern(),
                            new Settings(
                                    keys,
                                    pattern,
                                    define,
                                    measures,
                                    after,
                                    skipTo,
                                    within,
                                    ties,
                                    limit,
                                    ErrorPolicy.STOP))
                    .input("in", StreamType.rows(schema).withEventTime("t"));
        }
    }

    private static Row row(@Nullable String key, int second, @Nullable String letter, @Nullable Integer value) {
        return Row.of(key, time(second), letter, value);
    }

    private static LocalDateTime time(int second) {
        return LocalDateTime.ofEpochSecond(1_700_000_000L + second, 0, ZoneOffset.UTC);
    }

    private static long millis(int second) {
        return (1_700_000_000L + second) * 1000;
    }

    /** A row a second, with its position as value; a dash for a letter that is NULL. */
    private static List<Row> letters(String letters) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            String letter = letters.substring(i, i + 1);
            rows.add(row("k", i, letter.equals("-") ? null : letter, i));
        }
        return rows;
    }

    @Test
    void rowsThatFollowOneAnotherAsThePatternSaysAreAMatch() {
        var result = Pattern.ofLetters("A B+ C", "A", "B", "C")
                .measure("first", "A.p")
                .measure("last", "C.p")
                .measure("count", "COUNT(B.p)")
                .measure("sum", "SUM(B.p)")
                .measure("second", "FIRST(B.p, 1)")
                .measure("lastButOne", "LAST(B.p, 1) * 10")
                .measure("all", "COUNT(*)")
                .harness()
                .rows(letters("ABCABBBCAXBC"))
                .run();
        assertEquals(
                List.of(Row.of("k", 0, 2, 1L, 1, null, null, 3L), Row.of("k", 3, 7, 3L, 4 + 5 + 6, 5, 50, 5L)),
                result.rows());
    }

    private static List<Row> found(Pattern pattern, String letters) {
        return pattern.measure("first", "FIRST(p)")
                .measure("last", "LAST(p)")
                .keyed()
                .harness()
                .rows(letters(letters))
                .run()
                .rows();
    }

    private static List<Row> firstAndLast(int... positions) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < positions.length; i += 2) {
            rows.add(Row.of(positions[i], positions[i + 1]));
        }
        return rows;
    }

    @Test
    void whereTheNextMatchBeginsIsAskedFor() {
        Pattern pattern = Pattern.ofLetters("A B+? C", "A", "B", "C");
        assertEquals(firstAndLast(0, 2, 3, 6), found(pattern, "ABCABBC"));
        Pattern any = Pattern.of("X Y{2}");
        assertEquals(firstAndLast(0, 2, 3, 5), found(any, "ABCABBC"));
        assertEquals(
                firstAndLast(0, 2, 1, 3, 2, 4, 3, 5, 4, 6), found(any.after(AfterMatch.TO_NEXT_ROW, null), "ABCABBC"));
        assertEquals(firstAndLast(0, 2, 1, 3, 2, 4, 3, 5, 4, 6), found(any.after(AfterMatch.TO_FIRST, "Y"), "ABCABBC"));
        assertEquals(firstAndLast(0, 2, 2, 4, 4, 6), found(any.after(AfterMatch.TO_LAST, "Y"), "ABCABBC"));
    }

    @Test
    void aGreedyVariableKeepsItsRowsFromTheNextOneWhetherItTakesThemOrNot() {
        assertEquals(firstAndLast(0, 2), found(Pattern.ofLetters("A+ X", "A"), "AAB"));
        assertEquals(firstAndLast(), found(Pattern.ofLetters("A{2,3} X", "A"), "AAAA"));
        assertEquals(firstAndLast(0, 1), found(Pattern.ofLetters("A+? X", "A"), "AAB"));
        assertEquals(firstAndLast(2, 5), found(Pattern.ofLetters("A{2,3} X", "A"), "ABAAAB"));
    }

    @Test
    void aMatchEndsBeforeTheTimeIsOver() {
        Pattern pattern = Pattern.ofLetters("A B* C", "A", "B", "C");
        assertEquals(firstAndLast(0, 3), found(pattern, "ABBC"));
        assertEquals(firstAndLast(), found(pattern.within(Duration.ofSeconds(3)), "ABBC"));
        assertEquals(firstAndLast(0, 3), found(pattern.within(Duration.ofMillis(3001)), "ABBC"));
    }

    @Test
    void aMatchWaitsForThoseThatBeganBeforeItUntilTheirTimeIsOver() {
        // From 0 on A B+? C is open for ever, from 1 on X C is complete.
        Pattern open = Pattern.of("A X* C")
                .define("A", "A.c <> 'C'")
                .define("C", "C.c = 'C'")
                .define("X", "X.c = 'B'");
        Pattern pattern = Pattern.of("A B+? C")
                .define("B", "B.c <> 'D'")
                .define("C", "C.c = 'C' AND A.c = 'B'")
                .measure("first", "FIRST(p)")
                .measure("rows", "COUNT(*)")
                .measure("found", "MATCH_ROWTIME()");
        assertEquals(firstAndLast(0, 2), found(open, "ABC"));
        assertEquals(List.of(), pattern.harness().rows(letters("ABBC")).run().rows());
        assertEquals(
                List.of(Row.of("k", 1, 3L, time(10))),
                pattern.within(Duration.ofSeconds(10))
                        .harness()
                        .rows(letters("ABBC"))
                        .run()
                        .rows());
        assertEquals(
                List.of(Row.of("k", 1, 3L, time(4))),
                pattern.harness().rows(letters("ABBCD")).run().rows());
    }

    @Test
    void conditionsReadOtherRowsAndNullIsNotTrue() {
        Pattern falls = Pattern.of("S D+ U")
                .define("D", "LAST(D.p, 1) IS NULL AND D.p < S.p OR D.p < LAST(D.p, 1)")
                .define("U", "U.p > LAST(D.p)")
                .measure("start", "S.p")
                .measure("bottom", "LAST(D.p)")
                .measure("top", "U.p");
        List<Row> rows = new ArrayList<>();
        Integer[] values = {12, 17, 13, 11, 16, null, 9, 8, 10};
        for (int i = 0; i < values.length; i++) {
            rows.add(row("k", i, "x", values[i]));
        }
        assertEquals(
                List.of(Row.of("k", 17, 11, 16), Row.of("k", 9, 8, 10)),
                falls.harness().rows(rows).run().rows());
    }

    @Test
    void rowsOfTheSameTimeComeInTheOrderAskedForOrAsTheyArrive() {
        Pattern pattern = Pattern.of("X Y").measure("x", "X.p").measure("y", "Y.p");
        List<Row> rows = List.of(row("k", 1, "a", 2), row("k", 1, "a", 3), row("k", 0, "a", 9), row("k", 1, "a", 1));
        assertEquals(
                List.of(Row.of("k", 9, 2), Row.of("k", 3, 1)),
                pattern.harness().rows(rows).run().rows());
        assertEquals(
                List.of(Row.of("k", 9, 1), Row.of("k", 2, 3)),
                pattern.ties(new TieColumn("p", TopN.Direction.ASCENDING))
                        .harness()
                        .rows(rows)
                        .run()
                        .rows());
    }

    @Test
    void rowsAtOrBeforeTheWatermarkAreLate() {
        var rows = Pattern.of("X Y")
                .measure("x", "X.p")
                .measure("y", "Y.p")
                .harness()
                .watermark(millis(5))
                .rows(row("k", 5, "a", 1), row("k", 6, "a", 2), row("k", 4, "a", 3), row("k", 7, "a", 4));
        var result = rows.run();
        assertEquals(List.of(Row.of("k", 2, 4)), result.rows());
        assertEquals(List.of(row("k", 5, "a", 1), row("k", 4, "a", 3)), result.rows("late"));
        assertEquals(2, rows.wired("out").run().late());
    }

    @Test
    void keysAreSearchedApartAndNullIsAKey() {
        var result = Pattern.ofLetters("A B", "A", "B")
                .measure("a", "A.p")
                .harness()
                .rows(
                        row("x", 0, "A", 0),
                        row(null, 1, "A", 1),
                        row("y", 2, "A", 2),
                        row(null, 3, "B", 3),
                        row("x", 4, "B", 4),
                        row("y", 5, "C", 5))
                .run();
        assertEquals(List.of(Row.of(null, 1), Row.of("x", 0)), result.rows());
    }

    @Test
    void tooManyPartialMatchesEndTheRunWithTheKey() {
        Problem failure = Pattern.of("X+? Y")
                .define("Y", "Y.c = 'Y'")
                .limit(3)
                .measure("x", "COUNT(*)")
                .harness()
                .rows(letters("AAAAAA"))
                .run()
                .failure();
        assertNotNull(failure);
        assertEquals("operators.match-pattern.too-many-of-key", failure.code());
        assertEquals(List.of(3, "k = k"), failure.arguments());
    }

    @Test
    void skippingToARowThatAMatchLacksEndsTheRun() {
        Problem failure = Pattern.ofLetters("A B? C", "A", "B", "C")
                .after(AfterMatch.TO_FIRST, "B")
                .measure("a", "A.p")
                .harness()
                .rows(letters("ABCAC"))
                .run()
                .failure();
        assertNotNull(failure);
        assertEquals("operators.match-pattern.skip-missing", failure.code());
    }

    @Test
    void aConditionThatFailsEndsTheRunOnlyWhereItIsAskedFor() {
        Pattern pattern =
                Pattern.ofLetters("A B", "A").define("B", "10 / B.p > 1").measure("b", "B.p");
        assertEquals(
                List.of(Row.of("k", 3)),
                pattern.harness()
                        .rows(row("k", 1, "X", 0), row("k", 2, "A", 0), row("k", 3, "B", 3))
                        .run()
                        .rows());
        assertNotNull(pattern.harness()
                .rows(row("k", 2, "A", 0), row("k", 3, "B", 0))
                .wired("out", "late")
                .run()
                .failure());
    }

    @Test
    void aRowThatFailsGoesToTheErrorPortAndForThePatternHasNotCome() {
        var result = Pattern.ofLetters("A B", "A")
                .define("B", "10 / (B.p - A.p) > 1")
                .measure("a", "A.p")
                .measure("b", "B.p")
                .harness()
                .rows(row("k", 1, "A", 5), row("k", 2, "B", 5), row("k", 3, "B", 6), row("k", 4, "A", 0))
                .run();
        assertEquals(List.of(Row.of("k", 5, 6)), result.rows());
        assertEquals(
                List.of(row("k", 2, "B", 5).values()),
                result.rows("error").stream()
                        .map(row -> row.values().subList(0, 4))
                        .toList());
    }

    @Test
    void theErrorPortHasTheColumnsThatCanBeKept() {
        Schema nested = new Schema(List.of(
                SCHEMA.field(0),
                Field.of("tags", DataType.array(DataType.STRING)),
                SCHEMA.field(1),
                SCHEMA.field(2),
                SCHEMA.field(3)));
        Row failing = Row.of("k", List.of("x"), time(1), "A", 0);
        var result = Pattern.of("A")
                .define("A", "10 / A.p > 1")
                .measure("a", "A.p")
                .over(nested)
                .rows(failing, Row.of("k", List.of(), time(2), "A", 3))
                .run();
        assertEquals(List.of(Row.of("k", 3)), result.rows());
        assertEquals(
                List.of("k", time(1), "A", 0),
                result.rows("error").get(0).values().subList(0, 4));
    }

    @Test
    void ofAMatchThatCannotBeToldTheLastRowGoesToTheErrorPort() {
        var result = Pattern.ofLetters("A B", "A", "B")
                .measure("d", "10 / (B.p - A.p)")
                .harness()
                .rows(letters("AB"))
                .rows(row("k", 11, "A", 3), row("k", 12, "B", 3), row("k", 13, "A", 3), row("k", 14, "B", 5))
                .run();
        assertEquals(List.of(Row.of("k", 10), Row.of("k", 5)), result.rows());
        assertEquals(
                List.of(row("k", 12, "B", 3).values()),
                result.rows("error").stream()
                        .map(row -> row.values().subList(0, 4))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "; no-pattern",
                "A B+; greedy-end",
                "A*? B?; empty-match",
                "A B{2,4}; greedy-end",
                "A B??; reluctant-optional",
                "A+ B? C; optional-after-greedy",
                "A+ B* C; optional-after-greedy",
                "A B A; variable-twice",
                "(A B)+ C; group",
                "A | B; alternatives",
                "PERMUTE(A, B); permute",
                "A {- B -} C; exclusion",
                "^ A B; anchor",
                "A B$; anchor",
                "A{3,2} B; no-rows",
                "A{0} B; no-rows",
                "A{2000} B; too-long",
                "A, B; unexpected",
                "(A B; unclosed",
                "A{2 B; unclosed"
            })
    void patternsThatFlinkDoesNotMatchAreRefusedWithTheirPlace(@Nullable String text, String code) {
        List<Problem> problems = Pattern.of(text == null ? "" : text)
                .measure("n", "COUNT(*)")
                .harness()
                .problems();
        assertEquals(
                List.of("operators.match-pattern." + code),
                problems.stream().map(Problem::code).toList());
        assertTrue(text == null || problems.get(0).span() != null);
        assertEquals("pattern", problems.get(0).place());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "D.p > 1; unknown-variable; 1; 4",
                "1 < A.pp; unknown-column-near; 5; 9",
                "A > 1; variable-alone; 1; 2",
                "SUM(A.p + B.p) > 1; several-variables; 5; 14",
                "LAST(A.p, -1) > 1; offset; 1; 14",
                "LAST(SUM(A.p)) > 1; nested; 6; 14",
                "COUNT(DISTINCT A.p) > 1; distinct; 1; 20",
                "SUM(A.c) > 1; aggregate-argument-type; 1; 9",
                "PREV(A.p, 1) > 1; not-offered; 1; 13",
                "CLASSIFIER() = 'A'; not-offered; 1; 13",
                "MATCH_ROWTIME() IS NULL; not-offered; 1; 16",
                "A.p + LAST(B.p); not-a-condition; 0; 0"
            })
    void mistakesInConditionsAreShownWhereTheyAre(String condition, String code, int from, int to) {
        List<Problem> problems = Pattern.of("A B C")
                .define("B", condition)
                .measure("n", "COUNT(*)")
                .harness()
                .problems();
        assertEquals(1, problems.size(), problems::toString);
        Problem problem = problems.get(0);
        assertTrue(problem.code().endsWith("." + code), problem::code);
        assertEquals("define[0].condition", problem.place());
        Problem.Span span = problem.span();
        if (from > 0) {
            assertNotNull(span);
            assertEquals(List.of(from, to), List.of(span.startColumn(), span.endColumn()));
        }
    }

    @Test
    void nestedColumnsAreNotRead() {
        Schema schema = SCHEMA.plus(Field.of("list", DataType.array(Field.of("element", DataType.INT))));
        List<Problem> problems =
                Pattern.of("A B").measure("n", "A.list").over(schema).problems();
        assertEquals(
                List.of("operators.match-pattern.nested-column"),
                problems.stream().map(Problem::code).toList());
    }

    @Test
    void mistakesOfTheLanguageAreShownInTheTextAsItWasWritten() {
        List<Problem> problems = Pattern.of("A B")
                .define("B", "LAST(A.p, 1) > 3 AND B.c > 3")
                .measure("n", "UPPER(A.p)")
                .harness()
                .problems();
        assertEquals(
                List.of("define[0].condition", "measures[0].expression"),
                problems.stream().map(Problem::place).toList());
        Problem.Span span = problems.get(0).span();
        assertNotNull(span);
        assertEquals(22, span.startColumn());
    }

    /** What variables stand for in the random patterns, once as SQL and once as the slow search reads it. */
    private record RandomCondition(@Nullable String sql, SlowPatterns.Condition slow) {}

    private static RandomCondition randomCondition(Random random, String own, String first) {
        String letter = "ABC".substring(random.nextInt(3)).substring(0, 1);
        int variable = own.charAt(0) - 'P';
        return switch (random.nextInt(8)) {
            case 0 -> new RandomCondition(null, (before, event) -> true);
            case 1 ->
                new RandomCondition(own + ".c <> '" + letter + "'", (before, event) -> !event.letter()
                        .equals(letter));
            case 2 ->
                new RandomCondition(
                        "LAST(" + own + ".p, 1) < " + own + ".p OR COUNT(" + own + ".p) = 1", (before, event) -> {
                            List<Integer> values = valuesOf(before, variable);
                            return values.isEmpty() || values.get(values.size() - 1) < event.value();
                        });
            case 3 ->
                new RandomCondition(
                        "SUM(" + own + ".p) < 10",
                        (before, event) -> valuesOf(before, variable).stream()
                                                .mapToInt(value -> value)
                                                .sum()
                                        + event.value()
                                < 10);
            case 4 ->
                new RandomCondition("p <= COALESCE(FIRST(" + first + ".p), 3)", (before, event) -> {
                    List<Integer> values = new ArrayList<>(valuesOf(before, 0));
                    if (variable == 0) {
                        values.add(event.value());
                    }
                    return event.value() <= (values.isEmpty() ? 3 : values.get(0));
                });
            default ->
                new RandomCondition(own + ".c = '" + letter + "'", (before, event) -> event.letter()
                        .equals(letter));
        };
    }

    private static List<Integer> valuesOf(List<SlowPatterns.Given> rows, int variable) {
        return rows.stream()
                .filter(given -> given.variable() == variable)
                .map(given -> given.event().value())
                .toList();
    }

    private static final String[] QUANTIFIERS = {
        "", "", "?", "*", "+", "*?", "+?", "{2}", "{1,2}", "{0,2}", "{2,}?", "{1,3}?"
    };
    private static final int[][] BOUNDS = {
        {1, 1}, {1, 1}, {0, 1}, {0, -1}, {1, -1}, {0, -1}, {1, -1}, {2, 2}, {1, 2}, {0, 2}, {2, -1}, {1, 3}
    };

    @Test
    void randomPatternsFindWhatATryOfEveryWayFinds() {
        int compared = 0;
        int matched = 0;
        for (int seed = 0; compared < 30; seed++) {
            Random random = new Random(seed);
            int size = 1 + random.nextInt(4);
            List<SlowPatterns.Variable> variables = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            List<RandomCondition> conditions = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                String name = String.valueOf((char) ('P' + i));
                int quantifier = random.nextInt(QUANTIFIERS.length);
                int[] bounds = BOUNDS[quantifier];
                text.append(name).append(QUANTIFIERS[quantifier]).append(' ');
                RandomCondition condition = randomCondition(random, name, "P");
                conditions.add(condition);
                variables.add(new SlowPatterns.Variable(
                        bounds[0],
                        bounds[1] < 0 ? Integer.MAX_VALUE : bounds[1],
                        QUANTIFIERS[quantifier].length() > 1 && QUANTIFIERS[quantifier].endsWith("?"),
                        condition.slow()));
            }
            Pattern pattern = Pattern.of(text.toString());
            for (int i = 0; i < size; i++) {
                String sql = conditions.get(i).sql();
                pattern = sql == null ? pattern : pattern.define(String.valueOf((char) ('P' + i)), sql);
            }
            AfterMatch after = AfterMatch.values()[random.nextInt(4)];
            int target = random.nextInt(size);
            pattern = pattern.after(after, after.hasVariable() ? String.valueOf((char) ('P' + target)) : null)
                    .measure("first", "FIRST(id)")
                    .measure("last", "LAST(id)");
            int within = random.nextInt(3) == 0 ? 1 + random.nextInt(6) : 0;
            pattern = within == 0 ? pattern : pattern.within(Duration.ofSeconds(within));
            if (!pattern.numbered().problems().isEmpty()) {
                continue;
            }
            List<Row> expected = new ArrayList<>();
            List<Row> rows = new ArrayList<>();
            SlowPatterns slow = new SlowPatterns(variables, after, target, within * 1000L, within > 0);
            try {
                for (String key : List.of("x", "y")) {
                    expected.addAll(randomRows(key, random, slow, rows));
                }
            } catch (SlowPatterns.Ambiguous | SlowPatterns.NoSkip skipped) {
                continue;
            }
            rows.sort(Comparator.comparing(row -> (LocalDateTime) row.get(1)));
            compared++;
            matched += expected.size();
            List<Row> actual = pattern.numbered().rows(rows).run().rows();
            assertEquals(sorted(expected), sorted(actual), "seed " + seed + ": " + pattern + " over " + rows);
        }
        assertTrue(matched > 60, "matches: " + matched);
    }

    private static List<Row> randomRows(String key, Random random, SlowPatterns slow, List<Row> rows) {
        List<SlowPatterns.Event> events = new ArrayList<>();
        int second = 0;
        for (int i = 0; i < 14; i++) {
            String letter = "AABBBC".substring(random.nextInt(6)).substring(0, 1);
            int value = random.nextInt(6);
            events.add(new SlowPatterns.Event(i, second * 1000L, letter, value));
            rows.add(Row.of(key, time(second), letter, value, i));
            second += random.nextInt(3);
        }
        return slow.matches(events).stream()
                .map(match -> Row.of(key, match.first(), match.last()))
                .toList();
    }

    private static List<String> sorted(List<Row> rows) {
        return rows.stream().map(Row::toString).sorted().toList();
    }
}

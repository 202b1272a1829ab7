package dev.tailrace.operators.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
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
import java.util.Arrays;
import java.util.List;
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
                    pattern,
                    List.of(),
                    List.of(),
                    AfterMatch.PAST_LAST_ROW,
                    null,
                    null,
                    List.of(),
                    1000,
                    List.of("k"));
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

        Pattern keys(String... newKeys) {
            return new Pattern(pattern, define, measures, after, skipTo, within, ties, limit, List.of(newKeys));
        }

        OperatorHarness<Settings> harness() {
            return OperatorHarness.of(
                            new MatchPattern(),
                            new Settings(keys, pattern, define, measures, after, skipTo, within, ties, limit))
                    .input("in", StreamType.rows(SCHEMA).withEventTime("t"));
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

    private static List<Row> values(Object... firstValues) {
        return Arrays.stream(firstValues).map(value -> Row.of("k", value)).toList();
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
                List.of(
                        Row.of("k", 0, 2, 1L, 1, null, null, 3L),
                        Row.of("k", 3, 7, 3L, 4 + 5 + 6, 5, 50, 5L)),
                result.rows());
    }
}

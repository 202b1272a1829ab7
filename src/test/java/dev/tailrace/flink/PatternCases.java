package dev.tailrace.flink;

import dev.tailrace.data.Row;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Drawings for patterns over rows. */
final class PatternCases {
    /** Of those that are not refused here. */
    private static final int RANDOM_PATTERNS = 20;

    private static final String[] QUANTIFIERS = {
        "", "", "", "?", "*", "+", "*?", "+?", "{2}", "{1,2}", "{0,2}", "{2,}", "{2,}?", "{1,3}?", "{,2}"
    };

    private PatternCases() {}

    static void add(List<Drawing> drawings) {
        drawings.add(drawing(
                "a pattern of three",
                "A B C",
                define("A", "A.i > 5", "B", "B.i < A.i"),
                "\"keys\": [\"k\"], \"within\": \"1 min\"",
                "A.id - 1",
                "B.d * 2",
                "C.s",
                "t",
                "MATCH_ROWTIME()"));
        drawings.add(drawing(
                "a fall and a rise",
                "S D+ U",
                define("D", "(LAST(D.d, 1) IS NULL AND D.d < S.d) OR D.d < LAST(D.d, 1)", "U", "U.d > LAST(D.d, 0)"),
                "\"keys\": [\"k2\"]",
                "S.d",
                "LAST(D.d, 0)",
                "FIRST(D.d, 1)",
                "LAST(D.d, 2)",
                "U.d",
                "U.t"));
        drawings.add(drawing(
                "aggregates in conditions and results",
                "A+ B",
                define("A", "AVG(A.i) < 8 OR A.i IS NULL", "B", "COUNT(*) > 1 AND B.i > AVG(A.i)"),
                "\"keys\": [\"k\"]",
                "COUNT(*)",
                "COUNT(A.i)",
                "SUM(A.i)",
                "AVG(A.d)",
                "MIN(A.p)",
                "MAX(A.q)",
                "SUM(A.p * 2)",
                "SUM(i)",
                "MIN(A.s)",
                "MAX(A.dt)",
                "SUM(B.i) + MAX(A.l)"));
        for (String keys : List.of("\"k2\", \"k\"", "\"s\", \"k\"", "\"b\", \"i\", \"k2\"")) {
            drawings.add(drawing("keys in the order " + keys, "A B", "[]", "\"keys\": [" + keys + "]", "A.id", "B.id"));
        }
        for (String after : List.of("past-last-row", "to-next-row", "to-first", "to-last")) {
            String target = after.startsWith("to-f") || after.startsWith("to-l") ? ", \"skipTo\": \"B\"" : "";
            drawings.add(drawing(
                    "going on " + after,
                    "A B+? C",
                    define("A", "A.i > 0", "B", "B.i IS NOT NULL", "C", "C.i < FIRST(B.i)"),
                    "\"keys\": [\"k\"], \"afterMatch\": \"" + after + "\"" + target,
                    "FIRST(id)",
                    "LAST(id)",
                    "LAST(B.i, 1)"));
        }
        for (String within : List.of("3 s", "10 s", "100 ms")) {
            drawings.add(drawing(
                    "within " + within,
                    "A B*? C",
                    define("A", "A.b", "C", "NOT C.b"),
                    "\"keys\": [\"k2\"], \"within\": \"" + within + "\", \"afterMatch\": \"to-next-row\"",
                    "FIRST(id)",
                    "LAST(id)",
                    "COUNT(B.i)",
                    "LAST(B.s)"));
        }
        drawings.add(drawing(
                "greedy variables keep rows from those behind them",
                "A{1,2} B{0,3} C",
                define("A", "A.i > 3", "B", "B.i < 10"),
                "\"keys\": [\"k\"]",
                "FIRST(id)",
                "COUNT(A.i)",
                "COUNT(B.i)",
                "C.i"));
        drawings.add(drawing(
                "matches that end together",
                "A B? C? D",
                define("B", "B.i > 5", "C", "C.i > 3", "D", "D.b"),
                "\"keys\": [\"k\"]",
                "FIRST(id)",
                "LAST(id)",
                "B.i",
                "C.i",
                "D.i"));
        for (String direction : List.of("ascending", "descending")) {
            drawings.add(OperatorCases.rows("match-pattern: rows of equal times, " + direction, ofEqualTimes())
                    .then("e", "event-time", "{\"column\": \"t\", \"disorder\": \"9 s\"}")
                    .then(
                            "m",
                            "match-pattern",
                            """
                            {"pattern": "A `B c`",
                             "measures": [{"name": "x", "expression": "A.id"}, {"name": "y", "expression": "`B c`.id"},
                                 {"name": "z", "expression": "FIRST(A.s) || '-' || LAST(`B c`.s)"}],
                             "thenBy": [{"column": "i", "direction": "%s"}, {"column": "d"}]}"""
                                    .formatted(direction))
                    .collect("out"));
        }
        random(drawings);
    }

    /** Some rows at each time, one in six without the value that orders them. */
    private static List<Row> ofEqualTimes() {
        return TimedRows.of(200, Instant.parse("2024-01-01T00:00:00Z"), 1000).stream()
                .map(row -> {
                    List<@Nullable Object> values = new ArrayList<>(row.values());
                    LocalDateTime time = (LocalDateTime) Objects.requireNonNull(values.get(1));
                    values.set(1, time.withNano(0).withSecond(time.getSecond() / 10 * 10));
                    return Row.of(values.toArray());
                })
                .toList();
    }

    private static void random(List<Drawing> drawings) {
        Random random = new Random(7);
        int added = 0;
        while (added < RANDOM_PATTERNS) {
            int size = 2 + random.nextInt(3);
            StringBuilder pattern = new StringBuilder();
            List<String> conditions = new ArrayList<>();
            List<String> measures = new ArrayList<>(List.of("FIRST(id)", "LAST(id)"));
            for (int i = 0; i < size; i++) {
                String name = String.valueOf((char) ('A' + i));
                pattern.append(name)
                        .append(QUANTIFIERS[random.nextInt(QUANTIFIERS.length)])
                        .append(' ');
                String condition = condition(random, name);
                if (!condition.isEmpty()) {
                    conditions.add(name);
                    conditions.add(condition);
                }
                measures.add("COUNT(" + name + ".ms)");
                measures.add("LAST(" + name + ".i, 1)");
            }
            String after = random.nextBoolean() ? "past-last-row" : "to-next-row";
            String within = random.nextInt(3) == 0 ? ", \"within\": \"" + (2 + random.nextInt(8)) + " s\"" : "";
            Drawing drawing = drawing(
                    "random pattern " + pattern.toString().strip() + " " + conditions,
                    pattern.toString(),
                    define(conditions.toArray(new String[0])),
                    "\"keys\": [\"k\"], \"afterMatch\": \"" + after + "\"" + within,
                    measures.toArray(new String[0]));
            if (!drawing.check().hasErrors()) {
                drawings.add(drawing);
                added++;
            }
        }
    }

    private static String condition(Random random, String name) {
        return switch (random.nextInt(7)) {
            case 0 -> "";
            case 1 -> name + ".k2 <> 1";
            case 2 -> name + ".i > LAST(" + name + ".i, 1) OR LAST(" + name + ".i, 1) IS NULL";
            case 3 -> "SUM(" + name + ".i) < 15";
            case 4 -> "i >= FIRST(A.i)";
            default -> name + ".k2 = " + random.nextInt(2);
        };
    }

    /** @param names names and conditions in turn */
    private static String define(String... names) {
        List<String> definitions = new ArrayList<>();
        for (int i = 0; i < names.length; i += 2) {
            definitions.add("{\"variable\": \"" + names[i] + "\", \"condition\": \"" + names[i + 1] + "\"}");
        }
        return definitions.toString();
    }

    private static Drawing drawing(String name, String pattern, String define, String settings, String... measures) {
        List<String> columns = new ArrayList<>();
        for (String measure : measures) {
            columns.add("{\"name\": \"m" + columns.size() + "\", \"expression\": \"" + measure + "\"}");
        }
        return OperatorCases.timed("match-pattern: " + name, "2 s")
                .then(
                        "m",
                        "match-pattern",
                        "{\"pattern\": \"" + pattern + "\", \"define\": " + define + ", \"measures\": " + columns + ", "
                                + settings + "}")
                .collect("out");
    }
}

package dev.tailrace.flink;

import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random settings of operators over given columns; the check may still find something wrong with them. */
final class RandomSettings {
    private final Random random;
    private final RandomAggregates aggregates;
    private final long stepMillis;
    private int named;

    /** @param stepMillis from row to row, on average */
    RandomSettings(Random random, RandomAggregates aggregates, long stepMillis) {
        this.random = random;
        this.aggregates = aggregates;
        this.stepMillis = stepMillis;
    }

    /** @param pairs names and values in turn */
    static Map<String, Object> of(Object... pairs) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put((String) pairs[i], pairs[i + 1]);
        }
        return settings;
    }

    /** So many steps from row to row. */
    String millis(long steps) {
        return steps * stepMillis + " ms";
    }

    /** A name that is not taken; one with an x is of values that are not to be added up. */
    String named(String begin, String value) {
        return begin + (RandomAggregates.isStrange(value) ? "x" : "") + named++;
    }

    /** Lengths, groups and aggregates of windows. */
    Map<String, Object> window(String operator, List<Field> columns, boolean ordered) {
        Map<String, Object> settings = aggregates.grouped(columns, ordered);
        int step = 1 + random.nextInt(3);
        switch (operator) {
            case "tumbling-window" ->
                settings.put(
                        "size", random.nextInt(4) == 0 ? one(List.of("1 h", "1 d")) : millis(1 + random.nextInt(9)));
            case "hopping-window" -> {
                settings.put("slide", millis(step));
                settings.put("size", millis((long) step * (1 + random.nextInt(5))));
            }
            case "cumulate-window" -> {
                settings.put("step", millis(step));
                settings.put("size", millis((long) step * (1 + random.nextInt(5))));
            }
            default -> settings.put("gap", millis(step));
        }
        if (!operator.startsWith("session") && random.nextInt(4) == 0) {
            settings.put("offset", random.nextBoolean() ? "7 ms" : millis(1));
        }
        return settings;
    }

    /** Of Assign window, windows of random lengths. */
    Map<String, Object> assignment(String windows) {
        int step = 1 + random.nextInt(3);
        Map<String, Object> settings = of("windows", windows, "size", millis((long) step * (1 + random.nextInt(4))));
        if (!windows.equals("tumbling")) {
            settings.put("step", millis(step));
        }
        return settings;
    }

    /** By some columns, or by all where it is open which of equal rows comes first; null if there are none. */
    @Nullable
    Map<String, Object> ranking(List<Field> columns, boolean ordered) {
        Set<String> by = new HashSet<>();
        List<Map<String, Object>> order = new ArrayList<>();
        int wanted = 1 + random.nextInt(2);
        // Flink takes NaN for equal to every value, so that which row is first depends on which came when.
        List<String> names = columns.stream()
                .map(Field::name)
                .filter(column -> !RandomAggregates.isStrange(column))
                .toList();
        if (names.isEmpty()) {
            return null;
        }
        Stream.concat(Stream.generate(() -> one(names)).limit(wanted), ordered ? Stream.empty() : names.stream())
                .filter(by::add)
                .forEach(column -> order.add(of(
                        "column",
                        column,
                        "direction",
                        one(List.of("ascending", "descending")),
                        "nulls",
                        one(List.of("first", "last")))));
        Map<String, Object> settings = of(
                "n",
                1 + random.nextInt(3),
                "keys",
                random.nextInt(3) == 0 ? List.of() : aggregates.keys(columns, 1),
                "orderBy",
                order);
        if (random.nextInt(3) == 0) {
            settings.put("rankColumn", named("place", ""));
        }
        return settings;
    }

    /** A frame, keys and aggregates. */
    Map<String, Object> over(List<Field> columns, boolean ordered) {
        Map<String, Object> settings = aggregates.grouped(columns, ordered);
        settings.put("keys", settings.remove("groupBy"));
        boolean ofRows = ordered && random.nextBoolean();
        settings.put("frame", ofRows ? "rows" : "time");
        if (random.nextInt(3) > 0) {
            settings.put(ofRows ? "rows" : "time", ofRows ? random.nextInt(4) : millis(random.nextInt(6)));
        }
        return settings;
    }

    /** A pattern of two or three variables over the columns id and i. */
    Map<String, Object> pattern(List<Field> columns) {
        List<Map<String, Object>> define = new ArrayList<>();
        StringBuilder pattern = new StringBuilder();
        List<Map<String, Object>> measures = new ArrayList<>(List.of(
                of("name", named("m", ""), "expression", "FIRST(id)"),
                of("name", named("n", ""), "expression", "LAST(id)")));
        for (String variable : List.of("A", "B", "C").subList(0, 2 + random.nextInt(2))) {
            pattern.append(variable)
                    .append(one(List.of("", "", "?", "+", "*", "+?", "{2}", "{1,2}")))
                    .append(' ');
            if (random.nextInt(4) > 0) {
                String condition = one(List.of("V.i > 3", "V.i < A.i", "V.i IS NULL", "MOD(V.id, 2) = 0", "V.i < 8"));
                define.add(of("variable", variable, "condition", condition.replace("V", variable)));
            }
            measures.add(of("name", named("o", ""), "expression", "COUNT(" + variable + ".i)"));
        }
        return of(
                "keys",
                aggregates.keys(columns, 1),
                "pattern",
                pattern.toString().strip(),
                "define",
                define,
                "measures",
                measures,
                "afterMatch",
                one(List.of("past-last-row", "to-next-row")));
    }

    /** By equal columns of the same type, and a condition sometimes. */
    @Nullable
    Map<String, Object> joining(List<Field> left, List<Field> right, String type, boolean keyed) {
        Schema leftSchema = new Schema(left);
        Schema rightSchema = new Schema(right);
        List<Map<String, Object>> on = new ArrayList<>();
        for (int tries = 0; keyed && tries < 12 && on.size() < 2; tries++) {
            String of = aggregates.keys(left, 1).get(0);
            String with = random.nextInt(3) > 0 && rightSchema.contains(of)
                    ? of
                    : aggregates.keys(right, 1).get(0);
            boolean same = Objects.requireNonNull(leftSchema.field(of))
                    .type()
                    .equals(Objects.requireNonNull(rightSchema.field(with)).type());
            if (same && (on.isEmpty() || random.nextInt(3) == 0)) {
                on.add(of("left", of, "right", with));
            }
        }
        if (on.isEmpty() && keyed) {
            return null;
        }
        Map<String, Object> settings = of("type", type, "on", on, "leftPrefix", "l_", "rightPrefix", "r_");
        if (!keyed || random.nextInt(3) == 0) {
            List<Field> both = Stream.concat(
                            left.stream().map(field -> field.renamed("l_" + field.name())),
                            right.stream().map(field -> field.renamed("r_" + field.name())))
                    .toList();
            settings.put("condition", new RandomTerms(random, both).condition());
        }
        return settings;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}

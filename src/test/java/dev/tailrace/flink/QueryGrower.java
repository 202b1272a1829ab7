package dev.tailrace.flink;

import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.TypeKind;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Grows an SQL query from a seed, from tables upwards: each further query reads queries that were grown before. What the
 * SQL query node does not take is thrown away. It keeps away from what is left open, as {@link PipelineGrower}.
 */
final class QueryGrower {
    private static final int MAX_TRIES = 25;
    private static final int MAX_COLUMNS = 6;
    private static final int MAX_LENGTH = 2500;
    private static final List<String> ZONES = List.of("UTC", "UTC", "Europe/Berlin");

    /**
     * A table, or a query in brackets.
     *
     * @param ordered whether the order of its rows is the same on every run, and none is taken back
     */
    private record Relation(String sql, List<Field> columns, boolean ordered) {
        /** The columns behind the alias. */
        List<Field> of(String alias) {
            return columns.stream()
                    .map(field -> field.renamed(alias + "." + field.name()))
                    .toList();
        }
    }

    private final Random random;
    private final RandomAggregates aggregates;
    private final EdgeRows edges;
    private final GrownQuery empty;
    private final List<Relation> relations = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final Map<String, String> refused = new LinkedHashMap<>();
    private int named;

    private QueryGrower(long seed) {
        random = new Random(seed);
        aggregates = new RandomAggregates(random);
        edges = new EdgeRows(random);
        Map<String, List<Row>> tables = new LinkedHashMap<>();
        for (String table : List.of("events", "others", GrownQuery.PLAIN)) {
            tables.put(table, edges.rows(8 + random.nextInt(40)));
            relations.add(new Relation(table, EdgeRows.SCHEMA.fields(), true));
        }
        empty = new GrownQuery("seed " + seed, one(ZONES), "20 d", tables, "", List.of());
    }

    /**
     * A query, and by problem code the last one for which it was refused.
     *
     * @param query null if all that was tried was refused
     */
    record Result(@Nullable GrownQuery query, Map<String, String> refused) {}

    static Result grow(long seed) {
        QueryGrower grower = new QueryGrower(seed);
        int wanted = 1 + grower.random.nextInt(4);
        for (int tries = 0; grower.texts.size() < wanted && tries < MAX_TRIES; tries++) {
            grower.step();
        }
        if (grower.texts.isEmpty()) {
            return new Result(null, grower.refused);
        }
        List<String> parts = grower.texts.subList(0, grower.texts.size() - 1);
        String text = grower.texts.get(grower.texts.size() - 1);
        GrownQuery query = new GrownQuery(
                grower.empty.name(), grower.empty.zone(), grower.empty.disorder(), grower.empty.tables(), text, parts);
        return new Result(query, grower.refused);
    }

    private void step() {
        Relation a = random.nextInt(3) > 0 ? relations.get(relations.size() - 1) : one(relations);
        Relation b = one(relations);
        switch (random.nextInt(16)) {
            case 0, 1 -> selected(a);
            case 2, 3, 4 -> grouped(a);
            case 5, 6 -> joined(a, b);
            case 7 -> combined(a, b);
            case 8, 9 -> withSubquery(a, b);
            case 10 -> windows();
            case 11 -> over();
            case 12, 13 -> ranked(a);
            case 14 -> near();
            default -> shaped(a, b);
        }
    }

    private void selected(Relation a) {
        RandomTerms terms = new RandomTerms(random, a.of("a"));
        String items = Stream.generate(terms::value)
                .limit(1 + random.nextInt(4))
                .map(value -> value + " AS " + named(value))
                .collect(Collectors.joining(", "));
        boolean distinct = random.nextInt(5) == 0;
        String where = random.nextInt(3) > 0 ? " WHERE " + terms.condition() : "";
        add(
                "SELECT " + (distinct ? "DISTINCT " : "") + items + " FROM " + a.sql + " AS a" + where,
                a.ordered && !distinct);
    }

    private String named(String value) {
        return (RandomAggregates.isStrange(value) ? "cx" : "c") + named++;
    }

    private void grouped(Relation a) {
        List<Field> columns = a.of("a");
        Map<String, Object> settings = aggregates.grouped(columns, a.ordered);
        List<String> keys = strings(settings.get("groupBy"));
        List<String> calls = calls(settings);
        String items = Stream.concat(keys.stream(), calls.stream())
                .map(item -> item + " AS " + named(item))
                .collect(Collectors.joining(", "));
        String by =
                switch (random.nextInt(8)) {
                    case 0 -> "ROLLUP (" + String.join(", ", keys) + ")";
                    case 1 -> "CUBE (" + String.join(", ", keys) + ")";
                    case 2 -> "GROUPING SETS ((" + String.join(", ", keys) + "), ())";
                    default -> String.join(", ", keys);
                };
        String where = random.nextInt(3) == 0 ? " WHERE " + new RandomTerms(random, columns).condition() : "";
        String having = random.nextInt(4) == 0 ? " HAVING COUNT(*) " + one(List.of("> 1", "< 4", "<> 3")) : "";
        add(
                "SELECT " + items + " FROM " + a.sql + " AS a" + where + (keys.isEmpty() ? "" : " GROUP BY " + by)
                        + having,
                false);
    }

    @SuppressWarnings("unchecked") // as RandomAggregates makes them
    private static List<String> strings(@Nullable Object list) {
        return (List<String>) list;
    }

    @SuppressWarnings("unchecked") // as RandomAggregates makes them
    private List<String> calls(Map<String, Object> settings) {
        return ((List<Map<String, Object>>) settings.get("aggregates"))
                .stream().map(QueryGrower::call).toList();
    }

    private static String call(Map<String, Object> aggregate) {
        String function =
                ((String) aggregate.get("function")).toUpperCase(Locale.ROOT).replace('-', '_');
        Object argument = aggregate.get("argument");
        Object filter = aggregate.get("filter");
        if (function.equals("COLLECT")) {
            function = "MAX";
        }
        return function + "(" + (aggregate.containsKey("distinct") ? "DISTINCT " : "")
                + (argument == null ? "*" : argument) + (function.equals("PERCENTILE") ? ", 0.5" : "") + ")"
                + (filter == null ? "" : " FILTER (WHERE " + filter + ")");
    }

    private void joined(Relation a, Relation b) {
        String on = equal(a, b);
        if (on == null) {
            return;
        }
        RandomTerms terms = new RandomTerms(
                random, Stream.concat(a.of("a").stream(), b.of("b").stream()).toList());
        String and = random.nextInt(4) == 0 ? " AND " + terms.condition() : "";
        String where = random.nextInt(4) == 0 ? " WHERE " + terms.condition() : "";
        add(
                "SELECT " + columns(a, "a") + ", " + columns(b, "b") + " FROM " + a.sql + " AS a "
                        + one(List.of("JOIN ", "LEFT JOIN ", "LEFT JOIN ", "RIGHT JOIN ", "FULL JOIN ")) + b.sql
                        + " AS b ON " + on + and + where,
                false);
    }

    /** An equation of a column of each, or null. */
    private @Nullable String equal(Relation a, Relation b) {
        for (int tries = 0; tries < 15; tries++) {
            Field one = one(a.columns);
            Field other = one(b.columns);
            boolean isKey =
                    !one.type().kind().isTimestamp() && one.type().kind().storage() != TypeKind.Storage.NESTED;
            if (isKey && alike(one, other) && !RandomAggregates.isStrange(one.name() + other.name())) {
                return "a." + one.name() + " = b." + other.name();
            }
        }
        return null;
    }

    /** Of one type, or both exact numbers, sometimes. */
    private boolean alike(Field one, Field other) {
        return one.type().equals(other.type()) || isExact(one) && isExact(other) && random.nextInt(3) == 0;
    }

    private static boolean isExact(Field field) {
        return field.type().kind().isInteger() || field.type().is(TypeKind.DECIMAL);
    }

    /** Some columns behind the alias, under new names. */
    private String columns(Relation relation, String alias) {
        List<String> items = new ArrayList<>();
        List<Field> columns = relation.of(alias);
        for (int i = random.nextInt(3); i >= 0; i--) {
            String name = one(columns).name();
            items.add(name + " AS " + named(name));
        }
        return String.join(", ", items);
    }

    private void combined(Relation a, Relation b) {
        List<String> left = new ArrayList<>();
        List<String> right = new ArrayList<>();
        for (int tries = 0; tries < 20 && left.size() < 3; tries++) {
            Field one = one(a.columns);
            Field other = one(b.columns);
            if (alike(one, other)) {
                left.add("a." + one.name() + " AS " + named(one.name() + other.name()));
                right.add("b." + other.name());
            }
        }
        if (!left.isEmpty()) {
            add(
                    "SELECT " + String.join(", ", left) + " FROM " + a.sql + " AS a"
                            + one(List.of(
                                    " UNION ALL ",
                                    " UNION ",
                                    " INTERSECT ",
                                    " EXCEPT ",
                                    " INTERSECT ALL ",
                                    " EXCEPT ALL "))
                            + "SELECT " + String.join(", ", right) + " FROM " + b.sql + " AS b",
                    false);
        }
    }

    private void withSubquery(Relation a, Relation b) {
        String on = equal(a, b);
        if (on == null) {
            return;
        }
        String mine = on.substring(0, on.indexOf(" = "));
        String theirs = on.substring(on.indexOf(" = ") + 3);
        RandomTerms terms = new RandomTerms(random, b.of("b"));
        String some = random.nextBoolean() ? terms.condition() : "TRUE";
        String from = " FROM " + b.sql + " AS b WHERE ";
        Field number = number(b);
        String condition =
                switch (random.nextInt(7)) {
                    case 0 -> mine + " IN (SELECT " + theirs + from + some + ")";
                    case 1 -> mine + " NOT IN (SELECT " + theirs + from + some + ")";
                    case 2 -> "EXISTS (SELECT 1" + from + on + " AND " + some + ")";
                    case 3 -> "NOT EXISTS (SELECT 1" + from + on + " AND " + some + ")";
                    case 4 ->
                        new RandomTerms(random, a.of("a")).condition() + " OR " + mine + " IN (SELECT " + theirs + from
                                + some + ")";
                    case 5 ->
                        mine + one(List.of(" < ", " = ", " >= ")) + "(SELECT " + one(List.of("MIN(", "MAX(")) + theirs
                                + ")" + from + some + ")";
                    default ->
                        "(SELECT " + one(List.of("COUNT(", "MAX(")) + (number == null ? theirs : "b." + number.name())
                                + ")" + from + on + " AND " + some + ")" + one(List.of(" > 1", " = 0", " IS NULL"));
                };
        add("SELECT " + columns(a, "a") + " FROM " + a.sql + " AS a WHERE " + condition, false);
    }

    private @Nullable Field number(Relation relation) {
        List<Field> numbers = relation.columns.stream()
                .filter(field -> field.type().kind().isInteger())
                .toList();
        return numbers.isEmpty() ? null : one(numbers);
    }

    /** In units of which there are less than a hundred. */
    private String interval(long steps) {
        long millis = steps * edges.stepMillis;
        if (millis % 3_600_000 == 0 && millis > 0) {
            return "INTERVAL '" + millis / 3_600_000 + "' HOUR";
        }
        return millis % 60_000 == 0
                ? "INTERVAL '" + millis / 60_000 + "' MINUTE"
                : "INTERVAL '" + BigDecimal.valueOf(millis, 3).toPlainString() + "' SECOND";
    }

    /** Groups of windows of a table with event time. */
    private void windows() {
        Map<String, Object> settings = aggregates.grouped(EdgeRows.SCHEMA.fields(), true);
        List<String> keys = strings(settings.get("groupBy"));
        String table = one(List.of("events", "others"));
        int step = 1 + random.nextInt(3);
        String windows =
                switch (random.nextInt(4)) {
                    case 0 -> "TUMBLE(TABLE " + table + ", DESCRIPTOR(t), " + interval(1 + random.nextInt(6)) + ")";
                    case 1 ->
                        "HOP(TABLE " + table + ", DESCRIPTOR(t), " + interval(step) + ", "
                                + interval((long) step * (1 + random.nextInt(4))) + ")";
                    case 2 ->
                        "CUMULATE(TABLE " + table + ", DESCRIPTOR(t), " + interval(step) + ", "
                                + interval((long) step * (1 + random.nextInt(4))) + ")";
                    default ->
                        "SESSION(TABLE " + table
                                + (keys.isEmpty() ? "" : " PARTITION BY (" + String.join(", ", keys) + ")")
                                + ", DESCRIPTOR(t), "
                                + interval(step) + ")";
                };
        List<String> items = new ArrayList<>(List.of("window_start AS ws" + named++, "window_end AS we" + named++));
        Stream.concat(keys.stream(), calls(settings).stream()).forEach(item -> items.add(item + " AS " + named(item)));
        String where =
                random.nextInt(3) == 0 ? " WHERE " + new RandomTerms(random, EdgeRows.SCHEMA.fields()).condition() : "";
        String having = random.nextInt(4) == 0 ? " HAVING COUNT(*) > 1" : "";
        String by = keys.isEmpty() ? "" : ", " + String.join(", ", keys);
        add(
                "SELECT " + String.join(", ", items) + " FROM TABLE(" + windows + ")" + where
                        + " GROUP BY window_start, window_end" + by + having,
                false);
    }

    private void over() {
        List<Field> columns = EdgeRows.SCHEMA.fields();
        Map<String, Object> settings = aggregates.grouped(columns, true);
        List<String> keys = strings(settings.get("groupBy"));
        String frame =
                switch (random.nextInt(4)) {
                    case 0 -> " ROWS BETWEEN " + random.nextInt(4) + " PRECEDING AND CURRENT ROW";
                    case 1 -> " RANGE BETWEEN " + interval(random.nextInt(5)) + " PRECEDING AND CURRENT ROW";
                    case 2 -> " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";
                    default -> "";
                };
        String by = keys.isEmpty() ? "" : "PARTITION BY " + String.join(", ", keys) + " ";
        List<String> items = new ArrayList<>(List.of("id AS c" + named++));
        for (String call : calls(settings)) {
            if (!call.contains("FILTER")) {
                items.add(call + " OVER w AS " + named(call));
            }
        }
        String qualify = random.nextInt(4) == 0 ? " QUALIFY COUNT(*) OVER w < 4" : "";
        String where = random.nextInt(3) == 0 ? " WHERE " + new RandomTerms(random, columns).condition() : "";
        add(
                "SELECT " + String.join(", ", items) + " FROM " + one(List.of("events", "others")) + where
                        + " WINDOW w AS (" + by + "ORDER BY t" + frame + ")" + qualify,
                false);
    }

    /** The first rows in an order that leaves nothing open. */
    private void ranked(Relation a) {
        List<String> names = a.columns.stream()
                .filter(field -> field.type().kind() != TypeKind.BYTES
                        && field.type().kind().storage() != TypeKind.Storage.NESTED
                        && !RandomAggregates.isStrange(field.name()))
                .map(Field::name)
                .collect(Collectors.toCollection(ArrayList::new));
        if (names.isEmpty()) {
            return;
        }
        Collections.shuffle(names, random);
        List<String> some = names.contains("id") ? new ArrayList<>(names.subList(0, Math.min(3, names.size()))) : names;
        if (names.contains("id") && !some.contains("id")) {
            some.add("id");
        }
        // Of changes that begin with NULL Flink loses rows where NULL is in front.
        List<String> nulls = a.ordered ? List.of("", " NULLS FIRST", " NULLS LAST") : List.of(" NULLS LAST");
        String order = some.stream()
                .map(name -> name + one(List.of("", " DESC")) + one(nulls))
                .collect(Collectors.joining(", "));
        String items = some.stream().map(name -> name + " AS " + named(name)).collect(Collectors.joining(", "));
        String by = random.nextInt(3) == 0 ? "" : "PARTITION BY " + one(names) + " ";
        // Of one row Flink 2.3 loses the changes, unless the order falls by a single column.
        int n = 2 + random.nextInt(2);
        String ranks = "ROW_NUMBER() OVER (" + by + "ORDER BY " + order + ")";
        switch (random.nextInt(4)) {
            case 0 -> add("SELECT " + items + " FROM " + a.sql + " AS a ORDER BY " + order + " LIMIT " + n, false);
            case 1 -> add("SELECT " + items + " FROM " + a.sql + " AS a QUALIFY " + ranks + " <= " + n, false);
            case 2 ->
                add(
                        "SELECT " + items + ", place AS c" + named++ + " FROM (SELECT *, " + ranks + " AS place FROM "
                                + a.sql + ") WHERE place <= " + n,
                        false);
            default ->
                add(
                        "SELECT " + items + " FROM (SELECT *, " + ranks + " AS place FROM " + a.sql + ") WHERE place "
                                + one(List.of("= 2", "< 3", "BETWEEN 2 AND 3")),
                        false);
        }
    }

    /** Joins by event time. */
    private void near() {
        String type = one(List.of("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN"));
        // Flink fails where an outer join leaves NULL in a column that is still its event time.
        Relation rows = new Relation(
                "events",
                EdgeRows.SCHEMA.fields().stream()
                        .filter(field -> !field.name().equals("t"))
                        .toList(),
                true);
        String on = equal(rows, rows);
        if (on != null) {
            int lower = random.nextInt(5);
            add(
                    "SELECT " + columns(rows, "a") + ", " + columns(rows, "b") + " FROM events AS a " + type
                            + " others AS b ON " + on + " AND b.t BETWEEN a.t - " + interval(lower) + " AND a.t + "
                            + interval(random.nextInt(5)),
                    false);
        }
    }

    private void shaped(Relation a, Relation b) {
        String text = column(a, kind -> kind == TypeKind.STRING);
        String on = equal(a, b);
        switch (random.nextInt(4)) {
            case 0 ->
                add(
                        "WITH w AS (SELECT " + columns(a, "a") + " FROM " + a.sql + " AS a) SELECT DISTINCT * FROM w",
                        false);
            case 1 -> {
                if (text != null) {
                    add(
                            "SELECT " + columns(a, "a") + ", part AS c" + named++ + " FROM " + a.sql
                                    + " AS a "
                                    + one(List.of(
                                            "CROSS JOIN UNNEST(SPLIT(a." + text + ", '1')) AS u (part)",
                                            "LEFT JOIN UNNEST(SPLIT(a." + text + ", 's')) AS u (part) ON TRUE")),
                            false);
                }
            }
            case 2 -> {
                if (text != null) {
                    add(
                            "SELECT " + columns(a, "a") + ", v.word AS c" + named++ + " FROM " + a.sql
                                    + " AS a LEFT JOIN (VALUES ('a', 'one'), ('b', CAST(NULL AS STRING)), ('', 'none'), ('a', 'more'))"
                                    + " AS v (k, word) ON a." + text + " = v.k",
                            false);
                }
            }
            default -> {
                String id = column(b, kind -> kind == TypeKind.INT);
                if (on != null && id != null) {
                    add(
                            "SELECT " + columns(a, "a") + ", (SELECT "
                                    + one(List.of(
                                            "COUNT(*)",
                                            "MAX(b." + id + ")",
                                            "SUM(b." + id + ") + 1",
                                            "COUNT(DISTINCT b." + id + ")"))
                                    + " FROM " + b.sql + " AS b WHERE " + on + ") AS c" + named++ + " FROM " + a.sql
                                    + " AS a",
                            false);
                }
            }
        }
    }

    private @Nullable String column(Relation relation, Predicate<TypeKind> kind) {
        return new RandomTerms(random, relation.columns).column(kind);
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private void add(String text, boolean ordered) {
        if (text.length() > MAX_LENGTH) {
            return;
        }
        CheckedPipeline checked = empty.withText(text).drawing().check();
        if (checked.hasErrors()) {
            checked.problems().stream().filter(Problem::isError).forEach(problem -> refused.put(problem.code(), text));
            return;
        }
        StreamType type = GrownQuery.type(checked);
        List<Field> columns = type.schema().fields();
        texts.add(text);
        if (columns.size() <= MAX_COLUMNS * 2) {
            relations.add(new Relation("(" + text + ")", columns, ordered));
        }
    }
}

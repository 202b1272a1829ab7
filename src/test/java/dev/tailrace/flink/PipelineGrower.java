package dev.tailrace.flink;

import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.flink.GrownPipeline.Step;
import dev.tailrace.model.PortRef;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedPipeline;
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

/**
 * Grows a drawing from a seed: sources of {@link EdgeRows}, and operators with random settings above them. A node that
 * the check does not let pass is taken away again, so that what is left is valid. It keeps away from what both runtimes
 * leave open: what depends on the order of rows where that is free, and late rows where inputs meet.
 */
final class PipelineGrower {
    private static final int MAX_TRIES = 40;
    private static final List<String> ZONES = List.of("UTC", "UTC", "Europe/Berlin", "America/New_York");
    private static final List<String> JOINS = List.of("inner", "left", "right", "full", "semi", "anti");

    /**
     * What leaves a port.
     *
     * @param ordered whether the order of its rows, or changes, is the same on every run
     * @param punctual whether no row is late
     */
    private record Grown(String port, StreamType type, boolean ordered, boolean punctual) {
        List<Field> fields() {
            return type.schema().fields();
        }

        boolean isTimed() {
            return type.eventTime() != null && !type.changes();
        }
    }

    private final Random random;
    private final EdgeRows edges;
    private final RandomAggregates aggregates;
    private final String name;
    private final String zone;
    private final Map<String, List<Row>> sources = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Grown> streams = new ArrayList<>();

    private PipelineGrower(long seed) {
        random = new Random(seed);
        edges = new EdgeRows(random);
        aggregates = new RandomAggregates(random);
        name = "seed " + seed;
        zone = one(ZONES);
    }

    static GrownPipeline grow(long seed) {
        return new PipelineGrower(seed).grow();
    }

    private GrownPipeline grow() {
        int count = random.nextInt(3) == 0 ? 1 : 2;
        for (int i = 0; i < count; i++) {
            source("r" + i);
        }
        int wanted = steps.size() + 1 + random.nextInt(5);
        for (int tries = 0; steps.size() < wanted && tries < MAX_TRIES; tries++) {
            step();
        }
        return pipeline();
    }

    private GrownPipeline pipeline() {
        Set<String> read = new HashSet<>();
        steps.forEach(step -> read.addAll(step.wires().values()));
        List<String> ends = streams.stream()
                .map(Grown::port)
                .filter(port -> !read.contains(port))
                .toList();
        return new GrownPipeline(name, zone, sources, steps, ends);
    }

    private void source(String id) {
        sources.put(id, edges.rows(10 + random.nextInt(60)));
        Grown rows = new Grown(id + ".out", StreamType.rows(EdgeRows.SCHEMA), true, true);
        streams.add(rows);
        if (random.nextInt(4) == 0) {
            rows = rowByRow(rows);
        }
        if (random.nextInt(8) > 0) {
            boolean punctual = random.nextBoolean();
            String disorder = punctual ? "20 d" : millis(random.nextInt(5));
            add(
                    rows,
                    "event-time",
                    settings("column", random.nextInt(3) == 0 ? "ltz" : "t", "disorder", disorder),
                    true,
                    punctual);
        }
    }

    private String millis(long steps) {
        return steps * edges.stepMillis + " ms";
    }

    private void step() {
        Grown input = random.nextInt(3) == 0 ? one(streams) : streams.get(streams.size() - 1);
        switch (random.nextInt(25)) {
            case 0, 1, 2 -> rowByRow(input);
            case 3, 4 -> window(input);
            case 5 -> assigned(input);
            case 6, 7, 8, 9 -> add(input, "group-aggregate", aggregates.grouped(input.fields(), orders(input)), true);
            case 10 -> deduplicate(input);
            case 11, 12, 13 -> top(input);
            case 14, 15, 16 -> join(input, one(streams));
            case 17 -> timedJoin(input, one(streams));
            case 18 -> union(input, one(streams));
            case 19 -> over(input);
            case 20 -> pattern(input);
            case 21 -> changesSaid(input);
            case 22 -> elements(input);
            default -> windowed(input);
        }
    }

    /** Whether aggregates may depend on the order of these rows. */
    private static boolean orders(Grown input) {
        return input.ordered() && !input.type().changes();
    }

    private Grown rowByRow(Grown input) {
        RandomTerms terms = terms(input);
        Grown grown =
                switch (random.nextInt(5)) {
                    case 0 -> {
                        List<Map<String, Object>> columns = new ArrayList<>();
                        for (int i = random.nextInt(2); i >= 0; i--) {
                            String value = terms.value();
                            columns.add(settings("name", named("c", value), "expression", value));
                        }
                        yield add(input, "derive", settings("columns", columns), input.ordered(), input.punctual());
                    }
                    case 1 -> project(input, chosen(input));
                    case 2 ->
                        input.type().changes() && input.ordered()
                                ? add(input, "changes-to-rows", settings("name", named("what", "")), true, true)
                                : null;
                    default ->
                        add(
                                input,
                                "filter",
                                settings(
                                        "condition",
                                        terms.condition(),
                                        "whenNull",
                                        random.nextInt(4) == 0 ? "keep" : "drop"),
                                input.ordered(),
                                input.punctual());
                };
        return grown == null ? input : grown;
    }

    /** A name that is not taken; one with an x is of values that are not to be added up. */
    private String named(String begin, String value) {
        return begin + (RandomAggregates.isStrange(value) ? "x" : "") + steps.size() + "_" + random.nextInt(1000);
    }

    /** Some columns, the event time among them. */
    private List<String> chosen(Grown input) {
        List<String> names = new ArrayList<>();
        for (Field field : input.fields()) {
            if (random.nextInt(3) == 0 || field.name().equals(input.type().eventTime())) {
                names.add(field.name());
            }
        }
        return names;
    }

    private @Nullable Grown project(Grown input, List<String> names) {
        List<Map<String, Object>> columns =
                names.stream().map(column -> settings("expression", column)).toList();
        return columns.isEmpty()
                ? null
                : add(input, "project", settings("columns", columns), input.ordered(), input.punctual());
    }

    /** The same rows in an order that nothing is left of: columns that have none, or values that are equal and are not. */
    private @Nullable Grown comparable(Grown input) {
        if (input.fields().stream().allMatch(PipelineGrower::isComparable)) {
            return input;
        }
        return project(
                input,
                input.fields().stream()
                        .filter(PipelineGrower::isComparable)
                        .map(Field::name)
                        .toList());
    }

    private static boolean isComparable(Field field) {
        TypeKind kind = field.type().kind();
        return kind != TypeKind.BYTES
                && kind.storage() != TypeKind.Storage.NESTED
                && !RandomAggregates.isStrange(field.name());
    }

    private void window(Grown input) {
        if (!input.isTimed()) {
            return;
        }
        Map<String, Object> settings = aggregates.grouped(input.fields(), input.ordered());
        String operator = one(List.of("tumbling-window", "hopping-window", "cumulate-window", "session-window"));
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
        add(input, operator, settings, false, input.punctual());
    }

    private @Nullable Grown assigned(Grown input) {
        return input.isTimed()
                ? add(
                        input,
                        "assign-window",
                        assignment(one(List.of("tumbling", "hopping", "cumulating"))),
                        input.ordered(),
                        input.punctual())
                : null;
    }

    private Map<String, Object> assignment(String windows) {
        int step = 1 + random.nextInt(3);
        Map<String, Object> settings =
                settings("windows", windows, "size", millis((long) step * (1 + random.nextInt(4))));
        if (!windows.equals("tumbling")) {
            settings.put("step", millis(step));
        }
        return settings;
    }

    /** What works by window on rows that are in one. */
    private void windowed(Grown input) {
        Grown rows = input.type().windows() == null ? assigned(input) : input;
        if (rows == null) {
            return;
        }
        if (random.nextBoolean()) {
            add(rows, "window-aggregate", aggregates.grouped(rows.fields(), rows.ordered()), false, rows.punctual());
        } else {
            ranked(rows, "window-top-n");
        }
    }

    /** A table by key of rows that say whether they add or take away. */
    private void changesSaid(Grown input) {
        if (!orders(input) || !input.type().schema().contains("id")) {
            return;
        }
        String kind = named("op", "");
        String says = "CASE WHEN MOD(id, " + (3 + random.nextInt(5)) + ") = 0 THEN 'd' WHEN b THEN 'c' ELSE 'u' END";
        Grown said = add(
                input,
                "derive",
                settings("columns", List.of(settings("name", kind, "expression", says))),
                true,
                input.punctual());
        if (said != null) {
            add(
                    said,
                    "rows-to-changes",
                    settings("column", kind, "keys", aggregates.keys(input.fields(), 1)),
                    false,
                    true);
        }
    }

    private void elements(Grown input) {
        String text = terms(input).column(kind -> kind == TypeKind.STRING);
        if (text == null) {
            return;
        }
        String parts = named("parts", "");
        Grown split = add(
                input,
                "derive",
                settings("columns", List.of(settings("name", parts, "expression", "SPLIT(" + text + ", 's')"))),
                input.ordered(),
                input.punctual());
        if (split != null) {
            add(
                    split,
                    "unnest",
                    settings("column", parts, "name", named("part", ""), "empty", one(List.of("drop", "keep"))),
                    input.ordered(),
                    input.punctual());
        }
    }

    private void deduplicate(Grown input) {
        if (input.isTimed() && input.ordered()) {
            add(
                    input,
                    "deduplicate",
                    settings("keys", aggregates.keys(input.fields(), 1), "keep", one(List.of("first", "last", "last"))),
                    true,
                    input.punctual());
        }
    }

    private void top(Grown input) {
        ranked(input, "top-n");
    }

    /** By some columns, or by all where it is open which of equal rows comes first. */
    private void ranked(Grown input, String operator) {
        Grown rows = orders(input) ? input : comparable(input);
        if (rows == null) {
            return;
        }
        Set<String> by = new HashSet<>();
        List<Map<String, Object>> order = new ArrayList<>();
        int wanted = 1 + random.nextInt(2);
        List<String> names = rows.type().schema().names();
        Stream.concat(Stream.generate(() -> one(names)).limit(wanted), orders(rows) ? Stream.empty() : names.stream())
                .filter(by::add)
                .forEach(column -> order.add(settings(
                        "column",
                        column,
                        "direction",
                        one(List.of("ascending", "descending")),
                        "nulls",
                        one(List.of("first", "last")))));
        Map<String, Object> settings = settings(
                "n",
                1 + random.nextInt(3),
                "keys",
                random.nextInt(3) == 0 ? List.of() : aggregates.keys(rows.fields(), 1),
                "orderBy",
                order);
        if (random.nextInt(3) == 0) {
            settings.put("rankColumn", named("place", ""));
        }
        add(rows, operator, settings, orders(rows) && operator.equals("top-n"), rows.punctual());
    }

    private void over(Grown input) {
        if (!input.isTimed()) {
            return;
        }
        Map<String, Object> settings = aggregates.grouped(input.fields(), input.ordered());
        settings.put("keys", settings.remove("groupBy"));
        boolean ofRows = input.ordered() && random.nextBoolean();
        settings.put("frame", ofRows ? "rows" : "time");
        if (random.nextInt(3) > 0) {
            settings.put(ofRows ? "rows" : "time", ofRows ? random.nextInt(4) : millis(random.nextInt(6)));
        }
        add(input, "over-aggregate", settings, false, input.punctual());
    }

    private void pattern(Grown input) {
        Schema schema = input.type().schema();
        if (!input.isTimed() || !input.ordered() || schema.field("id") == null || schema.field("i") == null) {
            return;
        }
        List<Map<String, Object>> define = new ArrayList<>();
        StringBuilder pattern = new StringBuilder();
        List<Map<String, Object>> measures = new ArrayList<>(List.of(
                settings("name", named("m", ""), "expression", "FIRST(id)"),
                settings("name", named("n", ""), "expression", "LAST(id)")));
        for (String variable : List.of("A", "B", "C").subList(0, 2 + random.nextInt(2))) {
            pattern.append(variable)
                    .append(one(List.of("", "", "?", "+", "*", "+?", "{2}", "{1,2}")))
                    .append(' ');
            if (random.nextInt(4) > 0) {
                String condition = one(List.of("V.i > 3", "V.i < A.i", "V.i IS NULL", "MOD(V.id, 2) = 0", "V.i < 8"));
                define.add(settings("variable", variable, "condition", condition.replace("V", variable)));
            }
            measures.add(settings("name", named("o", ""), "expression", "COUNT(" + variable + ".i)"));
        }
        add(
                input,
                "match-pattern",
                settings(
                        "keys",
                        aggregates.keys(input.fields(), 1),
                        "pattern",
                        pattern.toString().strip(),
                        "define",
                        define,
                        "measures",
                        measures,
                        "afterMatch",
                        one(List.of("past-last-row", "to-next-row"))),
                false,
                true);
    }

    /** Flink does not plan a semi or anti join below elements of arrays. */
    private void join(Grown left, Grown right) {
        boolean ofElements = steps.stream().anyMatch(step -> step.operator().equals("unnest"));
        List<String> types = ofElements ? JOINS.subList(0, 4) : JOINS;
        Map<String, Object> settings = joining(left, right, one(types), random.nextInt(8) > 0);
        if (settings != null) {
            addBoth(left, right, "join", settings, false);
        }
    }

    /** By equal columns of the same type, and a condition sometimes. */
    private @Nullable Map<String, Object> joining(Grown left, Grown right, String type, boolean keyed) {
        List<Map<String, Object>> on = new ArrayList<>();
        for (int tries = 0; keyed && tries < 12 && on.size() < 2; tries++) {
            String of = aggregates.keys(left.fields(), 1).get(0);
            String with = random.nextInt(3) > 0 && right.type().schema().contains(of)
                    ? of
                    : aggregates.keys(right.fields(), 1).get(0);
            boolean same = Objects.requireNonNull(left.type().schema().field(of))
                    .type()
                    .equals(Objects.requireNonNull(right.type().schema().field(with))
                            .type());
            if (same && (on.isEmpty() || random.nextInt(3) == 0)) {
                on.add(settings("left", of, "right", with));
            }
        }
        if (on.isEmpty() && keyed) {
            return null;
        }
        Map<String, Object> settings = settings("type", type, "on", on, "leftPrefix", "l_", "rightPrefix", "r_");
        if (!keyed || random.nextInt(3) == 0) {
            List<Field> both = Stream.concat(
                            left.fields().stream().map(field -> field.renamed("l_" + field.name())),
                            right.fields().stream().map(field -> field.renamed("r_" + field.name())))
                    .toList();
            settings.put("condition", new RandomTerms(random, both).condition());
        }
        return settings;
    }

    /** Joins that go by event time: which rows are late would depend on how the inputs meet. */
    private void timedJoin(Grown left, Grown right) {
        if (!left.isTimed() || !right.isTimed() || !left.punctual() || !right.punctual()) {
            return;
        }
        String type = one(JOINS.subList(0, 4));
        switch (random.nextInt(3)) {
            case 0 -> {
                Map<String, Object> settings = joining(left, right, type, true);
                if (settings != null) {
                    long lower = random.nextInt(8) - 5;
                    settings.put("lower", millis(lower));
                    settings.put("upper", millis(lower + random.nextInt(8)));
                    addBoth(left, right, "interval-join", settings, true);
                }
            }
            case 1 -> {
                Map<String, Object> settings = joining(left, right, one(List.of("inner", "left")), true);
                if (settings != null && right.ordered()) {
                    addBoth(left, right, "temporal-join", settings, true);
                }
            }
            default -> windowJoin(left, right);
        }
    }

    private void windowJoin(Grown left, Grown right) {
        Map<String, Object> windows = assignment(one(List.of("tumbling", "hopping", "cumulating")));
        Grown one = left.type().windows() == null ? add(left, "assign-window", windows, left.ordered(), true) : left;
        Grown other =
                right.type().windows() == null ? add(right, "assign-window", windows, right.ordered(), true) : right;
        if (one != null && other != null) {
            Map<String, Object> settings = joining(one, other, one(JOINS), random.nextInt(4) > 0);
            if (settings != null) {
                addBoth(one, other, "window-join", settings, true);
            }
        }
    }

    private void union(Grown first, Grown second) {
        boolean timed = first.punctual() && second.punctual();
        List<String> names = new ArrayList<>();
        for (Field field : first.fields()) {
            Field other = second.type().schema().field(field.name());
            boolean isTime = field.name().equals(first.type().eventTime())
                    || field.name().equals(second.type().eventTime());
            if (other != null && other.type().equals(field.type()) && (isTime ? timed : random.nextInt(2) == 0)) {
                names.add(field.name());
            }
        }
        Grown one = project(first, names);
        Grown other = project(second, names);
        if (one != null && other != null) {
            Map<String, String> wires = new LinkedHashMap<>(Map.of("in#1", one.port()));
            wires.put("in#2", other.port());
            add("union", settings(), wires, false, timed);
        }
    }

    /** Not of ranks: Flink 2.3 refuses most conditions on them, and of rank 1 alone it loses the changes. */
    private RandomTerms terms(Grown input) {
        return new RandomTerms(
                random,
                input.fields().stream()
                        .filter(field -> !field.name().contains("place"))
                        .toList());
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private @Nullable Grown add(Grown input, String operator, Map<String, Object> settings, boolean ordered) {
        return add(input, operator, settings, ordered && input.ordered(), input.punctual());
    }

    private @Nullable Grown add(
            Grown input, String operator, Map<String, Object> settings, boolean ordered, boolean punctual) {
        return add(operator, settings, Map.of("in", input.port()), ordered, punctual);
    }

    private void addBoth(Grown left, Grown right, String operator, Map<String, Object> settings, boolean punctual) {
        Map<String, String> wires = new LinkedHashMap<>(Map.of("left", left.port()));
        wires.put("right", right.port());
        add(operator, settings, wires, false, punctual);
    }

    /** What leaves the new node, or null if it is not let pass. */
    private @Nullable Grown add(
            String operator,
            Map<String, Object> settings,
            Map<String, String> wires,
            boolean ordered,
            boolean punctual) {
        String id = "n" + steps.size();
        steps.add(new Step(id, operator, settings, wires));
        String port = id + ".out";
        CheckedPipeline checked = new GrownPipeline(name, zone, sources, steps, List.of(port))
                .drawing()
                .check();
        StreamType type = checked.hasErrors() ? null : checked.stream(new PortRef(id, "out"));
        if (type == null || type.schema().size() > 60) {
            steps.remove(steps.size() - 1);
            return null;
        }
        Grown grown = new Grown(port, type, ordered, punctual);
        streams.add(grown);
        return grown;
    }

    /** @param pairs names and values in turn */
    static Map<String, Object> settings(Object... pairs) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put((String) pairs[i], pairs[i + 1]);
        }
        return settings;
    }
}

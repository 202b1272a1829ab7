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
import java.util.Random;
import java.util.Set;
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
    private final RandomSettings settings;
    private final String name;
    private final String zone;
    private final Map<String, List<Row>> sources = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Grown> streams = new ArrayList<>();

    private PipelineGrower(long seed) {
        random = new Random(seed);
        edges = new EdgeRows(random);
        aggregates = new RandomAggregates(random, false);
        settings = new RandomSettings(random, aggregates, edges.stepMillis);
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
        sources.put(id, edges.rows(10 + random.nextInt(40)));
        Grown rows = new Grown(id + ".out", StreamType.rows(EdgeRows.SCHEMA), true, true);
        streams.add(rows);
        if (random.nextInt(4) == 0) {
            rows = rowByRow(rows);
        }
        if (random.nextInt(8) > 0) {
            boolean punctual = random.nextBoolean();
            String disorder = punctual ? "20 d" : settings.millis(random.nextInt(5));
            add(
                    rows,
                    "event-time",
                    RandomSettings.of("column", random.nextInt(3) == 0 ? "ltz" : "t", "disorder", disorder),
                    true,
                    punctual);
        }
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
                            columns.add(RandomSettings.of("name", settings.named("c", value), "expression", value));
                        }
                        yield add(
                                input,
                                "derive",
                                RandomSettings.of("columns", columns),
                                input.ordered(),
                                input.punctual());
                    }
                    case 1 -> project(input, chosen(input));
                    case 2 ->
                        input.type().changes() && input.ordered()
                                ? add(
                                        input,
                                        "changes-to-rows",
                                        RandomSettings.of("name", settings.named("what", "")),
                                        true,
                                        true)
                                : null;
                    default ->
                        add(
                                input,
                                "filter",
                                RandomSettings.of(
                                        "condition",
                                        terms.condition(),
                                        "whenNull",
                                        random.nextInt(4) == 0 ? "keep" : "drop"),
                                input.ordered(),
                                input.punctual());
                };
        return grown == null ? input : grown;
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
        List<Map<String, Object>> columns = names.stream()
                .map(column -> RandomSettings.of("expression", column))
                .toList();
        return columns.isEmpty()
                ? null
                : add(input, "project", RandomSettings.of("columns", columns), input.ordered(), input.punctual());
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
        if (input.isTimed()) {
            String operator = one(List.of("tumbling-window", "hopping-window", "cumulate-window", "session-window"));
            add(input, operator, settings.window(operator, input.fields(), input.ordered()), false, input.punctual());
        }
    }

    private @Nullable Grown assigned(Grown input) {
        return input.isTimed()
                ? add(
                        input,
                        "assign-window",
                        settings.assignment(one(List.of("tumbling", "hopping", "cumulating"))),
                        input.ordered(),
                        input.punctual())
                : null;
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
        String kind = settings.named("op", "");
        String says = "CASE WHEN MOD(id, " + (3 + random.nextInt(5)) + ") = 0 THEN 'd' WHEN b THEN 'c' ELSE 'u' END";
        Grown said = add(
                input,
                "derive",
                RandomSettings.of("columns", List.of(RandomSettings.of("name", kind, "expression", says))),
                true,
                input.punctual());
        if (said != null) {
            add(
                    said,
                    "rows-to-changes",
                    RandomSettings.of("column", kind, "keys", aggregates.keys(input.fields(), 1)),
                    false,
                    true);
        }
    }

    private void elements(Grown input) {
        String text = terms(input).column(kind -> kind == TypeKind.STRING);
        if (text == null) {
            return;
        }
        String parts = settings.named("parts", "");
        Grown split = add(
                input,
                "derive",
                RandomSettings.of(
                        "columns", List.of(RandomSettings.of("name", parts, "expression", "SPLIT(" + text + ", 's')"))),
                input.ordered(),
                input.punctual());
        if (split != null) {
            add(
                    split,
                    "unnest",
                    RandomSettings.of(
                            "column", parts, "name", settings.named("part", ""), "empty", one(List.of("drop", "keep"))),
                    input.ordered(),
                    input.punctual());
        }
    }

    private void deduplicate(Grown input) {
        if (input.isTimed() && input.ordered()) {
            add(
                    input,
                    "deduplicate",
                    RandomSettings.of(
                            "keys", aggregates.keys(input.fields(), 1), "keep", one(List.of("first", "last", "last"))),
                    true,
                    input.punctual());
        }
    }

    private void top(Grown input) {
        ranked(input, "top-n");
    }

    private void ranked(Grown input, String operator) {
        Grown rows = orders(input) ? input : comparable(input);
        Map<String, Object> ranking = rows == null ? null : settings.ranking(rows.fields(), orders(rows));
        if (rows != null && ranking != null) {
            add(rows, operator, ranking, orders(rows) && operator.equals("top-n"), rows.punctual());
        }
    }

    private void over(Grown input) {
        if (input.isTimed()) {
            add(input, "over-aggregate", settings.over(input.fields(), input.ordered()), false, input.punctual());
        }
    }

    private void pattern(Grown input) {
        Schema schema = input.type().schema();
        if (input.isTimed() && input.ordered() && schema.contains("id") && schema.contains("i")) {
            add(input, "match-pattern", settings.pattern(input.fields()), false, true);
        }
    }

    /** Flink does not plan a semi or anti join below elements of arrays. */
    private void join(Grown left, Grown right) {
        boolean ofElements = steps.stream().anyMatch(step -> step.operator().equals("unnest"));
        List<String> types = ofElements ? JOINS.subList(0, 4) : JOINS;
        Map<String, Object> joining =
                settings.joining(left.fields(), right.fields(), one(types), random.nextInt(8) > 0);
        if (joining != null) {
            addBoth(left, right, "join", joining, false);
        }
    }

    /** Joins that go by event time: which rows are late would depend on how the inputs meet. */
    private void timedJoin(Grown left, Grown right) {
        if (!left.isTimed() || !right.isTimed() || !left.punctual() || !right.punctual()) {
            return;
        }
        String type = one(JOINS.subList(0, 4));
        switch (random.nextInt(3)) {
            case 0 -> {
                Map<String, Object> joining = settings.joining(left.fields(), right.fields(), type, true);
                if (joining != null) {
                    long lower = random.nextInt(8) - 5;
                    joining.put("lower", settings.millis(lower));
                    joining.put("upper", settings.millis(lower + random.nextInt(8)));
                    addBoth(left, right, "interval-join", joining, true);
                }
            }
            case 1 -> {
                Map<String, Object> joining =
                        settings.joining(left.fields(), right.fields(), one(List.of("inner", "left")), true);
                if (joining != null && right.ordered()) {
                    addBoth(left, right, "temporal-join", joining, true);
                }
            }
            default -> windowJoin(left, right);
        }
    }

    private void windowJoin(Grown left, Grown right) {
        Map<String, Object> windows = settings.assignment(one(List.of("tumbling", "hopping", "cumulating")));
        Grown one = left.type().windows() == null ? add(left, "assign-window", windows, left.ordered(), true) : left;
        Grown other =
                right.type().windows() == null ? add(right, "assign-window", windows, right.ordered(), true) : right;
        if (one != null && other != null) {
            Map<String, Object> joining =
                    settings.joining(one.fields(), other.fields(), one(JOINS), random.nextInt(4) > 0);
            if (joining != null) {
                addBoth(one, other, "window-join", joining, true);
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
            add("union", RandomSettings.of(), wires, false, timed);
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

    private @Nullable Grown add(Grown input, String operator, Map<String, Object> chosen, boolean ordered) {
        return add(input, operator, chosen, ordered && input.ordered(), input.punctual());
    }

    private @Nullable Grown add(
            Grown input, String operator, Map<String, Object> chosen, boolean ordered, boolean punctual) {
        return add(operator, chosen, Map.of("in", input.port()), ordered, punctual);
    }

    private void addBoth(Grown left, Grown right, String operator, Map<String, Object> chosen, boolean punctual) {
        Map<String, String> wires = new LinkedHashMap<>(Map.of("left", left.port()));
        wires.put("right", right.port());
        add(operator, chosen, wires, false, punctual);
    }

    /** What leaves the new node, or null if it is not let pass. */
    private @Nullable Grown add(
            String operator, Map<String, Object> chosen, Map<String, String> wires, boolean ordered, boolean punctual) {
        String id = "n" + steps.size();
        steps.add(new Step(id, operator, chosen, wires));
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
}

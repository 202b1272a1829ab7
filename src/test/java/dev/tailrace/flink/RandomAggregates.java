package dev.tailrace.flink;

import dev.tailrace.data.Field;
import dev.tailrace.data.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random groups and aggregates whose results do not depend on the order of the rows unless it is fixed. */
final class RandomAggregates {
    private static final List<String> USUAL_KEYS = List.of("k", "g", "s", "b", "dt", "ti", "what");

    private final Random random;
    private int named;

    RandomAggregates(Random random) {
        this.random = random;
    }

    /** Whether a column, or what is computed of it, may be NaN or infinite; the names of the others have no x. */
    static boolean isStrange(String name) {
        return name.contains("x");
    }

    /** Settings with {@code groupBy} and {@code aggregates}. */
    Map<String, Object> grouped(List<Field> columns, boolean ordered) {
        List<Map<String, Object>> aggregates = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            Map<String, Object> one = aggregate(columns, ordered);
            if (one != null) {
                aggregates.add(one);
            }
        }
        if (aggregates.isEmpty()) {
            aggregates.add(PipelineGrower.settings("name", name("count"), "function", "count"));
        }
        return PipelineGrower.settings("groupBy", keys(columns, 0), "aggregates", aggregates);
    }

    /** Names of up to two columns, mostly of such as have few values. */
    List<String> keys(List<Field> columns, int least) {
        List<String> names = new ArrayList<>();
        int wanted = Math.max(least, random.nextInt(3));
        for (int tries = 0; tries < 20 && names.size() < wanted; tries++) {
            String name = columns.get(random.nextInt(columns.size())).name();
            String bare = name.substring(Math.max(name.lastIndexOf('_'), name.lastIndexOf('.')) + 1);
            boolean usual = USUAL_KEYS.contains(bare) || bare.startsWith("c");
            if (!names.contains(name) && (usual || random.nextInt(6) == 0)) {
                names.add(name);
            }
        }
        if (names.size() < least) {
            names.add(columns.get(random.nextInt(columns.size())).name());
        }
        return names;
    }

    private String name(String begin) {
        return begin + "_" + named++;
    }

    private @Nullable Map<String, Object> aggregate(List<Field> columns, boolean ordered) {
        Field field = columns.get(random.nextInt(columns.size()));
        String argument = field.name();
        TypeKind kind = field.type().kind();
        List<String> functions = new ArrayList<>(List.of("count", "min", "max"));
        if (kind.isNumeric() && !isStrange(argument)) {
            functions.addAll(List.of("sum", "avg", "sum", "percentile"));
            if (kind == TypeKind.FLOAT || kind == TypeKind.TINYINT || argument.endsWith("d")) {
                functions.addAll(List.of("stddev-pop", "var-samp"));
            }
        }
        if (kind == TypeKind.STRING) {
            functions.add("collect");
        }
        if (ordered) {
            functions.addAll(List.of("first-value", "last-value", "array-agg", "json-arrayagg"));
            if (kind == TypeKind.STRING) {
                functions.add("listagg");
            }
        }
        String function = functions.get(random.nextInt(functions.size()));
        if (isStrange(argument) && !ordered && !function.equals("count")) {
            // Which is the greater of NaN and another value depends on which came first.
            return null;
        }
        Map<String, Object> settings =
                PipelineGrower.settings("name", name(isStrange(argument) ? "x" : "a"), "function", function);
        if (!function.equals("count") || random.nextBoolean()) {
            settings.put("argument", argument);
            boolean distinct = function.equals("count") || function.equals("sum") || function.equals("avg");
            if (distinct && random.nextInt(4) == 0) {
                settings.put("distinct", true);
            }
        }
        if (random.nextInt(4) == 0) {
            settings.put("filter", new RandomTerms(random, columns).condition());
        }
        return settings;
    }
}

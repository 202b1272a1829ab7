package dev.tailrace.runtime.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Runs as JSON, in their folders and where they are exported. */
final class RunJson {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private RunJson() {}

    static ObjectNode of(RunFacts facts) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("id", facts.id());
        tree.put("file", facts.file() == null ? null : facts.file().toString());
        tree.put("pipeline", facts.pipeline());
        tree.put("version", facts.version());
        tree.put("runtime", facts.runtime());
        tree.put("started", facts.started().toString());
        tree.put("elapsedSeconds", facts.elapsed().toMillis() / 1e3);
        tree.put("outcome", facts.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        tree.put("failure", facts.failure());
        tree.put("rows", facts.rows());
        tree.put("rowsPerSecond", Math.round(facts.rowsPerSecond()));
        tree.put("errors", facts.errors());
        tree.put("late", facts.late());
        tree.put("process", facts.process());
        ObjectNode parameters = tree.putObject("parameters");
        facts.parameters().keySet().stream()
                .sorted()
                .forEach(name -> parameters.put(name, facts.parameters().get(name)));
        return tree;
    }

    /** Empty if the tree is not that of a run, as in a folder that was not written to its end. */
    static Optional<RunFacts> facts(String id, JsonNode tree) {
        try {
            Map<String, String> parameters = new LinkedHashMap<>();
            tree.path("parameters")
                    .properties()
                    .forEach(entry ->
                            parameters.put(entry.getKey(), entry.getValue().asText()));
            JsonNode file = tree.path("file");
            return Optional.of(new RunFacts(
                    id,
                    file.isTextual() ? Path.of(file.asText()) : null,
                    tree.path("pipeline").asText(),
                    tree.path("version").asText(),
                    tree.path("runtime").asText(),
                    parameters,
                    Instant.parse(tree.path("started").asText()),
                    Duration.ofMillis(Math.round(1000 * tree.path("elapsedSeconds").asDouble())),
                    Outcome.valueOf(tree.path("outcome")
                            .asText()
                            .toUpperCase(Locale.ROOT)
                            .replace('-', '_')),
                    tree.path("failure").asText(),
                    tree.path("rows").asLong(),
                    tree.path("errors").asLong(),
                    tree.path("late").asLong(),
                    tree.path("process").asLong()));
        } catch (DateTimeException | IllegalArgumentException notOfARun) {
            return Optional.empty();
        }
    }

    static ObjectNode of(RunSeries series) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        ArrayNode seconds = tree.putArray("seconds");
        for (double second : series.seconds()) {
            seconds.add(second);
        }
        put(tree, "sourceRows", series.sourceRows());
        ObjectNode wires = tree.putObject("wires");
        series.wires().forEach((wire, rows) -> put(wires.putObject(wire), "rows", rows));
        ObjectNode nodes = tree.putObject("nodes");
        series.nodes().forEach((id, node) -> {
            ObjectNode of = nodes.putObject(id);
            put(of, "busyMillis", node.busyMillis());
            put(of, "errors", node.errors());
            put(of, "late", node.late());
        });
        return tree;
    }

    static RunSeries series(JsonNode tree) {
        JsonNode times = tree.path("seconds");
        double[] seconds = new double[times.size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = times.get(i).asDouble();
        }
        Map<String, long[]> wires = new LinkedHashMap<>();
        tree.path("wires")
                .properties()
                .forEach(entry -> wires.put(entry.getKey(), longs(entry.getValue().path("rows"), seconds.length)));
        Map<String, RunSeries.OfNode> nodes = new LinkedHashMap<>();
        tree.path("nodes").properties().forEach(entry -> {
            JsonNode node = entry.getValue();
            nodes.put(
                    entry.getKey(),
                    new RunSeries.OfNode(
                            longs(node.path("busyMillis"), seconds.length),
                            longs(node.path("errors"), seconds.length),
                            longs(node.path("late"), seconds.length)));
        });
        return new RunSeries(seconds, longs(tree.path("sourceRows"), seconds.length), wires, nodes);
    }

    private static void put(ObjectNode tree, String name, long[] values) {
        ArrayNode array = tree.putArray(name);
        for (long value : values) {
            array.add(value);
        }
    }

    private static long[] longs(JsonNode array, int size) {
        long[] values = new long[size];
        for (int i = 0; i < size; i++) {
            values[i] = array.path(i).asLong();
        }
        return values;
    }
}

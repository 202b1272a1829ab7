package dev.tailrace.runtime.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.CsvText;
import java.util.List;
import java.util.StringJoiner;

/** Runs for other programs. */
public final class RunExport {
    private RunExport() {}

    /** A line for each reading: seconds since the start, rows of the sources, rows of each wire, busy milliseconds, errors, late of each node. */
    public static String csv(RunSeries series) {
        StringBuilder text = new StringBuilder();
        StringJoiner head = new StringJoiner(",", "", "\n").add("seconds").add("source rows");
        series.wires().keySet().forEach(wire -> head.add(CsvText.field(wire + " rows")));
        series.nodes().keySet().forEach(node -> head.add(CsvText.field(node + " busy_ms"))
                .add(CsvText.field(node + " errors"))
                .add(CsvText.field(node + " late")));
        text.append(head);
        for (int i = 0; i < series.size(); i++) {
            int at = i;
            StringJoiner line = new StringJoiner(",", "", "\n")
                    .add(String.valueOf(series.seconds()[at]))
                    .add(String.valueOf(series.sourceRows()[at]));
            series.wires().values().forEach(rows -> line.add(String.valueOf(rows[at])));
            series.nodes().values().forEach(node -> line.add(String.valueOf(node.busyMillis()[at]))
                    .add(String.valueOf(node.errors()[at]))
                    .add(String.valueOf(node.late()[at])));
            text.append(line);
        }
        return text.toString();
    }

    /** The run with its series as one object. */
    public static String json(RunFacts facts, RunSeries series) {
        ObjectNode tree = RunJson.of(facts);
        tree.set("series", RunJson.of(series));
        return text(tree);
    }

    /** Runs without their series, as an array. */
    public static String json(List<RunFacts> runs) {
        return text(RunJson.MAPPER
                .createArrayNode()
                .addAll(runs.stream().map(RunJson::of).toList()));
    }

    private static String text(JsonNode tree) {
        try {
            return RunJson.MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(tree);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("writing to memory", impossible);
        }
    }
}

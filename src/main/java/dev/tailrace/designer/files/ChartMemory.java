package dev.tailrace.designer.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.designer.charts.WireChart;
import dev.tailrace.model.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which charts of wires a person had open, by the file of the pipeline. Not to be used by two threads at a time. */
public final class ChartMemory {
    private static final String FILE = "charts.json";

    private final Path file;

    public ChartMemory(Folders folders) {
        file = folders.config().resolve(FILE);
    }

    /** The charts of a pipeline; those that cannot be read are left out. */
    public List<WireChart> read(Path pipeline) {
        List<WireChart> charts = new ArrayList<>();
        for (JsonNode chart : JsonFile.read(file).path(key(pipeline))) {
            String from = chart.path("from").asText();
            String to = chart.path("to").asText();
            if (from.contains(".") && to.contains(".") && chart.path("settings") instanceof ObjectNode settings) {
                charts.add(
                        new WireChart(Wire.of(from, to), chart.path("operator").asText(), settings));
            }
        }
        return charts;
    }

    public void write(Path pipeline, List<WireChart> charts) throws IOException {
        ObjectNode tree = JsonFile.read(file);
        if (charts.isEmpty()) {
            tree.remove(key(pipeline));
        } else {
            ArrayNode list = tree.putArray(key(pipeline));
            for (WireChart chart : charts) {
                list.addObject()
                        .put("from", chart.wire().from().toString())
                        .put("to", chart.wire().to().toString())
                        .put("operator", chart.operator())
                        .set("settings", chart.settings());
            }
        }
        JsonFile.write(file, tree);
    }

    private static String key(Path pipeline) {
        return pipeline.toAbsolutePath().normalize().toString();
    }
}

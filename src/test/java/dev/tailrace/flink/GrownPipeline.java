package dev.tailrace.flink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tailrace.data.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A drawing as it is grown and made smaller: the rows of its sources, its nodes, and the ports whose rows are compared.
 *
 * @param sources rows of {@link EdgeRows#SCHEMA} by node
 * @param steps each after those it reads
 * @param ends output ports
 */
record GrownPipeline(String name, String zone, Map<String, List<Row>> sources, List<Step> steps, List<String> ends) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A node that reads others.
     *
     * @param wires output ports by this node's input port; of several for one port the number follows behind a #
     */
    record Step(String id, String operator, Map<String, Object> settings, Map<String, String> wires) {}

    GrownPipeline {
        sources = new LinkedHashMap<>(sources);
        steps = List.copyOf(steps);
        ends = List.copyOf(ends);
    }

    GrownPipeline withSteps(List<Step> newSteps, List<String> newEnds) {
        return new GrownPipeline(name, zone, sources, newSteps, newEnds);
    }

    GrownPipeline withRows(String source, List<Row> rows) {
        Map<String, List<Row>> others = new LinkedHashMap<>(sources);
        others.put(source, rows);
        return new GrownPipeline(name, zone, others, steps, ends);
    }

    Drawing drawing() {
        Drawing drawing = Drawing.named(name).zone(zone);
        sources.forEach((id, rows) -> drawing.rows(id, EdgeRows.SCHEMA, rows));
        for (Step step : steps) {
            drawing.node(step.id(), step.operator(), json(step.settings()));
            step.wires().forEach((port, from) -> drawing.wire(from, step.id() + "." + port.split("#", 2)[0]));
        }
        for (int i = 0; i < ends.size(); i++) {
            drawing.at(ends.get(i)).collect("out" + i);
        }
        return drawing;
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    /** The nodes, and the rows if they are few. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>(List.of(name + ", " + zone));
        sources.forEach((id, rows) -> {
            lines.add("  " + id + ": " + rows.size() + " rows");
            if (rows.size() <= 12) {
                rows.forEach(row -> lines.add("    " + row));
            }
        });
        steps.forEach(step -> lines.add(
                "  " + step.id() + ": " + step.operator() + " " + json(step.settings()) + " " + step.wires()));
        lines.add("  compared: " + ends);
        return String.join("\n", lines);
    }
}

package dev.tailrace.designer.preview;

import dev.tailrace.data.NoValue;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.Sample;
import dev.tailrace.runtime.Tap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a run that entered a node, as far as its wires still hold them.
 *
 * @param asSeen by input port; cells that the run did not read are {@link NoValue}s
 * @param problem why there are none, or null
 */
record RunRows(Map<String, Sample> asSeen, @Nullable Problem problem) {
    private static final int MOST = 200;

    static RunRows of(@Nullable Run run, CheckedPipeline drawing, String node, List<String> ports) {
        if (run == null) {
            return new RunRows(Map.of(), Problem.error("designer.preview.not-run"));
        }
        Map<String, Sample> samples = new LinkedHashMap<>();
        for (String port : ports) {
            for (Wire wire : drawing.pipeline().wiresInto(new PortRef(node, port))) {
                StreamType now = drawing.stream(wire);
                StreamType then = run.pipeline().pipeline().wires().contains(wire) ? run.pipeline().stream(wire) : null;
                if (now == null || then == null || !now.schema().equals(then.schema())) {
                    return new RunRows(Map.of(), Problem.error("designer.preview.run-differs"));
                }
                samples.putIfAbsent(port, latest(run, wire));
            }
        }
        boolean any =
                samples.values().stream().anyMatch(sample -> !sample.rows().isEmpty());
        return any ? new RunRows(samples, null) : new RunRows(Map.of(), Problem.error("designer.preview.run-no-rows"));
    }

    private static Sample latest(Run run, Wire wire) {
        try (Tap tap = run.tap(wire)) {
            List<Row> rows = tap.latest();
            return new Sample(tap.schema(), rows.subList(Math.max(0, rows.size() - MOST), rows.size()));
        }
    }

    /** The rows as they can be computed with: a cell that was not read is NULL, and a row left out if it may not be. */
    Map<String, Sample> computable() {
        Map<String, Sample> computable = new LinkedHashMap<>();
        asSeen.forEach((port, sample) -> computable.put(port, new Sample(sample.schema(), without(sample))));
        return computable;
    }

    private static List<Row> without(Sample sample) {
        List<Row> rows = new ArrayList<>();
        for (Row row : sample.rows()) {
            if (mayBeNull(row, sample.schema())) {
                List<@Nullable Object> values = new ArrayList<>();
                row.values().forEach(value -> values.add(value instanceof NoValue ? null : value));
                rows.add(new Row(row.kind(), values));
            }
        }
        return rows;
    }

    private static boolean mayBeNull(Row row, Schema schema) {
        for (int i = 0; i < schema.size(); i++) {
            if (row.get(i) instanceof NoValue && !schema.field(i).nullable()) {
                return false;
            }
        }
        return true;
    }

    /** Columns that the run did not read, or not all of whose values, by input port. */
    Map<String, List<String>> unread() {
        Map<String, List<String>> unread = new LinkedHashMap<>();
        asSeen.forEach((port, sample) -> {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < sample.schema().size(); i++) {
                int column = i;
                if (sample.rows().stream().anyMatch(row -> row.get(column) instanceof NoValue)) {
                    names.add(sample.schema().field(i).name());
                }
            }
            unread.put(port, names);
        });
        return unread;
    }
}

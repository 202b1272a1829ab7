package dev.tailrace.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Runs drawings on both runtimes and compares what their sinks are given in the end. Flink runs many drawings of one
 * time zone as one job, since starting a job costs more than running it; if that job fails, its drawings run alone.
 */
final class FlinkAgreement implements AutoCloseable {
    /** More would be slower: planning is a little more than linear. */
    private static final int DRAWINGS_PER_JOB = 25;

    private static final int[] BATCH_ROWS = {1, 7, 1024};

    private final FlinkCluster cluster;
    private final Map<Drawing, FlinkSql> waiting = new LinkedHashMap<>();
    private final Map<Drawing, FlinkCluster.Outcome> outcomes = new HashMap<>();

    FlinkAgreement() throws Exception {
        cluster = new FlinkCluster();
    }

    /** For other questions to Flink: starting it takes longer than most of them. */
    FlinkCluster cluster() {
        return cluster;
    }

    /** Notes a drawing that is going to be compared, so that it can share a job with others. */
    void expect(Drawing drawing) {
        try {
            CheckedPipeline checked = drawing.check();
            FlinkSql sql = checked.hasErrors() ? null : FlinkTranslation.of(checked);
            if (sql != null && sql.isComplete()) {
                waiting.put(drawing, sql);
            }
        } catch (RuntimeException metAgain) {
            // The comparison meets it again, and fails for this drawing only.
        }
    }

    /** Whether Flink SQL can say it; a drawing with errors is for {@link #compare} to report. */
    boolean isSaid(Drawing drawing) {
        CheckedPipeline checked = drawing.check();
        return checked.hasErrors() || FlinkTranslation.of(checked).isComplete();
    }

    /** Fails unless both runtimes give the same final rows at every sink, of the same types. */
    void compare(Drawing drawing) throws InterruptedException {
        CheckedPipeline checked = drawing.check();
        assertEquals(
                "", texts(checked.problems().stream().filter(Problem::isError).toList()), "problems of the check");
        FlinkSql sql = FlinkTranslation.of(checked);
        assertEquals("", texts(sql.refusals()), "refused on Flink");
        FlinkCluster.Outcome flink = onFlink(drawing, sql);
        if (flink.failure() != null) {
            fail("Flink: " + cause(flink.failure()), flink.failure());
        }
        Set<String> differences = new LinkedHashSet<>();
        for (int batchRows : BATCH_ROWS) {
            EmbeddedOutcome embedded = EmbeddedOutcome.of(drawing, batchRows);
            assertNull(embedded.failure(), "the embedded engine failed: " + embedded.failure());
            for (String sink : drawing.sinks()) {
                List<Row> ours = embedded.rows().getOrDefault(sink, List.of());
                List<Row> theirs = flink.rows().getOrDefault(sink, List.of());
                List<String> columns = schema(checked, sink).names();
                if (drawing.upsertKey() != null) {
                    theirs = FinalRows.ofUpserts(theirs, columns.indexOf(drawing.upsertKey()));
                }
                String difference = FinalRows.difference(columns, "embedded", ours, "Flink", theirs);
                if (difference != null) {
                    differences.add(sink + ": " + difference);
                }
            }
        }
        differences.addAll(typeDifferences(drawing, checked, flink));
        assertTrue(differences.isEmpty(), () -> String.join("\n", differences));
    }

    /** Fails unless both runtimes fail while running. */
    void compareFailure(Drawing drawing) throws InterruptedException {
        CheckedPipeline checked = drawing.check();
        assertEquals(
                "", texts(checked.problems().stream().filter(Problem::isError).toList()), "problems of the check");
        FlinkCluster.Outcome flink =
                cluster.run(Map.of("alone", FlinkTranslation.of(checked))).get("alone");
        EmbeddedOutcome embedded = EmbeddedOutcome.of(drawing, 1024);
        assertNotNull(flink, "an outcome");
        assertTrue(
                flink.failure() != null && embedded.failure() != null,
                () -> "Flink: " + (flink.failure() == null ? flink.rows() : cause(flink.failure())) + "; embedded: "
                        + (embedded.failure() == null ? embedded.rows() : embedded.failure()));
    }

    private static List<String> typeDifferences(Drawing drawing, CheckedPipeline checked, FlinkCluster.Outcome flink) {
        List<String> differences = new ArrayList<>();
        for (String sink : drawing.sinks()) {
            List<String> theirs = flink.types().getOrDefault(sink, List.of());
            for (int i = 0; i < theirs.size(); i++) {
                Field field = schema(checked, sink).field(i);
                if (!portable(theirs.get(i)).equals(field.type().toString())) {
                    differences.add(sink + "." + field.name() + " is " + field.type() + ", on Flink " + theirs.get(i));
                }
            }
        }
        return differences;
    }

    /** What enters a sink. */
    private static Schema schema(CheckedPipeline checked, String sink) {
        StreamType stream = checked.stream(checked.pipeline().wiresTo(sink).get(0));
        assertNotNull(stream, sink);
        return stream.schema();
    }

    /** Flink's type as ours: texts of every length are STRING. */
    private static String portable(String type) {
        return type.replaceAll("\\b(VAR)?CHAR\\(\\d+\\)", "STRING").replace(" *ROWTIME*", "");
    }

    private FlinkCluster.Outcome onFlink(Drawing drawing, FlinkSql sql) {
        FlinkCluster.Outcome known = outcomes.get(drawing);
        if (known != null) {
            return known;
        }
        Map<String, FlinkSql> scripts = new LinkedHashMap<>();
        Map<String, Drawing> drawings = new LinkedHashMap<>();
        scripts.put("0", sql);
        drawings.put("0", drawing);
        waiting.remove(drawing);
        for (Drawing other : List.copyOf(waiting.keySet())) {
            if (scripts.size() < DRAWINGS_PER_JOB && other.timeZone().equals(drawing.timeZone())) {
                String key = Integer.toString(scripts.size());
                drawings.put(key, other);
                scripts.put(key, waiting.remove(other));
            }
        }
        Map<String, FlinkCluster.Outcome> together = cluster.run(scripts);
        boolean failed = together.values().stream().anyMatch(outcome -> outcome.failure() != null);
        drawings.forEach((key, one) -> {
            if (!failed) {
                outcomes.put(one, together.get(key));
            } else if (one != drawing) {
                // It may share a job with the rest of them, now that the first one is out of the way.
                waiting.put(one, scripts.get(key));
            }
        });
        if (failed) {
            outcomes.putAll(Map.of(drawing, cluster.run(Map.of("0", sql)).get("0")));
        }
        return outcomes.get(drawing);
    }

    private static String texts(List<Problem> problems) {
        Texts texts = new Texts(Locale.ENGLISH);
        StringBuilder lines = new StringBuilder();
        problems.forEach(problem -> lines.append(problem.node())
                .append(": ")
                .append(problem.place())
                .append(": ")
                .append(texts.of(problem))
                .append('\n'));
        return lines.toString();
    }

    private static String cause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause);
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }
}

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
 * time zone as one job, since starting a job costs more than running it; if that job fails, each half of them runs by itself.
 */
final class FlinkAgreement implements AutoCloseable {
    /** More would be slower: planning is a little more than linear. */
    private static final int DRAWINGS_PER_JOB = 25;

    private static final int[] BATCH_ROWS = {1, 7, 1024};

    private final FlinkCluster cluster;
    private final Map<Drawing, FlinkSql> waiting = new LinkedHashMap<>();
    private final Map<Drawing, FlinkCluster.Outcome> outcomes = new HashMap<>();

    FlinkAgreement() throws Exception {
        this(new FlinkCluster());
    }

    /** @param cluster that is closed by {@link #close} */
    FlinkAgreement(FlinkCluster cluster) {
        this.cluster = cluster;
    }

    /** For other questions to Flink: starting it takes longer than most of them. */
    FlinkCluster cluster() {
        return cluster;
    }

    /** Notes a drawing that is going to be compared, so that it can share a job with others. */
    void expect(Drawing drawing) {
        try {
            CheckedPipeline checked = drawing.check();
            FlinkSql sql = checked.hasErrors() ? null : drawing.flink(checked);
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
        return checked.hasErrors() || drawing.flink(checked).isComplete();
    }

    /** Fails unless both runtimes give the same final rows at every sink, of the same types. */
    void compare(Drawing drawing) throws InterruptedException {
        CheckedPipeline checked = drawing.check();
        assertEquals(
                "", texts(checked.problems().stream().filter(Problem::isError).toList()), "problems of the check");
        FlinkSql sql = drawing.flink(checked);
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
        Map<Drawing, FlinkSql> together = new LinkedHashMap<>(Map.of(drawing, sql));
        waiting.remove(drawing);
        for (Drawing other : List.copyOf(waiting.keySet())) {
            if (together.size() < DRAWINGS_PER_JOB && other.timeZone().equals(drawing.timeZone())) {
                together.put(other, waiting.remove(other));
            }
        }
        run(together);
        return outcomes.get(drawing);
    }

    /** As one job; if that fails, each half of them by itself. */
    private void run(Map<Drawing, FlinkSql> together) {
        List<Drawing> drawings = List.copyOf(together.keySet());
        Map<String, FlinkSql> scripts = new LinkedHashMap<>();
        drawings.forEach(drawing -> scripts.put(Integer.toString(scripts.size()), together.get(drawing)));
        List<FlinkCluster.Outcome> found = List.copyOf(cluster.run(scripts).values());
        if (drawings.size() == 1 || found.stream().allMatch(outcome -> outcome.failure() == null)) {
            for (int i = 0; i < drawings.size(); i++) {
                outcomes.put(drawings.get(i), found.get(i));
            }
            return;
        }
        for (List<Drawing> half : List.of(
                drawings.subList(0, drawings.size() / 2), drawings.subList(drawings.size() / 2, drawings.size()))) {
            Map<Drawing, FlinkSql> fewer = new LinkedHashMap<>();
            half.forEach(drawing -> fewer.put(drawing, together.get(drawing)));
            run(fewer);
        }
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

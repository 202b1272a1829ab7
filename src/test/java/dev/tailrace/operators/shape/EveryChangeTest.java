package dev.tailrace.operators.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Problem;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes-to-rows sees of whole pipelines: every change, whatever the batches are. */
class EveryChangeTest {
    private static final PipelineCheck CHECK = new PipelineCheck(Catalogue.load());

    private static final String GROUPS =
            """
            {"id": "groups", "operator": "group-aggregate", "name": "Groups", "settings": {"groupBy": ["k"],
              "aggregates": [{"name": "n", "function": "count"}, {"name": "s", "function": "sum", "argument": "v"}]}}""";
    private static final String SIZES =
            """
            {"id": "sizes", "operator": "group-aggregate", "name": "Sizes", "settings": {"groupBy": ["n"],
              "aggregates": [{"name": "keys", "function": "count"}]}}""";
    private static final String CHANGES =
            """
            {"id": "changes", "operator": "changes-to-rows", "name": "Changes", "settings": {}}""";

    @TempDir
    private Path folder;

    /** A source of the rows, the nodes one behind the other, and a file. */
    private CheckedPipeline pipeline(List<String> rows, Map<String, String> nodes) throws IOException {
        Files.write(folder.resolve("in.jsonl"), rows);
        StringBuilder wires = new StringBuilder();
        String last = "in";
        for (String id : nodes.keySet()) {
            wires.append("{\"from\": \"%s.out\", \"to\": \"%s.in\"}, ".formatted(last, id));
            last = id;
        }
        String text =
                """
                {"tailrace": 1, "name": "Changes", "nodes": [
                  {"id": "in", "operator": "file-source", "name": "In", "settings": {"path": "in.jsonl", "format":
                    {"type": "json", "columns": [{"name": "k", "type": "STRING"}, {"name": "v", "type": "INT"}]}}},
                  %s,
                  {"id": "out", "operator": "file-sink", "name": "Out", "settings": {
                    "path": "out.csv", "mode": "overwrite", %s"format": {"type": "csv", "header": false}}}],
                "wires": [%s{"from": "%s.out", "to": "out.in"}]}
                """
                        .formatted(
                                String.join(",\n", nodes.values()),
                                last.equals("changes") ? "" : "\"changes\": \"table\", ",
                                wires,
                                last);
        CheckedPipeline checked =
                CHECK.check(Objects.requireNonNull(PipelineJson.parse(text).pipeline()), folder, Map.of());
        assertEquals(
                List.of(), checked.problems().stream().filter(Problem::isError).toList());
        return checked;
    }

    private List<String> run(CheckedPipeline checked, int batchRows) throws Exception {
        Run run = new EmbeddedRuntime(CHECK).start(checked, new RunOptions(batchRows, Duration.ofMillis(5)));
        assertTrue(run.await(Duration.ofMinutes(2)), () -> "still " + run.state());
        assertEquals(Run.State.DONE, run.state(), () -> String.valueOf(run.failure()));
        return Files.readAllLines(folder.resolve("out.csv"));
    }

    private static Map<String, String> nodes(String... nodes) {
        Map<String, String> byId = new LinkedHashMap<>();
        for (String node : nodes) {
            byId.put(node.substring(8, node.indexOf('"', 8)), node);
        }
        return byId;
    }

    private static String row(String key, int value) {
        return "{\"k\": \"%s\", \"v\": %d}".formatted(key, value);
    }

    @Test
    void eachRowShowsWhatItChangesAtAnyBatchSize() throws Exception {
        CheckedPipeline checked = pipeline(
                List.of(row("a", 1), row("b", 2), row("a", 3), row("a", 0), row("b", -2)), nodes(GROUPS, CHANGES));
        for (int batchRows : new int[] {1, 2, 1024}) {
            assertEquals(
                    List.of(
                            "a,1,1,INSERT",
                            "b,1,2,INSERT",
                            "a,1,1,UPDATE_BEFORE",
                            "a,2,4,UPDATE_AFTER",
                            "a,2,4,UPDATE_BEFORE",
                            "a,3,4,UPDATE_AFTER",
                            "b,1,2,UPDATE_BEFORE",
                            "b,2,0,UPDATE_AFTER"),
                    run(checked, batchRows),
                    "batches of " + batchRows);
        }
    }

    /** Counts of counts, change by change. */
    private static final class Counting {
        private final Map<String, Integer> groups = new HashMap<>();
        private final Map<Integer, Integer> sizes = new HashMap<>();
        private final List<String> changes = new ArrayList<>();

        void row(String key) {
            Integer before = groups.get(key);
            if (before != null) {
                change(before, -1);
            }
            int after = before == null ? 1 : before + 1;
            groups.put(key, after);
            change(after, 1);
        }

        private void change(int size, int by) {
            Integer before = sizes.get(size);
            int after = (before == null ? 0 : before) + by;
            if (before == null) {
                changes.add(size + "," + after + ",INSERT");
            } else if (after == 0) {
                changes.add(size + "," + before + ",DELETE");
            } else {
                changes.add(size + "," + before + ",UPDATE_BEFORE");
                changes.add(size + "," + after + ",UPDATE_AFTER");
            }
            if (after == 0) {
                sizes.remove(size);
            } else {
                sizes.put(size, after);
            }
        }
    }

    @Test
    void changesOfChangesAreThoseOfCountingRowByRow() throws Exception {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            Counting counting = new Counting();
            List<String> rows = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String key = "k" + random.nextInt(12);
                rows.add(row(key, i));
                counting.row(key);
            }
            CheckedPipeline checked = pipeline(rows, nodes(GROUPS, SIZES, CHANGES));
            for (int batchRows : new int[] {1, 7, 1024}) {
                assertEquals(counting.changes, run(checked, batchRows), "batches of " + batchRows + ", seed " + seed);
            }
        }
    }

    @Test
    void onlyWhatGivesChangesAboveItTakesRowsOneByOne() throws Exception {
        String filter = "{\"id\": \"some\", \"operator\": \"filter\", \"name\": \"Some\","
                + " \"settings\": {\"condition\": \"v > 0\"}}";
        String derive = "{\"id\": \"more\", \"operator\": \"derive\", \"name\": \"More\","
                + " \"settings\": {\"columns\": [{\"name\": \"x\", \"expression\": \"n + 1\"}]}}";
        assertEquals(Set.of("groups", "more"), oneByOne(pipeline(List.of(), nodes(filter, GROUPS, derive, CHANGES))));
        assertEquals(Set.of(), oneByOne(pipeline(List.of(), nodes(filter, GROUPS, derive))));
    }

    private static Set<String> oneByOne(CheckedPipeline checked) {
        Set<String> nodes = new TreeSet<>();
        CHECK.setups(checked).forEach((id, setup) -> {
            if (((Setup<?>) setup).everyChange()) {
                nodes.add(id);
            }
        });
        return nodes;
    }
}

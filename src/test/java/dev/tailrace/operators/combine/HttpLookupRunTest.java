package dev.tailrace.operators.combine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.connectors.http.AnsweringServer;
import dev.tailrace.connectors.http.AnsweringServer.Answering;
import dev.tailrace.connectors.http.AnsweringServer.Reply;
import dev.tailrace.data.Problem;
import dev.tailrace.engine.EmbeddedRuntime;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedPipeline;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.proof.Outcome;
import dev.tailrace.proof.TestRunner;
import dev.tailrace.runtime.Preview;
import dev.tailrace.runtime.Run;
import dev.tailrace.runtime.RunOptions;
import dev.tailrace.runtime.secrets.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs that ask a real server, with answers that come late, out of order or never. */
class HttpLookupRunTest {
    private static final String CANARY = "canary-51d7";
    private static final PipelineCheck CHECK = new PipelineCheck(Catalogue.load());

    private static final Secrets SECRETS = new Secrets() {
        @Override
        public Set<String> names() {
            return Set.of("token");
        }

        @Override
        public Answer value(String name) {
            return new Value(CANARY);
        }
    };

    @TempDir
    private Path folder;

    private CheckedPipeline pipeline(int rows, String url, String further) throws IOException {
        Files.write(
                folder.resolve("in.jsonl"),
                IntStream.range(0, rows).mapToObj(i -> "{\"k\": " + i + "}").toList());
        String text =
                """
                {
                  "tailrace": 1,
                  "name": "Asked",
                  "parameters": [{"name": "server", "type": "STRING", "default": "http://nowhere"}],
                  "nodes": [
                    {"id": "in", "operator": "file-source", "name": "In", "settings": {"path": "in.jsonl",
                      "format": {"type": "json", "columns": [{"name": "k", "type": "INT"}]}}},
                    {"id": "ask", "operator": "http-lookup", "name": "Ask", "settings": {
                      "columns": [{"name": "v", "type": "INT"}], "url": "%s", "retryDelay": "1 ms"%s}},
                    {"id": "more", "operator": "derive", "name": "More", "settings": {
                      "columns": [{"name": "w", "expression": "v + 1"}]}},
                    {"id": "out", "operator": "file-sink", "name": "Out", "settings": {
                      "path": "out.csv", "mode": "overwrite", "format": {"type": "csv", "header": false}}},
                    {"id": "dead", "operator": "file-sink", "name": "Dead", "settings": {
                      "path": "dead.csv", "mode": "overwrite", "format": {"type": "csv", "header": false}}}
                  ],
                  "wires": [
                    {"from": "in.out", "to": "ask.in"},
                    {"from": "ask.out", "to": "more.in"},
                    {"from": "more.out", "to": "out.in"},
                    {"from": "ask.error", "to": "dead.in"}
                  ],
                  "tests": [
                    {"name": "more", "inputs": {"in.out": [{"k": 1}]}, "expected": {"more.out": []}}
                  ]
                }
                """
                        .formatted(url, further);
        Pipeline drawn = Objects.requireNonNull(PipelineJson.parse(text).pipeline());
        return CHECK.check(drawn, folder, Map.<String, JsonNode>of("server", TextNode.valueOf(server)));
    }

    private String server = "http://nowhere";

    private static Run start(CheckedPipeline checked) {
        assertEquals(
                List.of(), checked.problems().stream().filter(Problem::isError).toList());
        return new EmbeddedRuntime(CHECK, SECRETS).start(checked, RunOptions.DEFAULT);
    }

    private static Run.State end(Run run) throws InterruptedException {
        assertTrue(run.await(Duration.ofMinutes(2)), () -> "still " + run.state());
        return run.state();
    }

    private List<String> out() throws IOException {
        return Files.readAllLines(folder.resolve("out.csv"));
    }

    private static int key(String path) {
        return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    }

    private static Reply value(int key) {
        return Reply.json("{\"v\": " + 10 * key + "}");
    }

    private static String line(int key) {
        return key + "," + 10 * key + "," + (10 * key + 1);
    }

    @Test
    void rowsLeaveInTheirOrderWhenTheFirstAnswerComesLast() throws Exception {
        CountDownLatch others = new CountDownLatch(7);
        Answering lastFirst = path -> {
            if (key(path) == 0) {
                others.await();
            } else if (key(path) < 8) {
                others.countDown();
            }
            return value(key(path));
        };
        try (AnsweringServer answering = new AnsweringServer(lastFirst)) {
            Run run = start(pipeline(100, answering.url("/{k}"), ", \"requests\": 8"));
            assertEquals(Run.State.DONE, end(run));
            assertEquals(
                    IntStream.range(0, 100).mapToObj(HttpLookupRunTest::line).toList(), out());
            assertTrue(answering.most() <= 8, () -> answering.most() + " requests at a time");
            assertEquals(100, answering.asked().size());
        }
    }

    @Test
    void withoutOrderNoRowIsLostEither() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        Answering firstLater = path -> {
            if (key(path) == 0) {
                second.await();
            } else if (key(path) == 50) {
                second.countDown();
            }
            return value(key(path));
        };
        try (AnsweringServer answering = new AnsweringServer(firstLater)) {
            // The fiftieth key is asked for only if the first one, unanswered, holds nothing up but its own request.
            Run run = start(pipeline(100, answering.url("/{k}"), ", \"requests\": 2, \"keepOrder\": false"));
            assertEquals(Run.State.DONE, end(run));
            assertEquals(
                    IntStream.range(0, 100).mapToObj(HttpLookupRunTest::line).collect(Collectors.toSet()),
                    Set.copyOf(out()));
            assertEquals(100, out().size());
        }
    }

    @Test
    void anAnswerThatDoesNotComeOrDoesNotEndFailsItsRowAfterTheLastAttempt() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Answering silent = path -> switch (key(path)) {
            case 1 -> {
                never.await();
                yield value(1);
            }
            case 2 -> new Reply(200, "{\"v\": ", 1000);
            default -> value(key(path));
        };
        try (AnsweringServer answering = new AnsweringServer(silent)) {
            Run run = start(pipeline(4, answering.url("/{k}"), ", \"timeout\": \"2 s\", \"attempts\": 2"));
            assertEquals(Run.State.DONE, end(run));
            assertEquals(List.of(line(0), line(3)), out());
            List<String> dead = Files.readAllLines(folder.resolve("dead.csv"));
            assertEquals(
                    List.of("1", "2"),
                    dead.stream().map(line -> line.substring(0, 1)).toList());
            for (String path : List.of("/1", "/2")) {
                assertEquals(2, answering.asked().stream().filter(path::equals).count(), path);
            }
        }
    }

    @Test
    void aRunThatWaitsForTheServerCanBeStopped() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (AnsweringServer silent = new AnsweringServer(path -> {
            asked.countDown();
            never.await();
            return value(0);
        })) {
            Run run = start(pipeline(100, silent.url("/{k}"), ", \"timeout\": \"1 h\""));
            asked.await();
            run.stop();
            assertEquals(Run.State.STOPPED, end(run));
        }
    }

    @Test
    void aServerThatIsNotThereIsToldWithItsAddress() throws Exception {
        AnsweringServer gone = new AnsweringServer(path -> value(0));
        String url = gone.url("/{k}");
        gone.close();
        Run run = start(pipeline(1, url, ""));
        assertEquals(Run.State.DONE, end(run));
        String dead = Files.readString(folder.resolve("dead.csv"));
        assertTrue(dead.contains("/0 cannot be reached: "), dead);
    }

    @Test
    void parametersAndSecretsArePutInAndSecretsAreSeenNowhere() throws Exception {
        try (AnsweringServer answering =
                new AnsweringServer(path -> key(path) == 1 ? Reply.of(403, "") : value(key(path)))) {
            server = answering.url("");
            Run run = start(pipeline(
                    3,
                    "${server}/${secret:token}/{k}",
                    ", \"headers\": [{\"name\": \"Authorization\", \"value\": \"Bearer ${secret:token}\"}]"));
            assertEquals(Run.State.DONE, end(run));
            assertEquals(List.of(line(0), line(2)), out());
            assertEquals(
                    Set.of("/" + CANARY + "/0", "/" + CANARY + "/1", "/" + CANARY + "/2"),
                    Set.copyOf(answering.asked()));
            assertEquals(List.of("Bearer " + CANARY), answering.header("Authorization"));
            String dead = Files.readString(folder.resolve("dead.csv"));
            assertTrue(dead.contains("/***/1 answers with the status 403."), dead);
        }
    }

    @Test
    void onlyARunAsksTheServer() throws Exception {
        try (AnsweringServer answering = new AnsweringServer(path -> value(key(path)))) {
            CheckedPipeline checked = pipeline(3, answering.url("/{k}"), "");
            EmbeddedRuntime runtime = new EmbeddedRuntime(CHECK, SECRETS);
            runtime.plan(checked);
            Preview own = runtime.preview(checked, "ask", 10);
            assertEquals(
                    3, Objects.requireNonNull(own.inputs().get("in")).rows().size());
            Preview below = runtime.preview(checked, "more", 10);
            for (Preview preview : List.of(own, below)) {
                Problem problem = preview.problem();
                assertNotNull(problem);
                assertEquals("engine.preview-asks-server", problem.code());
                assertEquals(Map.of(), preview.outputs());
            }
            Pipeline drawn = checked.pipeline();
            Outcome tested = new TestRunner(Catalogue.load(), runtime, RunOptions.DEFAULT)
                    .run(drawn, folder, drawn.attachments().tests().get(0), Map.of());
            assertEquals(
                    List.of("proof.asks-server"),
                    tested.problems().stream().map(Problem::code).toList());
            assertEquals(List.of(), answering.asked());
        }
    }
}

package dev.tailrace.operators.combine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.connectors.http.AnsweringServer;
import dev.tailrace.connectors.http.AnsweringServer.Reply;
import dev.tailrace.data.Batch;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.lookup.RequestedTable;
import dev.tailrace.operators.combine.HttpLookup.Header;
import dev.tailrace.operators.combine.HttpLookup.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lookup against a real server; how answers that come late are waited for stands in {@link HttpLookupRunTest}. */
class HttpLookupTest {
    private static final Schema ROWS = Schema.of(
            Field.of("code", DataType.STRING),
            Field.required("t", DataType.TIMESTAMP_LTZ),
            Field.of("n", DataType.INT));

    private final AnsweringServer server = start(HttpLookupTest::answer);
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    private static AnsweringServer start(AnsweringServer.Answering answering) {
        try {
            return new AnsweringServer(answering);
        } catch (IOException cannot) {
            throw new AssertionError(cannot);
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static Reply answer(String path) {
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "ATL" -> Reply.json("{\"state\": \"GA\", \"at\": {\"size\": 5}}");
            case "ORD" ->
                Reply.json("[\n  {\"state\": \"IL\", \"at\": {\"size\": \"4\"}},\n  {\"state\": \"IN\"}\n]\n");
            case "LAX" -> Reply.json("[{\"state\": null, \"at\": null}]");
            case "EMPTY" -> Reply.json("[]");
            case "NULL" -> Reply.json("null");
            case "GONE" -> Reply.of(204, "");
            case "A%2FB%20%C3%A4%3F" -> Reply.json("{\"state\": \"slash\"}");
            case "DOWN" -> Reply.of(503, "later");
            case "BAD" -> Reply.of(400, "{}");
            case "HTML" -> Reply.json("<html>");
            case "TEXT" -> Reply.json("{\"at\": {\"size\": \"big\"}}");
            default -> Reply.of(404, "{\"state\": \"not this\"}");
        };
    }

    private Settings settings(LookupJoin.Type type, @Nullable String condition) {
        return settings(server.url("/airports/{code}"), type, condition, ErrorPolicy.STOP);
    }

    private static Settings settings(
            String url, LookupJoin.Type type, @Nullable String condition, ErrorPolicy onError) {
        return new Settings(
                url,
                List.of(
                        new ColumnDeclaration("state", DataType.STRING, null),
                        new ColumnDeclaration("size", DataType.INT, "$.at.size")),
                null,
                type,
                condition,
                "a_",
                List.of(),
                Duration.ofMinutes(1),
                2,
                Duration.ZERO,
                3,
                true,
                100,
                Duration.ofHours(1),
                onError);
    }

    private static Row row(@Nullable String code, int n) {
        return Row.of(code, Instant.ofEpochMilli(n), n);
    }

    private static Row found(@Nullable String code, int n, @Nullable String state, @Nullable Integer size) {
        return Row.of(code, Instant.ofEpochMilli(n), n, state, size);
    }

    /** The operator, but each request waits for its answer, which then comes where the harness expects it. */
    private record Awaited(HttpLookup lookup) implements TransformOperator<Settings> {
        @Override
        public OperatorSpec spec() {
            return lookup.spec();
        }

        @Override
        public Class<Settings> settingsType() {
            return lookup.settingsType();
        }

        @Override
        public Output output(Placement<Settings> placement) {
            return lookup.output(placement);
        }

        @Override
        public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
            return lookup.flink(placement, script);
        }

        @Override
        public Processor processor(Setup<Settings> setup) {
            return HttpLookup.processor(setup, new AwaitedTable(HttpLookup.table(setup)));
        }
    }

    private record AwaitedTable(RequestedTable table) implements RequestedTable {
        @Override
        public void open() throws IOException {
            table.open();
        }

        @Override
        public void request(Batch keys, Answer answer) {
            CountDownLatch answered = new CountDownLatch(1);
            table.request(keys, new Answer() {
                @Override
                public void found(Batch rows) {
                    answer.found(rows);
                    answered.countDown();
                }

                @Override
                public void failed(Problem problem) {
                    answer.failed(problem);
                    answered.countDown();
                }

                @Override
                public void rejected(Problem problem) {
                    answer.rejected(problem);
                    answered.countDown();
                }
            });
            try {
                assertTrue(answered.await(2, TimeUnit.MINUTES), "no answer");
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }

        @Override
        public void close() throws IOException {
            table.close();
        }
    }

    private static OperatorHarness<Settings> lookup(Settings settings) {
        return OperatorHarness.of(new Awaited(new HttpLookup()), settings)
                .input("in", StreamType.rows(ROWS).withEventTime("t"))
                .inOrder();
    }

    @Test
    void aRowLeavesWithEachRowOfItsAnswerAndOneWithoutIsDropped() {
        var result = lookup(settings(LookupJoin.Type.INNER, null))
                .rows(row("ORD", 1), row("XXX", 2), row(null, 3), row("ATL", 4), row("LAX", 5), row("ATL", 6))
                .watermark(5)
                .rows(row("EMPTY", 7), row("NULL", 8), row("GONE", 9), row("A/B ä?", 10))
                .run();
        assertEquals(
                List.of(
                        found("ORD", 1, "IL", 4),
                        found("ORD", 1, "IN", null),
                        found("ATL", 4, "GA", 5),
                        found("LAX", 5, null, null),
                        found("ATL", 6, "GA", 5),
                        found("A/B ä?", 10, "slash", null)),
                result.rows());
        StreamType out = Objects.requireNonNull(result.output().ports().get("out"));
        assertEquals("t", out.eventTime());
        assertEquals(
                List.of("code", "t", "n", "a_state", "a_size"), out.schema().names());
    }

    @Test
    void ofAChangelogEachChangeLeavesAsTheChangeThatItIs() {
        Row gone = new Row(RowKind.DELETE, row("ATL", 4).values());
        var harness = OperatorHarness.of(new Awaited(new HttpLookup()), settings(LookupJoin.Type.INNER, null))
                .input("in", new StreamType(ROWS, true, "t"))
                .rows(row("ORD", 1), row("ATL", 4), gone);
        var result = harness.run();
        assertEquals(
                List.of(
                        found("ORD", 1, "IL", 4),
                        found("ORD", 1, "IN", null),
                        found("ATL", 4, "GA", 5),
                        new Row(RowKind.DELETE, found("ATL", 4, "GA", 5).values())),
                result.rows());
        StreamType out = Objects.requireNonNull(result.output().ports().get("out"));
        assertTrue(out.changes());
        assertEquals(
                List.of("operators.http-lookup.unbounded"),
                harness.problems().stream().map(Problem::code).toList());
    }

    @Test
    void aLeftJoinKeepsRowsWithoutAnAnswer() {
        var result = lookup(settings(LookupJoin.Type.LEFT, "a_size > n"))
                .rows(row("XXX", 1), row("ORD", 2), row("ATL", 7), row(null, 3))
                .run();
        assertEquals(
                List.of(
                        found("XXX", 1, null, null),
                        found("ORD", 2, "IL", 4),
                        found("ATL", 7, null, null),
                        found(null, 3, null, null)),
                result.rows());
    }

    @Test
    void rowsThatGetNoAnswerOrOneThatCannotBeReadGoToTheErrorPort() {
        var harness = lookup(settings(LookupJoin.Type.LEFT, "10 / (n - 4) < 100"))
                .rows(row("ATL", 1), row("DOWN", 2), row("BAD", 3), row("ATL", 4), row("HTML", 5), row("TEXT", 6));
        var result = harness.run();
        assertEquals(List.of(found("ATL", 1, "GA", 5)), result.rows());
        List<Row> errors = result.rows("error");
        assertEquals(
                List.of("DOWN", "BAD", "ATL", "HTML", "TEXT"),
                errors.stream().map(row -> row.get(0)).toList());
        List<String> messages =
                errors.stream().map(row -> String.valueOf(row.get(3))).toList();
        assertTrue(messages.get(0).endsWith("/airports/DOWN answers with the status 503."), messages.get(0));
        assertTrue(messages.get(1).endsWith("/airports/BAD answers with the status 400."), messages.get(1));
        assertTrue(messages.get(3).contains("/airports/HTML cannot be read: "), messages.get(3));
        assertTrue(messages.get(4).contains("/airports/TEXT cannot be read: "), messages.get(4));
        var stopped = harness.wired("out").run();
        assertEquals(
                "connectors.http.status",
                Objects.requireNonNull(stopped.failure()).code());
        assertEquals("DOWN", stopped.failedRows().get(0).get(0));
    }

    @Test
    void failingRowsMayBeCountedAndSkipped() {
        var result = lookup(
                        settings(server.url("/{code}"), LookupJoin.Type.INNER, "10 / (n - 4) < 100", ErrorPolicy.SKIP))
                .rows(row("BAD", 3), row("ATL", 4), row("ATL", 5))
                .wired("out")
                .run();
        assertEquals(List.of(found("ATL", 5, "GA", 5)), result.rows());
        assertEquals(2, result.errors());
    }

    @Test
    void whatMayPassIsAskedAgainAndWhatIsRefusedIsNot() throws IOException {
        try (AnsweringServer flaky = new AnsweringServer(path -> {
            int times = failures.merge(path, 1, Integer::sum);
            return times < 3 ? Reply.of(times == 1 ? 503 : 429, "") : Reply.of(path.contains("BAD") ? 403 : 200, "{}");
        })) {
            Settings two = settings(flaky.url("/{code}"), LookupJoin.Type.LEFT, null, ErrorPolicy.SKIP);
            Settings four = new Settings(
                    two.url(),
                    two.columns(),
                    null,
                    two.type(),
                    null,
                    "a_",
                    List.of(),
                    two.timeout(),
                    4,
                    Duration.ZERO,
                    1,
                    true,
                    0,
                    Duration.ZERO,
                    ErrorPolicy.SKIP);
            var result =
                    lookup(four).rows(row("ATL", 1), row("BAD", 2)).wired("out").run();
            assertEquals(List.of(found("ATL", 1, null, null)), result.rows());
            assertEquals(1, result.errors());
            assertEquals(
                    List.of("/ATL", "/ATL", "/ATL", "/BAD", "/BAD", "/BAD"),
                    flaky.asked().subList(0, 6));
        }
    }

    @Test
    void rowsMayStandDeeperInTheAnswerAndColumnsOfSeveralTypesInTheAddress() throws IOException {
        try (AnsweringServer deep =
                new AnsweringServer(path -> Reply.json("{\"data\": [{\"echo\": \"" + path + "\"}]}"))) {
            Schema keys = Schema.of(
                    Field.of("d", DataType.DATE),
                    Field.of("p", DataType.decimal(20, 2)),
                    Field.of("b", DataType.BOOLEAN),
                    Field.of("l", DataType.BIGINT));
            Settings plain = settings("http://host/{l}", LookupJoin.Type.INNER, null, ErrorPolicy.STOP);
            Settings settings = new Settings(
                    deep.url("/{d}/{p}?b={b}&l={l}&again={b}"),
                    List.of(new ColumnDeclaration("echo", DataType.STRING, null)),
                    "$.data",
                    LookupJoin.Type.INNER,
                    null,
                    null,
                    List.of(new Header("X-Who", "tester")),
                    plain.timeout(),
                    1,
                    Duration.ZERO,
                    1,
                    false,
                    0,
                    Duration.ZERO,
                    ErrorPolicy.STOP);
            Row key = Row.of(java.time.LocalDate.of(2024, 5, 1), new java.math.BigDecimal("100.50"), true, -7L);
            var result = OperatorHarness.of(new Awaited(new HttpLookup()), settings)
                    .input(keys)
                    .rows(key, Row.of(null, key.get(1), false, 1L))
                    .run();
            List<@Nullable Object> values = new ArrayList<>(key.values());
            values.add("/2024-05-01/100.50?b=true&l=-7&again=true");
            assertEquals(List.of(Row.of(values.toArray())), result.rows());
            assertEquals(List.of("tester"), deep.header("X-who"));
            assertEquals(List.of("application/json"), deep.header("Accept"));
        }
    }

    @Test
    void agreesWithLookingEveryRowUpByHand() throws IOException {
        for (long seed = 1; seed <= 2; seed++) {
            Random random = new Random(seed);
            long drawn = seed;
            try (AnsweringServer table = new AnsweringServer(path -> {
                int key = Integer.parseInt(path.substring(1));
                return key % 4 == 0
                        ? Reply.of(404, "")
                        : Reply.json("["
                                + "{\"state\": \"s%d\", \"at\": {\"size\": %d}},"
                                        .formatted(key, key % 7)
                                        .repeat(key % 4 - 1)
                                + "{\"at\": {\"size\": %d}}]".formatted(key % 5));
            })) {
                Schema rows = Schema.of(Field.of("k", DataType.INT), Field.of("n", DataType.INT));
                List<Row> input = new ArrayList<>();
                for (int i = 0; i < 25; i++) {
                    input.add(Row.of(random.nextInt(9) == 0 ? null : (Object) random.nextInt(15), random.nextInt(7)));
                }
                for (LookupJoin.Type type : LookupJoin.Type.values()) {
                    List<Row> expected = new ArrayList<>();
                    for (Row row : input) {
                        Integer k = (Integer) row.get(0);
                        int n = (Integer) Objects.requireNonNull(row.get(1));
                        int before = expected.size();
                        for (int i = 0; k != null && i < k % 4; i++) {
                            boolean isLast = i == k % 4 - 1;
                            int size = isLast ? k % 5 : k % 7;
                            if (size >= n) {
                                expected.add(Row.of(k, n, isLast ? null : "s" + k, size));
                            }
                        }
                        if (type == LookupJoin.Type.LEFT && expected.size() == before) {
                            expected.add(Row.of(k, n, null, null));
                        }
                    }
                    var result = OperatorHarness.of(
                                    new Awaited(new HttpLookup()),
                                    settings(table.url("/{k}"), type, "a_size >= n", ErrorPolicy.STOP))
                            .input(rows)
                            .inOrder()
                            .seed(drawn)
                            .rows(input)
                            .run();
                    assertEquals(expected, result.rows(), type + ", seed " + drawn);
                }
            }
        }
    }

    private static List<String> problems(Settings settings) {
        return OperatorHarness.of(new HttpLookup(), settings).input(ROWS).problems().stream()
                .map(problem -> problem.place() + " " + problem.code())
                .toList();
    }

    private static Settings of(String url) {
        return settings(url, LookupJoin.Type.LEFT, null, ErrorPolicy.STOP);
    }

    @Test
    void theAddressNeedsAServerAndColumnsThatAreThere() {
        assertEquals(List.of(), problems(of("https://host:1234/x?y={n}")));
        assertEquals(List.of(), problems(of("${secret:server}/{n}")));
        assertEquals(List.of(), problems(of("https://${secret:server}/{n}?key=${secret:key}")));
        assertEquals(List.of("url operators.http-lookup.no-key"), problems(of("https://host/")));
        assertEquals(List.of("url operators.unknown-column-near"), problems(of("https://host/{cod}")));
        assertEquals(List.of("url operators.http-lookup.key-type"), problems(of("https://host/{t}")));
        assertEquals(List.of("url operators.http-lookup.address"), problems(of("ftp://host/{n}")));
        assertEquals(List.of("url operators.http-lookup.address"), problems(of("host/{n}")));
        assertEquals(List.of("url operators.http-lookup.address"), problems(of("https://host/a b/{n}")));
    }

    @Test
    void columnsPathsHeadersAndTheConditionAreChecked() {
        Settings wrong = new Settings(
                "https://host/{n}",
                List.of(
                        new ColumnDeclaration("n", DataType.INT, null),
                        new ColumnDeclaration("x", DataType.INT, "no path")),
                "[0]",
                LookupJoin.Type.LEFT,
                "x +",
                null,
                List.of(new Header("Host", "other"), new Header("X-A", "b")),
                Duration.ZERO,
                1,
                Duration.ZERO,
                1,
                true,
                0,
                Duration.ZERO,
                ErrorPolicy.STOP);
        assertEquals(
                Set.of(
                        "headers[0].name operators.http-lookup.header",
                        "columns[1].path formats.json.bad-path",
                        "rows operators.http-lookup.rows",
                        "columns[0].name operators.duplicate-name",
                        "timeout operators.http-lookup.no-time"),
                Set.copyOf(problems(wrong)));
        assertEquals(
                List.of("condition operators.not-a-condition"),
                problems(settings("https://host/{n}", LookupJoin.Type.LEFT, "a_size + n", ErrorPolicy.STOP)));
    }

    @Test
    void whatLetsSomebodyInIsWarnedOfUnlessItIsASecret() {
        Function<Header, List<String>> told = header -> problems(new Settings(
                "https://host/{n}",
                List.of(new ColumnDeclaration("x", DataType.INT, null)),
                null,
                LookupJoin.Type.LEFT,
                null,
                null,
                List.of(header),
                Duration.ofSeconds(1),
                1,
                Duration.ZERO,
                1,
                true,
                0,
                Duration.ZERO,
                ErrorPolicy.STOP));
        List<String> open = List.of("headers[0].value operators.http-lookup.open-secret");
        assertEquals(open, told.apply(new Header("Authorization", "Bearer abc")));
        assertEquals(open, told.apply(new Header("X-Api-Key", "abc")));
        assertEquals(List.of(), told.apply(new Header("Authorization", "Bearer ${secret:token}")));
        assertEquals(List.of(), told.apply(new Header("Accept-Language", "de")));
        assertEquals(List.of("url operators.http-lookup.open-password"), problems(of("https://me:word@host/{n}")));
        assertEquals(List.of(), problems(of("https://me:${secret:word}@host/{n}")));
    }

    @Test
    void flinkIsToldThatItHasNoSuchTable() {
        Placement<Settings> placement = new Placement<>(
                "node",
                of("https://host/{n}"),
                Map.of("in", List.of(StreamType.rows(ROWS))),
                Set.of("out"),
                Environment.UTC,
                Path.of(""));
        FlinkNode flink = new HttpLookup().flink(placement, port -> List.of("`rows`"));
        assertEquals(
                "operators.http-lookup.flink",
                ((FlinkNode.Refused) flink).reason().code());
    }

    @Test
    void onlyWhatIsReadIsDemandedAndTheCanvasShowsWhoIsAsked() {
        Settings settings = settings("https://host/{code}", LookupJoin.Type.LEFT, null, ErrorPolicy.STOP);
        Placement<Settings> placement = new Placement<>(
                "node",
                settings,
                Map.of("in", List.of(StreamType.rows(ROWS))),
                Set.of("out", "error"),
                Environment.UTC,
                Path.of(""));
        BitSet size = new BitSet();
        size.set(4);
        BitSet n = new BitSet();
        n.set(2);
        n.set(3);
        assertEquals(
                "{0}",
                String.valueOf(
                        new HttpLookup().demand(placement, Map.of("out", size)).get("in")));
        assertEquals(
                "{0, 2}",
                String.valueOf(new HttpLookup()
                        .demand(placement, Map.of("out", size, "error", n))
                        .get("in")));
        assertEquals("host/{code}", new HttpLookup().summary(settings));
    }
}

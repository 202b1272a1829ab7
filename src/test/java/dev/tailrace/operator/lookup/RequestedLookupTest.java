package dev.tailrace.operator.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.engine.NodeRig;
import dev.tailrace.language.Environment;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Language;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.RowComparison;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.join.JoinType;
import dev.tailrace.operator.state.MemorySnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestedLookupTest {
    private static final Schema INPUT = Schema.of(Field.of("key", DataType.BIGINT), Field.of("n", DataType.INT));
    private static final Schema OUTPUT = Schema.of(
            Field.of("key", DataType.BIGINT),
            Field.of("n", DataType.INT),
            Field.of("k", DataType.BIGINT),
            Field.of("text", DataType.STRING),
            Field.of("m", DataType.INT));
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    /** A lookup in a table that the test gives, with an error port. */
    private static final class Lookup implements TransformOperator<Lookup.Settings> {
        record Settings() {}

        private final java.util.function.Supplier<RequestedTable> table;
        private final RequestPolicy policy;
        private final boolean keepsAll;
        private final @Nullable String condition;

        Lookup(
                java.util.function.Supplier<RequestedTable> table,
                RequestPolicy policy,
                boolean keepsAll,
                @Nullable String condition) {
            this.table = table;
            this.policy = policy;
            this.keepsAll = keepsAll;
            this.condition = condition;
        }

        @Override
        public OperatorSpec spec() {
            return new OperatorSpec(
                    "lookup",
                    "operators",
                    Family.COMBINE,
                    "mdi2t-table-search",
                    List.of(Port.in(), Port.out(), Port.errors()),
                    List.of(),
                    List.of());
        }

        @Override
        public Class<Settings> settingsType() {
            return Settings.class;
        }

        @Override
        public Output output(Placement<Settings> placement) {
            return new Output(
                    Map.of(
                            "out", placement.input().withSchema(OUTPUT),
                            "error", placement.input().withSchema(FailingRows.schema(INPUT))),
                    List.of());
        }

        @Override
        public Processor processor(Setup<Settings> setup) {
            BitSet kept = new BitSet();
            kept.set(0, INPUT.size());
            return new RequestedLookup(
                    plan(),
                    kept,
                    setup.placement().input().changes(),
                    table.get(),
                    policy,
                    context -> new FailingRows(
                            context,
                            ErrorPolicy.STOP,
                            1,
                            setup.placement().isWired("error"),
                            FailingRows.schema(INPUT),
                            setup.demanded("error")));
        }

        LookupPlan plan() {
            BitSet all = new BitSet();
            all.set(0, OUTPUT.size());
            Expression expression = condition == null
                    ? null
                    : Language.check(condition, OUTPUT, Environment.UTC).expression();
            return new LookupPlan(
                    INPUT,
                    new int[] {0},
                    ScriptedTable.SCHEMA,
                    new int[] {0},
                    OUTPUT,
                    OUTPUT,
                    all,
                    expression,
                    keepsAll ? JoinType.LEFT : JoinType.INNER);
        }

        @Override
        public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
            return new FlinkNode.Refused(Problem.error("operators.row-failed", "a test"), null);
        }
    }

    private static RequestPolicy policy(boolean keepsOrder, int maxRequests, int maxKeys, int cachedKeys) {
        return new RequestPolicy(
                maxRequests, maxKeys, 1000, TIMEOUT, 3, Duration.ZERO, keepsOrder, cachedKeys, Duration.ofHours(1));
    }

    /** No row for keys that 3 divides, one or two for others. */
    private static List<Row> rowsOf(long key) {
        if (key % 3 == 0) {
            return List.of();
        }
        Row one = Row.of(key, "t" + key, (int) (key % 10));
        return key % 3 == 1 ? List.of(one) : List.of(one, Row.of(key, null, (int) (key % 7)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, true, 1, 1, 0",
        "2, true, 3, 4, 10",
        "3, false, 1, 1, 0",
        "4, false, 4, 2, 5",
        "5, false, 3, 100, 1000",
        "6, true, 50, 1, 1"
    })
    void whateverTheTableDoesRowsLeaveWithTheirMatches(
            long seed, boolean keepsOrder, int maxRequests, int maxKeys, int cachedKeys) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            rows.add(Row.of(random.nextInt(12) == 0 ? null : (Object) (long) random.nextInt(40), random.nextInt(10)));
        }
        for (boolean keepsAll : new boolean[] {false, true}) {
            for (String condition : new String[] {null, "m > n"}) {
                Lookup lookup = new Lookup(
                        () -> new ScriptedTable(seed, RequestedLookupTest::rowsOf),
                        policy(keepsOrder, maxRequests, maxKeys, cachedKeys),
                        keepsAll,
                        condition);
                var harness = OperatorHarness.of(lookup, new Lookup.Settings())
                        .input(INPUT)
                        .seed(seed);
                if (keepsOrder) {
                    harness.inOrder();
                }
                for (int i = 0; i < rows.size(); i++) {
                    harness.rows(rows.get(i));
                    if (i % 20 == 19) {
                        harness.watermark(i).now(i * 100L);
                    }
                }
                harness.end("in");
                for (int i = 1; i <= 3 * rows.size(); i++) {
                    harness.now(100_000L + i * 1000L);
                }
                new RowComparison(keepsOrder, false)
                        .assertSame(
                                expected(rows, keepsAll, condition != null),
                                harness.run().rows(),
                                condition + ", keeps all " + keepsAll + ", seed " + seed);
            }
        }
    }

    private static List<Row> expected(List<Row> rows, boolean keepsAll, boolean isGreater) {
        List<Row> expected = new ArrayList<>();
        for (Row row : rows) {
            Long key = (Long) row.get(0);
            int n = (Integer) Objects.requireNonNull(row.get(1));
            int before = expected.size();
            for (Row match : key == null ? List.<Row>of() : rowsOf(key)) {
                if (!isGreater || (Integer) Objects.requireNonNull(match.get(2)) > n) {
                    expected.add(Row.of(key, n, key, match.get(1), match.get(2)));
                }
            }
            if (keepsAll && expected.size() == before) {
                expected.add(Row.of(key, n, null, null, null));
            }
        }
        return expected;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 0", "2, 3, 4, 10", "3, 4, 2, 5", "4, 50, 100, 1000"})
    void ofChangesTheRowsThatAreLeftLeaveWithTheirMatches(long seed, int maxRequests, int maxKeys, int cachedKeys) {
        Random random = new Random(seed);
        List<Row> live = new ArrayList<>();
        List<Row> changes = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            Row row = Row.of(random.nextInt(12) == 0 ? null : (Object) (long) random.nextInt(20), random.nextInt(4));
            int old = random.nextInt(live.size() + 1);
            if (old == live.size() || random.nextBoolean()) {
                changes.add(row);
                live.add(row);
            } else if (random.nextBoolean()) {
                changes.add(new Row(RowKind.DELETE, live.remove(old).values()));
            } else {
                changes.add(new Row(RowKind.UPDATE_BEFORE, live.set(old, row).values()));
                changes.add(new Row(RowKind.UPDATE_AFTER, row.values()));
            }
        }
        for (boolean keepsAll : new boolean[] {false, true}) {
            for (String condition : new String[] {null, "m > n"}) {
                // That order need not be kept is said, but changes keep theirs.
                Lookup lookup = new Lookup(
                        () -> new ScriptedTable(seed, RequestedLookupTest::rowsOf),
                        policy(false, maxRequests, maxKeys, cachedKeys),
                        keepsAll,
                        condition);
                var harness = OperatorHarness.of(lookup, new Lookup.Settings())
                        .input("in", new StreamType(INPUT, true, null))
                        .rows(changes)
                        .seed(seed)
                        .end("in");
                for (int i = 1; i <= 3 * changes.size(); i++) {
                    harness.now(100_000L + i * 1000L);
                }
                new RowComparison(false, true)
                        .assertSame(
                                expected(live, keepsAll, condition != null),
                                harness.run().rows(),
                                condition + ", keeps all " + keepsAll + ", seed " + seed);
            }
        }
    }

    @Test
    void aRowIsTakenBackWithWhatItWasGiven() {
        StreamType changes = new StreamType(INPUT, true, null);
        NodeRig rig = rig(processor(policy(true, 9, 9, 0), changes));
        rig.open();
        rig.rows(0, BatchBuilder.batchOf(INPUT, List.of(Row.of(1L, 1))));
        answer(0, Row.of(1L, "old", 1), Row.of(1L, "older", 2));
        rig.now(1);
        // The same row once more, of which the table says something else by now, and one of which it knows nothing.
        rig.rows(0, BatchBuilder.batchOf(INPUT, List.of(Row.of(1L, 1), Row.of(2L, 2))));
        answer(1, Row.of(1L, "new", 3));
        rig.now(2);
        assertEquals(3, rig.stateRows());
        Row first = new Row(RowKind.UPDATE_BEFORE, Row.of(1L, 1).values());
        Row none = new Row(RowKind.DELETE, Row.of(2L, 2).values());
        Row unknown = new Row(RowKind.DELETE, Row.of(9L, 9).values());
        rig.rows(0, BatchBuilder.batchOf(INPUT, List.of(first, none, unknown)));
        assertEquals(
                List.of(
                        Row.of(1L, 1, 1L, "old", 1),
                        Row.of(1L, 1, 1L, "older", 2),
                        Row.of(1L, 1, 1L, "new", 3),
                        Row.of(2L, 2, null, null, null),
                        new Row(
                                RowKind.UPDATE_BEFORE,
                                Row.of(1L, 1, 1L, "old", 1).values()),
                        new Row(
                                RowKind.UPDATE_BEFORE,
                                Row.of(1L, 1, 1L, "older", 2).values()),
                        new Row(RowKind.DELETE, Row.of(2L, 2, null, null, null).values())),
                rig.rows(0));
        assertEquals(2, table.asked.size());
        assertEquals(1, rig.stateRows());

        NodeRig restored = rig(processor(policy(true, 9, 9, 0), changes));
        restored.open(rig.snapshot(), rig.inputWatermarks());
        restored.rows(0, BatchBuilder.batchOf(INPUT, List.of(new Row(RowKind.DELETE, first.values()))));
        assertEquals(List.of(new Row(RowKind.DELETE, Row.of(1L, 1, 1L, "new", 3).values())), restored.rows(0));
        assertEquals(0, restored.stateRows());
    }

    private void answer(int request, Row... rows) {
        table.answers.get(request).found(BatchBuilder.batchOf(ScriptedTable.SCHEMA, List.of(rows)));
    }

    @Test
    void rowsWhoseKeyIsRefusedEachTimeGoToTheErrorPortOrStopTheRun() {
        Lookup lookup =
                new Lookup(() -> new ScriptedTable(1, RequestedLookupTest::rowsOf), policy(true, 2, 1, 0), false, null);
        var harness = OperatorHarness.of(lookup, new Lookup.Settings())
                .input(INPUT)
                .rows(Row.of(1L, 1), Row.of(-1L, 2), Row.of(4L, 3), Row.of(-1L, 4))
                .end("in")
                .now(1000)
                .now(2000)
                .now(3000);
        var result = harness.run();
        assertEquals(List.of(Row.of(1L, 1, 1L, "t1", 1), Row.of(4L, 3, 4L, "t4", 4)), result.rows());
        assertEquals(List.of(Row.of(-1L, 2, "refused"), Row.of(-1L, 4, "refused")), result.rows("error"));
        var stopped = harness.wired("out").run();
        assertEquals(ScriptedTable.REFUSED.at("node", null), stopped.failure());
        assertEquals(
                List.of(-1L),
                stopped.failedRows().stream().map(row -> row.get(0)).toList());
    }

    /** A table that keeps what it is asked until the test answers. */
    private static final class Silent implements RequestedTable {
        private final List<List<Long>> asked = new ArrayList<>();
        private final List<Answer> answers = new ArrayList<>();
        private boolean isClosed;

        @Override
        public void request(Batch keys, Answer answer) {
            asked.add(keys.toRows().stream()
                    .map(row -> (Long) Objects.requireNonNull(row.get(0)))
                    .toList());
            answers.add(answer);
        }

        void answer(int request) {
            List<Row> rows = new ArrayList<>();
            asked.get(request).forEach(key -> rows.addAll(rowsOf(key)));
            answers.get(request).found(BatchBuilder.batchOf(ScriptedTable.SCHEMA, rows));
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    private final Silent table = new Silent();

    private Processor processor(RequestPolicy policy) {
        return processor(policy, StreamType.rows(INPUT));
    }

    private Processor processor(RequestPolicy policy, StreamType input) {
        Lookup lookup = new Lookup(() -> table, policy, true, null);
        Placement<Lookup.Settings> placement = new Placement<>(
                "node",
                new Lookup.Settings(),
                Map.of("in", List.of(input)),
                java.util.Set.of("out"),
                Environment.UTC,
                java.nio.file.Path.of(""));
        return lookup.processor(new Setup<>(placement, lookup.output(placement).ports(), Map.of()));
    }

    private static NodeRig rig(Processor processor) {
        return new NodeRig(processor, new int[] {0}, 2, 0);
    }

    private static Batch keys(long... keys) {
        return BatchBuilder.batchOf(
                INPUT, LongStream.of(keys).mapToObj(key -> Row.of(key, 0)).toList());
    }

    private static List<Object> sent(NodeRig rig) {
        return rig.rows(0).stream().map(row -> row.get(0)).toList();
    }

    @Test
    void aKeyIsAskedForOnceWhileItIsKnownOrOnItsWay() {
        NodeRig rig = rig(processor(policy(true, 10, 10, 10)));
        rig.open();
        rig.rows(0, keys(1, 4, 1));
        rig.rows(0, keys(4, 7));
        table.answer(0);
        rig.rows(0, keys(1));
        assertEquals(List.of(List.of(1L, 4L), List.of(7L)), table.asked);
        assertEquals(List.of(1L, 4L, 1L, 4L), sent(rig));
        table.answer(1);
        rig.now(1);
        assertEquals(List.of(1L, 4L, 1L, 4L, 7L, 1L), sent(rig));
    }

    @Test
    void theKeysUsedLastStayInTheCacheUntilTheyAreTooOld() {
        RequestPolicy policy = new RequestPolicy(9, 1, 100, TIMEOUT, 1, Duration.ZERO, true, 2, Duration.ofMillis(500));
        NodeRig rig = rig(processor(policy));
        rig.open();
        for (int i = 0; i < 3; i++) {
            rig.rows(0, keys(1 + 3 * i));
            table.answer(i);
            rig.now(i);
        }
        rig.rows(0, keys(4));
        rig.rows(0, keys(1));
        assertEquals(List.of(List.of(1L), List.of(4L), List.of(7L), List.of(1L)), table.asked);
        table.answer(3);
        rig.now(400);
        rig.rows(0, keys(4));
        assertEquals(4, table.asked.size());
        rig.now(600);
        rig.rows(0, keys(4));
        assertEquals(List.of(4L), table.asked.get(4));
        assertEquals(1, rig.stateRows());
    }

    @Test
    void requestsOnTheirWayAreBoundedAndSoAreTheRowsThatAreRead() {
        Processor processor = processor(policy(false, 2, 2, 0));
        NodeRig rig = rig(processor);
        rig.open();
        rig.rows(0, keys(1, 2, 3, 4));
        assertTrue(!processor.isFull());
        rig.rows(0, keys(5));
        assertTrue(processor.isFull());
        assertEquals(List.of(List.of(1L, 2L), List.of(3L, 4L)), table.asked);
        table.answer(1);
        rig.now(1);
        assertEquals(List.of(5L), table.asked.get(2));
        assertTrue(!processor.isFull());
    }

    @Test
    void rowsOvertakeEachOtherOnlyBetweenWatermarksUnlessOrderIsKept() {
        for (boolean keepsOrder : new boolean[] {false, true}) {
            table.asked.clear();
            table.answers.clear();
            NodeRig rig = rig(processor(policy(keepsOrder, 9, 1, 0)));
            rig.open();
            rig.rows(0, keys(1, 4));
            rig.watermark(0, 10);
            rig.rows(0, keys(7, 10));
            table.answer(3);
            rig.now(1);
            assertEquals(List.of(), sent(rig));
            table.answer(1);
            rig.now(2);
            assertEquals(keepsOrder ? List.of() : List.of(4L), sent(rig));
            table.answer(0);
            rig.now(3);
            assertEquals(keepsOrder ? List.of(1L, 4L) : List.of(4L, 1L, 10L), sent(rig));
            table.answer(2);
            rig.now(4);
            assertEquals(keepsOrder ? List.of(1L, 4L, 7L, 10L) : List.of(4L, 1L, 10L, 7L), sent(rig));
        }
    }

    @Test
    void anAnswerThatComesTooLateStillCountsIfNoOtherHasCome() {
        NodeRig rig = rig(processor(policy(true, 9, 9, 0)));
        rig.open();
        rig.rows(0, keys(1));
        rig.now(1000);
        assertEquals(2, table.asked.size());
        table.answers.get(1).failed(ScriptedTable.REFUSED);
        rig.now(1001);
        assertEquals(3, table.asked.size());
        table.answer(0);
        rig.now(1002);
        table.answer(2);
        rig.now(3000);
        assertEquals(List.of(1L), sent(rig));
    }

    @Test
    void afterTheLastAttemptTheRunFailsWithTheTimeout() {
        NodeRig rig = rig(processor(policy(true, 9, 9, 0)));
        rig.open();
        rig.rows(0, keys(1));
        rig.now(1000);
        rig.now(2000);
        assertTrue(!rig.hasFailed());
        rig.now(3000);
        assertEquals(
                "operators.lookup.timeout",
                Objects.requireNonNull(rig.failure()).code());
    }

    @Test
    void aRetryWaitsForItsDelay() {
        RequestPolicy policy = new RequestPolicy(9, 9, 100, TIMEOUT, 2, Duration.ofMillis(200), true, 0, Duration.ZERO);
        NodeRig rig = rig(processor(policy));
        rig.open();
        rig.rows(0, keys(1));
        table.answers.get(0).failed(ScriptedTable.REFUSED);
        rig.now(199);
        rig.now(398);
        assertEquals(1, table.asked.size());
        rig.now(399);
        assertEquals(2, table.asked.size());
    }

    @Test
    void whatWaitsIsStateAndIsAskedForAgain() {
        NodeRig before = rig(processor(policy(true, 9, 2, 0)));
        before.open();
        before.rows(0, keys(1, 4));
        before.watermark(0, 10);
        before.rows(0, keys(7));
        MemorySnapshot snapshot = before.snapshot();
        assertEquals(3, before.stateRows());
        before.close();
        assertTrue(table.isClosed);
        table.asked.clear();
        table.answers.clear();
        Processor processor = processor(policy(true, 9, 2, 0));
        NodeRig after = rig(processor);
        after.open(snapshot, before.inputWatermarks());
        assertEquals(List.of(List.of(1L, 4L), List.of(7L)), table.asked);
        after.end(0);
        assertTrue(processor.isWaiting());
        table.answer(1);
        table.answer(0);
        after.now(1);
        assertEquals(List.of(1L, 4L, 7L), sent(after));
        assertTrue(!processor.isWaiting());
    }
}

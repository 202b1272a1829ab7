package dev.tailrace.operators.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.HarnessResult;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.RowComparison;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operators.shape.RowsToChanges.Gives;
import dev.tailrace.operators.shape.RowsToChanges.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RowsToChangesTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("k", DataType.STRING),
            Field.of("op", DataType.STRING),
            Field.of("v", DataType.INT),
            Field.required("t", DataType.TIMESTAMP_LTZ));
    private static final List<String> BY_K = List.of("k");

    private static OperatorHarness<Settings> changes(Gives gives, List<String> keys) {
        return changes(Settings.of("op", gives, keys));
    }

    private static OperatorHarness<Settings> changes(Settings settings) {
        return OperatorHarness.of(new RowsToChanges(), settings)
                .input("in", StreamType.rows(SCHEMA).withEventTime("t"))
                .inOrder();
    }

    private static Row said(@Nullable String key, @Nullable String op, @Nullable Integer value, long time) {
        return Row.of(key, op, value, Instant.ofEpochMilli(time));
    }

    private static Row change(RowKind kind, @Nullable String key, @Nullable Integer value, long time) {
        return new Row(kind, Row.of(key, value, Instant.ofEpochMilli(time)).values());
    }

    private static List<String> problems(OperatorHarness<Settings> harness) {
        return harness.problems().stream().map(Problem::code).toList();
    }

    @Test
    void byKeyAnUpdateReplacesWhatWasThereAndADeleteNeedsTheKeyOnly() {
        HarnessResult result = changes(Gives.TABLE, BY_K)
                .rows(said("a", "c", 1, 1), said("b", "r", 5, 2), said("a", "u", 2, 3), said("a", "u", 2, 3))
                .rows(said("b", "d", null, 4), said("b", "d", null, 5), said("b", "c", 6, 6))
                .run();
        assertEquals(
                List.of(
                        change(RowKind.INSERT, "a", 1, 1),
                        change(RowKind.INSERT, "b", 5, 2),
                        change(RowKind.UPDATE_BEFORE, "a", 1, 1),
                        change(RowKind.UPDATE_AFTER, "a", 2, 3),
                        change(RowKind.DELETE, "b", 5, 2),
                        change(RowKind.INSERT, "b", 6, 6)),
                result.rows());
        StreamType out = Objects.requireNonNull(result.output().ports().get("out"));
        assertEquals(List.of("k", "v", "t"), out.schema().names());
        assertNull(out.eventTime());
    }

    @Test
    void byKeyARowThatComesTwiceOrIsNotThereChangesNothing() {
        HarnessResult result = changes(Gives.TABLE, BY_K)
                .rows(said(null, "d", null, 1), said(null, "+I", null, 2), said(null, "+I", null, 2))
                .rows(said("a", "-U", 7, 3), said("a", "+U", 8, 4), said(null, "-D", 9, 5))
                .run();
        assertEquals(
                List.of(
                        change(RowKind.INSERT, null, null, 2),
                        change(RowKind.INSERT, "a", 8, 4),
                        change(RowKind.DELETE, null, null, 2)),
                result.rows());
    }

    @Test
    void withoutAKeyEachRowIsTheChangeThatItSays() {
        HarnessResult result = changes(Gives.TABLE, List.of())
                .rows(said("a", "INSERT", 1, 1), said("a", "UPDATE_BEFORE", 1, 1), said("a", "UPDATE_AFTER", 2, 3))
                .rows(said("a", "DELETE", 2, 3))
                .run();
        assertEquals(
                List.of(
                        change(RowKind.INSERT, "a", 1, 1),
                        change(RowKind.UPDATE_BEFORE, "a", 1, 1),
                        change(RowKind.UPDATE_AFTER, "a", 2, 3),
                        change(RowKind.DELETE, "a", 2, 3)),
                result.rows());
    }

    @Test
    void versionsKeepTheirTimesAndAreNotTakenBack() {
        HarnessResult result = changes(Gives.VERSIONS, List.of())
                .rows(said("a", "c", 1, 1), said("a", "-U", 1, 3), said("a", "u", 2, 3), said("a", "d", null, 4))
                .run();
        assertEquals(
                List.of(
                        change(RowKind.INSERT, "a", 1, 1),
                        change(RowKind.UPDATE_AFTER, "a", 2, 3),
                        change(RowKind.DELETE, "a", null, 4)),
                result.rows());
        assertEquals(
                "t", Objects.requireNonNull(result.output().ports().get("out")).eventTime());
    }

    @Test
    void theWordsMayBeOthers() {
        Settings settings =
                new Settings("op", Gives.TABLE, BY_K, " new , , again", "", "now", "gone", ErrorPolicy.STOP);
        HarnessResult result = changes(settings)
                .rows(said("a", "new", 1, 1), said("a", "now", 2, 2), said("a", "gone", 2, 3), said("a", "again", 3, 4))
                .run();
        assertEquals(
                List.of(
                        change(RowKind.INSERT, "a", 1, 1),
                        change(RowKind.UPDATE_BEFORE, "a", 1, 1),
                        change(RowKind.UPDATE_AFTER, "a", 2, 2),
                        change(RowKind.DELETE, "a", 2, 2),
                        change(RowKind.INSERT, "a", 3, 4)),
                result.rows());
    }

    @Test
    void aRowThatSaysNothingKnownStopsTheRunOrGoesToTheErrorPortOrIsCounted() {
        for (Gives gives : Gives.values()) {
            Row odd = said("a", "C", 2, 2);
            Row none = said("a", null, 3, 3);
            var harness = changes(gives, gives == Gives.TABLE ? BY_K : List.of())
                    .rows(said("a", "c", 1, 1), odd, none, said("b", "c", 4, 4));
            HarnessResult split = harness.run();
            List<Row> good = List.of(change(RowKind.INSERT, "a", 1, 1), change(RowKind.INSERT, "b", 4, 4));
            assertEquals(good, split.rows());
            assertEquals(
                    List.of(odd.values(), none.values()),
                    split.rows("error").stream()
                            .map(row -> row.values().subList(0, 4))
                            .toList());
            assertEquals(
                    "operators.rows-to-changes.unknown-word",
                    Objects.requireNonNull(harness.wired("out").run().failure()).code());
        }
        Settings skipping = new Settings("op", Gives.TABLE, BY_K, "c", "", "u", "d", ErrorPolicy.SKIP);
        HarnessResult skipped = changes(skipping)
                .wired("out")
                .rows(said("a", "r", 1, 1), said("a", null, 2, 2), said("a", "u", 3, 3))
                .run();
        assertEquals(List.of(change(RowKind.INSERT, "a", 3, 3)), skipped.rows());
        assertEquals(2, skipped.errors());
    }

    @Test
    void refusesWhatCannotBeReadAsChanges() {
        assertEquals(List.of("operators.rows-to-changes.type"), problems(changes(Settings.of("v", Gives.TABLE, BY_K))));
        assertEquals(
                List.of("operators.unknown-column-near"), problems(changes(Settings.of("ops", Gives.TABLE, BY_K))));
        assertEquals(
                List.of("operators.rows-to-changes.key-column"), problems(changes(Gives.TABLE, List.of("k", "op"))));
        assertEquals(
                List.of("operators.rows-to-changes.no-keys"),
                problems(changes(new Settings("op", Gives.TABLE, List.of(), "c", "", "u", "d", ErrorPolicy.STOP))));
        assertEquals(
                List.of("operators.rows-to-changes.word-twice", "operators.rows-to-changes.no-insert"),
                problems(changes(new Settings("op", Gives.TABLE, BY_K, "", "d", ",", "d", ErrorPolicy.STOP))));
        assertEquals(
                List.of("operators.rows-to-changes.no-event-time"),
                problems(OperatorHarness.of(new RowsToChanges(), Settings.of("op", Gives.VERSIONS, List.of()))
                        .input(SCHEMA)));
    }

    @Test
    void byKeyTheChangesAddUpToTheLastRowOfEachKeyThatIsThere() {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            Map<@Nullable String, Row> table = new HashMap<>();
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < 3000; i++) {
                String key = random.nextInt(12) == 0 ? null : "k" + random.nextInt(40);
                Integer value = random.nextInt(5) == 0 ? null : random.nextInt(4);
                String op = List.of("c", "u", "r", "d", "-U", "+U").get(random.nextInt(6));
                rows.add(said(key, op, value, i / 3));
                if (op.equals("d") || op.equals("-U")) {
                    table.remove(key);
                } else {
                    table.put(key, change(RowKind.INSERT, key, value, i / 3));
                }
            }
            HarnessResult result =
                    changes(Gives.TABLE, BY_K).seed(seed).rows(rows).run();
            new RowComparison(false, true).assertSame(List.copyOf(table.values()), result.rows(), "seed " + seed);
        }
    }
}

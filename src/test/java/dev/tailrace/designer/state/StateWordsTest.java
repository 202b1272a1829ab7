package dev.tailrace.designer.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.operator.state.StateTable;
import dev.tailrace.operator.state.StateTable.Distribution;
import dev.tailrace.runtime.StateLook.Seen;
import dev.tailrace.runtime.StateLook.Table;
import dev.tailrace.runtime.StateLook.Why;
import dev.tailrace.runtime.Telemetry;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StateWordsTest {
    private static final Instant AT = Instant.parse("2026-11-22T14:03:05Z");
    private static final StateTable GROUPS = new StateTable(
            "groups",
            Distribution.KEYED,
            Schema.of(Field.of("k", DataType.BIGINT)),
            Schema.of(Field.required("window_end", DataType.TIMESTAMP)));

    private final StateWords words = new StateWords(new Texts(Locale.ENGLISH), ZoneOffset.UTC);

    @Test
    void aWindowTellsWhenItsFirstRowsClose() {
        Table table = new Table(
                GROUPS,
                List.of(
                        Row.of(1L, LocalDateTime.parse("2026-01-01T12:10:00")),
                        Row.of(2L, LocalDateTime.parse("2026-01-01T12:05:00"))),
                true,
                -1,
                32);
        long watermark = Instant.parse("2026-01-01T12:04:59.999Z").toEpochMilli();

        assertEquals(
                "2 rows · as of 14:03:05 · watermark 2026-01-01 12:04:59.999 · next window ends 2026-01-01 12:05:00",
                words.told(seen(table, watermark, 2, false), table, ZoneOffset.UTC, null));
    }

    @Test
    void aTableThatIsCutOffTellsHowMuchThereIsAbout() {
        Table table = new Table(GROUPS, rows(1000), false, -1, 16_000);

        assertEquals(
                "the first 1,000 of about 4,999 rows, about 78 KB · last, at 14:03:05 · all input has come",
                words.told(seen(table, Long.MAX_VALUE, 4_999, true), table, ZoneOffset.UTC, null));
        assertEquals("Groups, about 4,999 rows", words.choice(seen(table, 0, 4_999, false), table));
    }

    @Test
    void aTableTellsItsSizeFromAKilobyteOn() {
        assertEquals("10 rows, about 1 KB · as of 14:03:05", sized(10, 1_024));
        assertEquals("10 rows, about 1,024 KB · as of 14:03:05", sized(10, 1_048_575));
        assertEquals("10 rows, about 2.5 MB · as of 14:03:05", sized(10, 2_621_440));
        assertEquals("10 rows · as of 14:03:05", sized(10, 1_023));
        assertEquals("no rows · as of 14:03:05", sized(0, 0));
    }

    private String sized(int rows, long bytes) {
        return found(new Table(named("rows"), rows(rows), true, -1, bytes));
    }

    @Test
    void whatWasLookedForTellsWhereItWasNotLookedFor() {
        assertEquals(
                "1 row found among the first 70,000 · as of 14:03:05",
                found(new Table(GROUPS, rows(1), false, 70_000, -1)));
        assertEquals("not found in 70,000 · as of 14:03:05", found(new Table(GROUPS, List.of(), true, 70_000, -1)));
    }

    private String found(Table table) {
        return words.told(seen(table, Telemetry.NO_WATERMARK, 90_000, false), table, ZoneOffset.UTC, null);
    }

    @Test
    void ofTwoTablesThatAreCutOffNobodyKnowsTheRows() {
        Table left = new Table(GROUPS, rows(1000), false, -1, 16_000);
        Seen seen = new Seen(AT, 0, List.of(left, new Table(GROUPS, rows(1000), false, -1, 16_000)), 9_000, 0, false);

        assertEquals(-1, seen.rowsOf(left));
        assertEquals(-1, seen.bytesOf(left));
        assertEquals("Groups, more than 1,000 rows", words.choice(seen, left));
    }

    @Test
    void tablesHaveNamesThatPeopleUnderstand() {
        assertEquals("Groups", words.name(GROUPS));
        assertEquals("Values of browsers", words.name(named("distinct browsers")));
        assertEquals("Values of browsers", words.name(named("values of browsers")));
        assertEquals("Total · Waiting rows", words.name(named("Total · waiting")));
        assertEquals("state.visits", words.name(named("state.visits")));
    }

    @Test
    void theTableThatIsShownStaysWhileItHasRows() {
        Table empty = new Table(named("waiting"), List.of(), true, -1, 0);
        Table full = new Table(named("passed"), rows(1), true, -1, 16);
        Table other = new Table(named("touched"), rows(1), true, -1, 16);

        assertEquals(full, TableChoice.of(List.of(empty, full, other), null, "waiting"));
        assertEquals(other, TableChoice.of(List.of(empty, full, other), null, "touched"));
        assertEquals(empty, TableChoice.of(List.of(empty, full, other), "waiting", "passed"));
        assertEquals(empty, TableChoice.of(List.of(empty), null, null));
    }

    @Test
    void aStatelessNodeSaysSoInThePromisedWords() {
        assertEquals("Filter keeps no state.", words.why(Why.STATELESS, "Filter", false));
        assertEquals("Filter keeps no state.", words.why(Why.STATELESS, "Filter", true));
    }

    @Test
    void aLookCostsAFiftiethOfTheNodesTimeAtMost() {
        assertEquals(250_000_000L, LookPace.nanosToNext(paused(1_000_000)));
        assertEquals(1_000_000_000L, LookPace.nanosToNext(paused(20_000_000)));
        assertEquals(LookPace.WHEN_ASKED, LookPace.nanosToNext(paused(101_000_000)));
        assertEquals(
                LookPace.WHEN_ASKED, LookPace.nanosToNext(seen(new Table(GROUPS, List.of(), true, -1, 0), 0, 0, true)));
    }

    private static Seen paused(long nanos) {
        return new Seen(AT, 0, List.of(), 0, nanos, false);
    }

    private static Seen seen(Table table, long watermark, long rows, boolean ended) {
        return new Seen(AT, watermark, List.of(table), rows, 0, ended);
    }

    private static StateTable named(String name) {
        return new StateTable(name, Distribution.SPLIT, Schema.EMPTY, Schema.EMPTY);
    }

    private static List<Row> rows(int count) {
        return LongStream.range(0, count)
                .mapToObj(k -> Row.of(k, LocalDateTime.MIN))
                .toList();
    }
}
